"""What is said about a submission beside deciding: questions to people, their answers, and the forms. Pure."""

from collections.abc import Mapping
from typing import Any

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.card import first_words
from handlers.blocks.parts import Block, mention
from handlers.blocks.saying import Draw, Drawn, Reader
from handlers.snapshot import Snapshot
from handlers.wire import Target
from handlers.words.catalogue import Safe, Words, escaped
from storage.comments import CommentKind

TEXT = "answer_text"

SHOWN = 2500
"""Characters of somebody's words in one message."""


def answer_form(target: Target, question: str, words: Words) -> Block:
    """What was asked, and room for the answer. The target's second number is the question."""
    field = parts.text_input(TEXT, words("discussion.your_answer"), is_long=True, max_length=2000)
    return parts.modal(
        wire.ANSWERING,
        words("discussion.answer_title", number=target.submission_id),
        [parts.quoted(parts.shortened(question, SHOWN)), field],
        submit=words("discussion.send"),
        close=words("answer.close"),
        metadata=str(target),
    )


def said(sentence: str, words: Words) -> Block:
    """In place of a form that was sent."""
    return parts.reading(words("answer.title"), [parts.section(sentence)], close=words("answer.close"))


def _remark_for_author(data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn | None:
    """For an author who cannot read it where it was written."""
    if snap is None:
        return None
    line = reader.words.mrkdwn("discussion.remark_for_author", number=snap.number, by=str(data["by"]))
    return _put(line, data, snap, reader, reader.words("discussion.how_to_answer"))


def _put(line: Safe, data: Mapping[str, Any], snap: Snapshot, reader: Reader, how: str) -> Drawn:
    text, target = str(data["text"]), Target(snap.number, int(data["comment"]))
    button = parts.button(reader.words("discussion.answer"), wire.ANSWER, str(target), style="primary")
    see = [parts.link(snap.card_link, reader.words("card.see_card"))] if snap.card_link else []
    blocks = [
        parts.section(line),
        parts.quoted(parts.shortened(text, SHOWN)),
        parts.actions(button),
        parts.context(first_words(snap.content.text), how, *see),
    ]
    return Drawn(Safe(f"{line} {escaped(first_words(text))}"), blocks)


def _remark_passed_on(data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn | None:
    """Under the card. Whoever asked for advice is mentioned: they wait for it."""
    if snap is None:
        return None
    kind, text = str(data["kind_of"]), str(data["text"])
    key = "client.wrote" if data.get("outside") else f"discussion.passed_on_{kind}"
    line = reader.words.mrkdwn(key, by=str(data["by"]))
    if kind == CommentKind.ADVICE and data.get("asked_by"):
        line = Safe(f"{mention(str(data['asked_by']))} {line}")
    question = first_words(str(data.get("question") or ""), 200)
    about = [parts.context(reader.words("discussion.to_question", question=question))] if question else []
    blocks = [parts.section(line), *about, parts.quoted(parts.shortened(text, SHOWN))]
    return Drawn(f"{line} {escaped(first_words(text))}", blocks)


def suggestion_form(target: Target, current: str, text: str, reply: str, words: Words) -> Block:
    """The proposed text, to be tidied before it goes to the author. `reply` says which message it was made from."""
    field = parts.text_input(
        TEXT,
        words("discussion.suggested_text"),
        initial=parts.shortened(text, parts.SECTION_LIMIT),
        hint=words("discussion.suggested_hint"),
        is_long=True,
    )
    return parts.modal(
        wire.SUGGESTING,
        words("discussion.suggest_title", number=target.submission_id),
        [parts.context(words("discussion.as_it_stands")), parts.quoted(parts.shortened(current, SHOWN)), field],
        submit=words("discussion.suggest"),
        close=words("answer.close"),
        metadata=f"{target}|{reply}",
    )


def _suggestion(data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn | None:
    """One press takes it over. The author is mentioned where they are in the channel; else they have their own."""
    if snap is None:
        return None
    words, target = reader.words, str(Target(snap.number, int(data["suggestion"])))
    line = words.mrkdwn("discussion.suggestion", by=str(data["by"]), number=snap.number)
    if data.get("mention") and reader.user_id is None:
        line = Safe(f"{mention(str(data['mention']))} {line}")
    blocks = [
        parts.section(line),
        parts.quoted(parts.shortened(str(data["text"]), SHOWN)),
        parts.context(words.mrkdwn("discussion.suggestion_changes", change=str(data["change"]))),
        parts.actions(
            parts.button(words("discussion.use_it"), wire.USE_SUGGESTION, target, style="primary"),
            parts.button(words("discussion.leave_it"), wire.LEAVE_SUGGESTION, target),
        ),
    ]
    return Drawn(Safe(f"{line} {escaped(str(data['change']))}"), blocks)


def decided(name: str, state: str, revision: int, words: Words) -> tuple[str, list[Block]]:
    """What stands in place of a suggestion and its buttons."""
    line = words.mrkdwn(f"discussion.suggestion_{state}", by=name, revision=revision)
    return line, [parts.section(line)]


SAYINGS: dict[str, Draw] = {
    "suggestion": _suggestion,
    "remark_for_author": _remark_for_author,
    "remark_passed_on": _remark_passed_on,
}
