"""Which parts of a text are addresses on the web. Pure."""

from collections.abc import Iterator

import regex
from twitter_text import extract_urls_with_indices

OPEN_ENDS = "/=_-&+"
"""After these an address cannot be at its end where a letter follows."""
FURTHER = regex.compile(r"(?=[^\x00-\x7f])\p{L}[\p{L}\p{M}\p{N}/._~%!$&*+,;=:@?#-]*")


def found(text: str, *, also_bare: bool = False) -> Iterator[tuple[int, int]]:
    """Where each begins and stops, in their order; `also_bare`: a.ai without its scheme as well.

    The library stops at the first letter of Hangul, so https://example.com/도토리 would lead to another page than was
    meant. A particle that is tied to an address (https://example.com/shop에서) still stays a word.
    """
    end = 0
    for one in extract_urls_with_indices(text, also_bare):
        start, stop = one["indices"]
        if start >= end:
            end = _stop(text, stop)
            yield start, end


def _stop(text: str, stop: int) -> int:
    further = FURTHER.match(text, stop) if text[stop - 1] in OPEN_ENDS else None
    return stop + len(further[0].rstrip(".,;:!?*_~")) if further else stop
