"""Snippets in a modal: what there is, and the form of one. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers import wire
from handlers.blocks import look_up, parts
from handlers.blocks.brand_fields import chosen, option
from handlers.blocks.look_up import Frame, Looked
from handlers.blocks.parts import Block
from handlers.words.catalogue import LANGUAGES, Safe, Words
from storage.snippets import SnippetKind

NAME, TEXT, KIND, LANGUAGE, IN_USE = "name", "text", "kind", "language", "in_use"
LONGEST_NAME, LONGEST_TEXT = 75, 2500


@dataclass(frozen=True)
class Said:
    """What a form says of a snippet, or the records do."""

    name: str = ""
    text: str = ""
    kind: SnippetKind = SnippetKind.CAPTION
    language: str = "en"
    is_active: bool = True


@dataclass(frozen=True)
class Row:
    """One snippet."""

    number: int
    said: Said
    may_change: bool


@dataclass(frozen=True)
class Board:
    """One look at the snippets of a brand."""

    language: str
    looked: Looked
    rows: Sequence[Row]
    has_more: bool
    brands: Sequence[tuple[int, str]]
    may_add: bool


def view(board: Board, words: Words) -> Block:
    """What is found, by name where nothing was typed."""
    frame = Frame(wire.SNIPPETS_VIEW, wire.SNIPPETS_BRAND, "snippets", board.looked, board.brands)
    rows = [block for one in board.rows for block in _row(one, words)]
    new = parts.button(words("snippets.new"), wire.SNIPPET_OPEN, "0")
    below = [parts.actions(new)] if board.may_add else []
    return look_up.view(frame, rows, words, below=[*below, parts.context(words("snippets.how"))], more=board.has_more)


def _row(row: Row, words: Words) -> list[Block]:
    said = row.said
    line = words.mrkdwn(
        "snippets.row",
        name=said.name,
        kind=words(f"snippets.kind_{said.kind}"),
        language=words(f"snippets.language_{said.language}"),
        text=parts.shortened(said.text, 200),
    )
    if not said.is_active:
        line = Safe(f"{line}\n{words('snippets.out_of_use')}")
    button = parts.button(words("snippets.edit"), wire.SNIPPET_OPEN, str(row.number))
    return [parts.section(line, accessory=button if row.may_change else None)]


def form(number: int, said: Said, looked: Looked, words: Words) -> Block:
    """A new one, or one as it stands."""
    languages = [option(words(f"snippets.language_{one}"), one) for one in LANGUAGES]
    kinds = [option(words(f"snippets.kind_{one}"), one.value) for one in SnippetKind]
    in_use = chosen({"type": "checkboxes", "options": [option(words("snippets.in_use"), IN_USE)]}, _on(said))
    blocks = [
        parts.text_input(NAME, words("snippets.name"), initial=said.name, max_length=LONGEST_NAME),
        parts.text_input(
            TEXT,
            words("snippets.text"),
            initial=said.text,
            hint=words("snippets.text_hint"),
            is_long=True,
            max_length=LONGEST_TEXT,
        ),
        parts.field(KIND, words("snippets.kind"), _one_of(kinds, said.kind)),
        parts.field(LANGUAGE, words("snippets.language"), _one_of(languages, said.language)),
        parts.field(IN_USE, words("snippets.use"), in_use, is_optional=True),
    ]
    title = words("snippets.one" if number else "snippets.new")
    return parts.modal(
        wire.SNIPPET_FORM,
        title,
        blocks,
        submit=words("library.save"),
        close=words("answer.close"),
        metadata=f"{number}.{looked.brand_id}",
    )


def _on(said: Said) -> list[str]:
    return [IN_USE] if said.is_active else []


def _one_of(options: Sequence[Block], value: str) -> Block:
    first = next((one for one in options if one["value"] == value), options[0])
    return {"type": "static_select", "options": list(options), "initial_option": first}
