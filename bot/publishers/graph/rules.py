"""What an account takes of images and videos, from the network's facts. Pure."""

from collections.abc import Mapping
from typing import Any

from handlers.allowance import ImageRules, VideoRules


def images(facts: Mapping[str, Any]) -> ImageRules:
    return ImageRules(
        types=frozenset(facts["image_types"]),
        max_bytes=facts["max_image_bytes"],
        min_ratio=facts.get("min_image_ratio", 0),
        max_ratio=facts.get("max_image_ratio", 0),
        min_width=facts.get("min_image_width", 0),
        max_width=facts.get("max_image_width", 0),
    )


def videos(facts: Mapping[str, Any]) -> VideoRules:
    return VideoRules(
        types=frozenset(facts["video_types"]),
        max_bytes=facts["max_video_bytes"],
        min_seconds=facts["min_video_seconds"],
        max_seconds=facts["max_video_seconds"],
    )
