"""How entries are chained: each hash covers the one before it, signed with a secret where there is one. Pure.

Without a key the hash is SHA-256: whatever is damaged, changed or lost by accident is found, but whoever can rewrite
the whole file can also compute a new chain. With a key it is HMAC-SHA256 (RFC 2104), and they cannot.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC
from enum import StrEnum
from typing import Any

GENESIS = "0" * 64
"""Stands before the first entry."""

FORMAT = 2
"""Of the entries that are written now. The first said less."""

_COVERED = {
    1: ("seq", "kind", "submission_id", "actor_id", "data", "words_hash"),
    2: (
        *("format", "key", "brand_id", "seq", "kind", "submission_id", "revision", "state", "actor_id", "place"),
        *("data", "words_id", "words_hash"),
    ),
}
"""Columns that a hash covers, beside the time and the hash before it."""

_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))

UNSIGNED = ""


@dataclass(frozen=True)
class Keys:
    """The secrets that entries are signed with."""

    current: str = UNSIGNED
    """The name of the one that signs now; empty without one."""
    secrets: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    """By name: the current one, and older ones that still prove what they signed."""

    @classmethod
    def of(cls, current: str | None, old: tuple[str, ...] = ()) -> "Keys":
        """From the secrets as they are written in the settings."""
        secrets = {name_of(one.encode()): one.encode() for one in (*old, *([current] if current else []))}
        return cls(name_of(current.encode()) if current else UNSIGNED, secrets)


NO_KEYS = Keys()


def name_of(secret: bytes) -> str:
    """A short name by which entries tell their key; it does not give the key away."""
    return hmac.new(secret, b"greenlight history key", hashlib.sha256).hexdigest()[:8]


class UnknownKey(LookupError):
    """An entry is signed with a key that is not among those we were given."""


def hash_of(row: Mapping[Any, Any], keys: Keys = NO_KEYS) -> str:
    """In hex, over the entry before and this entry's canonical JSON, in the row's own format.

    Raises UnknownKey, and KeyError for a format that nobody wrote.
    """
    body = {name: row[name] for name in _COVERED[row["format"]]} | {"at": row["at"].astimezone(UTC).isoformat()}
    message = f"{row['previous']}{_CANONICAL.encode(body)}".encode()
    if row["key"] == UNSIGNED:
        return hashlib.sha256(message).hexdigest()
    if row["key"] not in keys.secrets:
        raise UnknownKey(row["key"])
    return hmac.new(keys.secrets[row["key"]], message, hashlib.sha256).hexdigest()


def hash_of_words(salt: str, text: str) -> str:
    """What an entry keeps of somebody's words. Once the salt is erased, nobody can tell what it was, nor guess."""
    return hashlib.sha256(f"{salt}{text}".encode()).hexdigest()


class Flaw(StrEnum):
    """What can be wrong with a chain at one place."""

    GAP = "gap"
    """The entry with this number is missing."""
    CHANGED = "changed"
    """Its content is not what its hash was made of."""
    WRONG_PREVIOUS = "wrong_previous"
    """It does not follow from the entry before it."""
    CUT_OFF = "cut_off"
    """The chain went on to here, and its end is gone."""
    UNKNOWN_KEY = "unknown_key"
    """It is signed with a key that is not in the settings."""
    UNSIGNED = "unsigned"
    """It is signed with no key, or an older one, where the entries before it are signed with a newer one."""
    WORDS = "words"
    """Somebody's words were changed, not erased."""
    NO_HEAD = "no_head"
    """There are entries, but nothing says where the chain ends."""


@dataclass(frozen=True)
class Broken:
    """The first bad place of a chain."""

    brand_id: int
    seq: int
    flaw: Flaw


@dataclass
class Walk:
    """Along one chain, from its beginning, entry by entry; it remembers only where it stands."""

    brand_id: int
    keys: Keys = NO_KEYS
    seq: int = 0
    hash: str = GENESIS
    rank: int = 0
    """How new the key of the entry is at which it stands."""

    def step(self, row: Mapping[Any, Any]) -> Broken | None:
        """The next entry by number, with its words as `salt` and `text`; what is wrong with it, if anything."""
        if row["seq"] != self.seq + 1:
            return self._broken(Flaw.GAP)
        flaw = self._flaw_of(row)
        if flaw is not None:
            return self._broken(flaw)
        self.seq, self.hash, self.rank = row["seq"], row["hash"], self._rank(row["key"])
        return None

    def end(self, head: tuple[int, str] | None) -> Broken | None:
        """After the last entry: whether the chain ends where its head says."""
        if self.seq and head is None:
            return self._broken(Flaw.NO_HEAD)
        if head is not None and head != (self.seq, self.hash):
            return self._broken(Flaw.CUT_OFF)
        # A start of the bot signs the end of every chain, so an end without it was not written by the bot.
        return self._broken(Flaw.UNSIGNED) if self.seq and self.rank < self._rank(self.keys.current) else None

    def _flaw_of(self, row: Mapping[Any, Any]) -> Flaw | None:
        if row["previous"] != self.hash:
            return Flaw.WRONG_PREVIOUS
        try:
            if not hmac.compare_digest(hash_of(row, self.keys), row["hash"]):
                return Flaw.CHANGED
        except UnknownKey:
            return Flaw.UNKNOWN_KEY
        except KeyError:
            return Flaw.CHANGED
        if row["salt"] and hash_of_words(row["salt"], row["text"]) != row["words_hash"]:
            return Flaw.WORDS
        return Flaw.UNSIGNED if self._rank(row["key"]) < self.rank else None

    def _rank(self, key: str) -> int:
        """Nobody who only has an older key, or none, may go on where a newer one has signed."""
        if key == UNSIGNED:
            return 0
        return 2 if key == self.keys.current else 1

    def _broken(self, flaw: Flaw) -> Broken:
        return Broken(self.brand_id, self.seq + 1, flaw)
