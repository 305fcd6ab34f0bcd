"""Somebody has connected an account: its secrets are kept, and it publishes from now on. Transactions only."""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from handlers.connecting import breaking
from storage import brands, connections, credentials, history
from storage.brands import Account
from storage.credentials import Credential

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
"""What an account may be called, as in ACCOUNTS."""


class NameTaken(Exception):
    """Another account of the brand has this name."""


@dataclass(frozen=True)
class Wanted:
    """An account, as the network opened it."""

    network: str
    address: str
    shown: str
    """What the network calls it."""
    sealed: str
    ends_at: datetime | None
    renews: bool
    name: str
    """Its name here, where it has none yet."""
    brand_id: int
    by: str
    """A user id, or `terminal`."""


@dataclass(frozen=True)
class Connected:
    """What came of it."""

    account_ids: tuple[int, ...]
    name: str
    is_new: bool
    """It was not among the accounts before."""


def connect(session: Session, wanted: Wanted, *, now: datetime, machine_now: datetime, place: str = "") -> Connected:
    """Whatever has this address goes by the new secrets; where nothing has it, the brand gets an account.

    Raises NameTaken.
    """
    credential_id = credentials.keep(session, _credential(wanted, machine_now))
    rows = connections.at(session, wanted.network, wanted.address)
    is_new = not any(row.is_active for row in rows)
    if is_new:
        rows = [*rows, _new(session, wanted)]
    for row in rows:
        row.credential_id = credential_id
    session.flush()
    ids = tuple(dict.fromkeys(row.id for row in rows if row.id is not None))
    told = breaking.mended(session, ids, by=wanted.by, now=now)
    active = [row for row in rows if row.is_active]
    told.entries += [_entry(row, wanted, now, place) for row in {row.id: row for row in active}.values()]
    told.write(session, now)
    return Connected(ids, active[0].name, is_new)


def _credential(wanted: Wanted, machine_now: datetime) -> Credential:
    return Credential(
        network=wanted.network,
        address=wanted.address,
        name=wanted.shown,
        sealed=wanted.sealed,
        ends_at=wanted.ends_at,
        renews=wanted.renews,
        connected_by=wanted.by,
        connected_at=machine_now,
    )


def _new(session: Session, wanted: Wanted) -> Account:
    check_name(session, wanted.brand_id, wanted.name, wanted.network, wanted.address)
    number = brands.settle_account(session, wanted.brand_id, wanted.name, wanted.network, wanted.address)
    return session.get_one(Account, number)


def check_name(session: Session, brand_id: int, name: str, network: str, address: str = "") -> None:
    """Raises NameTaken where the name means something else: old posts would go out in another place."""
    for row in brands.accounts_named(session, [name])[name]:
        is_same = row.network == network and (not address or row.address == address)
        if not is_same and (row.is_active or row.brand_id == brand_id):
            raise NameTaken(name)


def _entry(row: Account, wanted: Wanted, now: datetime, place: str) -> history.Entry:
    about = {"account": row.id, "name": row.name, "network": row.network, "shown": wanted.shown}
    return history.Entry("account.connected", wanted.by, now, None, about, brand_id=row.brand_id, place=place)


def disconnect(session: Session, name: str, *, by: str, now: datetime) -> bool:
    """Its secrets are forgotten and no new post can choose it; False when no account of this name is connected."""
    rows = [row for row in brands.accounts_named(session, [name])[name] if row.credential_id is not None]
    if not rows:
        return False
    for row in connections.at(session, rows[0].network, rows[0].address):
        row.credential_id, row.is_active = None, False
    session.flush()
    credentials.forget(session, rows[0].network, rows[0].address)
    about = {"account": rows[0].id, "name": name, "network": rows[0].network}
    history.add_all(session, [history.Entry("account.disconnected", by, now, None, about, brand_id=rows[0].brand_id)])
    return True
