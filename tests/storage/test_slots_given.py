"""Two people who ask for the next free slot at the same instant get two slots."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from handlers.composing import submitting
from handlers.composing.form import SLOT, Place
from storage.brands import Account
from storage.database import Database
from storage.drafts import Draft
from storage.publications import Publication
from tests.storage.conftest import Open
from tests.stories.clock.house import ADA, JONAS, MINA, MONDAY, PRIYA, House, opened

ROUNDS = 6
PEOPLE = (MINA, JONAS, PRIYA, ADA)


@pytest.fixture
def house(url: str, open_database: Open) -> House:
    return opened(open_database(url))


def with_slots(session: Session, number: int) -> None:
    account = session.get_one(Account, number)
    account.slots = [{"days": "1234567", "at": f"{hour:02}:00", "queue": ""} for hour in range(24)]


def write_draft(session: Session, draft_id: str, user_id: str, account: int) -> None:
    session.add(
        Draft(
            id=draft_id,
            person_id=user_id,
            brand_id=1,
            text=f"Oats, {draft_id}",
            accounts=[account],
            goes_out=SLOT,
            created_at=MONDAY,
            saved_at=MONDAY,
        )
    )


def send(database: Database, gate: threading.Barrier, user_id: str, draft_id: str) -> None:
    gate.wait(30)
    database.write_sync(submitting.submit, user_id, Place(draft_id), now=MONDAY, practice=frozenset())


def times(session: Session) -> list[object]:
    return list(session.exec(select(Publication.due_at).order_by(col(Publication.due_at))).all())


def test_no_slot_is_given_twice(house: House) -> None:
    news = house.account("news")
    house.database.write_sync(with_slots, news)
    gate = threading.Barrier(len(PEOPLE))
    with ThreadPoolExecutor(len(PEOPLE)) as pool:
        for number in range(ROUNDS):
            drafts = [(user_id, f"{user_id}-{number}") for user_id in PEOPLE]
            for user_id, draft_id in drafts:
                house.database.write_sync(write_draft, draft_id, user_id, news)
            list(pool.map(lambda one: send(house.database, gate, *one), drafts))
    found = house.database.read_sync(times)
    assert found == [MONDAY + timedelta(hours=1 + step) for step in range(ROUNDS * len(PEOPLE))]
