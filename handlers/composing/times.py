"""A date and a time that a person picked, and the instant that they mean. Pure."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

FURTHEST = timedelta(days=366)
"""Nobody plans a post further ahead than a year; a picker's slipped year is caught here."""


class Trouble(StrEnum):
    """Why a picked time cannot be taken."""

    NO_DATE = "no_date"
    """A time alone."""
    NO_TIME = "no_time"
    """A date alone."""
    PAST = "past"
    """It has passed, or is this very minute."""
    TOO_FAR = "too_far"
    """More than a year ahead."""
    GAP = "gap"
    """The clocks jump over it: it does not exist on that day."""
    FOLD = "fold"
    """The clocks go back over it: it exists twice on that day."""
    NO_SLOT = "no_slot"
    """No slot of the account is free for weeks."""
    SLOT_PAUSED = "slot_paused"
    """Until somebody resumes, nobody knows which slot is the next."""


class BadTime(Exception):
    """The code, and for a gap or a fold the nearest times that mean one instant, as wall times."""

    def __init__(
        self,
        code: Trouble,
        before: datetime | None = None,
        after: datetime | None = None,
        account_id: int | None = None,
    ) -> None:
        super().__init__(code.value)
        self.code, self.before, self.after = code, before, after
        self.account_id = account_id
        """The account whose own time it is; nothing: the common one."""

    def on(self, account_id: int) -> "BadTime":
        return BadTime(self.code, self.before, self.after, account_id)


@dataclass(frozen=True)
class Chosen:
    """An instant, with the wall time and zone that the person meant."""

    at: datetime
    """Aware, UTC."""
    wall: str
    """2026-11-23T09:00."""
    zone: str


def chosen(date: str | None, time: str | None, zone: ZoneInfo, now: datetime) -> Chosen:
    """What Slack's pickers answered (`YYYY-MM-DD`, `HH:mm`), as an instant. Raises BadTime."""
    wall = _wall(date, time)
    _check_exists_once(wall, zone)
    at = wall.replace(tzinfo=zone).astimezone(UTC)
    if at <= now:
        raise BadTime(Trouble.PAST)
    if at > now + FURTHEST:
        raise BadTime(Trouble.TOO_FAR)
    return Chosen(at, wall.isoformat(timespec="minutes"), zone.key)


def day_begins(date: str, zone: ZoneInfo) -> datetime | None:
    """The first instant of a day that a date picker answered, in the zone. Nothing for what is no date."""
    try:
        day = datetime.strptime(date, "%Y-%m-%d")
    except ValueError:
        return None
    return day.replace(tzinfo=zone).astimezone(UTC)


def _wall(date: str | None, time: str | None) -> datetime:
    """The pickers send nothing else; what a forged form sends is treated as not filled in."""
    try:
        day = datetime.strptime(date or "", "%Y-%m-%d")
    except ValueError:
        raise BadTime(Trouble.NO_DATE) from None
    try:
        hour = datetime.strptime(time or "", "%H:%M")
    except ValueError:
        raise BadTime(Trouble.NO_TIME) from None
    return day.replace(hour=hour.hour, minute=hour.minute)


def _check_exists_once(wall: datetime, zone: ZoneInfo) -> None:
    earlier, later = _both_readings(wall, zone)
    if earlier == later:
        return
    code = Trouble.GAP if not _exists(wall, zone) else Trouble.FOLD
    raise BadTime(code, *_nearest(wall, zone))


def _both_readings(wall: datetime, zone: ZoneInfo) -> tuple[timedelta | None, timedelta | None]:
    """The offsets before and after a change of the clocks; equal on every ordinary day (PEP 495)."""
    aware = wall.replace(tzinfo=zone)
    return aware.replace(fold=0).utcoffset(), aware.replace(fold=1).utcoffset()


def _exists(wall: datetime, zone: ZoneInfo) -> bool:
    return wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) == wall


def _nearest(wall: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The last and the first minute round it that exist exactly once; changes are an hour or less, some half of one."""
    minute = timedelta(minutes=1)
    before = after = wall
    while len(set(_both_readings(before, zone))) > 1:
        before -= minute
    while len(set(_both_readings(after, zone))) > 1:
        after += minute
    return before, after


def wall(at: datetime, zone: ZoneInfo) -> str:
    """The instant as people there would say it: 2026-11-23T09:00."""
    return at.astimezone(zone).replace(tzinfo=None).isoformat(timespec="minutes")


def as_picked(at: datetime, zone: ZoneInfo) -> tuple[str, str]:
    """An instant, the way the pickers take it."""
    wall = at.astimezone(zone)
    return wall.strftime("%Y-%m-%d"), wall.strftime("%H:%M")


def suggestion(now: datetime, zone: ZoneInfo) -> tuple[str, str]:
    """Tomorrow at nine in the zone, for pickers that are opened empty; on a Friday or a Saturday, Monday."""
    day = now.astimezone(zone) + timedelta(days=1)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return day.strftime("%Y-%m-%d"), "09:00"
