"""A brand's publications for calendar programs, and for the picture of a month. Transactions only."""

from datetime import date, datetime, timedelta

from sqlmodel import Session

from handlers.planning import ics
from handlers.planning.gathering import Page
from handlers.planning.ics import Told
from handlers.planning.picture import Entry, Month
from handlers.words import dates
from handlers.words.catalogue import Words, words
from storage import brands, people, planned
from storage.brands import Brand
from storage.planned import Planned, Standing, Which

BACK, AHEAD = timedelta(days=31), timedelta(days=366)
"""What a calendar program is told of."""

MOST_EVENTS = 2000
"""In one file; those next to today come first."""


def file(session: Session, brand: Brand, language: str, *, now: datetime) -> bytes:
    """Everything of the brand from a month ago to a year ahead."""
    names = {one.id or 0: one.name for one in brands.active_accounts(session, brand.number)}
    which = Which(account_ids=list(names))
    back = planned.between(session, which, since=now - BACK, until=now)
    ahead = planned.between(session, which, since=now, until=now + AHEAD, limit=MOST_EVENTS)
    rows = [*back[-MOST_EVENTS // 4 :], *ahead][-MOST_EVENTS:]
    return ics.calendar(rows, _told(session, brand, rows, names, words(language)))


def _told(session: Session, brand: Brand, rows: list[Planned], names: dict[int, str], said: Words) -> Told:
    known = people.people(session, {one.author_id for one in rows})
    return Told(
        name=said("calendar.file_name", brand=brand.name),
        team_id=brand.team_id,
        accounts=names,
        authors={user_id: one.name for user_id, one in known.items()},
        texts=planned.texts(session, {one.submission_id for one in rows}),
        states=states(said),
    )


def states(said: Words) -> dict[Standing, str]:
    return {one: said(f"calendar.state_{one}") for one in Standing}


def month_of(page: Page, title: str) -> Month:
    """What the picture shows of a page that is a month."""
    said = words(page.language)
    return Month(
        title=title,
        first=page.span.first,
        today=page.now.astimezone(page.zone).date(),
        weekdays=[said(f"rhythm.day_{number}") for number in range(1, 8)],
        entries={day: entries for day in page.span.days if (entries := _entries(page, day))},
        states=states(said),
    )


def _entries(page: Page, day: date) -> list[Entry]:
    return [
        Entry(
            dates.time_of_day(one.at, page.zone, page.language),
            one.submission_id,
            page.accounts.get(one.account_id, "?"),
            one.standing,
        )
        for one in page.of_day(day)
        if one.at is not None
    ]
