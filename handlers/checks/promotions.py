"""Whether what a text says of a promotion holds on the day on which it goes out. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from handlers.checks.links import addresses
from handlers.checks.warnings import Code, Warned


@dataclass(frozen=True)
class Offered:
    """A promotion, as plain data."""

    code: str
    first_day: str
    """ISO date, inclusive…"""
    last_day: str
    """…as is this one."""
    address: str = ""
    """Where it is found; empty: nowhere in particular."""


def misused(text: str, promotions: Iterable[Offered], day: str) -> list[Warned]:
    """What is wrong with the promotions that the text mentions, when it goes out on that day (ISO date)."""
    linked = list(addresses(text))
    return [found for one in promotions if (found := _misused(text, linked, one, day)) is not None]


def _misused(text: str, linked: Sequence[str], one: Offered, day: str) -> Warned | None:
    is_named = mentions(text, one.code)
    is_linked = bool(one.address) and any(leads_to(address, one.address) for address in linked)
    if not (is_named or is_linked):
        return None
    if day > one.last_day:
        return Warned(Code.PROMOTION_ENDED, {"found": one.code, "day": one.last_day})
    if day < one.first_day:
        return Warned(Code.PROMOTION_EARLY, {"found": one.code, "day": one.first_day})
    if is_named and one.address and linked and not is_linked:
        return Warned(Code.PROMOTION_ELSEWHERE, {"found": one.code, "address": one.address})
    return None


def mentions(text: str, code: str) -> bool:
    """Whether the code stands there as a word: a Korean particle may be tied to it."""
    wanted = _folded(code)
    if not wanted:
        return False
    before = r"(?<![0-9a-z_가-힣])" if _is_word(wanted[0]) else ""
    after = r"(?![0-9a-z_])" if _is_word(wanted[-1]) else ""
    return re.search(before + re.escape(wanted) + after, _folded(text)) is not None


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


def _is_word(sign: str) -> bool:
    return sign.isalnum()


def leads_to(address: str, wanted: str) -> bool:
    """The same page, or one below it; what is added for counting does not matter."""
    host, path = _place(address)
    wanted_host, wanted_path = _place(wanted)
    return host == wanted_host and (path == wanted_path or path.startswith(f"{wanted_path}/"))


def _place(address: str) -> tuple[str, str]:
    try:
        parts = urlsplit(address if "//" in address else f"https://{address}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return "", address
    return host, parts.path.rstrip("/")
