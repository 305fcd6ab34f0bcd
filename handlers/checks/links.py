"""Web addresses that cannot work, told by their form alone: nobody is asked over the network. Pure."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

_ADDRESS = re.compile(r"https?://[^\s<>\"']*", re.IGNORECASE)
_MISTYPED = re.compile(
    r"(?<![\w/])(?:h?ttps?//|https?:/(?!/)|http?s?;//|htps?://|htt?tps?:///|ttps?://|https?:\\\\)\S*", re.IGNORECASE
)
_TRAILING = ".,;:!?)]}'\"’”…"
_PARTICLE = re.compile(r"(?<=[a-z0-9)])[가-힣]+[.,;:!?)\]}'\"’”…]*$", re.IGNORECASE)
_HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{1,62}")
_ONLY_HERE = re.compile(r"localhost|127(?:\.\d+){3}|10(?:\.\d+){3}|192\.168(?:\.\d+){2}|.*\.(?:local|internal|test)")


def broken_link(text: str) -> str | None:
    """The first address that no reader could open, or nothing."""
    mistyped = _MISTYPED.search(text)
    if mistyped:
        return mistyped[0]
    return next((address for address in addresses(text) if not _may_work(address)), None)


def addresses(text: str) -> Iterator[str]:
    """Every web address in the text, without the punctuation that ends its sentence."""
    return (text[start:stop] for start, stop in spans(text))


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each of them begins and stops."""
    for found in _ADDRESS.finditer(text):
        yield found.start(), found.start() + len(_without_trailing(found[0]))


def _without_trailing(address: str) -> str:
    """A Korean particle that is tied to it (…/shop에서) is a word of the sentence."""
    tied = _PARTICLE.search(address)
    address = address[: tied.start()] if tied else address
    while address and address[-1] in _TRAILING and not _closes_its_own(address):
        address = address[:-1]
    return address


def _closes_its_own(address: str) -> bool:
    """`…/Seoul_(city)` ends with a bracket that belongs to it."""
    return address.endswith(")") and address.count("(") >= address.count(")")


def _may_work(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower()
        _ = parts.port
    except ValueError:
        return False
    return bool(_HOST.fullmatch(host)) and not _ONLY_HERE.fullmatch(host)
