"""Whom each account speaks to, in a modal; and the form of one. Pure."""

from collections.abc import Mapping, Sequence

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.parts import Block
from handlers.blocks.promotions import choice
from handlers.blocks.promotions_shown import Audience, Standing
from handlers.words.catalogue import Safe, Words, escaped

PARTS = ("who", "language", "zone", "hours")
MOST = 45


def view(standing: Standing, accounts: Sequence[Audience], words: Words) -> Block:
    """Each with its note; those who may change them have buttons."""
    rows = [_row(one, standing, words) for one in accounts[:MOST]]
    blocks = [*choice(standing.brands, standing.brand_id, wire.AUDIENCE_BRAND), *rows]
    return parts.modal(wire.AUDIENCES, words("checks.audience"), blocks, close=words("answer.close"))


def _row(one: Audience, standing: Standing, words: Words) -> Block:
    lines = Safe(f"*{escaped(one.account)}*\n{escaped(said(one.note) or words('checks.audience_none'))}")
    edit = (
        parts.button(words("checks.change"), wire.AUDIENCE_EDIT, str(one.account_id)) if standing.may_change else None
    )
    return parts.section(lines, accessory=edit)


def said(note: Mapping[str, str]) -> str:
    """In one line."""
    return " · ".join(note[name] for name in PARTS if note.get(name))


def form(one: Audience, words: Words) -> Block:
    """Four short fields, any of which may stay empty."""
    fields = [
        parts.text_input(
            name,
            words(f"checks.audience_{name}"),
            initial=one.note.get(name, ""),
            placeholder=words(f"checks.audience_{name}_such_as"),
            is_optional=True,
            max_length=200,
        )
        for name in PARTS
    ]
    return parts.modal(
        wire.AUDIENCE_FORM,
        words("checks.audience"),
        [parts.section(Safe(f"*{escaped(one.account)}*")), *fields],
        submit=words("checks.save"),
        close=words("answer.close"),
        metadata=str(one.account_id),
    )


def mistake(words: Words) -> dict[str, str]:
    """At its field."""
    return {"zone": words("checks.wrong_zone")}
