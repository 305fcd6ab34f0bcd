"""A saved answer on its way: the card in the review channel, and what its proposer and its owner are told. Pure."""

from collections.abc import Mapping
from typing import Any
from zlib import crc32

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.parts import Block, mention
from handlers.blocks.saved_answers import Row, ready_to_copy, retire
from handlers.blocks.saying import Draw, Drawn, Reader
from handlers.snapshot import Snapshot
from handlers.wire import Target
from handlers.words.catalogue import Safe, Words
from storage.saved_answers import AnswerState

REASON = "reason"


def stamp(row: Row) -> str:
    """Which version the buttons are about: one that was written anew is another one."""
    said = f"{row.proposed_at.isoformat()} {row.question} {row.text}"
    return str(Target(row.number, crc32(said.encode("utf-8", "replace")) % 10**9))


def card(row: Row, words: Words) -> tuple[Safe, list[Block]]:
    """As it stands: with the buttons while it is open, and with who decided afterwards."""
    key = "answers.card_change" if row.is_change else "answers.card_new"
    line = words.mrkdwn(key, who=mention(row.proposed_by), question=row.question)
    blocks = [parts.section(line), ready_to_copy(row.text)]
    if row.state == AnswerState.IN_REVIEW:
        return line, [*blocks, _buttons(stamp(row), words)]
    return line, [*blocks, parts.context(_outcome(row, words))]


def _outcome(row: Row, words: Words) -> Safe:
    who = mention(row.decided_by) if row.decided_by else Safe("–")
    said = words.mrkdwn(f"answers.outcome_{row.state}", who=who)
    return Safe(f"{said}\n{words.mrkdwn('answers.because', reason=row.reason)}") if row.reason else said


def _buttons(value: str, words: Words) -> Block:
    return parts.actions(
        parts.button(words("card.approve"), wire.SAVED_APPROVE, value, style="primary"),
        parts.button(words("card.request_changes"), wire.SAVED_REQUEST_CHANGES, value),
        parts.button(words("card.reject"), wire.SAVED_REJECT, value, style="danger"),
    )


def reason_form(action_id: str, value: str, words: Words) -> Block:
    """Why it is sent back, or rejected."""
    name = "request_changes" if action_id == wire.SAVED_REQUEST_CHANGES else "reject"
    field = parts.text_input(REASON, words("answers.reason"), is_long=True, max_length=1000)
    return parts.modal(
        wire.SAVED_REASON,
        words(f"answers.{name}_title"),
        [field],
        submit=words("answers.send"),
        close=words("answer.close"),
        metadata=f"{action_id}:{value}",
    )


def _proposed(data: Mapping[str, Any], _snap: Snapshot | None, reader: Reader) -> Drawn:
    """The card as it was proposed; a press on it afterwards is answered with how it stands."""
    words = reader.words
    key = "answers.card_change" if data["is_change"] else "answers.card_new"
    line = words.mrkdwn(key, who=mention(data["by"]), question=data["question"])
    return Drawn(line, [parts.section(line), ready_to_copy(data["text"]), _buttons(data["stamp"], words)])


def _decided(data: Mapping[str, Any], _snap: Snapshot | None, reader: Reader) -> Drawn:
    """To the proposer."""
    words = reader.words
    line = words.mrkdwn(f"answers.told_{data['state']}", who=mention(data["by"]), question=data["question"])
    if data.get("reason"):
        line = Safe(f"{line}\n{words.mrkdwn('answers.because', reason=data['reason'])}")
    change = parts.button(words("answers.change"), wire.SAVED_OPEN, str(data["answer"]), style="primary")
    sent_back = data["state"] == AnswerState.CHANGES_REQUESTED
    return Drawn(line, [parts.section(line), *([parts.actions(change)] if sent_back else [])])


def _still_right(data: Mapping[str, Any], _snap: Snapshot | None, reader: Reader) -> Drawn:
    """To the owner, once in half a year."""
    words, value = reader.words, str(data["answer"])
    line = words.mrkdwn("answers.still_right_ask", question=data["question"])
    buttons = [
        parts.button(words("answers.still_right"), wire.SAVED_STILL_RIGHT, value, style="primary"),
        parts.button(words("answers.change"), wire.SAVED_OPEN, value),
        retire(int(data["answer"]), words),
    ]
    return Drawn(line, [parts.section(line), ready_to_copy(data["text"]), parts.actions(*buttons)])


SAYINGS: dict[str, Draw] = {
    "answer_proposed": _proposed,
    "answer_decided": _decided,
    "answer_still_right": _still_right,
}
