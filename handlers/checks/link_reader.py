"""The port through which links are looked at; who stands behind it speaks HTTP, and nothing here does."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from storage.link_checks import Verdict


class Dead(StrEnum):
    """Why a link certainly does not work for anybody."""

    MISSING = "missing"
    """Its server says that there is no such page, or not any more."""
    HOST = "host"
    """Nothing is called so."""
    TLS = "tls"
    """Its certificate has ended, or is somebody else's."""


@dataclass(frozen=True)
class Looked:
    """What a look at one address came to."""

    verdict: Verdict
    status: int | None = None
    """HTTP's, where there was an answer."""
    final: str | None = None
    """Where it led in the end, if not to itself."""
    why: Dead | None = None
    """Of a broken one."""


class LinkReader(Protocol):
    """Looks at links as a reader's browser would, without reading the page."""

    async def look(self, address: str) -> Looked:
        """Within some seconds. Never raises: what cannot be told is uncertain."""
        ...
