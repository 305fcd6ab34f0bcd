"""Dates and times, the way each language writes them, always in a named zone."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, get_timezone_location

_DAY_AND_TIME = {"en": "EEE d MMM HH:mm", "ko": "M월 d일(EEE) HH:mm"}
_DAY_YEAR_AND_TIME = {"en": "EEE d MMM y HH:mm", "ko": "y년 M월 d일(EEE) HH:mm"}
_TIME = {"en": "HH:mm", "ko": "HH:mm"}
_DAY = {"en": "EEEE d MMMM", "ko": "M월 d일 EEEE"}
_SHORT_DAY = {"en": "d MMM", "ko": "M월 d일"}
_SHORTEST_DAY = {"en": "d MMM", "ko": "M.d."}
_DAY_OF_YEAR = {"en": "d MMM y", "ko": "y년 M월 d일"}


def day_and_time(when: datetime, zone: ZoneInfo, language: str) -> str:
    """Fri 27 Nov 09:00; 11월 27일(금) 09:00."""
    return format_datetime(when.astimezone(zone), _DAY_AND_TIME[language], locale=language)


def past(when: datetime, zone: ZoneInfo, language: str, now: datetime) -> str:
    """The same, with the year where it is another one: Mon 23 Nov 2026 09:00; 2026년 11월 23일(월) 09:00."""
    if when.astimezone(zone).year == now.astimezone(zone).year:
        return day_and_time(when, zone, language)
    return format_datetime(when.astimezone(zone), _DAY_YEAR_AND_TIME[language], locale=language)


def time_of_day(when: datetime, zone: ZoneInfo, language: str) -> str:
    """09:00."""
    return format_datetime(when.astimezone(zone), _TIME[language], locale=language)


def day(when: datetime, zone: ZoneInfo, language: str) -> str:
    """Friday 27 November; 11월 27일 금요일."""
    return format_datetime(when.astimezone(zone), _DAY[language], locale=language)


def weekday(day: date, language: str) -> str:
    """Friday; 금요일."""
    return format_date(day, "EEEE", locale=language)


def short_day(when: datetime, zone: ZoneInfo, language: str) -> str:
    """27 Nov; 11월 27일."""
    return format_datetime(when.astimezone(zone), _SHORT_DAY[language], locale=language)


def shortest_day(when: datetime, zone: ZoneInfo, language: str) -> str:
    """27 Nov; 11.27. For charts, where a word more would be cut."""
    return format_datetime(when.astimezone(zone), _SHORTEST_DAY[language], locale=language)


def moment(when: datetime, zone: ZoneInfo, language: str, now: datetime) -> str:
    """The shortest form that cannot be misread: the time alone today, else with weekday and date."""
    if when.astimezone(zone).date() == now.astimezone(zone).date():
        return time_of_day(when, zone, language)
    return day_and_time(when, zone, language)


def calendar_day(day: str, language: str) -> str:
    """2026-11-27 as a day with its year: 27 Nov 2026; 2026년 11월 27일."""
    return format_date(date.fromisoformat(day), _DAY_OF_YEAR[language], locale=language)


def place_of(zone: ZoneInfo, language: str) -> str:
    """The zone as people name it: Berlin, 서울."""
    if zone.key in ("UTC", "Etc/UTC"):
        return "UTC"
    return get_timezone_location(zone, locale=language, return_city=True)
