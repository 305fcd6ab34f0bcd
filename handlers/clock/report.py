"""The weekly report in the review channel: on the first working day of a week, at the time of the digest.

One message that mentions nobody, and its charts in the thread. Nothing happened: no report. The charts say nothing that
the message does not; if the machine stops between the two, they are left out rather than sent twice.
"""

import logging
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import partial

from sqlmodel import Session

from handlers import hours_of
from handlers.blocks import report as drawing
from handlers.blocks import report_picture
from handlers.desk import Desk
from handlers.picturing import charts, fonts, sending
from handlers.picturing.sending import Drawing
from handlers.reporting import gathering, spans
from handlers.slack import SlackError
from handlers.words import dates
from handlers.words.catalogue import words
from storage import brands, history, outbox, slots
from storage.brands import Brand
from storage.outbox import Place, Urgency

log = logging.getLogger(__name__)

OPEN_FOR = timedelta(hours=8)
"""If nothing ran at its time, it comes so much later, or not at all."""

PICTURE_WITHIN = timedelta(hours=12)
"""How long after its time the charts may follow their message."""


@dataclass(frozen=True)
class Week:
    """One week's report: its key, the week that it is about, and when it may be posted. UTC."""

    key: str
    since: datetime
    until: datetime
    opens: datetime


async def run_due(desk: Desk, now: datetime) -> bool:
    """Writes the report of every brand whose time has come, and hangs the charts under what was said."""
    due = await desk.database.read(due_brands, now=now)
    said = [await desk.database.write(write_report, brand_id, now=now) for brand_id in due]
    if any(said):
        desk.wake.deliver()
    for brand_id in await desk.database.read(without_picture, now=now):
        await _hang_up(desk, brand_id, now)
    return any(said)


def due_brands(session: Session, *, now: datetime) -> list[int]:
    """Asked every few minutes, so it is asked without a lock."""
    found = []
    for brand in brands.all_active(session):
        week = week_at(brand, now)
        is_time = week is not None and brand.reports_weekly and now < week.opens + OPEN_FOR
        if week and is_time and not slots.is_taken(session, _job(brand.number), week.key):
            found.append(brand.number)
    return found


def week_at(brand: Brand, now: datetime) -> Week | None:
    """The report that may be posted now: of the week before, from the first working day's digest on."""
    since, until = spans.week_before(now, brand.zone)
    monday = until.astimezone(brand.zone).date()
    rules = hours_of.of_brand(brand)
    days = (monday + timedelta(days=number) for number in range(7))
    first = next((day for day in days if rules.is_working_day(day)), None)
    if first is None:
        return None
    opens = datetime.combine(first, time.fromisoformat(brand.digest_at), brand.zone).astimezone(UTC)
    year, number, _ = since.astimezone(brand.zone).date().isocalendar()
    return Week(f"{year}-W{number:02}", since, until, opens) if now >= opens else None


def _job(brand_id: int) -> str:
    return f"report-{brand_id}"


def _key(brand_id: int, week: Week) -> str:
    return f"report:{brand_id}:{week.key}"


def write_report(session: Session, brand_id: int, *, now: datetime) -> bool:
    """Takes the week's slot and says what there is to say. False also when somebody was faster."""
    brand = brands.brand(session, brand_id)
    week = week_at(brand, now)
    if week is None or not slots.take_slot(session, _job(brand_id), week.key, now=now):
        return False
    report = gathering.gather(session, brand, week.since, week.until)
    if report.is_empty:
        return False
    outbox.say(
        session,
        _key(brand_id, week),
        "weekly_report",
        place=Place.CHANNEL,
        recipient=brand.review_channel,
        urgency=Urgency.NEWS,
        now=now,
        brand_id=brand_id,
        **drawing.weekly_data(report, _title(brand, week), words(brand.language)),
    )
    history.add(session, "report.posted", actor_id=history.BOT, at=now, brand_id=brand_id, week=week.key)
    return True


def _title(brand: Brand, week: Week) -> str:
    day = dates.short_day(week.since, brand.zone, brand.language)
    return words(brand.language)("report.weekly", brand=brand.name, day=day)


def without_picture(session: Session, *, now: datetime) -> list[int]:
    """Brands whose report was said and has no charts yet."""
    found = []
    for brand in brands.all_active(session):
        week = week_at(brand, now)
        if week is None or now > week.opens + PICTURE_WITHIN:
            continue
        message = outbox.by_key(session, _key(brand.number, week))
        has_place = message is not None and message.sent_at is not None and message.ts
        if has_place and not slots.is_taken(session, f"{_job(brand.number)}-picture", week.key):
            found.append(brand.number)
    return found


async def _hang_up(desk: Desk, brand_id: int, now: datetime) -> None:
    try:
        await _draw_and_send(desk, brand_id, now)
    except SlackError as trouble:
        log.warning("The charts of brand %s's report were not sent: %s", brand_id, trouble)


async def _draw_and_send(desk: Desk, brand_id: int, now: datetime) -> None:
    found = await desk.database.write(_take_picture, brand_id, now=now)
    if found is None:
        return
    title, channel, ts, drawn, foot = found
    content = await sending.drawn(desk, partial(charts.sheet, title, drawn, foot))
    file = Drawing(f"report-{now:%Y-%m-%d}.png", title, content, report_picture.in_words(drawn))
    await sending.to_channel(desk, channel, [file], title, ts)


def _take_picture(
    session: Session, brand_id: int, *, now: datetime
) -> tuple[str, str, str, list[charts.Chart], str] | None:
    """What to draw, and under which message; once. Nothing where there is nothing to draw, or no letters for it."""
    brand = brands.brand(session, brand_id)
    week = week_at(brand, now)
    message = outbox.by_key(session, _key(brand_id, week)) if week else None
    if week is None or message is None or not message.ts or not message.channel_id:
        return None
    if not slots.take_slot(session, f"{_job(brand_id)}-picture", week.key, now=now):
        return None
    said_in = words(brand.language)
    drawn = report_picture.charts(gathering.gather(session, brand, week.since, week.until), brand.zone, said_in)
    if not drawn or not fonts.can_draw("".join(chart.words for chart in drawn)):
        return None
    return _title(brand, week), message.channel_id, message.ts, drawn, report_picture.foot(said_in)
