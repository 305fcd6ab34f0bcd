"""A rhythm and its week in words. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from handlers.blocks import parts
from handlers.rhythm.mistakes import Misread
from handlers.rhythm.slots import Rhythm
from handlers.rhythm.week import Day, Spot, Week
from handlers.words import dates
from handlers.words.catalogue import Words, escaped

MOST_EMPTY = 2
"""Empty days that are named; more are counted."""

ALL_DAYS = "1234567"


def as_text(rhythm: Rhythm, words: Words) -> str:
    """As it was understood, in the reader's language, and so that it can be typed again."""
    limits = [
        words(f"rhythm.text_{name}", number=number)
        for name, number in (("most", rhythm.most_a_day), ("aim", rhythm.aim_a_week))
        if number
    ]
    return "; ".join([*_queues(rhythm, words), *([", ".join(limits)] if limits else [])])


def _queues(rhythm: Rhythm, words: Words) -> list[str]:
    queues: dict[str, dict[str, list[str]]] = {}
    for slot in rhythm.slots:
        queues.setdefault(slot["queue"], {}).setdefault(slot["days"], []).append(slot["at"])
    return [_queue(name, days, words) for name, days in queues.items()]


def _queue(name: str, days: Mapping[str, Sequence[str]], words: Words) -> str:
    said = ", ".join(f"{days_as_text(on, words)} {_times(at, words)}" for on, at in days.items())
    return f"{name}: {said}" if name else said


def _times(times: Sequence[str], words: Words) -> str:
    *first, last = sorted(times)
    return words("rhythm.text_and", first=", ".join(first), last=last) if first else last


def days_as_text(days: str, words: Words) -> str:
    """`12345` as Mon to Fri."""
    names = [words(f"rhythm.day_{day}") for day in days]
    if days == ALL_DAYS:
        return words("rhythm.text_every_day")
    if len(days) > 2 and days in ALL_DAYS:
        return words("rhythm.text_range", first=names[0], last=names[-1])
    return ", ".join(names)


def progress(taken: int, aim: int | None, empty: Sequence[date], words: Words, *, is_this_week: bool = True) -> str:
    """2 of 5 this week, Thursday empty."""
    which = "this" if is_this_week else "that"
    said = words(f"rhythm.of_{which}", taken=taken, aim=aim) if aim else words(f"rhythm.count_{which}", taken=taken)
    if not empty or (aim and taken >= aim):
        return said
    if len(empty) > MOST_EMPTY:
        return words.count("rhythm.many_empty", len(empty), said=said)
    days = ", ".join(dates.weekday(day, words.language) for day in empty)
    return words("rhythm.some_empty", said=said, days=days)


def week_lines(week: Week, zone: ZoneInfo, words: Words) -> list[str]:
    """A line for each day on which there is something to say."""
    return [line for line in (_day(one, zone, words) for one in week.days) if line]


def _day(day: Day, zone: ZoneInfo, words: Words) -> str:
    said = [_spot(spot, zone, words) for spot in day.spots]
    if day.is_holiday:
        said.insert(0, escaped(words("rhythm.holiday")))
    name = escaped(words("rhythm.day_line", weekday=words(f"rhythm.day_{day.day.isoweekday()}"), day=day.day.day))
    return f"*{name}*  {' · '.join(said)}" if said else ""


def _spot(spot: Spot, zone: ZoneInfo, words: Words) -> str:
    what = f"#{spot.taken_by}" if spot.taken_by else words("rhythm.free")
    when = dates.time_of_day(spot.at, zone, words.language)
    named = f"{spot.queue} {when}" if spot.queue else when
    moved = f" {words('rhythm.moved', wall=spot.moved_from)}" if spot.moved_from else ""
    return escaped(f"{named} {what}{moved}")


def mistake(wrong: Misread, words: Words) -> str:
    """One sentence: what is wrong, and what to write."""
    values = {name: parts.shortened(str(value), 80) for name, value in wrong.values.items()}
    return words(f"rhythm.wrong_{wrong.code}", **values)


def digest_lines(rows: Sequence[Mapping[str, Any]], words: Words) -> list[str]:
    """LinkedIn 2 of 5 this week, Thursday empty."""
    return [
        words(
            "rhythm.digest_line",
            account=parts.shortened(str(row["account"]), 60),
            said=progress(row["taken"], row["aim"], [date.fromisoformat(day) for day in row["empty"]], words),
        )
        for row in rows
    ]
