"""`/greenlight besttime [account]` and `/greenlight hashtags [account]`: what an account's own results speak for."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from slack_sdk.errors import SlackClientError
from sqlmodel import Session

from handlers import access, answers
from handlers.access import Denied
from handlers.blocks import best_time as drawing
from handlers.blocks.best_time import Shown
from handlers.blocks.parts import Block
from handlers.desk import Desk, go_on
from handlers.knowing import accounts
from handlers.picturing import fonts, sending, week_map
from handlers.picturing.sending import Drawing
from handlers.publisher import Trending
from handlers.request import Request
from handlers.showing import best_times
from handlers.slack import SlackError
from handlers.typed import decode
from handlers.typed.commands import rest_of
from storage import brands, history

log = logging.getLogger(__name__)

PATIENCE = 1.0
"""Seconds that a network has to tell its trends while somebody's form waits to be opened."""

MOST_TRENDS = 10

Draw = Callable[[Shown], Block]


async def ask(desk: Desk, request: Request) -> None:
    """The command."""
    await _open(desk, request, await _named(desk, request), drawing.view)


async def open_(desk: Desk, request: Request) -> None:
    """The button on Home."""
    await _open(desk, request, 0, drawing.view)


async def ask_for_tags(desk: Desk, request: Request) -> None:
    """The command for hashtags."""
    await _open_tags(desk, request, await _named(desk, request))


async def open_tags(desk: Desk, request: Request) -> None:
    """The button beside best times."""
    await _open_tags(desk, request, _number(request.value))


async def _named(desk: Desk, request: Request) -> int:
    typed = decode.storable(decode.command_text(rest_of(request.text))).strip()[:100]
    return await desk.database.read(best_times.account_called, request.user_id, typed) if typed else 0


async def _open(desk: Desk, request: Request, account_id: int, draw: Draw) -> None:
    shown = await desk.database.read(best_times.shown_of, request.user_id, account_id, now=desk.calendar())
    await answers.open_modal(desk, request, draw(shown))
    await request.ack()


async def _open_tags(desk: Desk, request: Request, account_id: int) -> None:
    shown = await desk.database.read(best_times.shown_of, request.user_id, account_id, now=desk.calendar())
    trends = await _trends(desk, shown.account_id)
    await answers.open_modal(desk, request, drawing.tags_view(shown, trends))
    await request.ack()


async def turn(desk: Desk, request: Request) -> None:
    """Another account, in the modal that is open."""
    await _turn(desk, request, drawing.view)


async def turn_tags(desk: Desk, request: Request) -> None:
    """The same where hashtags are shown."""
    trends = await _trends(desk, _selected(request))
    await _turn(desk, request, partial(drawing.tags_view, trends=trends))


async def _turn(desk: Desk, request: Request, draw: Draw, wanted: int = 0) -> None:
    await request.ack()
    number = wanted or _selected(request)
    shown = await desk.database.read(best_times.shown_of, request.user_id, number, now=desk.calendar())
    try:
        await desk.client.views_update(view_id=request.view_id, view=draw(shown))
    except SlackClientError:
        await answers.privately(desk, request, shown.reader.words("find.not_turned"))


def _selected(request: Request) -> int:
    return _number(str((request.action.get("selected_option") or {}).get("value") or ""))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


async def _trends(desk: Desk, account_id: int) -> Sequence[str]:
    """What the network itself says; nothing where it offers none, or is slow today."""
    publisher = await accounts.publisher_of(desk, account_id)
    if not isinstance(publisher, Trending):
        return ()
    try:
        async with asyncio.timeout(PATIENCE):
            return (await publisher.trends())[:MOST_TRENDS]
    except Exception as trouble:
        log.info("No trends of account %s: %s", account_id, trouble)
        return ()


async def picture(desk: Desk, request: Request) -> None:
    """The week as a map, into the direct messages."""
    await request.ack()
    now = desk.calendar()
    shown = await desk.database.read(best_times.shown_of, request.user_id, _number(request.value), now=now)
    words = shown.reader.words
    if not shown.lesson.shares:
        await answers.tell(desk, request, words, words("learning.map_none"))
        return
    week = drawing.week_map(shown)
    if not fonts.can_draw(week.words):
        await answers.tell(desk, request, words, words("report.no_letters"))
        return
    content = await sending.drawn(desk, partial(week_map.draw, week))
    said = "\n".join([week.title, *drawing.lines(shown)])
    file = Drawing(f"best-time-{now:%Y-%m-%d}.png", week.title, content, said)
    go_on(desk, _send(desk, request, shown, file))


async def _send(desk: Desk, request: Request, shown: Shown, file: Drawing) -> None:
    words, said = shown.reader.words, "report.sent"
    try:
        comment = words("learning.map_here", title=file.title)
        await sending.to_person(desk, request.user_id, [file], comment)
    except SlackError:
        said = "report.not_sent"
    await answers.tell(desk, request, words, words(said))


async def explore(desk: Desk, request: Request) -> None:
    """An admin lets some suggestions be made to learn from, or not any more."""
    account_id, is_on = _number(request.metadata), request.value == "on"
    await desk.database.write(_set_exploring, request.user_id, account_id, is_on, now=desk.calendar())
    await _turn(desk, request, drawing.view, account_id)


def _set_exploring(session: Session, user_id: str, account_id: int, is_on: bool, *, now: datetime) -> None:
    shown = best_times.shown_of(session, user_id, account_id, now=now)
    account = brands.accounts_by_id(session, [shown.account_id])[shown.account_id]
    brand = brands.brand(session, account.brand_id)
    if not access.is_admin(session, brand, user_id):
        raise Denied("learning_not_admin")
    if brand.explores != is_on:
        brand.explores = is_on
        kind = "exploring.started" if is_on else "exploring.stopped"
        history.add(session, kind, actor_id=user_id, at=now, brand_id=brand.number)
