"""Being away: the form, the answers, and what the stand-in, the authors and the person read. Pure."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.digest import REVIEW_MINE
from handlers.blocks.parts import Block, mention
from handlers.blocks.saying import Draw, Drawn, Reader
from handlers.covering.leaving import Back, Left
from handlers.snapshot import Snapshot
from handlers.words import dates
from handlers.words.catalogue import Safe, Words
from storage.absences import Away

DAY, WHO = "day", "who"

MOST_NUMBERS = 10
"""Numbers of posts in one sentence; how many more there are is said."""


def form(reader: Reader, until: datetime | None, stand_in: str | None, *, was_unclear: bool) -> Block:
    """When they are back, and who stands in; both may be left empty."""
    words = reader.words
    day: Block = {"type": "datepicker"}
    if until:
        day["initial_date"] = until.astimezone(reader.zone).date().isoformat()
    who: Block = {"type": "users_select"}
    if stand_in:
        who["initial_user"] = stand_in
    unclear = [parts.section(words("away.unclear"))] if was_unclear else []
    return parts.modal(
        wire.AWAY,
        words("away.title"),
        [
            *unclear,
            parts.field(DAY, words("away.day"), day, hint=words("away.day_hint"), is_optional=True),
            parts.field(WHO, words("away.who"), who, hint=words("away.who_hint"), is_optional=True),
        ],
        submit=words("away.submit"),
        close=words("answer.close"),
    )


def on_home(away: Away | None, reader: Reader) -> list[Block]:
    """For whoever is away: until when, who decides, and the way back."""
    if away is None:
        return []
    line = Safe(" ".join(_you(away.until, away.stand_in, reader)))
    return [parts.section(line, accessory=_back(reader.words))]


def gone(left: Left, reader: Reader) -> tuple[str, list[Block]]:
    """The answer to a command, with the way back."""
    words = reader.words
    lines = _you(left.until, left.stand_in, reader)
    if left.left:
        lines.append(Safe(words.count("away.you_left", left.left)))
    text = Safe(" ".join(lines))
    return text, [parts.section(text), parts.actions(_back(words))]


def _you(ends_at: datetime | None, stand_in: str | None, reader: Reader) -> list[Safe]:
    words, until = reader.words, until_words(ends_at, reader)
    line = words.mrkdwn("away.you_until", until=until) if until else words.mrkdwn("away.you")
    if stand_in is None:
        return [line, words.mrkdwn("away.you_nobody")]
    return [line, words.mrkdwn("away.you_stand_in", stand_in=mention(stand_in))]


def _back(words: Words) -> Block:
    return parts.button(words("away.back"), wire.BACK, "back")


def welcome(done: Back, words: Words) -> tuple[str, list[Block]]:
    """The answer to whoever is back."""
    text = words.count("away.welcome_waiting", done.waiting) if done.waiting else words("away.welcome")
    review = [parts.actions(_review(words))] if done.waiting else []
    return text, [parts.section(text), *review]


def _review(words: Words) -> Block:
    return parts.button(words("away.review"), wire.REVIEW_MINE, REVIEW_MINE, style="primary")


def until_words(until: datetime | None, reader: Reader) -> str:
    """The day on which somebody is back; in Korean the last one away. A time that is no midnight is said."""
    if until is None:
        return ""
    local, language = until.astimezone(reader.zone), reader.words.language
    if (local.hour, local.minute) != (0, 0):
        return dates.day_and_time(until, reader.zone, language)
    return dates.day(until - timedelta(minutes=1) if language == "ko" else until, reader.zone, language)


def _asked(data: Mapping[str, Any], _snap: Snapshot | None, reader: Reader) -> Drawn:
    """To the stand-in: a task, and what of it waits now."""
    words, numbers = reader.words, data["numbers"]
    line = Safe(f"{_away(data, reader, 'asked')} {_waits(numbers, words)}")
    buttons = [parts.actions(_review(words))] if numbers else []
    return Drawn(line, [parts.section(line), *buttons])


def _waits(numbers: list[int], words: Words) -> str:
    return words.count("away.asked_waiting", len(numbers)) if numbers else words("away.asked_later")


def _away(data: Mapping[str, Any], reader: Reader, kind: str) -> Safe:
    """Whether an end is known makes two sentences of each."""
    until = until_words(_moment(data), reader)
    values = {"name": str(data["name"]), "stand_in": mention(str(data["stand_in"]))}
    if until:
        return reader.words.mrkdwn(f"away.{kind}_until", until=until, **values)
    return reader.words.mrkdwn(f"away.{kind}", **values)


def _moment(data: Mapping[str, Any]) -> datetime | None:
    return datetime.fromisoformat(data["until"]) if data.get("until") else None


def _told(data: Mapping[str, Any], _snap: Snapshot | None, reader: Reader) -> Drawn:
    """To an author: who decides now about which of theirs, and what nobody takes over."""
    lines = [_away(data, reader, "told")]
    if data["numbers"]:
        shown = numbers_of(data["numbers"], reader.words)
        lines.append(reader.words.mrkdwn("away.told_covered", stand_in=mention(str(data["stand_in"])), numbers=shown))
    if data["left"]:
        lines.append(reader.words.mrkdwn("away.told_left", numbers=numbers_of(data["left"], reader.words)))
    text = Safe(" ".join(lines))
    return Drawn(text, [parts.section(text)])


def numbers_of(numbers: list[int], words: Words) -> str:
    """#142, #143 and so on."""
    named = ", ".join(f"#{one}" for one in numbers[:MOST_NUMBERS])
    more = len(numbers) - MOST_NUMBERS
    return f"{named} {words.count('answer.and_more', more)}" if more > 0 else named


def _noticed(data: Mapping[str, Any], _snap: Snapshot | None, reader: Reader) -> Drawn:
    """To the person themselves: what was concluded, and how to undo it."""
    line = _away(data, reader, f"noticed_{data['noticed_by']}")
    return Drawn(line, [parts.section(line), parts.actions(_back(reader.words))])


def _free(data: Mapping[str, Any], _snap: Snapshot | None, reader: Reader) -> Drawn:
    line = reader.words.mrkdwn("away.free", name=str(data["name"]))
    return Drawn(line, [parts.section(line)])


SAYINGS: dict[str, Draw] = {
    "stand_in_asked": _asked,
    "approver_away": _told,
    "absence_noticed": _noticed,
    "stand_in_free": _free,
}
