"""Rhythms as people type them, in English and Korean, and what each mistake is called."""

import pytest

from handlers.rhythm.mistakes import Misread, Mistake
from handlers.rhythm.typed import rhythm_in

WEEK = [("12345", "09:00", ""), ("12345", "15:00", ""), ("6", "11:00", "")]

READ = {
    "Mon to Fri 09:00 and 15:00, Sat 11:00; at most 3 a day, aim for 5 a week": (WEEK, 3, 5),
    "월~금 09:00, 15:00 · 토 11:00; 하루 최대 3, 주 5 목표": (WEEK, 3, 5),
    "월요일부터 금요일까지 9시, 오후 3시 · 토요일 11시\n하루에 최대 3개, 일주일에 5개 목표": (WEEK, 3, 5),
    "weekdays 9am & 3 pm\nSaturdays 11:00\nno more than three per day\naiming for 5 posts a week": (WEEK, 3, 5),
    "Monday-Friday: 9:00, 15:00. Sat: 11.00".replace("11.00", "11:00"): (WEEK, None, None),
    "평일 9:00와 15:00, 토 11:00, 주 목표 5": (WEEK, None, 5),
    "ＭＯＮ　０９：００": ([("1", "09:00", "")], None, None),
    "Tips: Tue 10:00": ([("2", "10:00", "Tips")], None, None),
    "Top 5: Tue 10:00, Thu 9:30pm; News: 평일 오후 3시 30분": (
        [("2", "10:00", "Top 5"), ("4", "21:30", "Top 5"), ("12345", "15:30", "News")],
        None,
        None,
    ),
    "꿀팁: 화·목 오전 10시 반": ([("24", "10:30", "꿀팁")], None, None),
    "Fri-Mon 10:00": ([("1567", "10:00", "")], None, None),
    "every day at noon": ([("1234567", "12:00", "")], None, None),
    "매일 정오": ([("1234567", "12:00", "")], None, None),
    "weekends 12am, 주말 오전 12시": ([("67", "00:00", "")], None, None),
    "일 10:00 일 10:00": ([("7", "10:00", "")], None, None),
    "at most 2 a day": ([], 2, None),
    "주 4회 목표": ([], None, 4),
    "하루 2건까지": ([], 2, None),
    "": ([], None, None),
    " ;; \n": ([], None, None),
}

WRONG = {
    "09:00": (Mistake.NO_DAYS, "09:00"),
    "Mon, Tue": (Mistake.NO_TIME, "Mon, Tue"),
    "월~금": (Mistake.NO_TIME, "월 – 금"),
    "Mon 9": (Mistake.HOUR, "9"),
    "Mon 25:00": (Mistake.NO_SUCH_TIME, "25:00"),
    "월 24시": (Mistake.NO_SUCH_TIME, "24시"),
    "Mon 13pm": (Mistake.NO_SUCH_TIME, "13pm"),
    "Mon 9:5": (Mistake.NO_SUCH_TIME, "9:5"),
    "Mon 09:75": (Mistake.NO_SUCH_TIME, "09:75"),
    "Mon 09:00 sometimes": (Mistake.WORD, "sometimes"),
    "월 09:00 가끔": (Mistake.WORD, "가끔"),
    "Mon 09:00 @": (Mistake.WORD, "@"),
    "Mon 09:00-10:00": (Mistake.RANGE, "09:00 – 10:00"),
    "Mon to 09:00": (Mistake.RANGE, "Mon – 09:00"),
    "weekdays to Sat 09:00": (Mistake.RANGE, "weekdays – Sat"),
    "to Fri 09:00": (Mistake.RANGE, "Fri"),
    "Mon 09:00, 09:04": (Mistake.CLOSE, None),
    "Tips: Mon 9:00; Mon 9:00": (Mistake.TWICE, None),
    "at most 0 a day": (Mistake.LIMIT, "at most 0 a day"),
    "하루 최대 1000": (Mistake.LIMIT, "하루 최대 1000"),
    "aim for 5 a week, aim for 6 a week": (Mistake.LIMIT_TWICE, "aim for 6 a week"),
    "Mon 09:00 Tips: Tue 10:00": (Mistake.QUEUE, "Mon 09:00 Tips"),
    f"{'x' * 31}: Tue 10:00": (Mistake.QUEUE, "x" * 31),
    ": Tue 10:00": (Mistake.QUEUE, ""),
    "every day " + " ".join(f"{hour}:00" for hour in range(24)): (Mistake.TOO_MANY, 168),
}


@pytest.mark.parametrize("text", READ)
def test_what_is_meant(text: str) -> None:
    slots, most, aim = READ[text]
    found = rhythm_in(text)
    assert [(one["days"], one["at"], one["queue"]) for one in found.slots] == slots
    assert (found.most_a_day, found.aim_a_week) == (most, aim)


@pytest.mark.parametrize("text", WRONG)
def test_each_mistake_has_its_name(text: str) -> None:
    code, named = WRONG[text]
    with pytest.raises(Misread) as wrong:
        rhythm_in(text)
    assert (wrong.value.code, wrong.value.values.get("found")) == (code, named)
