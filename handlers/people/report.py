"""`/greenlight report [brand or campaign] [weeks]`, and its button on Home: how it went, for a team and for oneself."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from slack_sdk.errors import SlackClientError
from sqlmodel import Session

from handlers import access, answers, tabular, wire
from handlers.access import Denied
from handlers.blocks import report as drawing
from handlers.blocks import report_picture, report_table
from handlers.blocks.report import Asked, Shown
from handlers.blocks.report_lines import heading
from handlers.campaigning.progress import of_one
from handlers.desk import Desk, go_on
from handlers.picturing import charts, fonts, sending
from handlers.picturing.sending import Drawing
from handlers.reporting import gathering, persons, spans
from handlers.reporting.persons import Contribution
from handlers.request import Request
from handlers.showing import nearest
from handlers.showing.readers import reader
from handlers.slack import SlackError
from handlers.typed import decode
from handlers.typed.commands import rest_of
from handlers.words.catalogue import Words
from storage import brands, history
from storage.brands import Brand

MOST_ASKED = 200
"""Characters of what is asked for."""


async def ask(desk: Desk, request: Request) -> None:
    """The command."""
    typed = decode.storable(decode.command_text(rest_of(request.text)))[:MOST_ASKED].strip()
    asked = await desk.database.read(_understood, request.user_id, typed)
    await _open(desk, request, asked)


async def open_(desk: Desk, request: Request) -> None:
    """The button on Home, or under the weekly report."""
    number = int(request.value) if request.value.isdecimal() and len(request.value) < 10 else 0
    await _open(desk, request, Asked(number))


def _understood(session: Session, user_id: str, typed: str) -> Asked:
    """A name of a brand or a campaign, then a number of weeks; either may be missing. Raises Stranger or Denied."""
    access.insider(session, user_id)
    name, _, last = typed.rpartition(" ")
    if typed.isdecimal():
        name, last = "", typed
    weeks = int(last) if last.isdecimal() and len(last) < 4 else 0
    name = name.strip() if weeks else typed
    if weeks > spans.MOST_WEEKS:
        raise _not_understood(typed)
    return _about(session, user_id, name, weeks or spans.USUAL_WEEKS)


def _about(session: Session, user_id: str, name: str, weeks: int) -> Asked:
    may_see = nearest.readable(session, brands.all_active(session), user_id)
    if not name:
        return Asked(0, weeks)
    for brand in may_see:
        if brand.name.casefold() == name.casefold():
            return Asked(brand.number, weeks)
    for brand in may_see:
        for campaign in brand.campaigns:
            if campaign.casefold() == name.casefold():
                return Asked(brand.number, weeks, campaign)
    raise _not_understood(name)


def _not_understood(typed: str) -> Denied:
    return Denied("report_not_understood", asked=typed, ask=wire.GREENLIGHT, most=spans.MOST_WEEKS)


async def _open(desk: Desk, request: Request, asked: Asked) -> None:
    shown = await desk.database.read(shown_of, request.user_id, asked, now=desk.calendar())
    await answers.open_modal(desk, request, drawing.view(shown))
    await request.ack()


async def turn(desk: Desk, request: Request) -> None:
    """Another brand, or another span, in the modal that is open."""
    chosen = str((request.action.get("selected_option") or {}).get("value") or "")
    asked, number = Asked.parse(request.metadata), int(chosen) if chosen.isdecimal() and len(chosen) < 10 else 0
    is_brand = request.action_id == wire.REPORT_BRAND
    wanted = asked.about(number) if is_brand else Asked(asked.brand_id, number or asked.weeks, asked.campaign)
    await request.ack()
    await _show(desk, request, wanted)


async def _show(desk: Desk, request: Request, asked: Asked) -> None:
    shown = await desk.database.read(shown_of, request.user_id, asked, now=desk.calendar())
    try:
        await desk.client.views_update(view_id=request.view_id, view=drawing.view(shown))
    except SlackClientError:
        await answers.privately(desk, request, shown.reader.words("find.not_turned"))


def shown_of(session: Session, user_id: str, asked: Asked, *, now: datetime) -> Shown:
    """Everything that the modal shows. Raises Stranger or Denied."""
    person = access.insider(session, user_id)
    every = brands.all_active(session)
    brand = nearest.meant(session, every, user_id, asked.brand_id)
    about = Asked(brand.number, min(max(asked.weeks, 1), spans.MOST_WEEKS), _campaign(brand, asked))
    since, until = spans.last_weeks(now, about.weeks, brand.zone)
    return Shown(
        asked=about,
        report=gathering.gather(session, brand, since, until, about.campaign),
        reader=reader(person, now),
        zone=brand.zone,
        brands=[(one.number, one.name) for one in nearest.readable(session, every, user_id)],
        is_admin=access.is_admin(session, brand, user_id),
        is_weekly=brand.reports_weekly,
        progress=of_one(session, brand, about.campaign) if about.campaign else None,
    )


def _campaign(brand: Brand, asked: Asked) -> str | None:
    return asked.campaign if asked.campaign in brand.campaigns and brand.number == asked.brand_id else None


async def picture(desk: Desk, request: Request) -> None:
    """The same as charts, into the direct messages."""
    await request.ack()
    now = desk.calendar()
    shown = await desk.database.read(shown_of, request.user_id, Asked.parse(request.metadata), now=now)
    words, drawn = shown.reader.words, report_picture.charts(shown.report, shown.zone, shown.reader.words)
    if not drawn:
        await answers.tell(desk, request, words, words("report.no_picture"))
        return
    if not fonts.can_draw("".join(chart.words for chart in drawn)):
        await answers.tell(desk, request, words, words("report.no_letters"))
        return
    title = heading(shown.report, shown.zone, words)
    content = await sending.drawn(desk, partial(charts.sheet, title, drawn, report_picture.foot(words)))
    file = Drawing(f"report-{now:%Y-%m-%d}.png", title, content, report_picture.in_words(drawn))
    await _send(desk, request, words, file, words("report.picture_here", title=title))


async def table(desk: Desk, request: Request) -> None:
    """Everything as CSV; figures by person only for admins of the brand."""
    await request.ack()
    asked, now = Asked.parse(request.metadata), desk.calendar()
    shown, found = await desk.database.read(_with_people, request.user_id, asked, now=now)
    words = shown.reader.words
    people = found if shown.is_admin else [one for one in found if one.user_id == request.user_id]
    rows = [*report_table.rows(shown.report, words), *report_table.people(people)]
    content = tabular.table(report_table.header(words), rows)
    title = heading(shown.report, shown.zone, words)
    await _send(
        desk,
        request,
        words,
        Drawing(f"report-{now:%Y-%m-%d}.csv", title, content),
        words("report.table_here", title=title),
    )


async def _send(desk: Desk, request: Request, words: Words, file: Drawing, comment: str) -> None:
    async def send() -> None:
        said = "report.sent"
        try:
            await sending.to_person(desk, request.user_id, [file], comment)
        except SlackError:
            said = "report.not_sent"
        await answers.tell(desk, request, words, words(said))

    go_on(desk, send())


async def mine(desk: Desk, request: Request) -> None:
    """One's own figures."""
    asked, now = Asked.parse(request.metadata), desk.calendar()
    shown, found = await desk.database.read(_with_people, request.user_id, asked, now=now)
    own = next((one for one in found if one.user_id == request.user_id), None)
    await _over(desk, request, shown, lambda title: drawing.mine(own, title, shown.reader.words))


