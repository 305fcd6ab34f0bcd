"""Whose working time: a person's own rules where they have some, else their brand's; in their own zone."""

from zoneinfo import ZoneInfo

from handlers.working_hours import Hours, hours
from storage.brands import Brand
from storage.people import Person


def of_brand(brand: Brand) -> Hours:
    """For what concerns nobody in particular: the channel."""
    quiet = (brand.quiet_from, brand.quiet_until)
    return hours(brand.zone, quiet=quiet, works_on=brand.works_on, holidays=brand.holidays)


def of_person(person: Person | None, brand: Brand) -> Hours:
    """Of somebody unknown, the brand's."""
    if person is None:
        return of_brand(brand)
    own = (person.quiet_from, person.quiet_until)
    return hours(
        zone_of(person.timezone, brand.zone),
        quiet=own if all(own) else (brand.quiet_from, brand.quiet_until),
        works_on=person.works_on or brand.works_on,
        holidays=(*brand.holidays, *person.holidays),
    )


def zone_of(name: str, otherwise: ZoneInfo) -> ZoneInfo:
    """A zone that this machine does not know is no reason to remind nobody."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError):
        return otherwise
