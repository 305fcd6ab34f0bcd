"""The chain: whole under load, broken by any change, and free of people's words."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from storage import history
from storage.chain import Broken, Flaw
from storage.database import Database
from storage.history import HOUSE, Entry, Event, HistoryHead, Words
from tests.storage.conftest import Open
from tests.storage.records import APPROVER, AUTHOR, NOW
from tests.storage.unguarded import take_down


def add(session: Session, kind: str = "decision.made", submission_id: int | None = 1, **data: Any) -> None:
    history.add(session, kind, actor_id=APPROVER, at=NOW, submission_id=submission_id, **data)


def events(session: Session) -> list[Event]:
    return list(session.exec(select(Event).order_by(col(Event.seq))))


@pytest.fixture
def three(database: Database) -> Database:
    """A chain of three."""
    for number in range(3):
        database.write_sync(add, number=number)
    return database


def test_an_empty_chain_is_whole(database: Database) -> None:
    assert database.read_sync(history.first_broken) is None


def test_each_entry_follows_from_the_one_before(three: Database) -> None:
    first, second, third = three.read_sync(events)
    assert [first.seq, second.seq, third.seq] == [1, 2, 3]
    assert first.previous == history.GENESIS
    assert (second.previous, third.previous) == (first.hash, second.hash)
    assert len({first.hash, second.hash, third.hash}) == 3
    assert three.read_sync(history.first_broken) is None


def test_several_at_once_are_the_same_as_one_after_the_other(url: str, open_database: Open) -> None:
    database = open_database(url)
    entries = [Entry("nudge.sent", history.BOT, NOW, number, {"n": number}) for number in (1, 2, 3)]
    database.write_sync(history.add_all, entries[:2])
    database.write_sync(history.add_all, [])
    database.write_sync(history.add_all, entries[2:])
    assert [(one.seq, one.submission_id) for one in database.read_sync(events)] == [(1, 1), (2, 2), (3, 3)]
    assert database.read_sync(history.first_broken) is None


def test_many_writers_leave_no_gap_and_no_fork(url: str, open_database: Open) -> None:
    """From the very first entry on, when there is no head yet to be locked; and from two processes."""
    houses = [open_database(url), open_database(url)]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda number: houses[number % 2].write_sync(add, number=number), range(100)))
    found = houses[0].read_sync(events)
    assert [one.seq for one in found] == list(range(1, 101))
    assert {one.data["number"] for one in found} == set(range(100))
    assert houses[0].read_sync(history.first_broken) is None


def test_what_is_rolled_back_leaves_no_gap(database: Database) -> None:
    def fail(session: Session) -> None:
        add(session, "decision.made")
        raise LookupError

    database.write_sync(add)
    with pytest.raises(LookupError):
        database.write_sync(fail)
    database.write_sync(add)
    assert [one.seq for one in database.read_sync(events)] == [1, 2]


def test_a_moment_told_in_another_zone_is_the_same_moment(database: Database) -> None:
    seoul = NOW.astimezone(timezone(timedelta(hours=9)))
    database.write_sync(history.add, "digest.posted", actor_id=history.BOT, at=seoul)
    assert database.read_sync(history.first_broken) is None
    assert database.read_sync(events)[0].at == NOW


@pytest.mark.parametrize(
    "data", [{}, {"a": None, "b": [1, 2.5, {"c": "한국어 \U0001f9c1"}]}, {"z": 1, "a": "\x1f<&>"}, {"t": ("x", "y")}]
)
def test_what_an_entry_says_comes_back_as_it_was_hashed(database: Database, data: dict[str, Any]) -> None:
    database.write_sync(add, **data)
    assert database.read_sync(history.first_broken) is None


CHANGES: dict[str, tuple[Any, Flaw, int]] = {
    "kind": (update(Event).where(col(Event.seq) == 2).values(kind="submission.rejected"), Flaw.CHANGED, 2),
    "actor": (update(Event).where(col(Event.seq) == 2).values(actor_id=AUTHOR), Flaw.CHANGED, 2),
    "time": (update(Event).where(col(Event.seq) == 2).values(at=NOW + timedelta(microseconds=1)), Flaw.CHANGED, 2),
    "submission": (update(Event).where(col(Event.seq) == 2).values(submission_id=7), Flaw.CHANGED, 2),
    "data": (update(Event).where(col(Event.seq) == 2).values(data={"number": 7}), Flaw.CHANGED, 2),
    "words": (update(Event).where(col(Event.seq) == 2).values(words_hash="0" * 64), Flaw.CHANGED, 2),
    "hash": (update(Event).where(col(Event.seq) == 2).values(hash="0" * 64), Flaw.CHANGED, 2),
    "previous": (update(Event).where(col(Event.seq) == 2).values(previous="0" * 64), Flaw.WRONG_PREVIOUS, 2),
    "the first is gone": (delete(Event).where(col(Event.seq) == 1), Flaw.GAP, 1),
    "one is gone": (delete(Event).where(col(Event.seq) == 2), Flaw.GAP, 2),
    "the last is gone": (delete(Event).where(col(Event.seq) == 3), Flaw.CUT_OFF, 3),
    "the format": (update(Event).where(col(Event.seq) == 2).values(format=9), Flaw.CHANGED, 2),
    "the place": (update(Event).where(col(Event.seq) == 2).values(place="home"), Flaw.CHANGED, 2),
    "there is no head": (delete(HistoryHead), Flaw.NO_HEAD, 4),
    "the head went back": (update(HistoryHead).values(seq=2), Flaw.CUT_OFF, 4),
}


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_is_found_where_it_was_made(three: Database, change: str) -> None:
    """By somebody who may do anything to the database, and switched its guards off."""
    statement, flaw, place = CHANGES[change]
    three.write_sync(tamper, statement)
    assert three.read_sync(history.first_broken) == Broken(HOUSE, place, flaw)


def tamper(session: Session, statement: Any) -> None:
    take_down(session.connection())
    session.exec(statement.execution_options(synchronize_session=False))


def with_words(session: Session, text: str) -> None:
    words = history.keep_words(session, text, APPROVER)
    history.add(session, "decision.made", actor_id=APPROVER, at=NOW, submission_id=1, words=words)


def test_words_stand_beside_the_chain_and_can_be_erased(database: Database) -> None:
    database.write_sync(with_words, "Too sweet.")
    ((event, text),) = database.read_sync(history.of_submission, 1)
    assert text == "Too sweet."
    assert "sweet" not in str(event.model_dump())
    database.write_sync(lambda session: session.exec(update(Words).values(text="", salt="")).rowcount)
    assert database.read_sync(history.first_broken) is None
    assert database.read_sync(history.of_submission, 1)[0][1] == ""


def test_the_same_words_twice_do_not_have_the_same_hash(database: Database) -> None:
    """Else whoever holds the chain could guess an erased "no"."""
    for _ in range(2):
        database.write_sync(with_words, "no")
    first, second = database.read_sync(events)
    assert first.words_hash != second.words_hash


def test_a_story_is_its_newest_entries_oldest_first(database: Database) -> None:
    def tell(session: Session) -> None:
        for number in range(6):
            add(session, submission_id=1 + number % 2, number=number)

    database.write_sync(tell)
    story: Callable[..., Any] = history.of_submission
    assert [event.data["number"] for event, _ in database.read_sync(story, 1)] == [0, 2, 4]
    assert [event.data["number"] for event, _ in database.read_sync(story, 1, limit=2)] == [2, 4]
