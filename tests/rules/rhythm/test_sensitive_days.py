"""Sensitive days as an admin types them."""

from datetime import date

import pytest

from handlers.rhythm.days import as_text, days_in, names_on
from handlers.rhythm.mistakes import Misread, Mistake

READ = {
    "2026-12-25 Christmas": [("2026-12-25", "Christmas")],
    "12-25 Christmas": [("12-25", "Christmas")],
    "12/25: Christmas": [("12-25", "Christmas")],
    "12월 25일 성탄절": [("12-25", "성탄절")],
    "2026년 4월 16일 추모일": [("2026-04-16", "추모일")],
    "25 Dec Christmas": [("12-25", "Christmas")],
    "December 25, 2026 Christmas": [("2026-12-25", "Christmas")],
    "9 March – a day of mourning (every year)": [("03-09", "a day of mourning")],
    "02-29 Leap day": [("02-29", "Leap day")],
    "\n12-31 Last\n\n01-01 First\n12-31 Last\n": [("01-01", "First"), ("12-31", "Last")],
    "": [],
}
WRONG = {
    "Christmas": (Mistake.NO_DATE, "Christmas"),
    "25.12. Christmas": (Mistake.NO_DATE, "25.12. Christmas"),
    "02-30 Never": (Mistake.NO_SUCH_DATE, "02-30"),
    "2027-02-29 Never": (Mistake.NO_SUCH_DATE, "2027-02-29"),
    "13월 1일 없음": (Mistake.NO_SUCH_DATE, "13월 1일"),
    "12-25": (Mistake.NO_NAME, "12-25"),
    "\n".join(f"12-25 Day {number}" for number in range(201)): (Mistake.TOO_MANY_DATES, 201),
}


@pytest.mark.parametrize("text", READ)
def test_what_is_meant(text: str) -> None:
    found = days_in(text)
    assert [(one["date"], one["name"]) for one in found] == READ[text]
    assert days_in(as_text(found)) == found, "it can be typed again as it is shown"


@pytest.mark.parametrize("text", WRONG)
def test_each_mistake_has_its_name(text: str) -> None:
    with pytest.raises(Misread) as wrong:
        days_in(text)
    assert (wrong.value.code, wrong.value.values["found"]) == WRONG[text]


def test_which_days_are_meant() -> None:
    days = days_in("12-25 Christmas\n2026-12-25 Our move\n2027-01-01 New Year")
    assert names_on(days, date(2026, 12, 25)) == ["Christmas", "Our move"]
    assert names_on(days, date(2027, 12, 25)) == ["Christmas"]
    assert names_on(days, date(2026, 1, 1)) == []
