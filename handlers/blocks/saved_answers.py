"""Saved answers in a modal: what fits a question, ready to copy, and the form of one. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from handlers import wire
from handlers.blocks import look_up, parts
from handlers.blocks.brand_fields import option
from handlers.blocks.look_up import Frame, Looked
from handlers.blocks.parts import Block, mention
from handlers.words import dates
from handlers.words.catalogue import LANGUAGES, Safe, Words
from storage.saved_answers import AnswerState

QUESTION, TEXT, LANGUAGE, OWNER = "question", "text", "language", "owner"
LONGEST_QUESTION, LONGEST_TEXT = 200, 2500


@dataclass(frozen=True)
class Row:
    """One answer, as plain data."""

    number: int
    brand_id: int
    language: str
    question: str
    text: str
    owner_id: str
    state: AnswerState
    proposed_by: str
    proposed_at: datetime
    reviewed_at: datetime | None = None
    decided_by: str | None = None
    reason: str = ""
    is_change: bool = False
    """It is to take the place of one that is in use."""
    may_change: bool = False
    may_retire: bool = False


@dataclass(frozen=True)
class Board:
    """One look at the answers of a brand."""

    language: str
    zone: ZoneInfo
    looked: Looked
    rows: Sequence[Row]
    has_more: bool
    brands: Sequence[tuple[int, str]]
    may_add: bool


@dataclass(frozen=True)
class Said:
    """What a form says."""

    question: str = ""
    text: str = ""
    language: str = "en"
    owner_id: str = ""


def view(board: Board, words: Words) -> Block:
    """The likeliest three for a question; everything, where nothing was asked."""
    frame = Frame(wire.SAVED_VIEW, wire.SAVED_BRAND, "answers", board.looked, board.brands)
    rows = [block for one in board.rows for block in _row(one, board.zone, words)]
    new = parts.button(words("answers.new"), wire.SAVED_OPEN, "0")
    below = [parts.actions(new)] if board.may_add else []
    return look_up.view(
        frame, rows, words, below=[*below, parts.context(words("answers.no_inbox"))], more=board.has_more
    )


def _row(row: Row, zone: ZoneInfo, words: Words) -> list[Block]:
    buttons = [parts.button(words("answers.change"), wire.SAVED_OPEN, str(row.number))] if row.may_change else []
    if row.may_retire:
        buttons.append(retire(row.number, words))
    title = words.mrkdwn("answers.row", question=row.question)
    ends = [parts.actions(*buttons)] if buttons else []
    return [parts.section(title), ready_to_copy(row.text), parts.context(standing(row, zone, words)), *ends]


def ready_to_copy(text: str) -> Block:
    """As it was written, without any markup of ours: what is copied is what is pasted."""
    pieces = [{"type": "text", "text": text or " "}]
    return {"type": "rich_text", "elements": [{"type": "rich_text_preformatted", "elements": pieces}]}


def standing(row: Row, zone: ZoneInfo, words: Words) -> Safe:
    """Whose it is, and when somebody last said that it is right; or that it is not decided yet."""
    owner, language = mention(row.owner_id), words(f"snippets.language_{row.language}")
    if row.state != AnswerState.APPROVED or row.reviewed_at is None:
        state = words(f"answers.state_{row.state}")
        return words.mrkdwn("answers.undecided", state=state, owner=owner, language=language)
    day = dates.calendar_day(row.reviewed_at.astimezone(zone).date().isoformat(), words.language)
    return words.mrkdwn("answers.reviewed", day=day, owner=owner, language=language)


def retire(number: int, words: Words) -> Block:
    """Asks first: nobody finds it any more."""
    sure = parts.confirm(
        words("answers.retire_title"), words("answers.retire_text"), words("answers.retire"), words("answers.keep")
    )
    return parts.button(words("answers.retire"), wire.SAVED_RETIRE, str(number), confirm=sure)


def form(number: int, said: Said, looked: Looked, words: Words, reason: str = "") -> Block:
    """A new one, or one as it stands; it is put to the approvers. `reason`: why it was sent back."""
    languages = [option(words(f"snippets.language_{one}"), one) for one in LANGUAGES]
    first = next((one for one in languages if one["value"] == said.language), languages[0])
    hint = words("answers.text_hint")
    blocks = [
        parts.context(words("answers.form_intro")),
        *([parts.section(words.mrkdwn("answers.sent_back", reason=reason))] if reason else []),
        parts.text_input(QUESTION, words("answers.question"), initial=said.question, max_length=LONGEST_QUESTION),
        parts.text_input(
            TEXT, words("answers.text"), initial=said.text, hint=hint, is_long=True, max_length=LONGEST_TEXT
        ),
        parts.field(
            LANGUAGE,
            words("snippets.language"),
            {"type": "static_select", "options": languages, "initial_option": first},
        ),
        parts.field(
            OWNER,
            words("answers.owner"),
            {"type": "users_select", "initial_user": said.owner_id},
            hint=words("answers.owner_hint"),
        ),
    ]
    return parts.modal(
        wire.SAVED_FORM,
        words("answers.one" if number else "answers.new"),
        blocks,
        submit=words("answers.propose"),
        close=words("answer.close"),
        metadata=f"{number}.{looked.brand_id}",
    )


def done(words: Words) -> Block:
    """It is with the approvers."""
    return parts.reading(
        words("answers.title"), [parts.section(words("answers.proposed"))], close=words("answer.close")
    )
