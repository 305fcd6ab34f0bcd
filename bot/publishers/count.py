"""How long a text is, the way each network counts."""

from collections.abc import Callable
from functools import partial

import regex
from twitter_text import extract_urls_with_indices

GRAPHEME = regex.compile(r"\X")
# A mention of somebody elsewhere, @user@host; only @user counts (docs.joinmastodon.org/user/posting/#mentions).
REMOTE_MENTION = regex.compile(
    r"(?<![=/\w])(@[a-z0-9_]+(?:[a-z0-9_.-]+[a-z0-9_]+)?)@\w+(?:[.-]+\w+)*", regex.IGNORECASE
)


def characters(text: str) -> int:
    """Unicode code points."""
    return len(text)


def graphemes(text: str) -> int:
    """What a reader takes for one character: a family of emoji is one, as is a syllable of Hangul (UAX #29)."""
    return len(GRAPHEME.findall(text))


def for_mastodon(reserved_per_url: int) -> Callable[[str], int]:
    """Graphemes, where every web address counts the same and of a remote mention only its first half."""
    return partial(_mastodon, reserved_per_url=reserved_per_url)


def _mastodon(text: str, *, reserved_per_url: int) -> int:
    rest, end, urls = [], 0, 0
    # Only whole addresses are links there; a bare example.com counts letter by letter.
    for found in extract_urls_with_indices(text, False):
        start, stop = found["indices"]
        rest.append(text[end:start])
        end, urls = stop, urls + 1
    rest.append(text[end:])
    return urls * reserved_per_url + sum(graphemes(REMOTE_MENTION.sub(r"\1", part)) for part in rest)


def utf16(text: str) -> int:
    """UTF-16 units: an emoji is two. For networks that do not say how they count; no way of counting gives more."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
