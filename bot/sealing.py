"""Secrets, sealed: encrypted with keys that are not in the database, so that whoever has only that has nothing.

Fernet (github.com/fernet/spec): AES-128 in CBC mode with an HMAC over everything; a token that was altered does not
open. The first key seals, every key opens.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot import logs


class CannotOpen(Exception):
    """None of the keys fits, or there is none."""


@dataclass(frozen=True)
class Secrets:
    """What lets us into one account; it never prints what it holds."""

    access: str = field(repr=False)
    refresh: str = field(default="", repr=False)
    """Makes a new access; on some networks it may be used only once."""
    good_until: datetime | None = None
    """When the access ends and is renewed, machine time; nothing: it does not, or the network does not say."""

    def __post_init__(self) -> None:
        """Wherever it becomes known, it reaches no log from then on."""
        logs.hide(self.access, self.refresh)

    def is_over(self, at: datetime) -> bool:
        return self.good_until is not None and self.good_until <= at


class Vault:
    """Seals and opens. Without keys it can do neither."""

    def __init__(self, keys: Iterable[str]) -> None:
        """Raises ValueError for a key that Fernet does not take."""
        self._keys = [Fernet(key) for key in keys]

    @property
    def has_key(self) -> bool:
        return bool(self._keys)

    def seal(self, secrets: Secrets) -> str:
        """Raises CannotOpen without a key."""
        until = secrets.good_until.isoformat() if secrets.good_until else None
        return self.seal_fields({"access": secrets.access, "refresh": secrets.refresh, "good_until": until})

    def open(self, sealed: str) -> Secrets:
        """Raises CannotOpen."""
        found = self.open_fields(sealed)
        until = found["good_until"]
        return Secrets(found["access"], found["refresh"], datetime.fromisoformat(until) if until else None)

    def rotate(self, sealed: str) -> str:
        """The same, sealed with the first key. Raises CannotOpen."""
        try:
            return self._all().rotate(sealed.encode()).decode()
        except InvalidToken:
            raise CannotOpen("no key fits") from None

    def seal_fields(self, fields: dict[str, Any], *, at: datetime | None = None) -> str:
        """Whatever JSON takes, for a while: `at`, machine time, is when that begins."""
        text = json.dumps(fields).encode()
        box = self._all()
        return (box.encrypt_at_time(text, int(at.timestamp())) if at else box.encrypt(text)).decode()

    def open_fields(
        self, sealed: str, *, within: timedelta | None = None, at: datetime | None = None
    ) -> dict[str, Any]:
        """Raises CannotOpen, also for what was sealed longer ago than `within`."""
        box = self._all()
        try:
            if within is None or at is None:
                found = box.decrypt(sealed.encode())
            else:
                found = box.decrypt_at_time(sealed.encode(), int(within.total_seconds()), int(at.timestamp()))
        except (InvalidToken, UnicodeEncodeError):
            raise CannotOpen("no key fits, or it is too old") from None
        opened: dict[str, Any] = json.loads(found)
        return opened

    def _all(self) -> MultiFernet:
        if not self._keys:
            raise CannotOpen("there is no key")
        return MultiFernet(self._keys)


def new_key() -> str:
    """A fresh random one."""
    return Fernet.generate_key().decode()
