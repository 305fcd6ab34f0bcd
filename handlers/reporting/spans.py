"""Which time a report is about: whole days in the brand's zone. Pure."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

USUAL_WEEKS, MOST_WEEKS = 4, 53


def last_weeks(now: datetime, weeks: int, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From midnight that many weeks ago until now, UTC."""
    today = now.astimezone(zone).date()
    return midnight(today - timedelta(weeks=weeks), zone), now


def week_before(now: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The last whole week, from Monday to Monday, UTC."""
    monday = _monday(now.astimezone(zone).date())
    return midnight(monday - timedelta(weeks=1), zone), midnight(monday, zone)


def weeks_of(since: datetime, until: datetime, zone: ZoneInfo) -> list[date]:
    """The Mondays of the weeks that the span touches."""
    monday, last = _monday(since.astimezone(zone).date()), (until - timedelta(seconds=1)).astimezone(zone).date()
    return [monday + timedelta(weeks=number) for number in range((last - monday).days // 7 + 1)]


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """When the day begins there, UTC."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
