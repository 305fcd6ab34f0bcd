"""The one gate, and the fence: what is claimed, by whom, and who may finish it."""

import threading
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from storage import brands, gate, publications, submissions
from storage.content import Content
from storage.database import Database
from storage.lifecycle import Delivery, Editorial
from storage.pauses import Pause
from storage.publications import Claimed, Closing, Publication
from tests.storage.conftest import Open
from tests.storage.records import (
    APPROVER,
    AUTHOR,
    DAY,
    HOUR,
    MINUTE,
    NOW,
    approve,
    approved,
    brand,
    furnish,
    only,
    put_up,
    take,
)

LEASE = NOW + 3 * MINUTE
SECOND = timedelta(seconds=1)
GRACE = timedelta(minutes=30)


def claim(session: Session, *, now: datetime = NOW, owner: str = "one", limit: int = 50) -> list[Claimed]:
    rules = brands.the_brand(session)
    lease_until = now + 3 * MINUTE
    return gate.claim_due(session, [rules], now=now, machine_now=now, owner=owner, lease_until=lease_until, limit=limit)


@pytest.fixture
def database(url: str, open_database: Open) -> Database:
    opened = open_database(url)
    opened.write_sync(furnish)
    return opened


def test_what_is_approved_and_due_is_claimed_once(database: Database) -> None:
    number = database.write_sync(approved)
    (claimed,) = database.write_sync(claim)
    assert (claimed.submission_id, claimed.account_id, claimed.attempt, claimed.owner) == (number, 1, 1, "one")
    stands = database.read_sync(only, number)
    assert (stands.state, stands.lease_owner, stands.lease_until) == (Delivery.PUBLISHING, "one", LEASE)
    assert database.write_sync(claim, owner="two") == []


@pytest.mark.parametrize(
    ("due_at", "planned_at", "is_claimed"),
    [
        (NOW, None, True),
        (NOW + SECOND, None, False),
        (NOW - GRACE, None, True),
        (NOW - GRACE - SECOND, None, False),
        (NOW, NOW - GRACE, True),  # a retry: the grace is counted from what was planned
        (NOW, NOW - GRACE - SECOND, False),
        (None, None, False),
    ],
)
def test_it_goes_out_from_its_time_until_its_grace_is_over(
    database: Database, due_at: datetime | None, planned_at: datetime | None, is_claimed: bool
) -> None:
    def plan(session: Session) -> None:
        publication = only(session, approved(session))
        publication.due_at, publication.planned_at = due_at, planned_at

    database.write_sync(plan)
    assert len(database.write_sync(claim)) == is_claimed


@pytest.mark.parametrize("state", sorted(set(Editorial) - {Editorial.APPROVED}))
def test_nothing_goes_out_that_is_not_approved(database: Database, state: Editorial) -> None:
    """Even where the approval's fingerprint was left behind by mistake."""

    def forge(session: Session) -> None:
        submission = take(session, approved(session))
        submission.state = state

    database.write_sync(forge)
    assert database.write_sync(claim) == []


@pytest.mark.parametrize("fingerprint", [None, "", "0" * 64])
def test_nothing_goes_out_but_what_was_approved(database: Database, fingerprint: str | None) -> None:
    def forge(session: Session) -> None:
        submission = take(session, approved(session))
        submission.approved_fingerprint = fingerprint

    database.write_sync(forge)
    assert database.write_sync(claim) == []


def test_a_new_revision_closes_the_gate_until_it_is_approved(database: Database) -> None:
    def revise(session: Session) -> int:
        number = approved(session)
        submission = take(session, number)
        content = Content(text="Other words.", accounts=(1,), wanted_at=NOW)
        revision = submissions.add_revision(session, submission, content, created_by=AUTHOR, now=NOW)
        publications.plan(session, submission, content, revision.fingerprint, now=NOW)
        return number

    number = database.write_sync(revise)
    assert database.write_sync(claim) == [], "the old approval is about other words"
    database.write_sync(lambda session: submissions.move(take(session, number), Editorial.IN_REVIEW))
    database.write_sync(approve, number)
    assert len(database.write_sync(claim)) == 1


