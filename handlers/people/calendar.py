"""`/greenlight calendar [day|week|month] [date]`, and its button on Home: what goes out when, and moving it."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any

from slack_sdk.errors import SlackClientError
from sqlmodel import Session

from handlers import access, answers, wire
from handlers.access import Denied
from handlers.blocks import calendar as drawing
from handlers.blocks import calendar_move, publication_forms
from handlers.blocks.parts import Block
from handlers.composing import moving, times
from handlers.composing.times import BadTime
from handlers.desk import Desk, go_on
from handlers.permissions import Action
from handlers.picturing import fonts, sending
from handlers.picturing.sending import Drawing
from handlers.planning import feeding, gathering, picture, spans, telling
from handlers.planning.gathering import Asked, Page
from handlers.planning.spans import Kind, NotUnderstood
from handlers.publication import at_publication
from handlers.request import Request
from handlers.showing import nearest
from handlers.slack import SlackError
from handlers.typed import decode
from handlers.typed.commands import rest_of
from handlers.wire import Target
from handlers.words.catalogue import words
from storage import brands, calendar_feeds, publications
from storage.brands import Brand
from storage.lifecycle import Delivery
from storage.people import Person
from storage.publications import Publication

MOST_TYPED = 100


async def ask(desk: Desk, request: Request) -> None:
    """The command."""
    typed = decode.storable(decode.command_text(rest_of(request.text)))[:MOST_TYPED].strip()
    asked = await desk.database.read(_understood, request.user_id, typed, now=desk.calendar())
    await _open(desk, request, asked)


async def open_(desk: Desk, request: Request) -> None:
    """The button on Home."""
    await _open(desk, request, Asked())


def _understood(session: Session, user_id: str, typed: str, *, now: datetime) -> Asked:
    """Raises Stranger or Denied."""
    _, brand, _ = _near(session, user_id, Asked())
    try:
        span = spans.typed(typed, now.astimezone(brand.zone).date())
    except NotUnderstood as wrong:
        raise Denied("calendar_not_understood", word=str(wrong), ask=wire.GREENLIGHT) from None
    return Asked(brand_id=brand.number).at(span)


def _near(session: Session, user_id: str, asked: Asked) -> tuple[Person, Brand, list[tuple[int, str]]]:
    """The person, the brand that they mean, and those they may read about. Raises Stranger or Denied."""
    person, every = access.insider(session, user_id), brands.all_active(session)
    brand = nearest.meant(session, every, user_id, asked.brand_id)
    return person, brand, [(one.number, one.name) for one in nearest.readable(session, every, user_id)]


def page_of(session: Session, user_id: str, asked: Asked, *, now: datetime, serves: bool = False) -> Page:
    """Raises Stranger or Denied."""
    person, brand, readable = _near(session, user_id, asked)
    page = gathering.page_of(session, brand, asked.of_brand(brand.number), person.language, now=now)
    has_feed = calendar_feeds.of_person(session, user_id, brand.number) is not None
    return replace(page, brands=readable, has_feed=has_feed, serves=serves)


async def _page(desk: Desk, request: Request, asked: Asked) -> Page:
    serves = bool(desk.calendar_address)
    found: Page = await desk.database.read(page_of, request.user_id, asked, now=desk.calendar(), serves=serves)
    return found


async def _open(desk: Desk, request: Request, asked: Asked) -> None:
    await answers.open_modal(desk, request, drawing.view(await _page(desk, request, asked)))
    await request.ack()


async def turn(desk: Desk, request: Request) -> None:
    """Another span, day, brand or filter, in the modal that is open."""
    today = desk.calendar().date()
    asked = _turned(Asked.parse(request.metadata), request, today)
    await request.ack()
    await _show(desk, request, asked, request.view_id)


async def _show(desk: Desk, request: Request, asked: Asked, view_id: str) -> None:
    page = await _page(desk, request, asked)
    try:
        await desk.client.views_update(view_id=view_id, view=drawing.view(page))
    except SlackClientError:
        await answers.privately(desk, request, words(page.language)("find.not_turned"))


def _turned(asked: Asked, request: Request, today: date) -> Asked:
    span, chosen = asked.span(today), _chosen(request.action)
    match request.action_id:
        case wire.CALENDAR_EARLIER:
            return asked.at(span.earlier)
        case wire.CALENDAR_LATER:
            return asked.at(span.later)
        case wire.CALENDAR_KIND if chosen in set(Kind):
            return asked.at(spans.around(Kind(chosen), span.first))
        case wire.CALENDAR_DATE:
            return replace(asked, first=str(request.action.get("selected_date") or ""))
        case wire.CALENDAR_BRAND if chosen.isdecimal() and len(chosen) < 10:
            return asked.of_brand(int(chosen))
    return _filtered(asked, request.action_id, chosen.removeprefix(drawing.ANY))


def _filtered(asked: Asked, action_id: str, chosen: str) -> Asked:
    if action_id == wire.CALENDAR_ACCOUNT:
        return replace(asked, account_id=int(chosen) if chosen.isdecimal() and len(chosen) < 10 else 0)
    fields: Mapping[str, str] = {
        wire.CALENDAR_STATE: "standing",
        wire.CALENDAR_CAMPAIGN: "campaign",
        wire.CALENDAR_AUTHOR: "author_id",
    }
    changed: dict[str, Any] = {fields[action_id]: chosen} if action_id in fields else {}
    return replace(asked, **changed)


def _chosen(action: Mapping[str, Any]) -> str:
    return str((action.get("selected_option") or {}).get("value") or "")


async def ask_to_move(desk: Desk, request: Request) -> None:
    """A row's "Move" opens a form over the calendar."""
    form = await desk.database.read(
        move_form, request.user_id, request.target, request.metadata, now=desk.calendar(), practice=desk.practice
    )
    await answers.open_modal(desk, request, form)
    await request.ack()


