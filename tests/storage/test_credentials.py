"""Credentials and the accounts that go by them, on both databases: one turn, no lost renewal, one gate."""

from datetime import timedelta

from sqlmodel import Session

from storage import brands, connections, credentials, gate
from storage.brands import Account
from storage.credentials import Credential, Kept
from storage.database import Database
from tests.storage.records import DAY, NOW, approve, furnish, put_up

TURN = timedelta(seconds=150)


def kept(session: Session, sealed: str = "sealed-1") -> Kept:
    row = Credential(
        network="x", address="1", name="@acorn", sealed=sealed, renews=True, connected_by="terminal", connected_at=NOW
    )
    found = credentials.kept(session, credentials.keep(session, row))
    assert found is not None
    return found


def hold(session: Session, held: Kept, owner: str, at: timedelta = timedelta(0)) -> bool:
    return credentials.hold(session, held, owner=owner, until=NOW + at + TURN, machine_now=NOW + at)


def renew(session: Session, held: Kept, sealed: str) -> bool:
    return credentials.renew(session, held, sealed=sealed, ends_at=NOW + 60 * DAY, at=NOW)


def test_one_at_a_time_has_the_turn(database: Database) -> None:
    held = database.write_sync(kept)
    assert database.write_sync(hold, held, "one")
    assert not database.write_sync(hold, held, "two")
    database.write_sync(credentials.let_go, held, owner="two")
    assert not database.write_sync(hold, held, "two")
    database.write_sync(credentials.let_go, held, owner="one")
    assert database.write_sync(hold, held, "two")
    assert database.write_sync(hold, held, "three", TURN)


def test_a_renewal_is_kept_however_late_unless_somebody_connected_anew(database: Database) -> None:
    held = database.write_sync(kept)
    database.write_sync(hold, held, "slow")
    database.write_sync(hold, held, "quick", TURN)
    assert database.write_sync(renew, held, "sealed-2")
    assert not database.write_sync(renew, held, "sealed-3")
    found = database.read_sync(credentials.at, "x", "1")
    assert found is not None and (found.sealed, found.fresh_since) == ("sealed-2", NOW)
    again = database.write_sync(kept, "by-hand")
    assert again.id == held.id and again.ends_at is None
    assert not database.write_sync(renew, found, "sealed-4")


def test_people_are_reminded_once_of_each_day_and_afresh_after_a_renewal(database: Database) -> None:
    held = database.write_sync(kept)
    days = [14, 14, 7, 14, 2, 2]
    assert [database.write_sync(credentials.reminded, held.id, one) for one in days] == [
        *(True, False, True, False, True, False)
    ]
    assert database.write_sync(renew, held, "sealed-2")
    assert database.write_sync(credentials.reminded, held.id, 14)


def test_what_is_broken_waits_before_the_gate(database: Database) -> None:
    database.write_sync(furnish)
    database.write_sync(approved_on_both)
    assert names(database.write_sync(connections.breaks, [1], "revoked", now=NOW)) == ["news"]
    assert database.write_sync(connections.breaks, [1], "again", now=NOW) == []
    assert database.write_sync(claimed) == [2]
    assert names(database.write_sync(connections.mends, [1, 2])) == ["news"]
    assert database.write_sync(claimed) == [1]


def names(rows: list[Account]) -> list[str]:
    return [row.name for row in rows]


def approved_on_both(session: Session) -> None:
    approve(session, put_up(session, accounts=(1, 2), wanted_at=NOW))


def claimed(session: Session) -> list[int]:
    rows = gate.claim_due(
        session, brands.all_active(session), now=NOW, machine_now=NOW, owner="one", lease_until=NOW + TURN, limit=5
    )
    return sorted(one.account_id for one in rows)