@pytest.mark.parametrize("state", sorted(set(Delivery) - {Delivery.SCHEDULED}))
def test_only_what_is_scheduled_is_claimed(database: Database, state: Delivery) -> None:
    def put(session: Session) -> None:
        only(session, approved(session)).state = state

    database.write_sync(put)
    assert database.write_sync(claim) == []


def test_another_brands_are_left_alone(database: Database) -> None:
    def move_house(session: Session) -> None:
        session.add(brand(name="Other"))
        session.flush()
        submission = take(session, approved(session))
        submission.brand_id = 2

    database.write_sync(move_house)
    assert database.write_sync(claim) == []


def test_the_soonest_go_first_and_no_more_than_asked_for(database: Database) -> None:
    def fill(session: Session) -> list[int]:
        return [approved(session, due_at=NOW - number * SECOND) for number in range(40)]

    numbers = database.write_sync(fill)
    first = database.write_sync(claim, limit=7)
    assert [one.submission_id for one in first] == sorted(numbers[-7:])
    assert len(database.write_sync(claim, limit=100)) == 33


def test_replicas_share_the_work_and_nobody_gets_the_same(url: str, open_database: Open, database: Database) -> None:
    numbers = database.write_sync(lambda session: [approved(session) for _ in range(60)])
    houses = [open_database(url) for _ in range(4)]
    taken: list[Claimed] = []

    def work(house: Database, owner: str) -> None:
        while claims := house.write_sync(claim, owner=owner, limit=4):
            taken.extend(claims)

    threads = [threading.Thread(target=work, args=(house, str(place))) for place, house in enumerate(houses)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    # Where the last rows were locked by a neighbour's claim, a replica ends early, and the neighbour has them.
    assert sorted(one.submission_id for one in taken) == numbers
    assert {one.attempt for one in taken} == {1}


@pytest.mark.postgres
def test_a_submission_somebody_acts_on_is_passed_over_not_waited_for(postgres_url: str, open_database: Open) -> None:
    database = open_database(postgres_url, busy_timeout=timedelta(milliseconds=50))
    database.write_sync(furnish)
    acted_on, free = database.write_sync(lambda session: (approved(session), approved(session)))
    holds, may_end = threading.Event(), threading.Event()

    def act(session: Session) -> None:
        submissions.lock(session, acted_on)
        holds.set()
        assert may_end.wait(30)

    acting = database._submit(act)
    assert holds.wait(30)
    assert [one.submission_id for one in database.write_sync(claim)] == [free]
    may_end.set()
    acting.result(30)
    assert [one.submission_id for one in database.write_sync(claim)] == [acted_on]


def test_the_fence_lets_only_the_owner_of_this_attempt_through(database: Database) -> None:
    number = database.write_sync(approved)
    (first,) = database.write_sync(claim)

    def held(session: Session, claimed: Claimed) -> bool:
        return first.publication_id in publications.held_all(session, [claimed])

    assert database.write_sync(held, first)
    assert not database.write_sync(held, Claimed(first.publication_id, number, 1, 1, "two"))

    def take_over(session: Session) -> None:
        publication = publications.locked(session, first.publication_id)
        assert publication is not None
        publications.move(publication, Delivery.SCHEDULED, now=NOW)

    database.write_sync(take_over)
    assert not database.write_sync(held, first), "nobody has it"
    (second,) = database.write_sync(claim)
    assert second.attempt == 2
    assert not database.write_sync(held, first), "the same owner, but an attempt that is over"
    assert database.write_sync(held, second)


def test_an_attempt_ends_once(database: Database) -> None:
    database.write_sync(approved)
    (claimed,) = database.write_sync(claim)
    database.write_sync(publications.open_attempt, claimed, started_at=NOW)

    def close(session: Session, outcome: str) -> None:
        closings = [Closing(claimed.publication_id, claimed.attempt, outcome)]
        publications.close_attempts(session, closings, finished_at=NOW)

    database.write_sync(close, "doubtful")
    database.write_sync(close, "published")
    (attempt,) = database.read_sync(publications.attempts_of, claimed.publication_id)
    assert (attempt.number, attempt.owner, attempt.outcome, attempt.finished_at) == (1, "one", "doubtful", NOW)


def test_what_its_owner_left_is_abandoned_when_the_lease_ends(database: Database) -> None:
    number = database.write_sync(approved)
    database.write_sync(claim)

    def left(session: Session, machine_now: datetime) -> list[int]:
        return [one.submission_id for one in publications.abandoned(session, machine_now=machine_now)]

    assert database.write_sync(left, LEASE) == []
    assert database.write_sync(left, LEASE + SECOND) == [number]


def test_what_lies_in_a_persons_hands_is_never_abandoned(database: Database) -> None:
    number = database.write_sync(approved)
    database.write_sync(claim)

    def hand_over(session: Session) -> None:
        only(session, number).lease_until = None

    database.write_sync(hand_over)
    assert database.write_sync(publications.abandoned, machine_now=NOW + 365 * DAY) == []


def test_doubt_is_looked_up_when_its_time_has_come(database: Database) -> None:
    def doubt(session: Session) -> None:
        publication = only(session, approved(session))
        publication.state, publication.look_at = Delivery.UNKNOWN, NOW

    database.write_sync(doubt)
    assert database.read_sync(publications.to_look_up, machine_now=NOW - SECOND) == []
    assert len(database.read_sync(publications.to_look_up, machine_now=NOW)) == 1


@pytest.mark.parametrize(
    ("is_approved", "due_at", "is_late"),
    [
        (True, NOW - GRACE, False),
        (True, NOW - GRACE - SECOND, True),
        (False, NOW, True),
        (False, NOW + SECOND, False),
    ],
)
def test_late_and_claimable_leave_no_gap_and_do_not_overlap(
    database: Database, is_approved: bool, due_at: datetime, is_late: bool
) -> None:
    def put(session: Session) -> None:
        number = put_up(session, wanted_at=due_at)
        if is_approved:
            approve(session, number)

    def late(session: Session) -> int:
        return len(gate.past_their_time(session, [brands.the_brand(session)], now=NOW))

    database.write_sync(put)
    assert database.read_sync(late) == is_late
    assert len(database.write_sync(claim)) == (is_approved and not is_late)


def test_the_wake_up_aims_at_the_next_due_time(database: Database) -> None:
    assert database.read_sync(gate.next_due_at, NOW) is None
    database.write_sync(approved, due_at=NOW)
    database.write_sync(approved, due_at=NOW + 2 * HOUR)
    database.write_sync(approved, due_at=NOW + HOUR)
    assert database.read_sync(gate.next_due_at, NOW) == NOW + HOUR
    assert database.read_sync(gate.next_due_at, NOW + HOUR) == NOW + 2 * HOUR


def test_a_plan_gives_every_account_its_publication_and_takes_off_the_others(database: Database) -> None:
    number = database.write_sync(lambda session: put_up(session, accounts=(1, 2), wanted_at=NOW + DAY))

    def narrow(session: Session) -> None:
        submission = take(session, number)
        content = Content(text="Shorter.", accounts=(2,), wanted_at=NOW + HOUR)
        publications.plan(session, submission, content, "f2", now=NOW + MINUTE)

    database.write_sync(narrow)
    first, second = database.read_sync(publications.of_submission, number)
    assert (first.account_id, first.state, first.changed_at) == (1, Delivery.CANCELLED, NOW + MINUTE)
    assert (second.account_id, second.state, second.fingerprint) == (2, Delivery.SCHEDULED, "f2")
    assert second.due_at == NOW + HOUR


@pytest.mark.parametrize("state", [Delivery.PUBLISHED, Delivery.PUBLISHING, Delivery.UNKNOWN])
def test_a_plan_leaves_alone_what_a_network_has_or_may_have(database: Database, state: Delivery) -> None:
    def put(session: Session) -> Sequence[Publication]:
        number = put_up(session, accounts=(1, 2))
        submission = take(session, number)
        for publication in publications.of_submission(session, number):
            publication.state = state
        publications.plan(session, submission, Content(text="New.", accounts=(2,)), "f2", now=NOW)
        return publications.of_submission(session, number)

    found = database.write_sync(put)
    assert [(one.state, one.fingerprint == "f2") for one in found] == [(state, False)] * 2


def test_taking_back_cancels_what_was_not_sent_and_names_the_rest(database: Database) -> None:
    def put(session: Session) -> int:
        number = put_up(session, accounts=(1, 2))
        publications.of_submission(session, number)[1].state = Delivery.UNKNOWN
        return number

    number = database.write_sync(put)
    cancelled, left = database.write_sync(publications.cancel_unsent, number, now=NOW)
    assert [one.account_id for one in cancelled] == [1]
    assert [(one.account_id, one.state) for one in left] == [(2, Delivery.UNKNOWN)]
    assert database.write_sync(publications.cancel_unsent, number, now=NOW)[0] == [], "twice changes nothing"


@pytest.mark.parametrize("times", [20])
def test_a_claim_and_a_taking_back_at_the_same_instant_never_both_win(
    url: str, open_database: Open, database: Database, times: int
) -> None:
    other = open_database(url)

    def take_back(session: Session, number: int) -> bool:
        submission = take(session, number)
        cancelled, _left = publications.cancel_unsent(session, number, now=NOW)
        submissions.move(submission, Editorial.WITHDRAWN)
        return bool(cancelled)

    for _ in range(times):
        number = database.write_sync(approved)
        claiming, taking = database._submit(claim), other._submit(take_back, number)
        is_claimed, is_taken = bool(claiming.result(30)), taking.result(30)
        assert is_claimed != is_taken
        stands = database.read_sync(only, number)
        assert stands.state == (Delivery.PUBLISHING if is_claimed else Delivery.CANCELLED)


def pause(session: Session, **about: Any) -> None:
    session.add(Pause(**{"starts_at": NOW - HOUR, "paused_by": APPROVER, **about}))


@pytest.mark.parametrize(
    ("about", "is_claimed"),
    [
        ({}, False),
        ({"brand_id": 1}, False),
        ({"account_id": 1}, False),
        ({"brand_id": 1, "account_id": 1}, False),
        ({"account_id": 2}, True),
        ({"starts_at": NOW + MINUTE}, True),
        ({"ends_at": NOW + SECOND}, False),
        ({"ends_at": NOW}, True),  # it was due when the pause had just ended
        ({"starts_at": NOW, "ends_at": NOW + HOUR}, False),
    ],
)
def test_a_pause_stands_before_what_is_in_its_scope(
    database: Database, about: dict[str, Any], is_claimed: bool
) -> None:
    database.write_sync(approved)
    database.write_sync(pause, **about)
    assert bool(database.write_sync(claim)) == is_claimed


def test_what_a_pause_passed_over_does_not_go_out_when_it_has_ended(database: Database) -> None:
    number = database.write_sync(approved)
    database.write_sync(pause, ends_at=NOW + 10 * MINUTE)
    assert database.write_sync(claim, now=NOW + 10 * MINUTE) == [], "although it is within its grace"

    def late(session: Session) -> list[tuple[int, bool]]:
        found = gate.past_their_time(session, brands.all_active(session), now=NOW + 10 * MINUTE)
        return [(one.publication.submission_id, one.is_paused) for one in found]

    assert database.read_sync(late) == [(number, True)]


def test_what_is_held_waits_although_it_is_approved(database: Database) -> None:
    number = database.write_sync(approved)
    database.write_sync(lambda session: setattr(take(session, number), "holds", "confirmation"))
    assert database.write_sync(claim) == []
    database.write_sync(lambda session: setattr(take(session, number), "holds", None))
    assert len(database.write_sync(claim)) == 1


def test_every_brand_has_a_grace_of_its_own(database: Database) -> None:
    def second_brand(session: Session) -> None:
        strict = brand("Strict")
        strict.late_grace = 60
        session.add(strict)
        session.flush()
        submission = take(session, approved(session))
        submission.brand_id = strict.number

    database.write_sync(approved)
    database.write_sync(second_brand)
    several = database.write_sync(
        lambda session: gate.claim_due(
            session,
            brands.all_active(session),
            now=NOW + 5 * MINUTE,
            machine_now=NOW,
            owner="one",
            lease_until=LEASE,
            limit=50,
        )
    )
    assert [one.submission_id for one in several] == [1]
