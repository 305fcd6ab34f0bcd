"""Pausing what would go out: the form, what the channel reads, and the list of what was passed over. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from handlers import wire
from handlers.blocks import home_rows, parts
from handlers.blocks.home_rows import Trouble
from handlers.blocks.parts import Block
from handlers.blocks.pause_banner import banner, until_words, what
from handlers.blocks.publication_forms import bad_time
from handlers.blocks.saying import Draw, Drawn, Reader
from handlers.composing.times import BadTime
from handlers.pausing.showing import Offer
from handlers.pausing.standing import Standing
from handlers.snapshot import Snapshot
from handlers.wire import Target
from handlers.words import dates
from handlers.words.catalogue import Words

SCOPE, DATE, TIME, WHY = wire.PAUSE_SCOPE, "date", "time", "why"

DAY = {"type": "datepicker"}

MOST_CHOICES = 100
"""docs.slack.dev/reference/block-kit/block-elements/select-menu-element."""


def form(offer: Offer, words: Words) -> Block:
    """What, until when, why; and above it, how much that holds back."""
    place = dates.place_of(offer.zone, words.language)
    return parts.modal(
        wire.PAUSE,
        words("pause.title"),
        [
            parts.section(held(offer.held, words), block_id="held"),
            parts.field(SCOPE, words("pause.what"), _select(offer, words), dispatches=True),
            parts.field(
                DATE,
                words("pause.until_date"),
                {"type": "datepicker"},
                hint=words("pause.until_hint"),
                is_optional=True,
            ),
            parts.field(
                TIME,
                words("pause.until_time", place=place),
                {"type": "timepicker", "timezone": offer.zone.key},
                is_optional=True,
            ),
            parts.text_input(WHY, words("pause.why"), is_optional=True, max_length=500),
        ],
        submit=words("pause.submit"),
        close=words("answer.close"),
    )


def held(count: int, words: Words) -> str:
    """How many posts that would keep from going out."""
    return words.count("pause.holds", count) if count else words("pause.holds_none")


def _select(offer: Offer, words: Words) -> Block:
    options = [_option(value, name or words("pause.all")) for value, name in offer.choices[:MOST_CHOICES]]
    chosen = next((one for one in options if one["value"] == offer.chosen), options[0])
    return {"type": "static_select", "options": options, "initial_option": chosen}


def _option(value: str, name: str) -> Block:
    return {"text": parts.plain(name, 75), "value": value}


def bad_until(trouble: BadTime, words: Words) -> dict[str, str]:
    """The sentence, at the picker that it is about."""
    return bad_time(trouble, words)


def on_home(standing: Sequence[Standing], passed_over: int, reader: Reader) -> list[Block]:
    """Every pause with its way back; and the way to what was passed over."""
    blocks: list[Block] = []
    for one in standing:
        blocks += [parts.section(banner(one, reader.words, reader.zone), accessory=_resume(one.pause_id, reader.words))]
    if passed_over:
        line = reader.words.count("pause.passed_over", passed_over)
        blocks.append(parts.section(line, accessory=_decide(reader.words)))
    return blocks


def _resume(pause_id: int, words: Words) -> Block:
    return parts.button(words("pause.resume"), wire.RESUME, str(Target(pause_id)))


def _decide(words: Words) -> Block:
    return parts.button(words("pause.decide"), wire.PASSED_OVER, "all")


def list_of(rows: Sequence[Trouble], has_more: bool, reader: Reader) -> Block:
    """What was passed over, each with its three answers."""
    blocks: list[Block] = [parts.section(reader.words("pause.list_text"))] if rows else []
    for row in rows:
        blocks += home_rows.in_trouble(row, reader)
    if not rows:
        blocks = [parts.section(reader.words("pause.list_empty"))]
    elif has_more:
        blocks.append(parts.context(reader.words("home.and_more")))
    view = parts.reading(reader.words("pause.list_title"), blocks, close=reader.words("answer.close"))
    return {**view, "callback_id": wire.PASSED_OVER}


def _paused(data: Mapping[str, Any], _snap: Snapshot | None, reader: Reader) -> Drawn | None:
    words, until = reader.words, data.get("until")
    key = "pause.told_until" if until else "pause.told"
    line = words.mrkdwn(
        key,
        who=str(data["by_name"]),
        what=what(str(data["scope"]), words),
        until=until_words(datetime.fromisoformat(until), reader.words, reader.zone) if until else "",
    )
    blocks = [parts.section(line), parts.context(held(int(data["held"]), words))]
    if data.get("why"):
        blocks.insert(1, parts.quoted(str(data["why"])))
    return Drawn(line, [*blocks, parts.actions(_resume(int(data["pause"]), words))])


def _resumed(data: Mapping[str, Any], _snap: Snapshot | None, reader: Reader) -> Drawn | None:
    words, by = reader.words, data.get("by")
    about = what(str(data["scope"]), words)
    line = (
        words.mrkdwn("pause.told_resumed", who=str(data["by_name"]), what=about)
        if by
        else words.mrkdwn("pause.told_lapsed", what=what)
    )
    passed = int(data["passed_over"])
    if not passed:
        return Drawn(line, [parts.section(line)])
    return Drawn(
        line,
        [
            parts.section(line),
            parts.context(words.count("pause.passed_over", passed)),
            parts.actions(_decide(words)),
        ],
    )


SAYINGS: dict[str, Draw] = {"paused": _paused, "resumed": _resumed}
