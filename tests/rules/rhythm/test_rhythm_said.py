"""A rhythm in words: said back so that it can be typed again, each week in a line, each mistake in a sentence."""

import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers.blocks.rhythm_lines import as_text, digest_lines, mistake, progress, week_lines
from handlers.rhythm.free import Booking
from handlers.rhythm.mistakes import Misread, Mistake
from handlers.rhythm.slots import Rhythm
from handlers.rhythm.typed import rhythm_in
from handlers.rhythm.week import monday_of, week_of
from handlers.words.catalogue import words
from storage.booked import Booked
from storage.lifecycle import Delivery, Editorial

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
VALUES: dict[str, str | int] = {"found": "x", "first": "09:00", "second": "09:03", "least": 5, "most": 100}
WEEK = "Mon to Fri 09:00 and 15:00, Sat 11:00; Tips: Tue 10:00; at most 3 a day, aim for 5 a week"


@pytest.mark.parametrize("language", ["en", "ko"])
def test_whatever_is_said_back_can_be_typed_again(language: str) -> None:
    """A hundred rhythms of every shape, by one seed."""
    dice = random.Random(6)
    for _ in range(100):
        slots: dict[str, set[str]] = {}
        for _ in range(dice.randrange(6)):
            at = f"{dice.randrange(24):02}:{dice.choice(('00', '15', '30', '45'))}"
            slots[at] = {str(day) for day in dice.sample(range(1, 8), dice.randint(1, 7))}
        made = [
            {"days": "".join(sorted(days)), "at": at, "queue": dice.choice(("", "Tips", "꿀팁", "Top 5"))}
            for at, days in slots.items()
        ]
        rhythm = Rhythm(tuple(made), dice.choice((None, 1, 3)), dice.choice((None, 1, 5)))
        again = rhythm_in(as_text(rhythm, words(language)))
        shape = [sorted((one["queue"], one["at"], one["days"]) for one in found.slots) for found in (rhythm, again)]
        assert shape[0] == shape[1], as_text(rhythm, words(language))
        assert (again.most_a_day, again.aim_a_week) == (rhythm.most_a_day, rhythm.aim_a_week)


def test_it_is_said_as_people_would() -> None:
    rhythm = rhythm_in(WEEK)
    assert as_text(rhythm, words("en")) == WEEK
    assert as_text(rhythm, words("ko")) == "월~금 09:00, 15:00, 토 11:00; Tips: 화 10:00; 하루 최대 3, 주 5 목표"
    assert as_text(Rhythm(), words("en")) == ""


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_mistake_has_its_sentence(language: str) -> None:
    for code in Mistake:
        said = mistake(Misread(code, **VALUES), words(language))
        assert said and "{" not in said and len(said) < 300


PROGRESS = [
    # Taken, aim, empty days, in English, in Korean.
    (2, 5, [26], "2 of 5 this week, Thursday empty", "이번 주 5개 중 2개, 목요일 비어 있음"),
    (2, 5, [26, 27], "2 of 5 this week, Thursday, Friday empty", "이번 주 5개 중 2개, 목요일, 금요일 비어 있음"),
    (0, 5, [25, 26, 27], "0 of 5 this week, 3 days empty", "이번 주 5개 중 0개, 3일 비어 있음"),
    (5, 5, [26], "5 of 5 this week", "이번 주 5개 중 5개"),
    (1, None, [26], "1 this week, Thursday empty", "이번 주 1개, 목요일 비어 있음"),
]


@pytest.mark.parametrize(("taken", "aim", "empty", "english", "korean"), PROGRESS)
def test_how_far_a_week_is(taken: int, aim: int | None, empty: list[int], english: str, korean: str) -> None:
    days = [date(2026, 11, day) for day in empty]
    assert progress(taken, aim, days, words("en")) == english
    assert progress(taken, aim, days, words("ko")) == korean
    row = {"account": "LinkedIn", "taken": taken, "aim": aim, "empty": [day.isoformat() for day in days]}
    assert digest_lines([row], words("en")) == [f"LinkedIn: {english}"]


def test_a_week_knows_what_is_taken_free_and_empty() -> None:
    def berlin(day: int, hour: int, minute: int = 0) -> datetime:
        return datetime(2026, 11, day, hour, minute, tzinfo=BERLIN).astimezone(UTC)

    taken = [(berlin(23, 9), 1), (berlin(24, 15, 3), 2), (berlin(25, 20), 3)]
    rows = [Booked(at, number, Delivery.SCHEDULED, Editorial.IN_REVIEW) for at, number in taken]
    booking = Booking(times=[at for at, _ in taken], most_a_day=1)
    monday = monday_of(NOW, BERLIN)
    week = week_of(rhythm_in(WEEK), rows, booking, monday, BERLIN, ["2026-11-27"], NOW)
    assert (week.taken, week.empty) == (3, [date(2026, 11, 26), date(2026, 11, 28)])
    assert week_lines(week, BERLIN, words("en")) == [
        "*Mon 23*  09:00 #1",
        "*Tue 24*  15:03 #2",
        "*Wed 25*  20:00 #3",
        "*Thu 26*  09:00 free · 15:00 free",
        "*Fri 27*  holiday",
        "*Sat 28*  11:00 free",
    ]
    spring = week_of(rhythm_in("Sun 02:30"), [], Booking(), date(2027, 3, 22), BERLIN, (), NOW + timedelta(days=100))
    assert week_lines(spring, BERLIN, words("en")) == ["*Sun 28*  03:00 free (the clocks jump over 02:30)"]
