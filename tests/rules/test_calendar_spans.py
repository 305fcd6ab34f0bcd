"""Days, weeks and months as people ask for them."""

from datetime import date

import pytest

from handlers.planning.gathering import Asked
from handlers.planning.spans import Kind, NotUnderstood, around, typed

TODAY = date(2026, 11, 25)

ASKED = {
    "": (Kind.WEEK, date(2026, 11, 23), 7),
    "day": (Kind.DAY, TODAY, 1),
    "하루 내일": (Kind.DAY, date(2026, 11, 26), 1),
    "tomorrow": (Kind.DAY, date(2026, 11, 26), 1),
    "2026-12-24": (Kind.DAY, date(2026, 12, 24), 1),
    "week 2026-12-24": (Kind.WEEK, date(2026, 12, 21), 7),
    "2027-02": (Kind.MONTH, date(2027, 2, 1), 28),
    "월": (Kind.MONTH, date(2026, 11, 1), 30),
    "month 2028-02-29": (Kind.MONTH, date(2028, 2, 1), 29),
    "week 2024-02": (Kind.WEEK, date(2024, 1, 29), 7),
}


@pytest.mark.parametrize("text", ASKED)
def test_what_is_meant(text: str) -> None:
    found = typed(text, TODAY)
    assert (found.kind, found.first, len(found.days)) == ASKED[text]
    assert found.later.earlier == found and found.earlier.later == found


@pytest.mark.parametrize("text", ["someday", "2026-13", "2026-02-30", "week month", "day 2026-12-24 2026-12-25", "1 2"])
def test_what_is_not_understood(text: str) -> None:
    with pytest.raises(NotUnderstood):
        typed(text, TODAY)


def test_what_travels_in_the_modal_is_a_claim() -> None:
    asked = Asked(Kind.MONTH, "2026-11-01", 3, 7, "live", "Autumn", "U0MINA")
    assert Asked.parse(str(asked)) == asked
    for forged in ("", "[]", "null", '["year","",0,0,"","",""]', '["day","",-1,0,"","",""]', '["day",1,0,0,"","",""]'):
        assert Asked.parse(forged) == Asked()
    assert Asked(first="2026-99-99").span(TODAY) == around(Kind.WEEK, TODAY)
    assert around(Kind.MONTH, date(9999, 12, 31)).first == date(2199, 12, 1), "no calendar ends in an error"
