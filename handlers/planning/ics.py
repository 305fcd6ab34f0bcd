"""Publications as a calendar file (RFC 5545). Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from icalendar import Calendar, Event

from storage.planned import Planned, Standing

LASTS = timedelta(minutes=15)
"""An event needs a length to be seen in a day's view."""

LONGEST_SUMMARY = 80
FRESH_FOR = "PT15M"
"""How often readers may ask again, in the words of RFC 7986."""

PRODUCT = "-//Greenlight//Publications//EN"


@dataclass(frozen=True)
class Told:
    """What a calendar says of publications beside their times, in one language."""

    name: str
    """Of the calendar."""
    team_id: str
    accounts: Mapping[int, str]
    authors: Mapping[str, str]
    texts: Mapping[int, str]
    """By submission."""
    states: Mapping[Standing, str]


def calendar(rows: Sequence[Planned], told: Told) -> bytes:
    """One event each; what has no time yet has no place in it. The same publication keeps its id in every file."""
    found = Calendar()
    found.add("prodid", PRODUCT)
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", told.name)
    found.add("refresh-interval", timedelta(minutes=15), parameters={"VALUE": "DURATION"})
    for one in rows:
        if one.at is not None:
            found.add_component(_event(one, told))
    return found.to_ical()


def _event(one: Planned, told: Told) -> Event:
    assert one.at is not None, "only what has a time is an event"
    account, text = told.accounts.get(one.account_id, "?"), told.texts.get(one.submission_id, "")
    event = Event()
    event.add("uid", f"publication-{one.publication_id}-{told.team_id}@greenlight")
    event.add("dtstamp", one.changed_at)
    event.add("last-modified", one.changed_at)
    event.add("sequence", one.version)
    event.add("dtstart", one.at)
    event.add("dtend", one.at + LASTS)
    event.add("summary", f"{account}: {_line(text)}")
    event.add("status", "CONFIRMED" if one.standing in (Standing.APPROVED, Standing.LIVE) else "TENTATIVE")
    author = told.authors.get(one.author_id, "")
    event.add("description", f"#{one.submission_id} · {told.states[one.standing]} · {author}\n\n{text}")
    event.add("transp", "TRANSPARENT")
    if one.link and one.link.startswith(("https://", "http://")):
        event.add("url", one.link)
    return event


def _line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_SUMMARY else f"{line[: LONGEST_SUMMARY - 1].rstrip()}…"
