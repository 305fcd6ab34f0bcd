"""What a Page takes, from the network's facts. Pure."""

from collections.abc import Mapping
from typing import Any

from bot.publishers import count
from bot.publishers.graph import rules
from handlers.allowance import Allowance


def allowance(facts: Mapping[str, Any]) -> Allowance:
    """Links and hashtags are as they are typed; the network makes a link's card by itself."""
    return Allowance(
        max_length=facts["max_length"],
        count=count.characters,
        max_images=facts["max_images"],
        image=rules.images(facts),
        video=rules.videos(facts),
        needs_text=False,
        max_alt=facts["max_alt"],
    )
