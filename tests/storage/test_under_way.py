"""The lists that people look at: who is in them, in which order."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import Session

from storage import publications, submissions, under_way
from storage.database import Database
from storage.lifecycle import Delivery, Editorial
from tests.storage.conftest import Open
from tests.storage.records import AUTHOR, DAY, HOUR, MINUTE, NOW, SECOND, approved, brand, furnish, only, put_up, take


@pytest.fixture
def database(url: str, open_database: Open) -> Database:
    opened = open_database(url)
    opened.write_sync(furnish)
    return opened


def stands(session: Session, state: Delivery, **more: Any) -> int:
    """Approved, and its publication in this state."""
    number = approved(session)
    publication = only(session, number)
    publication.state = state
    for name, value in more.items():
        setattr(publication, name, value)
    return number


def numbers(query: Callable[..., Any]) -> Callable[..., list[int]]:
    return lambda session, *args, **kwargs: [one.submission_id for one in query(session, *args, **kwargs)]


def another_brands(session: Session, state: Delivery, **more: Any) -> None:
    session.add(brand("Other"))
    session.flush()
    submission = take(session, stands(session, state, **more))
    submission.brand_id, submission.author_id = 2, "U0ELSEWHERE"


def test_what_goes_out_next_is_approved_and_soonest_first(database: Database) -> None:
    def fill(session: Session) -> list[int]:
        soon = [approved(session, due_at=NOW + hours * HOUR) for hours in (5, 1, 24)]
        put_up(session, wanted_at=NOW + HOUR)
        stands(session, Delivery.PUBLISHED, due_at=NOW + HOUR)
        another_brands(session, Delivery.SCHEDULED, due_at=NOW + HOUR)
        return soon

    five, one, day = database.write_sync(fill)
    going = numbers(under_way.going_out)
    assert database.read_sync(going, 1, since=NOW, until=NOW + DAY, limit=9) == [one, five]
    assert database.read_sync(going, 1, since=NOW + HOUR, until=NOW + 2 * DAY, limit=9) == [one, five, day]
    assert database.read_sync(going, 1, since=NOW, until=NOW + DAY, limit=1) == [one]
    assert database.read_sync(under_way.going_out_of, AUTHOR, since=NOW, limit=9) == [one, five, day]
    assert database.read_sync(under_way.going_out_of, SECOND, since=NOW, limit=9) == []


def test_one_submission_on_two_accounts_is_listed_once(database: Database) -> None:
    def put(session: Session) -> int:
        number = put_up(session, accounts=(1, 2), wanted_at=NOW + HOUR)
        submissions.move(take(session, number), Editorial.APPROVED)
        return number

    number = database.write_sync(put)
    assert database.read_sync(under_way.going_out_of, AUTHOR, since=NOW, limit=9) == [number]


def test_what_is_live_since_the_last_digest(database: Database) -> None:
    def fill(session: Session) -> list[int]:
        live = [stands(session, Delivery.PUBLISHED, published_at=NOW - late * MINUTE) for late in (1, 60, 61)]
        another_brands(session, Delivery.PUBLISHED, published_at=NOW - MINUTE)
        return live

    fresh, first, _before = database.write_sync(fill)
    live = numbers(under_way.published_between)
    assert database.read_sync(live, 1, since=NOW - HOUR, until=NOW, limit=9) == [first, fresh]
    assert database.read_sync(live, 1, since=NOW - HOUR, until=NOW - MINUTE, limit=9) == [first], "each window once"


def test_what_was_deleted_meanwhile_is_not_among_what_is_live(database: Database) -> None:
    def fill(session: Session) -> None:
        stands(session, Delivery.PUBLISHED, published_at=NOW - MINUTE, taken_down_at=NOW)

    database.write_sync(fill)
    assert database.read_sync(numbers(under_way.published_between), 1, since=NOW - HOUR, until=NOW, limit=9) == []


def test_trouble_is_listed_until_it_is_settled(database: Database) -> None:
    def fill(session: Session) -> list[int]:
        states = (Delivery.UNKNOWN, Delivery.FAILED, Delivery.MISSED)
        bad = [stands(session, state, changed_at=NOW - late * HOUR) for late, state in enumerate(states)]
        for fine in set(Delivery) - set(states):
            stands(session, fine)
        another_brands(session, Delivery.FAILED)
        return bad

    doubtful, failed, missed = database.write_sync(fill)
    trouble = numbers(under_way.in_trouble)
    assert database.read_sync(trouble, 1, 9) == [missed, failed, doubtful]
    assert database.read_sync(trouble, 1, 1) == [missed]
    assert database.read_sync(trouble, 1, 9, author_id=AUTHOR) == [missed, failed, doubtful]
    assert database.read_sync(trouble, 1, 9, author_id=SECOND) == []


@pytest.mark.parametrize(("state", "is_listed"), [(Delivery.UNKNOWN, True), (Delivery.MISSED, False)])
def test_what_was_taken_back_is_trouble_only_while_it_may_be_live(
    database: Database, state: Delivery, is_listed: bool
) -> None:
    def put(session: Session) -> None:
        submissions.move(take(session, stands(session, state)), Editorial.WITHDRAWN)

    database.write_sync(put)
    assert len(database.read_sync(under_way.in_trouble, 1, 9)) == is_listed


def test_what_lies_in_a_persons_hands_is_told_from_what_is_being_sent(database: Database) -> None:
    def fill(session: Session) -> tuple[int, int]:
        given = stands(session, Delivery.PUBLISHING, lease_until=None)
        sending = stands(session, Delivery.PUBLISHING, lease_until=NOW + MINUTE)
        another_brands(session, Delivery.PUBLISHING, lease_until=None)
        return given, sending

    given, sending = database.write_sync(fill)
    assert database.read_sync(numbers(under_way.in_hand), 1, 9) == [given]
    assert set(database.read_sync(under_way.being_sent_of, AUTHOR, 9)) >= {given, sending}


def test_publications_of_several_submissions_come_in_one_question(database: Database) -> None:
    first, second = database.write_sync(lambda session: (put_up(session, accounts=(2, 1)), put_up(session)))
    found = database.read_sync(publications.of_submissions, [first, second, 999])
    assert {number: [one.account_id for one in several] for number, several in found.items()} == {
        first: [1, 2],
        second: [1],
    }
