"""A report as plain data: what was put up, how review went, what went out, and how it did. Team figures only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median

from sqlmodel import Session

from handlers import hours_of
from handlers.reporting import spans
from handlers.working_hours import Hours, worked
from storage import figures, stages
from storage.brands import Brand
from storage.decisions import Label, Verdict
from storage.figures import Outcome, Said, Span, Times
from storage.lifecycle import Delivery, Editorial
from storage.stages import Stage

FEW = 5
"""Below so many cases a figure is said to rest on few."""


@dataclass(frozen=True)
class Middle:
    """The length that half of the cases stay below."""

    seconds: int
    cases: int

    @property
    def is_few(self) -> bool:
        return self.cases < FEW


@dataclass(frozen=True)
class Review:
    """How review went, in working time."""

    answered: Middle | None = None
    """From sending to the first answer."""
    approved: Middle | None = None
    """From sending to the last yes that was needed."""
    steps: Sequence[tuple[str, Middle]] = ()
    """Each step, from when it could begin."""
    sent_back: int = 0
    of: int = 0
    """Of so many that got an answer."""
    reasons: Sequence[tuple[Label, int]] = ()


@dataclass(frozen=True)
class Delivered:
    """What went out."""

    live: int = 0
    looked_at: int = 0
    """Of so many, the newest, it was told whether they were on time."""
    on_time: int = 0
    missed: int = 0
    failed: int = 0
    not_sure: int = 0
    by_week: Sequence[tuple[date, int]] = ()


@dataclass(frozen=True)
class Report:
    """One brand, or one campaign of it, over a span."""

    brand: str
    span: Span
    states: Mapping[Editorial, int] = field(default_factory=dict)
    review: Review = field(default_factory=Review)
    delivered: Delivered = field(default_factory=Delivered)
    networks: Sequence[Outcome] = ()
    hours: Sequence[Outcome] = ()
    campaigns: Sequence[Outcome] = ()
    tags: Sequence[Outcome] = ()

    @property
    def put_up(self) -> int:
        return sum(self.states.values())

    @property
    def is_empty(self) -> bool:
        """Nothing happened at all."""
        told = self.delivered
        return not (self.put_up or told.live or told.missed or told.failed or told.not_sure or self.networks)


def gather(session: Session, brand: Brand, since: datetime, until: datetime, campaign: str | None = None) -> Report:
    """Reads everything that the report says."""
    span = Span(brand.number, since, until, campaign)
    return Report(
        brand=brand.name,
        span=span,
        states=figures.by_state(session, span),
        review=_review(session, brand, span),
        delivered=_delivered(session, brand, span),
        networks=figures.by_network(session, span),
        hours=figures.by_hour(session, span),
        campaigns=figures.by_campaign(session, span) if campaign is None else (),
        tags=figures.by_tag(session, span),
    )


def _review(session: Session, brand: Brand, span: Span) -> Review:
    rules, looked_at = hours_of.of_brand(brand), figures.times(session, span)
    back, of = figures.sent_back(session, span)
    return Review(
        answered=middle(_to_answer(looked_at, rules)),
        approved=middle(_to_approval(looked_at, rules)),
        steps=_steps(figures.said(session, span), stages.own_stages(session, brand.number), rules),
        sent_back=back,
        of=of,
        reasons=figures.reasons(session, span),
    )


def _to_answer(rows: Iterable[Times], rules: Hours) -> list[timedelta]:
    return [worked(one.submitted_at, one.first_answer_at, rules) for one in rows if one.first_answer_at]


def _to_approval(rows: Iterable[Times], rules: Hours) -> list[timedelta]:
    return [worked(one.submitted_at, one.approved_at, rules) for one in rows if one.approved_at]


def _steps(rows: Iterable[Said], steps: Sequence[Stage], rules: Hours) -> list[tuple[str, Middle]]:
    """Of each step how long a version lay there: from the version, or the end of the step before, to its last yes."""
    took: dict[int, list[timedelta]] = {}
    for versions in _by_version(rows).values():
        ended = versions[0].created_at
        for step in steps:
            said = [one.decided_at for one in versions if step.id in one.stages and one.verdict == Verdict.APPROVE]
            if said and step.id is not None:
                took.setdefault(step.id, []).append(worked(ended, max(said), rules))
                ended = max(ended, *said)
    found = [(step.name, middle(took.get(step.id or 0, ()))) for step in steps]
    return [(name, middle_of) for name, middle_of in found if middle_of is not None]


def _by_version(rows: Iterable[Said]) -> dict[tuple[int, int], list[Said]]:
    found: dict[tuple[int, int], list[Said]] = {}
    for one in rows:
        found.setdefault((one.submission_id, one.revision), []).append(one)
    return found


def middle(lengths: Sequence[timedelta]) -> Middle | None:
    """Nothing of nothing."""
    if not lengths:
        return None
    return Middle(round(median(one.total_seconds() for one in lengths)), len(lengths))


def _delivered(session: Session, brand: Brand, span: Span) -> Delivered:
    newest, trouble = figures.live(session, span), figures.in_trouble(session, span)
    weeks = _by_week(session, brand, span)
    return Delivered(
        live=sum(number for _, number in weeks),
        looked_at=len(newest),
        on_time=sum(not one.is_late for one in newest),
        missed=trouble.get(Delivery.MISSED, 0),
        failed=trouble.get(Delivery.FAILED, 0),
        not_sure=trouble.get(Delivery.UNKNOWN, 0),
        by_week=weeks,
    )


def _by_week(session: Session, brand: Brand, span: Span) -> list[tuple[date, int]]:
    found = []
    for monday in spans.weeks_of(span.since, span.until, brand.zone):
        begins = spans.midnight(monday, brand.zone)
        ends = spans.midnight(monday + timedelta(weeks=1), brand.zone)
        week = span._replace(since=max(span.since, begins), until=min(span.until, ends))
        found.append((monday, figures.count_live(session, week)))
    return found
