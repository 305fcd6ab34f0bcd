"""Opens a publisher for every account: those of the settings, and those that were connected, be it while we run."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime

import httpx
from slack_sdk.web.async_client import AsyncWebClient
from sqlmodel import Session

from bot import accounts
from bot.account_settings import NEEDS_TOKEN, AccountSetting
from bot.connecting.stored import Keeper, StoredTokens
from bot.furnish import every_row
from bot.publishers.http import BadAddress
from bot.publishers.registry import NETWORKS, open_publisher
from bot.settings import Settings
from handlers.connecting import breaking
from handlers.publisher import Publisher, Publishers
from storage import connections

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Line:
    """One account with all its rows."""

    account: AccountSetting
    rows: tuple[int, ...]
    credential_id: int | None

    @property
    def is_open(self) -> bool:
        """There is something to get in with, or nothing is needed."""
        return bool(self.credential_id or self.account.token) or self.account.network not in NEEDS_TOKEN


@dataclass
class Switchboard:
    """All lines of this process."""

    settings: Settings
    keeper: Keeper
    slack: AsyncWebClient
    publishers: Publishers
    """What is opened is put in here, by account id."""
    closing: AsyncExitStack
    machine_now: Callable[[], datetime]
    transport: httpx.AsyncBaseTransport | None = None
    is_given: bool = False
    """Somebody has put the publishers in: nothing is opened beside them."""
    opened: dict[str, tuple[int | None, Publisher]] = field(default_factory=dict)
    """By the account's name: its publisher, and the credential that it was opened with."""
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def look(self) -> list[Line]:
        """Opens what is not open yet. Returns the lines that nobody has connected. Raises StorageError."""
        if self.is_given:
            return []
        async with self.turn:
            lines = await self.keeper.database.read(lines_of, self.settings)
            fresh = [publisher for line in lines if (publisher := self._opened(line)) is not None]
            await asyncio.gather(*(publisher.learn() for publisher in fresh))
            return [line for line in lines if not line.is_open]

    def _opened(self, line: Line) -> Publisher | None:
        """The publisher, where it is a new one; every row goes by it."""
        name, known = line.account.name, self.opened.get(line.account.name)
        is_new = known is None or known[0] != line.credential_id
        if is_new and line.is_open:
            publisher = self._open(line)
            if publisher is not None:
                # The one before it, if there was one, ends what it has in hand; it is closed at the end.
                self.opened[name] = (line.credential_id, publisher)
                self.publishers.update(dict.fromkeys(line.rows, publisher))
                return publisher
        elif known is not None:
            self.publishers.update({one: known[1] for one in line.rows if one not in self.publishers})
        return None

    def _open(self, line: Line) -> Publisher | None:
        account = line.account
        if account.network not in NETWORKS:
            log.error("Account %s is on %s, which is not spoken here", account.name, account.network)
            return None
        opening = accounts.opening(
            self.settings,
            account,
            slack=self.slack,
            machine_now=self.machine_now,
            transport=self.transport,
            stored_tokens=StoredTokens(self.keeper, line.credential_id) if line.credential_id else None,
        )
        try:
            publisher = open_publisher(account.network, opening)
        except BadAddress as bad:
            log.error("Account %s cannot be opened: %s", account.name, bad)
            return None
        self.closing.push_async_callback(publisher.close)
        return publisher


def lines_of(session: Session, settings: Settings) -> list[Line]:
    """Those of the settings first. An account that was connected and is named nowhere else has its rows only."""
    rows = every_row(session, settings)
    connected = connections.connected(session)
    by_place = {(row.network, row.address): row.credential_id for row in reversed(connected)}
    lines = [Line(one, rows[one.name], by_place.get((one.network, one.address))) for one in settings.accounts]
    found: dict[str, Line] = {}
    for row in connected:
        if row.name in rows or row.id is None:
            continue
        account = AccountSetting(name=row.name, network=row.network, address=row.address)
        known = found.get(row.name) or Line(account, (), row.credential_id)
        if (known.account.network, known.account.address) == (row.network, row.address):
            found[row.name] = Line(account, (*known.rows, row.id), known.credential_id)
    return [*lines, *found.values()]


def not_connected(session: Session, lines: list[Line], *, now: datetime) -> None:
    """Nothing goes out on them, and the admins hear once who is waited for."""
    ids = [number for line in lines for number in line.rows]
    breaking.broke(session, ids, breaking.NOT_CONNECTED, now=now).write(session, now)
