"""Two approvers at the same instant, where two are needed: neither may count only themselves."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlmodel import Session

from handlers.access import Denied
from handlers.deciding.verdicts import House as Rules
from handlers.deciding.verdicts import Outcome, Word, decide
from handlers.wire import Target
from storage import brands, decisions, history, stages, submissions
from storage.database import Database
from storage.decisions import Verdict
from storage.lifecycle import Editorial
from storage.stages import Rule, Stage
from tests.storage.conftest import Open
from tests.stories.clock.house import ADA, JONAS, MONDAY, PRIYA, House, opened

TIMES, MANY = 50, 1_000
RULES = Rules(practice=frozenset(), undo_for={})


@pytest.fixture
def house(url: str, open_database: Open) -> House:
    found = opened(open_database(url))
    found.database.write_sync(needs_two)
    return found


def needs_two(session: Session) -> None:
    brands.the_brand(session).approvals_needed = 2


def needs_one(session: Session) -> None:
    brands.the_brand(session).approvals_needed = 1


def two_steps(session: Session) -> None:
    """First Jonas or Priya, then Ada."""
    for place, named in enumerate([(JONAS, PRIYA), (ADA,)], start=1):
        row = Stage(brand_id=brands.the_brand(session).number, position=place, name=f"Step {place}", rule=Rule.ANY)
        session.add(row)
        session.flush()
        stages.name_approvers(session, row.id or 0, named)


def say_yes(database: Database, gate: threading.Barrier, user_id: str, number: int) -> Outcome:
    gate.wait(30)
    outcome: Outcome = database.write_sync(
        decide, user_id, Target(number, 1), Word(Verdict.APPROVE), now=MONDAY, house=RULES, has_read=True
    )
    return outcome


def counted(session: Session, number: int) -> set[str]:
    return {one.approver_id for one in decisions.counting(session, session.get_one(submissions.Submission, number))}


OFTEN = pytest.mark.parametrize("times", [TIMES, pytest.param(MANY, marks=pytest.mark.slow)])


@OFTEN
def test_the_second_of_two_opens_the_gate_every_time(house: House, url: str, open_database: Open, times: int) -> None:
    """Each in a process of their own, as two replicas, or the bot and a command, would be."""
    processes = {JONAS: house.database, PRIYA: open_database(url)}
    account, gate = house.account("toots"), threading.Barrier(2)
    with ThreadPoolExecutor(2) as people:
        for _ in range(times):
            number = house.submit(account, wanted_at=MONDAY + timedelta(days=1))
            both = [people.submit(say_yes, database, gate, who, number) for who, database in processes.items()]
            enough = [one.result(30).is_enough for one in both]
            stands = house.submission(number)
            assert sorted(enough) == [False, True], "exactly one of them was the last that was needed"
            assert (stands.state, stands.version) == (Editorial.APPROVED, 3)
            assert house.database.read_sync(counted, number) == {JONAS, PRIYA}
    assert len(house.events("decision.made")) == 2 * times
    assert house.database.read_sync(history.first_broken) is None


@OFTEN
def test_where_one_is_enough_the_other_hears_who_was_first(
    house: House, url: str, open_database: Open, times: int
) -> None:
    """One outcome each, none stuck, and the other is answered politely."""
    house.database.write_sync(needs_one)
    processes = {JONAS: house.database, PRIYA: open_database(url)}
    account, gate = house.account("toots"), threading.Barrier(2)
    with ThreadPoolExecutor(2) as people:
        for _ in range(times):
            number = house.submit(account, wanted_at=MONDAY + timedelta(days=1))
            both = [people.submit(say_yes, database, gate, who, number) for who, database in processes.items()]
            refused = [one.exception(30) for one in both]
            assert sorted(str(one) for one in refused) == ["None", "already_approved"]
            first = {JONAS, PRIYA} - {who for who, one in zip(processes, refused, strict=True) if one}
            assert [one.values["by"] for one in refused if isinstance(one, Denied)] == list(first)
            assert house.submission(number).state == Editorial.APPROVED
            assert house.database.read_sync(counted, number) == first
    assert len(house.events("decision.made")) == times


@OFTEN
def test_in_steps_the_next_is_asked_once(house: House, url: str, open_database: Open, times: int) -> None:
    """Both of the first step at the same instant: one of them is enough, and the second step begins once."""
    house.database.write_sync(two_steps)
    processes = {JONAS: house.database, PRIYA: open_database(url)}
    account, gate = house.account("toots"), threading.Barrier(2)
    with ThreadPoolExecutor(2) as people:
        for _ in range(times):
            number = house.submit(account, wanted_at=MONDAY + timedelta(days=1))
            both = [people.submit(say_yes, database, gate, who, number) for who, database in processes.items()]
            said = [str(one.exception(30)) for one in both]
            assert sorted(said) == ["None", "not_yours_step_done"]
            assert house.submission(number).state == Editorial.IN_REVIEW
    assert len(house.said("step_begins")) == times


@pytest.mark.parametrize("user_id", [JONAS, PRIYA])
def test_one_person_twice_at_the_same_instant_counts_once(
    house: House, url: str, open_database: Open, user_id: str
) -> None:
    processes = [house.database, open_database(url)]
    account, gate = house.account("toots"), threading.Barrier(2)
    with ThreadPoolExecutor(2) as presses:
        for _ in range(5):
            number = house.submit(account)
            both = [presses.submit(say_yes, database, gate, user_id, number) for database in processes]
            refused = [str(one.exception(30)) for one in both if one.exception(30)]
            assert refused == ["you_approved_already"]
            assert house.submission(number).state == Editorial.IN_REVIEW
