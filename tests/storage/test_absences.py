"""Who is away and who stands in, on both databases; and two commands of one person at the same instant."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from handlers.covering import leaving
from handlers.covering.leaving import Leave
from storage import absences, people
from storage.absences import Absence
from storage.database import Database
from tests.storage.conftest import Open
from tests.stories.clock.house import ADA, JONAS, MONDAY, OLLIE, PRIYA, House, opened

TIMES = 20
DAY = timedelta(days=1)


@pytest.fixture
def house(url: str, open_database: Open) -> House:
    return opened(open_database(url))


def away(house: House, user_id: str, stand_in: str | None) -> None:
    house.database.write_sync(leaving.say_away, Leave(user_id, MONDAY + DAY, stand_in), now=MONDAY)


def covering(house: House) -> dict[str, str]:
    found: dict[str, str] = house.database.read_sync(absences.covering, [JONAS, PRIYA, ADA])
    return found


def test_a_stand_in_who_leaves_as_well_or_is_gone_covers_nobody(house: House) -> None:
    away(house, JONAS, OLLIE)
    away(house, PRIYA, ADA)
    assert covering(house) == {JONAS: OLLIE, PRIYA: ADA}

    def deactivate(session: Session) -> None:
        session.get_one(people.Person, OLLIE).is_deactivated = True

    house.database.write_sync(deactivate)
    assert covering(house) == {PRIYA: ADA}


def test_it_covers_until_its_end_and_not_longer(house: House) -> None:
    away(house, JONAS, ADA)
    covered = house.database.read_sync
    assert covered(absences.covered_by, ADA, now=MONDAY + DAY - timedelta(seconds=1)) == (JONAS,)
    assert covered(absences.covered_by, ADA, now=MONDAY + DAY) == ()
    assert covered(absences.lapsed, now=MONDAY + DAY) == (JONAS,)


def leave(database: Database, gate: threading.Barrier, stand_in: str) -> None:
    gate.wait(30)
    database.write_sync(leaving.say_away, Leave(JONAS, None, stand_in), now=MONDAY)


def standing(session: Session) -> list[str | None]:
    return list(session.exec(select(Absence.stand_in).where(col(Absence.is_over).is_(False))).all())


def test_of_two_commands_at_once_one_stands(house: House, url: str, open_database: Open) -> None:
    second, gate = open_database(url), threading.Barrier(2)
    with ThreadPoolExecutor(2) as both:
        for _ in range(TIMES):
            work = [both.submit(leave, one, gate, to) for one, to in ((house.database, ADA), (second, PRIYA))]
            for one in work:
                one.result(60)
            assert len(house.database.read_sync(standing)) == 1
