"""Said once, in order of urgency, by one at a time."""

import threading
from datetime import datetime
from typing import Any

import pytest
from sqlmodel import Session, col, select

from storage import outbox
from storage.database import Database
from storage.outbox import Message, Place, ToSay, Urgency
from tests.storage.conftest import Open
from tests.storage.records import AUTHOR, MINUTE, NOW, furnish, put_up

LEASE = NOW + MINUTE


def say(session: Session, key: str, urgency: Urgency = Urgency.NEWS, **more: Any) -> bool:
    told = {"place": Place.DIRECT, "recipient": AUTHOR, **more}
    return outbox.say(session, key, "published", urgency=urgency, now=NOW, **told)


def take(session: Session, *, now: datetime = NOW, owner: str = "one", limit: int = 20) -> list[str]:
    taken = outbox.take(session, machine_now=now, owner=owner, lease_until=now + MINUTE, limit=limit)
    return [message.key for message in taken]


def keys(session: Session) -> list[str]:
    return list(session.exec(select(Message.key).order_by(col(Message.id))))


def sent(session: Session, key: str) -> None:
    session.exec(select(Message).where(Message.key == key)).one().sent_at = NOW


def test_the_same_reason_is_said_once(database: Database) -> None:
    assert database.write_sync(say, "published:1", number=1)
    assert not database.write_sync(say, "published:1", number=2)
    assert database.read_sync(keys) == ["published:1"]
    (message,) = database.read_sync(lambda session: session.exec(select(Message)).all())
    assert (message.data, message.urgency, message.place) == ({"number": 1}, Urgency.NEWS, Place.DIRECT)


def test_two_who_say_it_at_the_same_instant_say_it_once(url: str, open_database: Open) -> None:
    houses = [open_database(url), open_database(url)]
    works = [house._submit(say, f"key:{number}") for number in range(10) for house in houses]
    assert sorted(work.result(30) for work in works) == [False] * 10 + [True] * 10
    assert sorted(houses[0].read_sync(keys)) == [f"key:{number}" for number in range(10)]


def test_several_at_once_leave_out_what_was_said(database: Database) -> None:
    several = [ToSay(f"key:{number}", "nudge", Place.DIRECT, AUTHOR, Urgency.TASK) for number in range(3)]
    database.write_sync(say, "key:1", Urgency.ANSWER)
    database.write_sync(outbox.say_all, [], now=NOW)
    database.write_sync(outbox.say_all, several, now=NOW)
    assert database.read_sync(keys) == ["key:1", "key:0", "key:2"]
    assert database.read_sync(outbox.was_said, ["key:0", "key:9"]) == {"key:0"}
    assert database.read_sync(lambda session: session.exec(select(Message.urgency)).first()) == Urgency.ANSWER


def test_a_reason_that_was_rolled_back_says_nothing(database: Database) -> None:
    def fail(session: Session) -> None:
        assert say(session, "key")
        raise LookupError

    with pytest.raises(LookupError):
        database.write_sync(fail)
    assert database.write_sync(say, "key"), "nothing is left in the way of the next one"


def test_the_most_urgent_is_taken_first_then_the_oldest(database: Database) -> None:
    for number, urgency in enumerate([Urgency.NEWS, Urgency.RECEIPT, Urgency.ANSWER, Urgency.TROUBLE, Urgency.ANSWER]):
        database.write_sync(say, f"{number}", urgency)
    assert database.write_sync(take, limit=3) == ["2", "4", "3"]
    assert database.write_sync(take) == ["1", "0"]


def test_what_is_taken_is_nobody_elses_until_the_lease_ends(database: Database) -> None:
    database.write_sync(say, "key")
    assert database.write_sync(take) == ["key"]
    assert database.write_sync(take, owner="two") == []
    assert database.write_sync(take, owner="two", now=LEASE) == [], "to the last moment"
    assert database.write_sync(take, owner="two", now=LEASE + MINUTE) == ["key"]


def test_what_was_sent_is_never_taken_again(database: Database) -> None:
    database.write_sync(say, "key")
    assert database.read_sync(outbox.unsent) == 1
    database.write_sync(sent, "key")
    assert database.write_sync(take, now=NOW + 60 * MINUTE) == []
    assert database.read_sync(outbox.unsent) == 0


def test_what_is_for_later_waits(database: Database) -> None:
    database.write_sync(say, "key", send_at=NOW + MINUTE)
    assert database.write_sync(take) == []
    assert database.write_sync(take, now=NOW + MINUTE) == ["key"]


@pytest.mark.postgres
def test_replicas_do_not_wait_for_each_other(postgres_url: str, open_database: Open) -> None:
    database = open_database(postgres_url)
    for number in range(4):
        database.write_sync(say, str(number))
    holds, may_end = threading.Event(), threading.Event()

    def take_slowly(session: Session) -> list[str]:
        taken = take(session, limit=2)
        holds.set()
        assert may_end.wait(30)
        return taken

    slow = database._submit(take_slowly)
    assert holds.wait(30)
    assert database.write_sync(take, owner="two") == ["2", "3"]
    may_end.set()
    assert slow.result(30) == ["0", "1"]


def test_a_channel_that_is_free_again_is_spoken_to_at_once(database: Database) -> None:
    def fill(session: Session) -> None:
        furnish(session)
        number = put_up(session)
        later: dict[str, Any] = {"send_at": NOW + 60 * MINUTE}
        say(session, "here", place=Place.CHANNEL, recipient="C0REVIEW", **later)
        say(session, "elsewhere", place=Place.CHANNEL, recipient="C0OTHER", **later)
        say(session, "thread", place=Place.THREAD, recipient="", submission_id=number, **later)
        for message in session.exec(select(Message)):
            message.attempt = 1
        session.flush()
        say(session, "planned", place=Place.CHANNEL, recipient="C0REVIEW", **later)

    database.write_sync(fill)
    database.write_sync(outbox.try_again, "C0REVIEW")
    assert database.write_sync(take) == ["here", "thread"], "what was never tried keeps its time"
