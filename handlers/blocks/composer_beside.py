"""What stands in a composer beside text, accounts and time: what it costs, which accounts differ, and labels. Pure."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.composer_fields import routed
from handlers.blocks.parts import Block
from handlers.composing import form
from handlers.composing.own import Own
from handlers.composing.sheet import Offered, Sheet
from handlers.words.catalogue import Safe, Words, escaped
from storage.content import Flag

NOTES = "notes."
MOST_NOTES = 4
WARNING_LIMIT = 200
"""Characters; on Mastodon it counts with the text, so it had better be short."""


def notes(told: Sequence[str]) -> list[Block]:
    """Nothing of it is in the way."""
    if not told:
        return []
    text = Safe("\n".join(f"ℹ️ {escaped(one)}" for one in told[:MOST_NOTES]))
    return [{**parts.context(text), "block_id": f"{NOTES}{hashlib.sha256(text.encode()).hexdigest()[:16]}"}]


def shown_notes(blocks: Iterable[Mapping[str, Any]]) -> str:
    """Which of them stand in an open form; by the block's name, for Slack may have its own way with a text."""
    names = (str(one.get("block_id") or "") for one in blocks)
    return next((name for name in names if name.startswith(NOTES)), "")


def variants(sheet: Sheet, words: Words) -> list[Block]:
    """Only accounts that differ take room; behind the button are all."""
    if not sheet.offered:
        return []
    differ = [(one, sheet.own(one.id)) for one in sheet.offered if one.id in sheet.accounts]
    lines = [_differs(one, own, words) for one, own in differ if not own.is_nothing]
    told = [parts.context(Safe("\n".join(lines)))] if lines else []
    return [*told, parts.actions(parts.button(words("variants.see"), wire.SEE_PREVIEWS, "-"), block_id="previews")]


def _differs(one: Offered, own: Own, words: Words) -> str:
    """`news: own text, own time`."""
    found = {"text": own.text is not None, "time": own.is_timed, "comment": bool(own.first_comment.strip())}
    what = ", ".join(words(f"variants.has_{name}") for name, is_there in found.items() if is_there)
    return words.mrkdwn("variants.differs", account=one.name, what=what)


def flags(sheet: Sheet, words: Words) -> list[Block]:
    """Labels for networks that have a place for them; the warning's words once it is sensitive."""
    options = [{"text": parts.plain(words(f"variants.flag_{flag}"), 75), "value": flag.value} for flag in Flag]
    element: Block = {"type": "checkboxes", "options": options}
    if chosen := [one for one in options if one["value"] in sheet.flags]:
        element["initial_options"] = chosen
    block = parts.field(form.FLAGS, words("variants.flags"), element, is_optional=True)
    return [routed(block, wire.COMPOSER_FLAGS), *_warning(sheet, words)]


def _warning(sheet: Sheet, words: Words) -> list[Block]:
    if Flag.SENSITIVE not in sheet.flags:
        return []
    block = parts.text_input(
        form.WARNING,
        words("variants.warning"),
        initial=sheet.warning[:WARNING_LIMIT],
        hint=words("variants.warning_hint"),
        is_optional=True,
        max_length=WARNING_LIMIT,
        saves_while_typing=True,
    )
    return [routed(block, wire.COMPOSER_WARNING)]
