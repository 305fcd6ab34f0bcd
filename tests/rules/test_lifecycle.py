"""Both state machines as tables: what is allowed is written here a second time, by hand."""

from enum import StrEnum
from itertools import chain, combinations, product

import pytest
from sqlalchemy import CheckConstraint

from storage.lifecycle import (
    DELIVERY_MOVES,
    EDITORIAL_MOVES,
    OPEN,
    UNSENT,
    Delivery,
    Editorial,
    IllegalMove,
    Status,
    check_delivery,
    check_editorial,
    status_of,
)
from storage.tables import metadata

EDITORIAL = """
in_review -> in_review changes_requested approved rejected withdrawn
changes_requested -> in_review withdrawn
approved -> in_review withdrawn
rejected -> in_review
withdrawn ->
"""

DELIVERY = """
scheduled -> publishing missed cancelled
publishing -> published failed unknown scheduled missed
unknown -> published failed scheduled cancelled
failed -> scheduled cancelled
missed -> scheduled cancelled
cancelled -> scheduled
published ->
"""


def allowed(table: str) -> set[tuple[str, str]]:
    lines = [line.split(" ->") for line in table.strip().splitlines()]
    return {(source, target) for source, targets in lines for target in targets.split()}


@pytest.mark.parametrize(("source", "target"), list(product(Editorial, repeat=2)))
def test_editorial_moves(source: Editorial, target: Editorial) -> None:
    if (source.value, target.value) in allowed(EDITORIAL):
        check_editorial(source, target)
    else:
        with pytest.raises(IllegalMove, match=f"{source.value} may not become {target.value}"):
            check_editorial(source, target)


@pytest.mark.parametrize(("source", "target"), list(product(Delivery, repeat=2)))
def test_delivery_moves(source: Delivery, target: Delivery) -> None:
    if (source.value, target.value) in allowed(DELIVERY):
        check_delivery(source, target)
    else:
        with pytest.raises(IllegalMove, match=f"{source.value} may not become {target.value}"):
            check_delivery(source, target)


def test_every_state_has_its_row() -> None:
    assert set(EDITORIAL_MOVES) == set(Editorial)
    assert set(DELIVERY_MOVES) == set(Delivery)


@pytest.mark.parametrize(("table", "states"), [("submission", Editorial), ("publication", Delivery)])
def test_the_database_knows_the_same_states(table: str, states: type[StrEnum]) -> None:
    (check,) = [one for one in metadata.tables[table].constraints if isinstance(one, CheckConstraint)]
    known = {word.strip("' ()") for word in str(check.sqltext).split("IN")[1].split(",")}
    assert known == {one.value for one in states}


def test_nothing_that_may_be_live_counts_as_unsent() -> None:
    assert set(Delivery) - {Delivery.PUBLISHING, Delivery.PUBLISHED, Delivery.UNKNOWN} == UNSENT
    assert {state for state in Editorial if Editorial.WITHDRAWN in EDITORIAL_MOVES[state]} == OPEN


S, P, L, F, U, M, C = (
    Delivery.SCHEDULED,
    Delivery.PUBLISHING,
    Delivery.PUBLISHED,
    Delivery.FAILED,
    Delivery.UNKNOWN,
    Delivery.MISSED,
    Delivery.CANCELLED,
)


@pytest.mark.parametrize(
    ("editorial", "deliveries", "status"),
    [
        (Editorial.IN_REVIEW, [S], Status.WAITING),
        (Editorial.IN_REVIEW, [S, M], Status.MISSED),
        (Editorial.IN_REVIEW, [], Status.WAITING),
        (Editorial.CHANGES_REQUESTED, [S], Status.CHANGES_REQUESTED),
        (Editorial.CHANGES_REQUESTED, [M], Status.CHANGES_REQUESTED),
        (Editorial.REJECTED, [C], Status.REJECTED),
        (Editorial.WITHDRAWN, [C], Status.TAKEN_BACK),
        (Editorial.WITHDRAWN, [C, L], Status.PARTLY_PUBLISHED),
        (Editorial.WITHDRAWN, [P, L], Status.PUBLISHING),
        (Editorial.WITHDRAWN, [P, U], Status.NOT_SURE),
        (Editorial.APPROVED, [S], Status.SCHEDULED),
        (Editorial.APPROVED, [S, L], Status.SCHEDULED),
        (Editorial.APPROVED, [P, L], Status.PUBLISHING),
        (Editorial.APPROVED, [L, L], Status.PUBLISHED),
        (Editorial.APPROVED, [L, C], Status.PUBLISHED),
        (Editorial.APPROVED, [L, F], Status.PARTLY_PUBLISHED),
        (Editorial.APPROVED, [L, M], Status.PARTLY_PUBLISHED),
        (Editorial.APPROVED, [F, M], Status.FAILED),
        (Editorial.APPROVED, [M, S], Status.MISSED),
        (Editorial.APPROVED, [L, U], Status.NOT_SURE),
        (Editorial.APPROVED, [C, C], Status.LEFT),
        (Editorial.APPROVED, [], Status.LEFT),
    ],
)
def test_what_people_read(editorial: Editorial, deliveries: list[Delivery], status: Status) -> None:
    assert status_of(editorial, deliveries) == status


def test_what_was_deleted_is_told_only_when_nothing_else_is_left_to_tell() -> None:
    told = {one: status_of(Editorial.APPROVED, [one], was_taken_down=True) for one in Delivery}
    assert told.pop(Delivery.CANCELLED) == Status.TAKEN_DOWN
    assert told == {one: status_of(Editorial.APPROVED, [one]) for one in told}
    assert status_of(Editorial.WITHDRAWN, [], was_taken_down=True) == Status.TAKEN_BACK


SOME = list(chain.from_iterable(combinations(Delivery, count) for count in range(4)))


@pytest.mark.parametrize("editorial", Editorial)
def test_doubt_never_hides_and_the_order_of_accounts_says_nothing(editorial: Editorial) -> None:
    for deliveries in SOME:
        status = status_of(editorial, deliveries)
        assert status == status_of(editorial, reversed(deliveries))
        assert status == status_of(editorial, [*deliveries, Delivery.CANCELLED])
        if Delivery.UNKNOWN in deliveries and editorial in {Editorial.APPROVED, Editorial.WITHDRAWN}:
            assert status == Status.NOT_SURE
        if status == Status.PUBLISHED:
            assert set(deliveries) <= {Delivery.PUBLISHED, Delivery.CANCELLED}
