"""Which edits keep the decisions, and how images are put in order."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from handlers.composing.drafting import with_files
from handlers.composing.form import File
from handlers.composing.saving import Arranged, in_order
from handlers.steps.changes import between
from storage.content import Content, Image
from storage.lifecycle import Editorial

FRIDAY = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)
BEFORE = Content("Text", (1, 2), (Image("a", "a.png"), Image("b", "b.png")), "note", FRIDAY)


def after(**changes: Any) -> Content:
    values = {name: getattr(BEFORE, name) for name in Content.__dataclass_fields__} | changes
    return Content(**values)


@pytest.mark.parametrize(
    ("changes", "needs_revision"),
    [
        ({"text": "Text "}, True),
        ({"images": (Image("b", "b.png"), Image("a", "a.png"))}, True),
        ({"images": (Image("a", "a.png", "a cookie"), Image("b", "b.png"))}, True),
        ({"images": ()}, True),
        ({"accounts": (1, 2, 3)}, True),
        ({"accounts": (1, 3)}, True),
        ({"accounts": (2,)}, False),
        ({"note": "other"}, False),
        ({"wanted_at": FRIDAY + timedelta(hours=1)}, False),
        ({"wanted_at": FRIDAY + timedelta(days=7)}, False),
        ({"wanted_at": FRIDAY + timedelta(days=7, minutes=1)}, True),
        ({"wanted_at": FRIDAY - timedelta(minutes=1)}, True),
        ({"wanted_at": None}, True),
        ({"wanted_at": FRIDAY + timedelta(hours=1), "accounts": (2,)}, False),
        ({"wanted_at": FRIDAY + timedelta(hours=1), "text": "Other"}, True),
    ],
)
def test_what_an_approver_may_not_have_said_yes_to_is_a_new_version(
    changes: dict[str, Any], needs_revision: bool
) -> None:
    change = between(BEFORE, after(**changes), wanted_at=FRIDAY, state=Editorial.APPROVED)
    assert not change.is_nothing
    assert change.needs_revision == needs_revision


def test_as_soon_as_approved_and_a_time_of_its_own_are_two_decisions() -> None:
    immediate = after(wanted_at=None)
    change = between(immediate, BEFORE, wanted_at=None, state=Editorial.APPROVED)
    assert change.needs_revision


def test_seven_days_are_counted_from_the_time_that_was_approved() -> None:
    moved_before = after(wanted_at=FRIDAY + timedelta(days=5))
    again = after(wanted_at=FRIDAY + timedelta(days=9))
    assert between(moved_before, again, wanted_at=FRIDAY, state=Editorial.APPROVED).needs_revision
    back = after(wanted_at=FRIDAY + timedelta(days=2))
    assert not between(moved_before, back, wanted_at=FRIDAY, state=Editorial.APPROVED).needs_revision


def test_where_changes_were_asked_for_anything_sent_is_the_new_version() -> None:
    later = after(wanted_at=FRIDAY + timedelta(hours=1))
    assert between(BEFORE, later, wanted_at=FRIDAY, state=Editorial.CHANGES_REQUESTED).needs_revision


def test_nothing_is_nothing() -> None:
    assert between(BEFORE, after(), wanted_at=FRIDAY, state=Editorial.IN_REVIEW).is_nothing


@pytest.mark.parametrize(
    ("said", "order"),
    [
        ({}, "abcd"),
        ({"d": 1}, "dabc"),
        ({"a": 4}, "bcda"),
        ({"a": 3}, "bcad"),
        ({"c": 2}, "acbd"),
        ({"b": None}, "acd"),
        ({"a": None, "d": 1}, "dbc"),
        ({"a": 2, "b": 1}, "bacd"),
        ({"a": None, "b": None, "c": None, "d": None}, ""),
    ],
)
def test_whoever_is_moved_goes_there_and_the_others_close_ranks(said: dict[str, int | None], order: str) -> None:
    images: list[dict[str, Any]] = [{"sha256": name} for name in "abcd"]
    places = {name: Arranged("", said.get(name, rank) if name in said else rank) for rank, name in enumerate("abcd", 1)}
    assert "".join(image["sha256"] for image in in_order(images, places)) == order


def test_a_file_taken_out_of_the_form_leaves_the_draft_and_one_that_was_fetched_is_not_fetched_again() -> None:
    fetched = {"file": "F1", "name": "a", "sha256": "aa", "in_form": True}
    kept = {"name": "b", "sha256": "bb"}
    gone = {"file": "F3", "name": "c", "in_form": True}
    found = with_files([kept, fetched, gone], [File("F1", "a", "u"), File("F2", "d", "u")])
    assert found[:2] == [kept, fetched]
    assert [image["file"] for image in found[2:]] == ["F2"]
