"""The line that says who paused what, on cards and on Home. Pure."""

from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.pausing.standing import Standing
from handlers.words import dates
from handlers.words.catalogue import Safe, Words


def banner(standing: Standing, words: Words, zone: ZoneInfo) -> Safe:
    """One line; its time in the reader's zone, or the brand's."""
    key = "pause.banner_until" if standing.until else "pause.banner"
    until = until_words(standing.until, words, zone) if standing.until else ""
    return words.mrkdwn(key, who=standing.by_name, what=what(standing.scope, words), until=until)


def what(scope: str, words: Words) -> str:
    """The name of a scope; everything has none of its own."""
    return scope or words("pause.everything")


def until_words(until: datetime, words: Words, zone: ZoneInfo) -> str:
    return f"{dates.day_and_time(until, zone, words.language)} ({dates.place_of(zone, words.language)})"
