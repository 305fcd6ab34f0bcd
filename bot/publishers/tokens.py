"""What lets us into an account: a token that stays, or one that is renewed while we go."""

from dataclasses import dataclass
from typing import Protocol


class TokenGone(Exception):
    """The account does not let us in any more, and only a person can mend that."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class TokenBusy(Exception):
    """It could not be renewed at this moment; nothing was sent, and a later try may find it."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class Tokens(Protocol):
    """The account's token, as it is now."""

    async def current(self) -> str:
        """One that can be used; renewed first when it is about to end. Raises TokenGone or TokenBusy."""
        ...

    async def renewed(self, refused: str) -> str:
        """Another one, after the network refused this. Raises TokenGone when there is none, or TokenBusy."""
        ...


@dataclass(frozen=True)
class StaticToken:
    """From the settings: it is what it is."""

    token: str

    async def current(self) -> str:
        return self.token

    async def renewed(self, refused: str) -> str:
        raise TokenGone("the token was refused, and there is no other")
