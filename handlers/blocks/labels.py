"""The labels of a brand: a form for whoever may change them, else a list. Pure."""

from collections.abc import Sequence

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.parts import Block
from handlers.blocks.promotions_shown import Standing
from handlers.words.catalogue import Safe, Words, escaped

LABELS = "labels"


def view(standing: Standing, labels: Sequence[str], words: Words) -> Block:
    """One a line."""
    title, close = words("checks.labels"), words("answer.close")
    if not standing.may_change:
        lines = [Safe(f"• {escaped(one)}") for one in labels] or [Safe(words("checks.labels_none"))]
        return parts.reading(title, parts.sections(lines), close=close)
    field = parts.text_input(
        LABELS,
        words("checks.labels_field"),
        initial="\n".join(labels),
        hint=words("checks.labels_hint"),
        is_long=True,
        is_optional=True,
    )
    metadata = str(standing.brand_id)
    return parts.modal(wire.LABELS_FORM, title, [field], submit=words("checks.save"), close=close, metadata=metadata)


def mistake(words: Words) -> dict[str, str]:
    """At the field."""
    return {LABELS: words("checks.wrong_label")}
