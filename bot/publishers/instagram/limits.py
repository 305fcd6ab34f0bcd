"""What an account on Instagram takes, from the network's facts. Pure."""

from collections.abc import Mapping
from typing import Any

from bot.publishers import count
from bot.publishers.graph import rules, text
from handlers.allowance import Allowance, Note
from handlers.problem import Problem


def allowance(facts: Mapping[str, Any], *, has_place: bool) -> Allowance:
    """`has_place`: there is a public address for media."""
    return Allowance(
        max_length=facts["max_length"],
        count=count.characters,
        max_images=facts["max_images"],
        image=rules.images(facts),
        video=rules.videos(facts),
        needs_text=False,
        needs_media=True,
        media_barred=None if has_place else Problem.NO_PUBLIC_MEDIA,
        max_alt=facts["max_alt"],
        checks=(
            text.most(text.hashtags, facts["max_tags"], Problem.TOO_MANY_TAGS),
            text.most(text.mentions, facts["max_mentions"], Problem.TOO_MANY_MENTIONS),
        ),
        notes=notes,
    )


def notes(written: str) -> list[Note]:
    """A link in a caption is only text."""
    links = text.links(written)
    return [Note("instagram_links", links[0])] if links else []