def move_form(
    session: Session, user_id: str, target: Target | None, below: str, *, now: datetime, practice: frozenset[int]
) -> Block:
    """`below`: what the calendar under the form is about, which is drawn anew in the end. Raises Stranger or Denied."""
    entry = access.enter(session, user_id, target, Action.EDIT, now=now, practice=practice)
    row = _row(session, entry.submission.number, target)
    account = brands.accounts_by_id(session, [row.account_id])[row.account_id]
    said = words(entry.person.language)
    moved = calendar_move.Moved(Target(entry.submission.number, row.number), account.name, row.due_at, entry.brand.zone)
    return calendar_move.form(moved, now, said, below=below)


def _row(session: Session, number: int, target: Target | None) -> Publication:
    """The publication that the button names, if it is still to go out. Raises Denied."""
    wanted = target.part if target else 0
    row = next((one for one in publications.of_submission(session, number) if one.number == wanted), None)
    if row is None or row.state not in (Delivery.SCHEDULED, Delivery.MISSED):
        raise Denied("too_late_to_edit", submission=number)
    return row


async def move(desk: Desk, request: Request) -> None:
    """The form was sent. What it means for the approval is said, and the calendar below is drawn anew."""
    date_picked = request.field(publication_forms.DATE).get("selected_date")
    time_picked = request.field(publication_forms.TIME).get("selected_time")
    try:
        view = await desk.database.write(
            move_it,
            request.user_id,
            Target.parse(request.metadata.partition(" ")[0]),
            (date_picked, time_picked),
            now=desk.calendar(),
            practice=desk.practice,
        )
    except BadTime as trouble:
        language = await desk.database.read(at_publication.language_of, request.user_id)
        await request.refuse_fields(publication_forms.bad_time(trouble, words(language)))
        return
    await request.ack(response_action="update", view=view)
    desk.wake.publish()
    desk.wake.deliver()
    root = str(request.view.get("root_view_id") or "")
    if root and root != request.view_id:
        await _show(desk, request, Asked.parse(request.metadata.partition(" ")[2]), root)


