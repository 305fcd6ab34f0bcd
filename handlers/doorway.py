"""The port: what connecting accounts can do that is no matter of records. The machine offers it; stories ask."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Wish:
    """Which account somebody wants to connect, and as what."""

    network: str
    name: str
    """The account's name here."""
    brand_id: int
    user_id: str
    """Who wishes it."""
    address: str = ""
    """Only the account at this address will do; empty: whichever the network opens."""


class Connecting(Protocol):
    """The way from Slack to the networks' pages of agreement."""

    @property
    def networks(self) -> tuple[str, ...]:
        """Those that can be connected from Slack: in HTTP mode, with a public address, a key, and an app there."""
        ...

    def page(self, wish: Wish) -> str:
        """The address at which a browser goes on; it holds for some minutes."""
        ...

    async def keep_fresh(self) -> object:
        """Whatever can be renewed by itself is, weeks before its end."""
        ...

    async def look(self) -> object:
        """Accounts that were connected since are opened, so that they publish. Raises StorageError."""
        ...


class NotFromHere:
    """Nothing can be connected from Slack, and nothing is opened later."""

    @property
    def networks(self) -> tuple[str, ...]:
        return ()

    def page(self, wish: Wish) -> str:
        raise LookupError(f"{wish.network} cannot be connected from Slack")

    async def look(self) -> object:
        return None

    async def keep_fresh(self) -> object:
        return None
