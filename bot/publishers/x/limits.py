"""What an account on X takes, costs and counts, from the network's facts. Pure."""

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from twitter_text import extract_urls_with_indices, parse_tweet

from handlers.allowance import Allowance, ImageRules, Note, VideoRules

CASHTAG = re.compile(r"(?<![\w$])\$[A-Za-z]{1,6}(?:[._][A-Za-z]{1,2})?(?![\w$])")


def allowance(facts: Mapping[str, Any]) -> Allowance:
    """Still GIFs are drawn anew as PNG; moving ones are not taken yet."""
    return Allowance(
        max_length=facts["max_length"],
        count=weight,
        max_images=facts["max_images"],
        image=ImageRules(types=frozenset(facts["image_types"]), max_bytes=facts["max_image_bytes"]),
        video=VideoRules(
            types=frozenset(facts["video_types"]),
            codecs=frozenset(facts["video_codecs"]),
            max_bytes=facts["max_video_bytes"],
            min_seconds=facts["min_video_seconds"],
            max_seconds=facts["max_video_seconds"],
            min_ratio=facts["min_video_ratio"],
            max_ratio=facts["max_video_ratio"],
        ),
        needs_text=False,
        max_alt=facts["max_alt"],
        notes=partial(notes, facts=facts),
    )


def weight(text: str) -> int:
    """Latin letters are one, Hangul and emoji two, any link 23 (docs.x.com/fundamentals/counting-characters)."""
    return int(parse_tweet(text).weightedLength)


def links_at(text: str) -> list[tuple[str, int, int]]:
    """Each link as it is typed, with where it begins and ends; a bare a.ai is one as well."""
    return [(str(found["url"]), *found["indices"]) for found in extract_urls_with_indices(text)]


def notes(text: str, *, facts: Mapping[str, Any]) -> list[Note]:
    """A link makes a post dear, and a second cashtag makes X refuse it from most apps."""
    found = []
    if links_at(text):
        found.append(Note("x_link", f"${facts['cost_with_link']:.2f}"))
    cashtags = list(dict.fromkeys(CASHTAG.findall(text)))
    if len(cashtags) > facts["max_cashtags"]:
        found.append(Note("x_cashtags", " ".join(cashtags)))
    return found
