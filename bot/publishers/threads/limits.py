"""What a profile on Threads takes, from the network's facts. Pure."""

from collections.abc import Mapping
from typing import Any

import regex

from bot.publishers.count import GRAPHEME
from bot.publishers.graph import rules, text
from handlers.allowance import Allowance, Note
from handlers.problem import Problem

EMOJI = regex.compile(r"[\p{Extended_Pictographic}\p{Regional_Indicator}\u20e3]")


def allowance(facts: Mapping[str, Any], *, has_place: bool) -> Allowance:
    """`has_place`: there is a public address for media."""
    return Allowance(
        max_length=facts["max_length"],
        count=count,
        max_images=facts["max_images"],
        image=rules.images(facts),
        video=rules.videos(facts),
        needs_text=False,
        media_barred=None if has_place else Problem.NO_PUBLIC_MEDIA,
        max_alt=facts["max_alt"],
        checks=(text.most(text.links, facts["max_links"], Problem.TOO_MANY_LINKS),),
        notes=notes,
    )


def count(written: str) -> int:
    """Emoji as their UTF-8 bytes (developers.facebook.com/docs/threads/reference/publishing), all else as one."""
    return sum(len(one.encode()) if EMOJI.search(one) else 1 for one in GRAPHEME.findall(written))


def notes(written: str) -> list[Note]:
    """Only the first hashtag becomes the topic; the others stay words."""
    tags = text.hashtags(written)
    return [Note("threads_one_topic", tags[0])] if len(tags) > 1 else []
