"""The row of Home that leads to the desk: plan, prepare, check, learn. Pure."""

from collections.abc import Sequence

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.parts import Block
from handlers.words.catalogue import Words

DESK: Sequence[tuple[str, str]] = (
    # Action, and the key of its label, in the order in which work goes: plan, prepare, check, learn.
    (wire.CALENDAR, "calendar.button"),
    (wire.RHYTHM, "rhythm.button"),
    (wire.CAMPAIGNS, "campaigns.button"),
    (wire.BEST_TIME, "learning.button"),
    (wire.LIBRARY, "library.button"),
    (wire.SNIPPETS, "snippets.title"),
    (wire.SAVED_ANSWERS, "answers.title"),
    (wire.PROMOTIONS, "checks.promotions_button"),
    (wire.UTM, "checks.utm_button"),
    (wire.STYLE, "style.button"),
    (wire.REPORT, "report.button"),
)


def desk_row(words: Words) -> list[Block]:
    """A button for each room; none while there is none."""
    if not DESK:
        return []
    return [parts.actions(*(parts.button(words(label), action, "desk") for action, label in DESK))]
