"""Which texts there are beside the common one, what a card has room for, and what a draft keeps of them."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from handlers.composing import freezing, own
from handlers.composing.own import Own
from handlers.composing.times import BadTime, Trouble
from handlers.texts import MOST_OWN_SHOWN, OWN_SHOWN_IN_FULL, SHOWN_IN_FULL, is_common, is_cut, own_texts
from handlers.texts import Own as OwnText
from storage.content import Content, Variant
from storage.drafts import Draft
from tests.storage.records import brand

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


MANY = tuple(Variant(number, str(number)) for number in range(MOST_OWN_SHOWN + 1))


def test_a_text_is_shown_once_for_all_accounts_that_have_it_and_comments_come_last() -> None:
    content = Content(
        "Common",
        (1, 2, 3),
        variants=(Variant(1, "Own", first_comment="More"), Variant(2, "Own"), Variant(3, first_comment="More")),
    )
    assert own_texts(content) == [OwnText("Own", (1, 2)), OwnText("More", (1, 3), is_comment=True)]


@pytest.mark.parametrize(
    ("content", "common", "cut"),
    [
        (Content("x" * SHOWN_IN_FULL, (1,)), True, False),
        (Content("x" * (SHOWN_IN_FULL + 1), (1,)), True, True),
        (Content("x", (1, 2), variants=(Variant(1, "y" * OWN_SHOWN_IN_FULL),)), True, False),
        (Content("x", (1, 2), variants=(Variant(1, "y" * (OWN_SHOWN_IN_FULL + 1)),)), True, True),
        (Content("x", (1,), variants=(Variant(1, first_comment="y" * (OWN_SHOWN_IN_FULL + 1)),)), True, True),
        (Content("x", (1, 2), variants=(Variant(1, "a"), Variant(2, "b"))), False, False),
        (Content("x", tuple(range(9)), variants=MANY), False, True),
        (Content("x", ()), True, False),
    ],
)  # fmt: skip
def test_what_the_card_cuts_is_read_in_full_first(content: Content, common: bool, cut: bool) -> None:
    assert (is_common(content), is_cut(content)) == (common, cut)


def draft(**given: Any) -> Draft:
    fresh: dict[str, Any] = {"id": "d1", "person_id": "U1", "brand_id": 1, "text": "Common", "accounts": [1, 2]}
    return Draft(**fresh, created_at=NOW, saved_at=NOW, **given)


BRAND = brand()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (Own(text="Own"), {"text": "Own"}),
        (Own(text="Common"), None),
        (Own(text=""), None),
        (Own(text=" Common\n"), None),
        (Own(text=" Own\n"), {"text": " Own\n"}),
        (Own(text="Own\ud800"), {"text": "Own\ufffd"}),
        (Own(date="2026-11-24", time="09:00"), {"date": "2026-11-24", "time": "09:00"}),
        (Own(date="2026-11-24"), {"date": "2026-11-24"}),
        (Own(first_comment="More"), {"first_comment": "More"}),
    ],
)
def test_only_what_differs_is_kept(typed: Own, kept: dict[str, str] | None) -> None:
    found = draft(variants={"2": {"text": "Other"}})
    own.put(found, 1, typed)
    assert found.variants == {"2": {"text": "Other"}, **({"1": kept} if kept else {})}
    again = own.own_in(found.variants, 1)
    assert again.is_nothing == (kept is None)


def test_a_draft_is_frozen_with_what_differs_alone() -> None:
    found = draft(
        goes_out="chosen",
        date="2026-11-24",
        time="09:00",
        variants={
            "1": {"date": "2026-11-24", "time": "09:00", "first_comment": "  "},
            "2": {"date": "2026-11-25", "time": "09:00", "text": "Own"},
            "3": {"text": "Of an account that is not chosen"},
        },
        flags=["ai"],
        warning="Only with the label",
    )
    content = freezing.content_of(found, BRAND, NOW)
    at = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
    assert content.variants == (Variant(2, "Own", at, "2026-11-25T09:00"),)
    assert (content.flags, content.warning) == (("ai",), "")


@pytest.mark.parametrize(
    ("date", "time", "code"),
    [("2026-11-22", "09:00", Trouble.PAST), ("2026-11-24", None, Trouble.NO_TIME), (None, "09:00", Trouble.NO_DATE)],
)
def test_a_time_that_cannot_be_says_whose_it_is(date: str | None, time: str | None, code: Trouble) -> None:
    found = draft(variants={"2": {"date": date, "time": time}})
    with pytest.raises(BadTime) as bad:
        freezing.content_of(found, BRAND, NOW)
    assert (bad.value.code, bad.value.account_id) == (code, 2)


def test_a_time_of_its_own_that_was_not_touched_stays_even_when_it_has_passed() -> None:
    passed = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
    stands = Content("Common", (1, 2), variants=(Variant(2, wanted_at=passed),))
    found = draft(variants=own.filled_from(stands, BERLIN, with_times=True))
    assert freezing.content_of(found, BRAND, NOW, stands).wanted_for(2) == passed
