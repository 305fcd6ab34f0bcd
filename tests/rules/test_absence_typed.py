"""What people type after /greenlight away, and how it is understood. Today is Monday 23 November 2026, 10:00."""

from datetime import datetime

import pytest

from handlers.typed.absence import Typed, understand

NOW = datetime(2026, 11, 23, 10, 0)

UNTIL = [
    ("until Mon", datetime(2026, 11, 30)),
    ("until Friday", datetime(2026, 11, 27)),
    ("till thurs", datetime(2026, 11, 26)),
    ("Wed 15:30", datetime(2026, 11, 25, 15, 30)),
    ("until next Wed", datetime(2026, 12, 2)),
    ("until next week", datetime(2026, 11, 30)),
    ("until tomorrow", datetime(2026, 11, 24)),
    ("until tomorrow at 2pm", datetime(2026, 11, 24, 14)),
    ("until 12am", None),
    ("until 18:00", datetime(2026, 11, 23, 18)),
    ("until 24 Dec", datetime(2026, 12, 24)),
    ("until December 24th 9:00", datetime(2026, 12, 24, 9)),
    ("until 2 January", datetime(2027, 1, 2)),
    ("until 2026-12-01", datetime(2026, 12, 1)),
    ("월요일까지", datetime(2026, 12, 1)),
    ("금까지", datetime(2026, 11, 28)),
    ("다음 주 수요일까지", datetime(2026, 12, 3)),
    ("다음주 수요일 9시까지", datetime(2026, 12, 2, 9)),
    ("다음 주까지", datetime(2026, 12, 7)),
    ("내일까지", datetime(2026, 11, 25)),
    ("오늘 오후 3시 반까지", datetime(2026, 11, 23, 15, 30)),
    ("모레 오전 9시까지", datetime(2026, 11, 25, 9)),
    ("12월 24일까지", datetime(2026, 12, 25)),
    ("12월 24일 14:00까지", datetime(2026, 12, 24, 14)),
    ("2026-12-01까지", datetime(2026, 12, 2)),
]


@pytest.mark.parametrize(("text", "until"), UNTIL)
def test_until_when(text: str, until: datetime | None) -> None:
    assert understand(text, NOW) == Typed(until, is_clear=until is not None)


@pytest.mark.parametrize(
    ("text", "person_id", "name", "until"),
    [
        ("until Fri <@U0PRIYA|priya>", "U0PRIYA", "", datetime(2026, 11, 27)),
        ("<@U0PRIYA> until Fri", "U0PRIYA", "", datetime(2026, 11, 27)),
        ("until Fri @Priya Nair", "", "Priya Nair", datetime(2026, 11, 27)),
        ("@Priya Nair until Fri", "", "Priya Nair", datetime(2026, 11, 27)),
        ("@priya", "", "priya", None),
        ("금요일까지 @프리야", "", "프리야", datetime(2026, 11, 28)),
        ("@프리야 나이르 금요일까지", "", "프리야 나이르", datetime(2026, 11, 28)),
        ("", "", "", None),
    ],
)
def test_who_stands_in(text: str, person_id: str, name: str, until: datetime | None) -> None:
    assert understand(text, NOW) == Typed(until, person_id, name)


@pytest.mark.parametrize(
    "text",
    [
        "until",
        "until I am better",
        "32 Dec",
        "until 25:00",
        "until Mon Tue",
        "until 2026-11-01",
        "until 9:00",
        "until 13pm",
    ],
)
def test_what_cannot_be_understood_is_asked_about(text: str) -> None:
    found = understand(text, NOW)
    assert found.until is None and not found.is_clear
