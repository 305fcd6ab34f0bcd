"""A person's wishes about reminders: read, checked and kept. They change no right to decide."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlmodel import Session

from handlers import access, hours_of
from handlers.blocks import reminders as drawing
from handlers.blocks.reminders import Wishes
from handlers.working_hours import Hours, next_working
from storage import brands
from storage.people import Person, Reminders

MOST_FREE_DAYS = 60


@dataclass(frozen=True)
class Typed:
    """What stood in the form; claims, as they came."""

    wants: str
    snooze: str
    quiet_from: str
    quiet_until: str
    works_on: tuple[str, ...]
    holidays: str


class Flawed(Exception):
    """Fields that cannot be taken, each with a code."""

    def __init__(self, flaws: Mapping[str, str], language: str) -> None:
        super().__init__(*flaws)
        self.flaws, self.language = flaws, language


def wishes_of(session: Session, user_id: str, *, now: datetime) -> Wishes:
    """As they are; where a person has none, their brand's. Raises Stranger or Denied."""
    person = access.insider(session, user_id)
    hours = hours_of.of_person(person, brands.the_brand(session))
    sleeps = person.snoozed_until is not None and person.snoozed_until > now
    return Wishes(
        language=person.language,
        zone=hours.zone,
        wants=person.reminders,
        quiet_from=_text(hours.ends),
        quiet_until=_text(hours.begins),
        works_on=hours.works_on,
        holidays=tuple(person.holidays),
        snoozed_until=person.snoozed_until if sleeps else None,
    )


def _text(moment: time) -> str:
    return moment.strftime("%H:%M")


def wish(session: Session, user_id: str, typed: Typed, *, now: datetime) -> str:
    """Keeps them; the person's language. Raises Stranger, Denied or Flawed."""
    person = access.insider(session, user_id)
    brand = brands.the_brand(session)
    usual = hours_of.of_brand(brand)
    flaws, free = {}, _free_days(typed.holidays)
    if free is None:
        flaws[drawing.FREE] = "holidays_wrong"
    if typed.quiet_from == typed.quiet_until:
        flaws[drawing.UNTIL] = "quiet_wrong"
    if flaws or free is None:
        raise Flawed(flaws, person.language)
    person.reminders = Reminders(typed.wants) if typed.wants in set(Reminders) else person.reminders
    is_usual = (typed.quiet_from, typed.quiet_until) == (_text(usual.ends), _text(usual.begins))
    person.quiet_from, person.quiet_until = (None, None) if is_usual else (typed.quiet_from, typed.quiet_until)
    days = "".join(sorted(day for day in typed.works_on if day in "1234567"))
    person.works_on = None if days in ("", usual.works_on) else days
    person.holidays = list(free)
    person.snoozed_until = _snoozed_until(person, typed.snooze, hours_of.of_person(person, brand), now)
    return person.language


def _free_days(text: str) -> tuple[str, ...] | None:
    """ISO dates, apart by commas or blanks; nothing when some of it is no date."""
    try:
        found = {date.fromisoformat(one).isoformat() for one in text.replace(",", " ").split()}
    except ValueError:
        return None
    return tuple(sorted(found)[:MOST_FREE_DAYS])


def _snoozed_until(person: Person, wanted: str, hours: Hours, now: datetime) -> datetime | None:
    if wanted == drawing.KEEP:
        return person.snoozed_until
    if wanted == drawing.HOUR:
        return now + timedelta(hours=1)
    days = {drawing.TOMORROW: 1, drawing.MONDAY: 7 - now.astimezone(hours.zone).weekday()}.get(wanted)
    return _morning(now, days, hours) if days else None


def _morning(now: datetime, days: int, hours: Hours) -> datetime:
    """The beginning of work then, or on the next working day."""
    day = now.astimezone(hours.zone).date() + timedelta(days=days)
    midnight = datetime.combine(day, time(0), hours.zone)
    return next_working(midnight, hours) or midnight
