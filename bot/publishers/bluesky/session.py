"""A session with an account's server, opened with an app password and renewed while we go.

docs.bsky.app/docs/api/com-atproto-server-create-session: opening one is limited to 30 in five minutes and 300 a day,
so it is kept as long as this process lives; an access lives for two hours, what renews it for 90 days.
"""

import asyncio
from typing import Any

from bot.publishers.http import Answer, Caller, HttpFailure
from bot.publishers.tokens import TokenBusy, TokenGone, Tokens


def has_ended(answer: Answer) -> bool:
    """The access has ended; the server says so with a 400."""
    return answer.status == 401 or (answer.status == 400 and answer.fields().get("error") in ENDED)


ENDED = frozenset({"ExpiredToken", "InvalidToken"})


class Session:
    """What lets us in, as long as the app password does."""

    def __init__(self, passwords: Tokens, identifier: str, door: Caller) -> None:
        """`identifier`: a handle or DID. `door`: to the account's server, without a token."""
        self._passwords, self._identifier, self._door = passwords, identifier, door
        self._turn = asyncio.Lock()
        self._access = self._refresh = ""

    async def current(self) -> str:
        """Raises TokenGone, or TokenBusy when the server does not answer."""
        async with self._turn:
            return self._access or await self._opened()

    async def renewed(self, refused: str) -> str:
        """Raises TokenGone, or TokenBusy when the server does not answer."""
        async with self._turn:
            if self._access and self._access != refused:
                return self._access
            return await self._refreshed() or await self._opened()

    async def _refreshed(self) -> str:
        """Empty when it cannot be."""
        if not self._refresh:
            return ""
        headers = {"Authorization": f"Bearer {self._refresh}"}
        answer = await self._asked("com.atproto.server.refreshSession", headers=headers)
        if answer.status == 429 or answer.status >= 500:
            # Sessions are few, so a server that stumbles does not cost us the one that we have.
            raise TokenBusy(f"the session was not renewed: HTTP {answer.status}")
        self._access = self._refresh = ""
        return self._kept(answer) if answer.is_good else ""

    async def _opened(self) -> str:
        password = await self._passwords.current()
        answer = await self._with(password)
        if answer.status == 401 and (other := await self._other_than(password)):
            password, answer = other, await self._with(other)
        if answer.is_good and (access := self._kept(answer)):
            return access
        # Without what was sent along: a server might repeat it, and details end up in the records and in Slack.
        said = f"no session was opened: {answer.words().replace(password, '***')}"
        raise TokenBusy(said) if answer.status == 429 or answer.status >= 500 else TokenGone(said)

    async def _other_than(self, password: str) -> str:
        """Another app password; empty where there is none."""
        try:
            return await self._passwords.renewed(password)
        except TokenGone:
            return ""

    async def _with(self, password: str) -> Answer:
        body = {"identifier": self._identifier, "password": password}
        return await self._asked("com.atproto.server.createSession", json=body)

    async def _asked(self, name: str, **content: Any) -> Answer:
        try:
            return await self._door.send("POST", f"/xrpc/{name}", **content)
        except HttpFailure as failure:
            raise TokenBusy(failure.detail) from None

    def _kept(self, answer: Answer) -> str:
        found = answer.fields()
        self._access, self._refresh = str(found.get("accessJwt") or ""), str(found.get("refreshJwt") or "")
        return self._access

    async def close(self) -> None:
        await self._door.close()
