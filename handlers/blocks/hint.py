"""The private hint to an approver whose yes was not recorded. Pure."""

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.parts import Block
from handlers.wire import Target
from handlers.words.catalogue import Words


def not_recorded(target: Target, words: Words) -> tuple[str, list[Block]]:
    """Notification text, and blocks with the button that records it."""
    text = words("home.hint", number=target.submission_id)
    approve = parts.button(words("card.approve"), wire.APPROVE, str(target), style="primary")
    return text, [parts.section(text), parts.actions(approve)]
