"""An account does not let us in any more, or does again. Transactions only.

A broken account keeps back what would go out on it (storage/gate.py), so that not each of its publications fails by
itself. The admins hear of it once, with the button that mends it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from handlers.knowing import admins
from storage import brands, cards, connections, history, outbox, submissions, under_way
from storage.brands import Account
from storage.history import Entry
from storage.outbox import Place, ToSay, Urgency
from storage.submissions import Submission

NOT_CONNECTED = "not_connected"
"""The detail of an account that the settings name, and that nobody has connected yet."""

MOST = 100
"""Approved submissions of one account whose cards are redrawn at once; more than that nobody has waiting."""

MOST_DETAIL = 300
"""Characters of a network's own words that are kept."""


@dataclass
class Told:
    """What is still to be said and recorded, by whoever ends the transaction."""

    to_say: list[ToSay] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    def write(self, session: Session, now: datetime) -> None:
        outbox.say_all(session, self.to_say, now=now)
        history.add_all(session, self.entries)


def broke(session: Session, account_ids: Iterable[int], detail: str, *, now: datetime) -> Told:
    """These, and every row of the same place; people are told of those in use that were not broken already."""
    told, ids = Told(), _with_neighbours(session, account_ids)
    waiting = _locked(session, ids)
    changed = connections.breaks(session, ids, detail[:MOST_DETAIL], now=now)
    for account in changed:
        if account.is_active:
            _tell(session, account, told, now)
    if changed:
        cards.advance_all(session, waiting)
    return told


def note(session: Session, account_id: int, detail: str, *, now: datetime) -> None:
    """The whole transaction, for one account."""
    broke(session, [account_id], detail, now=now).write(session, now)


def lost(session: Session, network: str, address: str, detail: str, *, now: datetime) -> None:
    """The same for whatever is at this place."""
    ids = [row.id for row in connections.at(session, network, address) if row.id is not None]
    broke(session, ids, detail, now=now).write(session, now)


def mended(session: Session, account_ids: Iterable[int], *, by: str, now: datetime) -> Told:
    """The same the other way round; nobody is told, because somebody has just done it."""
    told, ids = Told(), _with_neighbours(session, account_ids)
    waiting = _locked(session, ids)
    changed = connections.mends(session, ids)
    told.entries += [_entry("account.mended", account, by, now) for account in changed if account.is_active]
    if changed:
        cards.advance_all(session, waiting)
    return told


def _locked(session: Session, ids: Iterable[int]) -> list[Submission]:
    """What waits to go out on them: its cards say so. Locked before the accounts, as by whoever publishes."""
    numbers = [
        number for one in sorted(ids) for number in under_way.approved_in(session, None, one, until=None, limit=MOST)
    ]
    return list(submissions.lock_all(session, numbers).values()) if numbers else []


def _with_neighbours(session: Session, account_ids: Iterable[int]) -> set[int]:
    """An account that several brands had is one account at the network."""
    found = brands.accounts_by_id(session, account_ids)
    places = {(one.network, one.address) for one in found.values() if one.address}
    near = [row.id for place in sorted(places) for row in connections.at(session, *place)]
    return {*found, *(number for number in near if number is not None)}


def _tell(session: Session, account: Account, told: Told, now: datetime) -> None:
    brand = brands.brand(session, account.brand_id)
    data = {
        "account": account.id,
        "name": account.name,
        "network": account.network,
        "detail": account.broken_detail or "",
        "is_connected": account.credential_id is not None,
    }
    for one in admins.to_be_told(session, brand):
        key = f"account_broken:{account.id}:{now.isoformat()}:{one}"
        told.to_say.append(ToSay(key, "account_broken", Place.DIRECT, one, Urgency.TASK, data=data))
    told.entries.append(_entry("account.broke", account, history.BOT, now, detail=account.broken_detail or ""))


def _entry(kind: str, account: Account, by: str, now: datetime, **more: str) -> Entry:
    about = {"account": account.id, "name": account.name, "network": account.network, **more}
    return Entry(kind, by, now, None, about, brand_id=account.brand_id)
