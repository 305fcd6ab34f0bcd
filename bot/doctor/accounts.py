"""The accounts: those of the settings and those that were connected, each asked whether it can publish now."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from slack_sdk.web.async_client import AsyncWebClient
from sqlmodel import Session, select

from bot import accounts
from bot.clock import machine_now
from bot.connecting import making
from bot.connecting.stored import Keeper, StoredTokens
from bot.connecting.switchboard import Line, lines_of
from bot.connecting.ways import CONNECTABLE
from bot.doctor import findings
from bot.doctor.findings import Finding
from bot.publishers.http import BadAddress
from bot.publishers.registry import NETWORKS, open_publisher
from bot.recording.opening import records
from bot.settings import Settings, SettingsError
from handlers.publisher import Health
from storage import credentials
from storage.brands import Account
from storage.errors import StorageError


@dataclass(frozen=True)
class Standing:
    """One account, and what the records say of it."""

    line: Line
    ends_at: datetime | None = None
    is_held_back: bool = False


async def examine(environ: Mapping[str, str], told: Settings, web: AsyncWebClient) -> list[Finding]:
    """A line for each. Without records, those of the settings alone."""
    try:
        with records(environ) as database:
            keeper = making.keeper(told, database, machine_now, secrets.token_hex(8))
            every = await database.read(_every, told)
            return [await _examine(told, web, one, keeper) for one in every]
    except (SettingsError, StorageError):
        # What is wrong with the records is told in lines of its own.
        return [await _examine(told, web, Standing(Line(one, (), None)), None) for one in told.accounts]


def _every(session: Session, told: Settings) -> list[Standing]:
    ends = {one.id: one.ends_at for one in credentials.every(session)}
    held = {one.id for one in session.exec(select(Account)).all() if one.is_active and one.broken_since is not None}
    return [
        Standing(line, ends.get(line.credential_id or 0), bool(held & set(line.rows)))
        for line in lines_of(session, told)
    ]


async def _examine(told: Settings, web: AsyncWebClient, one: Standing, keeper: Keeper | None) -> Finding:
    account = one.line.account
    if not one.line.is_open:
        return findings.not_connected(account.name, account.network)
    health = await _asked(told, web, one.line, keeper)
    if health.is_well and one.is_held_back:
        return findings.held_back(account.name, account.network)
    again = account.network in CONNECTABLE and one.line.credential_id is not None
    if health.is_well and one.ends_at is not None:
        return findings.ends(account.name, account.network, health, one.ends_at, machine_now())
    return findings.account(account.name, account.network, health, is_connected=again)


async def _asked(told: Settings, web: AsyncWebClient, line: Line, keeper: Keeper | None) -> Health:
    if line.account.network not in NETWORKS:
        return Health(False, "this version does not speak it", "take a newer one")
    stored = StoredTokens(keeper, line.credential_id) if keeper and line.credential_id else None
    opening = accounts.opening(told, line.account, slack=web, machine_now=machine_now, stored_tokens=stored)
    try:
        publisher = open_publisher(line.account.network, opening)
    except BadAddress as bad:
        return Health(False, str(bad), "correct its address")
    try:
        return await publisher.check()
    finally:
        await publisher.close()
