"""What a calendar shows of one brand, as the records stand. Transactions only."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from sqlmodel import Session

from handlers.planning.spans import Kind, Span, around
from handlers.snapshot import Snapshot, snapshots
from storage import brands, people, planned
from storage.brands import Brand
from storage.planned import Planned, Standing, Which

MOST_ROWS = 30
"""Rows of a day or a week; each has what it waits for."""

MOST_AT_ONCE = 10
"""Of what goes out as soon as it is approved."""

LOOKED_AT = 500
"""Submissions whose authors can be chosen."""


@dataclass(frozen=True)
class Asked:
    """What a calendar is about, as it travels in the modal. A claim."""

    kind: Kind = Kind.WEEK
    first: str = ""
    """ISO; empty: today's."""
    brand_id: int = 0
    """0: the brand that is nearest."""
    account_id: int = 0
    standing: str = ""
    campaign: str = ""
    author_id: str = ""

    def __str__(self) -> str:
        return json.dumps(
            [self.kind, self.first, self.brand_id, self.account_id, self.standing, self.campaign, self.author_id]
        )

    @classmethod
    def parse(cls, metadata: str) -> "Asked":
        """The usual for anything that we did not write ourselves."""
        try:
            kind, first, brand_id, account_id, standing, campaign, author_id = json.loads(metadata)
            texts = (first, standing, campaign, author_id)
            are_ours = all(isinstance(one, str) for one in texts) and all(
                isinstance(one, int) and 0 <= one < 10**9 for one in (brand_id, account_id)
            )
            return cls(Kind(kind), first, brand_id, account_id, *texts[1:]) if are_ours else cls()
        except (ValueError, TypeError):
            return cls()

    def span(self, today: date) -> Span:
        is_date = re.fullmatch(r"\d{4}-\d{2}-\d{2}", self.first, re.ASCII)
        try:
            return around(self.kind, date.fromisoformat(self.first) if is_date else today)
        except ValueError:
            return around(self.kind, today)

    def at(self, span: Span) -> "Asked":
        return replace(self, kind=span.kind, first=span.first.isoformat())

    def of_brand(self, brand_id: int) -> "Asked":
        """The same of another brand, whose accounts and campaigns are others."""
        if brand_id == self.brand_id:
            return self
        return replace(self, brand_id=brand_id, account_id=0, campaign="", author_id="")


@dataclass(frozen=True)
class Page:
    """One page of the calendar, and what surrounds it."""

    asked: Asked
    span: Span
    brand: str
    zone: ZoneInfo
    language: str
    now: datetime
    rows: Sequence[Planned]
    """All of the span, by time."""
    soon: Sequence[Planned]
    """What goes out as soon as it is approved."""
    snaps: dict[int, Snapshot] = field(default_factory=dict)
    """Of the first rows of a day or a week."""
    brands: Sequence[tuple[int, str]] = ()
    accounts: dict[int, str] = field(default_factory=dict)
    campaigns: Sequence[str] = ()
    authors: Sequence[tuple[str, str]] = ()
    """User ids and names."""
    has_feed: bool = False
    """This person has an address for calendar programs."""
    serves: bool = False
    """The bot has a public address."""

    def of_day(self, day: date) -> list[Planned]:
        return self._by_day.get(day, [])

    @cached_property
    def _by_day(self) -> dict[date, list[Planned]]:
        found: dict[date, list[Planned]] = {}
        for one in self.rows:
            if one.at is not None:
                found.setdefault(one.at.astimezone(self.zone).date(), []).append(one)
        return found


def page_of(session: Session, brand: Brand, asked: Asked, language: str, *, now: datetime) -> Page:
    """Of a brand that its reader may read about."""
    asked = _kept(session, brand, asked.of_brand(brand.number))
    span = asked.span(now.astimezone(brand.zone).date())
    rows, soon = _rows(session, brand, asked, span, now)
    shown = () if span.kind == Kind.MONTH else (*soon, *rows[:MOST_ROWS])
    return Page(
        asked=asked.at(span),
        span=span,
        brand=brand.name,
        zone=brand.zone,
        language=language,
        now=now,
        rows=rows,
        soon=soon,
        snaps=dict(snapshots(session, list(dict.fromkeys(one.submission_id for one in shown)))),
        accounts=_accounts(session, brand),
        campaigns=tuple(brand.campaigns),
        authors=_authors(session, brand),
    )


def _kept(session: Session, brand: Brand, asked: Asked) -> Asked:
    """Claims that hold: an account and a campaign of this brand, a standing that there is."""
    return replace(
        asked,
        account_id=asked.account_id if asked.account_id in _accounts(session, brand) else 0,
        campaign=asked.campaign if asked.campaign in brand.campaigns else "",
        standing=asked.standing if asked.standing in set(Standing) else "",
    )


def _accounts(session: Session, brand: Brand) -> dict[int, str]:
    return {one.id or 0: one.name for one in brands.active_accounts(session, brand.number)}


def _rows(
    session: Session, brand: Brand, asked: Asked, span: Span, now: datetime
) -> tuple[Sequence[Planned], Sequence[Planned]]:
    which = Which(
        account_ids=[asked.account_id] if asked.account_id else list(_accounts(session, brand)),
        standing=Standing(asked.standing) if asked.standing else None,
        campaign=asked.campaign,
        author_id=asked.author_id,
    )
    since, until = span.moments(brand.zone)
    soon = planned.at_once(session, which, MOST_AT_ONCE) if since <= now < until else ()
    return planned.between(session, which, since=since, until=until), soon


def _authors(session: Session, brand: Brand) -> list[tuple[str, str]]:
    ids = planned.authors(session, brand.number, LOOKED_AT)
    known = people.people(session, ids)
    return sorted(((one, known[one].name) for one in ids if one in known), key=lambda pair: pair[1].casefold())
