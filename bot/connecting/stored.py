"""The token of an account that was connected: read afresh for each call, renewed by one process at a time.

A refresh token may be good for one use. So whoever renews holds a lease in the records, the new secrets are committed
before anybody uses them, and a call that is cut off in the middle lets the renewal run to its end.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.connecting.client import Grant, NoAnswer, NoGrant, OAuth
from bot.publishers.tokens import TokenBusy, TokenGone
from bot.sealing import CannotOpen, Secrets, Vault
from storage import credentials
from storage.credentials import Kept
from storage.database import Database, StorageError

log = logging.getLogger(__name__)

EARLY = timedelta(minutes=5)
"""An access that ends within this time is renewed before it is used: a call may take minutes."""

TURN = timedelta(seconds=150)
"""How long one renewal may take; longer than the longest call (bot/publishers/http.py)."""

LOOKS_AGAIN = (0.2, 0.5, 1, 2, 4, 8)
"""Seconds between looks at whether somebody else has renewed it."""

KEEPS_AGAIN = (0.2, 1, 5, 15, 30)
"""Seconds between tries to write new secrets down: the old ones are used up."""


@dataclass(frozen=True)
class Keeper:
    """What renewing takes."""

    database: Database
    vault: Vault
    oauth: Callable[[str], OAuth | None]
    """By network; nothing where our app at the network is not set up, or the network has no OAuth."""
    now: Callable[[], datetime]
    """Machine time."""
    owner: str
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    under_way: set["asyncio.Task[Secrets]"] = field(default_factory=set)

    def opened(self, held: Kept) -> Secrets:
        """Raises TokenGone when no key fits."""
        try:
            return self.vault.open(held.sealed)
        except CannotOpen as trouble:
            raise TokenGone(f"its secrets cannot be opened ({trouble}): see SECRET_KEY and SECRET_OLD_KEYS") from None

    async def settle(self) -> None:
        """Renewals under way end, while there is still a database."""
        if self.under_way:
            await asyncio.wait(set(self.under_way), timeout=8)


class StoredTokens:
    """Of one credential."""

    def __init__(self, keeper: Keeper, credential_id: int) -> None:
        self._keeper, self._id = keeper, credential_id
        self._turn = asyncio.Lock()

    async def current(self) -> str:
        """One that can be used. Raises TokenGone or TokenBusy."""
        held = await self._held()
        secrets = self._keeper.opened(held)
        if not secrets.is_over(self._keeper.now() + EARLY):
            return secrets.access
        return await self._other_than(secrets.access)

    async def renewed(self, refused: str) -> str:
        """Another one. Raises TokenGone when there is none, or TokenBusy."""
        return await self._other_than(refused)

    async def _other_than(self, access: str) -> str:
        """Somebody else may have it already. In one process they wait in line, between processes by the lease."""
        keeper = self._keeper
        async with self._turn:
            held = await self._held()
            secrets = keeper.opened(held)
            if secrets.access != access and not secrets.is_over(keeper.now() + EARLY):
                return secrets.access
            if not held.renews:
                raise TokenGone("the network does not accept it any more; it must be connected again")
            return (await self._renew(held)).access

    async def _held(self) -> Kept:
        try:
            found = await self._keeper.database.read(credentials.kept, self._id)
        except StorageError as trouble:
            raise TokenBusy(f"its secrets could not be read: {trouble.code}") from None
        if found is None:
            raise TokenGone("it is not connected any more")
        return found

    async def _renew(self, held: Kept) -> Secrets:
        """Not cut off by a caller who gives up: the network may have used up the old secrets by then."""
        task = asyncio.create_task(renew(self._keeper, held))
        self._keeper.under_way.add(task)
        task.add_done_callback(self._keeper.under_way.discard)
        return await asyncio.shield(task)


async def renew(keeper: Keeper, held: Kept) -> Secrets:
    """New secrets, ours or those that somebody else has got meanwhile. Raises TokenGone or TokenBusy."""
    for seconds in (*LOOKS_AGAIN, None):
        if await _take_turn(keeper, held):
            return await _in_turn(keeper, held)
        if seconds is None:
            break
        await keeper.pause(seconds)
        theirs = await keeper.database.read(credentials.kept, held.id)
        if theirs is not None and theirs.sealed != held.sealed:
            return keeper.opened(theirs)
    raise TokenBusy("somebody else is renewing it, and has not ended")


async def _take_turn(keeper: Keeper, held: Kept) -> bool:
    now = keeper.now()
    try:
        return await keeper.database.write(
            credentials.hold, held, owner=keeper.owner, until=now + TURN, machine_now=now
        )
    except StorageError as trouble:
        raise TokenBusy(f"its turn could not be written down: {trouble.code}") from None


async def _in_turn(keeper: Keeper, held: Kept) -> Secrets:
    try:
        grant = await _asked(keeper, held)
    except (TokenGone, TokenBusy):
        await keeper.database.write(credentials.let_go, held, owner=keeper.owner)
        raise
    if await _written(keeper, held, grant):
        log.info("The access to %s %s was renewed", held.network, held.name)
        return grant.secrets
    # Somebody connected it anew in this moment; theirs counts.
    theirs = await keeper.database.read(credentials.kept, held.id)
    if theirs is None:
        raise TokenGone("it is not connected any more")
    return keeper.opened(theirs)


async def _asked(keeper: Keeper, held: Kept) -> Grant:
    oauth = keeper.oauth(held.network)
    if oauth is None:
        raise TokenGone(f"it cannot be renewed: {held.network.upper()}_CLIENT_ID is not set")
    try:
        return await oauth.renew(keeper.opened(held))
    except NoGrant as no:
        raise TokenGone(f"it could not be renewed: {no}") from None
    except NoAnswer as trouble:
        raise TokenBusy(f"it could not be renewed yet: {trouble}") from None


async def _written(keeper: Keeper, held: Kept, grant: Grant) -> bool:
    """Committed before it is used. A locked file is waited for: without this the account would be lost."""
    sealed = keeper.vault.seal(grant.secrets)
    for seconds in KEEPS_AGAIN:
        try:
            return await keeper.database.write(
                credentials.renew, held, sealed=sealed, ends_at=grant.ends_at, at=keeper.now()
            )
        except StorageError as trouble:
            log.error("New secrets of %s %s could not be written down: %s", held.network, held.name, trouble.code)
            await keeper.pause(seconds)
    return await keeper.database.write(credentials.renew, held, sealed=sealed, ends_at=grant.ends_at, at=keeper.now())