async def people(desk: Desk, request: Request) -> None:
    """Everybody's, for an admin of the brand."""
    asked, now = Asked.parse(request.metadata), desk.calendar()
    shown, found = await desk.database.read(_with_people, request.user_id, asked, now=now)
    if not shown.is_admin:
        raise Denied("report_not_admin")
    await _over(desk, request, shown, lambda title: drawing.people(found, title, shown.reader.words))


async def _over(desk: Desk, request: Request, shown: Shown, draw: Callable[[str], drawing.Block]) -> None:
    await answers.open_modal(desk, request, draw(heading(shown.report, shown.zone, shown.reader.words)))
    await request.ack()


def _with_people(
    session: Session, user_id: str, asked: Asked, *, now: datetime
) -> tuple[Shown, Sequence[Contribution]]:
    """The report and everybody's part; whoever shows it asks whose it may be."""
    shown = shown_of(session, user_id, asked, now=now)
    brand, span = brands.brand(session, shown.asked.brand_id), shown.report.span
    return shown, persons.gather(session, brand, span.since, span.until, span.campaign)


async def weekly(desk: Desk, request: Request) -> None:
    """Stops the weekly report of a brand, or posts it again."""
    asked, is_on = Asked.parse(request.metadata), request.value == "on"
    await desk.database.write(_set_weekly, request.user_id, asked, is_on, now=desk.calendar())
    await request.ack()
    await _show(desk, request, asked)


def _set_weekly(session: Session, user_id: str, asked: Asked, is_on: bool, *, now: datetime) -> None:
    access.insider(session, user_id)
    brand = nearest.meant(session, brands.all_active(session), user_id, asked.brand_id)
    if not access.is_admin(session, brand, user_id):
        raise Denied("report_not_admin")
    if brand.reports_weekly != is_on:
        brand.reports_weekly = is_on
        kind = "report.started" if is_on else "report.stopped"
        history.add(session, kind, actor_id=user_id, at=now, brand_id=brand.number)
