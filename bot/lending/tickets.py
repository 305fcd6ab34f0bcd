"""What lets a stranger fetch one medium until a certain second, and nothing else. Pure."""

import hashlib
import hmac
import re
from dataclasses import dataclass

PURPOSE = b"a medium that is lent to a network"

_TICKET = re.compile(r"([0-9a-f]{64})-([1-9][0-9]{0,10})-([0-9a-f]{64})", re.ASCII)


def key(secret: str) -> bytes:
    """A key for tickets alone, made of a secret that all processes share."""
    return hmac.new(secret.encode(), PURPOSE, hashlib.sha256).digest()


@dataclass(frozen=True)
class Ticket:
    """One medium, and the Unix second after which nobody gets it by this any more."""

    sha256: str
    until: int

    def signed(self, key: bytes) -> str:
        """As it stands in an address."""
        return f"{self.sha256}-{self.until}-{_signature(self, key)}"


def read(text: str, key: bytes, now: float) -> Ticket | None:
    """Nothing for what we did not write, and for what is over. `now`: a Unix second."""
    found = _TICKET.fullmatch(text)
    if found is None:
        return None
    ticket = Ticket(found[1], int(found[2]))
    is_ours = hmac.compare_digest(_signature(ticket, key), found[3])
    return ticket if is_ours and now < ticket.until else None


def _signature(ticket: Ticket, key: bytes) -> str:
    return hmac.new(key, f"{ticket.sha256}-{ticket.until}".encode(), hashlib.sha256).hexdigest()
