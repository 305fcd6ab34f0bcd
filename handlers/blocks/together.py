"""Working together on a post: the form, what came of it, and what those concerned are told. Pure."""

from collections.abc import Mapping
from typing import Any

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.card import first_words
from handlers.blocks.discussion import SHOWN
from handlers.blocks.parts import Block
from handlers.blocks.saying import Draw, Drawn, Reader
from handlers.snapshot import Snapshot
from handlers.wire import Target
from handlers.words.catalogue import Safe, Words, escaped

WISH, WHO, QUESTION = "wish", "who", "question"


def form(ways: Any, words: Words) -> Block:
    """Who, and what for. Where only advice is possible, nothing else is asked."""
    blocks = [_who(words), _question(words, is_optional=len(ways.wishes) > 1)]
    if len(ways.wishes) > 1:
        blocks.insert(0, _wish(ways, words))
    copy = parts.button(words("card.menu_copy"), wire.COPY, str(ways.target))
    return parts.modal(
        wire.TOGETHER_FORM,
        words("discussion.together_title", number=ways.target.submission_id),
        [*blocks, parts.actions(copy)],
        submit=words("discussion.send"),
        close=words("answer.close"),
        metadata=str(ways.target),
    )


def _wish(ways: Any, words: Words) -> Block:
    options = [{"text": parts.plain(words(f"discussion.wish_{one}"), 75), "value": one.value} for one in ways.wishes]
    element: Block = {"type": "radio_buttons", "options": options, "initial_option": options[0]}
    return parts.field(WISH, words("discussion.wish"), element)


def _who(words: Words) -> Block:
    return parts.field(WHO, words("discussion.who"), {"type": "users_select"})


def _question(words: Words, *, is_optional: bool) -> Block:
    return parts.text_input(
        QUESTION,
        words("discussion.question"),
        hint=words("discussion.question_hint"),
        is_long=True,
        is_optional=is_optional,
        max_length=2000,
    )


def done(outcome: Any, words: Words) -> Block:
    """In place of the form."""
    line = words.mrkdwn(f"discussion.done_{outcome.wish}", name=outcome.name, number=outcome.number)
    return parts.reading(words("answer.title"), [parts.section(line)], close=words("answer.close"))


def _asked_for_advice(data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn | None:
    """The question, the text that it is about, and one button."""
    if snap is None:
        return None
    words, target = reader.words, str(Target(snap.number, int(data["comment"])))
    line = words.mrkdwn("discussion.asked_for_advice", by=str(data["by"]), number=snap.number)
    question = str(data["text"])
    blocks = [
        parts.section(line),
        parts.quoted(parts.shortened(question, SHOWN)),
        parts.context(words("discussion.its_text")),
        parts.quoted(parts.shortened(snap.content.text, SHOWN)),
        parts.actions(parts.button(words("discussion.answer"), wire.ANSWER, target, style="primary")),
        parts.context(words("discussion.advice_moves_nothing")),
    ]
    return Drawn(Safe(f"{line} {escaped(first_words(question))}"), blocks)


def _co_author_added(data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn | None:
    return _with_way(
        reader.words.mrkdwn("discussion.co_author_added", by=str(data["by"]), **_about(snap)), snap, reader
    )


def _handed_over(data: Mapping[str, Any], snap: Snapshot | None, reader: Reader) -> Drawn | None:
    key = "discussion.handed_to_you" if data["is_you"] else "discussion.handed_to_other"
    values = {"by": str(data["by"]), **({} if data["is_you"] else {"to": str(data["to"])})}
    return _with_way(reader.words.mrkdwn(key, **values, **_about(snap)), snap, reader)


def _about(snap: Snapshot | None) -> dict[str, int]:
    return {"number": snap.number if snap else 0}


def _with_way(line: Safe, snap: Snapshot | None, reader: Reader) -> Drawn | None:
    if snap is None:
        return None
    see = [parts.link(snap.card_link, reader.words("card.see_card"))] if snap.card_link else []
    return Drawn(line, [parts.section(line), parts.context(first_words(snap.content.text), *see)])


SAYINGS: dict[str, Draw] = {
    "asked_for_advice": _asked_for_advice,
    "co_author_added": _co_author_added,
    "handed_over": _handed_over,
}
