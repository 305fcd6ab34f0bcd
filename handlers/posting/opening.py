"""What an approval outside the posting hours means: it waits until they begin. Transactions only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from handlers.posting.hours import Windows, next_open
from storage import brands
from storage.publications import Publication


@dataclass(frozen=True)
class Opening:
    """What waits for posting hours to begin, for the answer to whoever approved it."""

    accounts: tuple[str, ...]
    at: datetime
    """The earliest."""
    zone: ZoneInfo


def windows_of(session: Session, rows: Iterable[Publication]) -> Mapping[int, Windows]:
    """By account id; accounts that are always open are not in it."""
    found = brands.accounts_by_id(session, [row.account_id for row in rows])
    return {number: one.posting_hours for number, one in found.items() if one.posting_hours}


def opening_of(
    session: Session, rows: Iterable[Publication], at_once: Mapping[int, datetime], zone: ZoneInfo
) -> Opening | None:
    """Of what was to go out at once: what does so only later. `at_once`: when it would have, by publication."""
    waiting = [
        (row.due_at, row.account_id)
        for row in rows
        if row.due_at is not None and row.number in at_once and row.due_at > at_once[row.number]
    ]
    if not waiting:
        return None
    accounts = brands.accounts_by_id(session, [account for _, account in waiting])
    return Opening(tuple(sorted(one.name for one in accounts.values())), min(due for due, _ in waiting), zone)


def waited_for_hours(
    row: Publication, windows: Mapping[int, Windows], approved_at: datetime | None, zone: ZoneInfo
) -> bool:
    """Whether its time was not chosen by anybody, but is the beginning of its posting hours after the approval."""
    if row.meant_for is None or approved_at is None or row.account_id not in windows:
        return False
    return row.meant_for == next_open(windows[row.account_id], approved_at, zone)
