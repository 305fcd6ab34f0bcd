"""A text as X gives it back: three signs escaped, every link a short one, and one more for media."""

import hashlib
from dataclasses import dataclass, field

from twitter_text import extract_urls_with_indices


@dataclass
class Shortened:
    """The text, and what its short links stand for."""

    text: str
    urls: list[dict[str, str]] = field(default_factory=list)


def shortened(written: str, media: str) -> Shortened:
    """`media`: the address of the media, which X puts at the end; empty where there are none."""
    found, pieces, end = Shortened(""), [], 0
    for one in extract_urls_with_indices(written):
        start, stop = one["indices"]
        typed = written[start:stop]
        pieces += [_escaped(written[end:start]), _short(found, typed if "://" in typed else f"http://{typed}")]
        end = stop
    pieces.append(_escaped(written[end:]))
    if media:
        pieces.append(f" {_short(found, media)}")
    found.text = "".join(pieces).strip()
    return found


def _short(found: Shortened, address: str) -> str:
    short = f"https://t.co/{hashlib.sha256(address.encode()).hexdigest()[:10]}"
    found.urls.append({"url": short, "expanded_url": address, "display_url": address.partition("://")[2][:30]})
    return short


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
