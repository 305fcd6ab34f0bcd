"""Which parts of a text are links, mentions and hashtags: the network does not look by itself. Pure.

Places are counted in bytes of UTF-8 (docs.bsky.app/docs/advanced-guides/post-richtext).
"""

from collections.abc import Iterator, Mapping
from typing import Any

import regex

from bot.publishers import web_addresses

HANDLE = regex.compile(r"(?<![\w@.])@((?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63})(?![\w@])")
TAG = regex.compile(r"(?<![\w&/])[#＃]((?=[^\s]*[\p{L}\p{So}])[\p{L}\p{M}\p{N}_]+)")
LONGEST_TAG = 64
KIND = "app.bsky.richtext.facet"

Facet = dict[str, Any]


def mentioned(text: str) -> list[str]:
    """Handles without their signs, each once, in their order."""
    return list(dict.fromkeys(found[1].lower() for found in _mentions(text)))


def links(text: str) -> list[str]:
    """Addresses with their schemes, in their order; a bare a.ai is one as well."""
    return [address for _, _, address in _links(text)]


def facets(text: str, dids: Mapping[str, str]) -> list[Facet]:
    """In the order of the text. `dids`: the accounts of the handles that exist; others stay words."""
    taken = list(_links(text))
    found = [_facet(text, start, stop, "link", uri=address) for start, stop, address in taken]
    for mention in _mentions(text):
        if (did := dids.get(mention[1].lower())) is not None:
            found.append(_facet(text, mention.start(), mention.end(), "mention", did=did))
    for tag in TAG.finditer(text):
        if len(tag[1]) <= LONGEST_TAG and not any(start <= tag.start() < stop for start, stop, _ in taken):
            found.append(_facet(text, tag.start(), tag.end(), "tag", tag=tag[1]))
    return sorted(found, key=lambda one: int(one["index"]["byteStart"]))


def _links(text: str) -> Iterator[tuple[int, int, str]]:
    handles = [found.span(1) for found in HANDLE.finditer(text)]
    for start, stop in web_addresses.found(text, also_bare=True):
        if not any(begin <= start < end for begin, end in handles):
            typed = text[start:stop]
            yield start, stop, typed if "://" in typed else f"https://{typed}"


def _mentions(text: str) -> Iterator[regex.Match[str]]:
    """Outside addresses: where a page is called @oak.example, two links would lie upon each other."""
    addresses = list(web_addresses.found(text, also_bare=True))
    for found in HANDLE.finditer(text):
        if not any(start <= found.start() < stop for start, stop in addresses):
            yield found


def _facet(text: str, start: int, stop: int, kind: str, **feature: str) -> Facet:
    index = {"byteStart": len(text[:start].encode()), "byteEnd": len(text[:stop].encode())}
    return {"index": index, "features": [{"$type": f"{KIND}#{kind}", **feature}]}
