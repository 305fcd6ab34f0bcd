"""Which edits keep the decisions, and how images are put in order."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from handlers import texts
from handlers.composing.drafting import with_files
from handlers.composing.form import File
from handlers.composing.saving import Arranged, in_order
from handlers.steps.changes import Move, between, unconcerned
from storage.content import Content, Image, Variant
from storage.lifecycle import Editorial
from storage.stages import Rule, Step

HOUR = timedelta(hours=1)
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
        ({"variants": (Variant(2, "Own"),)}, True),
        ({"variants": (Variant(2, first_comment="More below"),)}, True),
        ({"variants": (Variant(2, wanted_at=FRIDAY + timedelta(days=7)),)}, False),
        ({"variants": (Variant(2, wanted_at=FRIDAY + timedelta(days=7, minutes=1)),)}, True),
        ({"variants": (Variant(2, wanted_at=FRIDAY - timedelta(minutes=1)),)}, True),
        ({"variants": (Variant(2, wanted_at=FRIDAY + timedelta(hours=1)),), "accounts": (2,)}, False),
        ({"flags": ("ai",)}, True),
        ({"flags": ("sensitive",), "warning": "Crumbs"}, True),
    ],
)
def test_what_an_approver_may_not_have_said_yes_to_is_a_new_version(
    changes: dict[str, Any], needs_revision: bool
) -> None:
    change = between(BEFORE, after(**changes), approved=BEFORE, state=Editorial.APPROVED)
    assert not change.is_nothing
    assert change.needs_revision == needs_revision


def test_as_soon_as_approved_and_a_time_of_its_own_are_two_decisions() -> None:
    immediate = after(wanted_at=None)
    change = between(immediate, BEFORE, approved=immediate, state=Editorial.APPROVED)
    assert change.needs_revision


def test_seven_days_are_counted_from_the_time_that_was_approved() -> None:
    moved_before = after(wanted_at=FRIDAY + timedelta(days=5))
    again = after(wanted_at=FRIDAY + timedelta(days=9))
    assert between(moved_before, again, approved=BEFORE, state=Editorial.APPROVED).needs_revision
    back = after(wanted_at=FRIDAY + timedelta(days=2))
    assert not between(moved_before, back, approved=BEFORE, state=Editorial.APPROVED).needs_revision


OWN_TIME = after(variants=(Variant(2, wanted_at=FRIDAY + timedelta(days=3)),))


@pytest.mark.parametrize(
    ("before", "edited", "moves", "needs_revision"),
    [
        # The common time moves alone those that follow it.
        (OWN_TIME, {"wanted_at": FRIDAY + timedelta(days=6)}, [Move(1, FRIDAY + timedelta(days=6))], False),
        # Seven days are counted from the time that was approved for that account.
        (OWN_TIME, {"variants": (Variant(2, wanted_at=FRIDAY + timedelta(days=10)),)},
         [Move(2, FRIDAY + timedelta(days=10))], False),
        (OWN_TIME, {"variants": (Variant(2, wanted_at=FRIDAY + timedelta(days=2)),)},
         [Move(2, FRIDAY + timedelta(days=2))], True),
        (OWN_TIME, {"variants": ()}, [Move(2, FRIDAY)], True),
        # One of two within reach is not enough.
        (BEFORE, {"wanted_at": FRIDAY + timedelta(days=1), "variants": (Variant(2, wanted_at=FRIDAY),)},
         [Move(1, FRIDAY + timedelta(days=1))], False),
        (BEFORE, {"wanted_at": FRIDAY + timedelta(days=1), "variants": (Variant(2, wanted_at=FRIDAY - HOUR),)},
         [Move(1, FRIDAY + timedelta(days=1)), Move(2, FRIDAY - HOUR)], True),
    ],
)  # fmt: skip
def test_a_later_time_keeps_the_decisions_account_by_account(
    before: Content, edited: dict[str, Any], moves: list[Move], needs_revision: bool
) -> None:
    change = between(before, replace(before, **edited), approved=before, state=Editorial.APPROVED)
    assert (list(change.moves), change.needs_revision) == (moves, needs_revision)


def test_a_text_of_its_own_that_is_the_common_one_is_nothing_of_its_own() -> None:
    same = after(variants=(Variant(2, "Text"),))
    assert between(BEFORE, same, approved=BEFORE, state=Editorial.APPROVED).is_nothing


@pytest.mark.parametrize(("looks_at", "survives"), [("images", True), ("text", False), ("flags", False)])
def test_who_looks_at_the_text_looks_at_what_is_said_beside_it(looks_at: str, survives: bool) -> None:
    change = between(BEFORE, after(flags=("paid",)), approved=BEFORE, state=Editorial.APPROVED)
    step = Step(1, "Legal", Rule.ANY, 1, ("U1",), looks_at=frozenset({looks_at}))
    assert unconcerned(change, [step]) == ((1,) if survives else ())


@pytest.mark.parametrize(
    ("edited", "line"),
    [
        ({"variants": (Variant(2, "Texts"),)}, "toots: “Text” → “Texts”"),
        ({"text": "Words", "variants": (Variant(2, "Texts"),)}, "“Text” → “Words”; toots: “Text” → “Texts”"),
        ({"text": "Words"}, "“Text” → “Words”"),
        ({"text": "Words", "variants": (Variant(1, "Text"), Variant(2, "Text"))}, "“Text” → “Words”"),
        ({"variants": (Variant(1, first_comment="More"),)}, "news: + “More”"),
        ({"variants": (Variant(1, wanted_at=FRIDAY),)}, "–"),
    ],
)
def test_what_changed_is_said_once_and_by_account_where_it_differs(edited: dict[str, Any], line: str) -> None:
    assert texts.in_one_line(BEFORE, after(**edited), {1: "news", 2: "toots"}) == line


def test_where_changes_were_asked_for_anything_sent_is_the_new_version() -> None:
    later = after(wanted_at=FRIDAY + timedelta(hours=1))
    assert between(BEFORE, later, approved=BEFORE, state=Editorial.CHANGES_REQUESTED).needs_revision


def test_nothing_is_nothing() -> None:
    assert between(BEFORE, after(), approved=BEFORE, state=Editorial.IN_REVIEW).is_nothing


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
