"""A polite no, as a sentence: why, and who can. Pure."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.blocks.parts import mention
from handlers.steps.changes import Changed
from handlers.typed.difference import SAME
from handlers.words import dates
from handlers.words.catalogue import Safe, Words


def sentence(reason: str, values: Mapping[str, object], words: Words) -> str:
    """mrkdwn. User ids among the values become mentions, which ping nobody in a private answer."""
    shown = {name: _shown(name, value, words) for name, value in values.items()}
    return words.mrkdwn(f"answer.{_key(reason, values)}", **shown)


def _key(reason: str, values: Mapping[str, object]) -> str:
    """Where nobody is named, every member of the channel may: another sentence."""
    if reason in ("not_yours_not_approver", "not_yours_own_work") and values.get("is_anyone"):
        return f"{reason}_open"
    return reason


def _shown(name: str, value: object, words: Words) -> object:
    if name in ("people", "admins") and isinstance(value, (tuple, list)):
        return some(value, words)
    if name in ("by", "author") and isinstance(value, str):
        return mention(value) if value.startswith(("U", "W")) else value
    if name == "channel" and isinstance(value, str):
        return Safe(f"<#{value}>")
    if isinstance(value, Changed):
        return changed(value, words)
    if isinstance(value, datetime):
        return Safe(at(value, words))
    return value


def some(user_ids: Iterable[str], words: Words, most: int = 3) -> Safe:
    """Up to three people, by name; the rest by number."""
    ids = list(user_ids)
    named = ", ".join(mention(user_id) for user_id in ids[:most])
    more = len(ids) - most
    return Safe(f"{named} {words.count('answer.and_more', more)}" if more > 0 else named or words("answer.nobody"))


def changed(what: Changed, words: Words) -> str:
    """The text's difference, and the names of whatever else is not as it was."""
    others = [words(f"card.aspect_{one}") for one in what.others]
    text = [] if others and what.text == SAME else [what.text]
    return "; ".join([*text, *others])


def at(when: datetime, words: Words) -> Safe:
    """Each reader sees their own time; the fallback is UTC. Source: docs.slack.dev, "Date formatting"."""
    fallback = f"{dates.day_and_time(when, ZoneInfo('UTC'), words.language)} UTC"
    return Safe(f"<!date^{int(when.timestamp())}^{{date_short_pretty}} {{time}}|{fallback}>")
