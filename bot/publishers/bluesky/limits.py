"""What an account on Bluesky takes, from the network's facts. Pure."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from bot.publishers import count
from handlers.allowance import Allowance, Flaw, ImageRules, VideoRules
from handlers.problem import Problem


def allowance(facts: Mapping[str, Any]) -> Allowance:
    """Signs as readers see them, and bytes besides."""
    return Allowance(
        max_length=facts["max_length"],
        count=count.graphemes,
        max_images=facts["max_images"],
        image=ImageRules(types=frozenset(facts["image_types"]), max_bytes=facts["max_image_bytes"]),
        video=VideoRules(
            types=frozenset(facts["video_types"]),
            max_bytes=facts["max_video_bytes"],
            max_seconds=facts["max_video_seconds"],
        ),
        needs_text=False,
        max_alt=facts["max_alt"],
        checks=(partial(_bytes, facts=facts),),
    )


def _bytes(text: str, *, facts: Mapping[str, Any]) -> Flaw | None:
    """Families of emoji are one sign and many bytes."""
    found = len(text.encode())
    is_told = count.graphemes(text) > facts["max_length"]
    return Flaw(Problem.TOO_LONG, found, facts["max_bytes"]) if found > facts["max_bytes"] and not is_told else None