def move_it(
    session: Session,
    user_id: str,
    target: Target | None,
    picked: tuple[str | None, str | None],
    *,
    now: datetime,
    practice: frozenset[int],
) -> Block:
    """Raises Stranger, Denied or BadTime."""
    entry = access.enter(session, user_id, target, Action.EDIT, now=now, practice=practice)
    row = _row(session, entry.submission.number, target)
    chosen = times.chosen(*picked, entry.brand.zone, now)
    change = moving.move(session, entry, row.account_id, chosen.at, now=now)
    return drawing.moved(entry.submission.number, change, words(entry.person.language))


async def send_picture(desk: Desk, request: Request) -> None:
    """The month of the page as a picture, into the direct messages, with the same in words."""
    await request.ack()
    asked = Asked.parse(request.metadata)
    first = asked.span(desk.calendar().date()).first
    page = await _page(desk, request, asked.at(spans.around(Kind.MONTH, first)))
    said = words(page.language)
    month = telling.month_of(page, drawing.heading(page))
    if not fonts.can_draw(month.words):
        await answers.tell(desk, request, said, said("calendar.no_letters"))
        return
    content = await sending.drawn(desk, partial(picture.draw, month))
    file = Drawing(f"calendar-{first:%Y-%m}.png", month.title, content, picture.in_words(month))
    await _send(desk, request, page.language, file, said("calendar.picture_here", title=month.title))


async def send_file(desk: Desk, request: Request) -> None:
    """The brand as a calendar file, into the direct messages."""
    await request.ack()
    asked = Asked.parse(request.metadata)
    language, content = await desk.database.read(_file, request.user_id, asked, now=desk.calendar())
    said = words(language)
    await _send(
        desk, request, language, Drawing("greenlight.ics", "greenlight.ics", content), said("calendar.file_here")
    )


def _file(session: Session, user_id: str, asked: Asked, *, now: datetime) -> tuple[str, bytes]:
    person, brand, _ = _near(session, user_id, asked)
    return person.language, telling.file(session, brand, person.language, now=now)


async def _send(desk: Desk, request: Request, language: str, file: Drawing, comment: str) -> None:
    async def send() -> None:
        said = "report.sent"
        try:
            await sending.to_person(desk, request.user_id, [file], comment)
        except SlackError:
            said = "report.not_sent"
        await answers.tell(desk, request, words(language), words(language)(said))

    go_on(desk, send())


async def begin_feed(desk: Desk, request: Request) -> None:
    """A new address for a calendar program; the one before it ends. It is shown this once."""
    if not desk.calendar_address:
        raise Denied("calendar_no_address")
    secret, asked = secrets.token_urlsafe(32), Asked.parse(request.metadata)
    language = await desk.database.write(_begin, request.user_id, asked, feeding.hashed(secret), now=desk.calendar())
    address = f"{desk.calendar_address}{secret}{feeding.ENDING}"
    await answers.open_modal(desk, request, drawing.feed(address, words(language)))
    await request.ack()
    await _show(desk, request, asked, request.view_id)


def _begin(session: Session, user_id: str, asked: Asked, secret_sha256: str, *, now: datetime) -> str:
    person, brand, _ = _near(session, user_id, asked)
    calendar_feeds.begin(session, user_id, brand.number, secret_sha256, now=now)
    return person.language


async def end_feed(desk: Desk, request: Request) -> None:
    """Whoever has the address reads nothing any more."""
    asked = Asked.parse(request.metadata)
    await desk.database.write(_end, request.user_id, asked, now=desk.calendar())
    await request.ack()
    await _show(desk, request, asked, request.view_id)


def _end(session: Session, user_id: str, asked: Asked, *, now: datetime) -> None:
    _, brand, _ = _near(session, user_id, asked)
    calendar_feeds.end(session, user_id, brand.number, now=now)
