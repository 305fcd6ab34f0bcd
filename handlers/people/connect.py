"""An admin looks after the accounts: connects one, connects one again, or sees whether one is mended."""

import re
from datetime import datetime

from sqlmodel import Session

from handlers import answers
from handlers.access import Denied
from handlers.blocks import connecting as drawing
from handlers.connecting import breaking, showing
from handlers.connecting.connected import NAME, NameTaken, check_name
from handlers.desk import Desk
from handlers.doorway import Wish
from handlers.knowing import accounts
from handlers.request import Request
from handlers.words.catalogue import words
from storage.people import Person


async def overview(desk: Desk, request: Request) -> None:
    """The button on an admin's Home."""
    found = await desk.database.read(showing.accounts_for, request.user_id)
    view = drawing.accounts_view(found, desk.connecting.networks, words(found.language))
    await answers.open_modal(desk, request, view)
    await request.ack()


async def new(desk: Desk, request: Request) -> None:
    """An account that the brand does not have yet."""
    brand_id = _number(request.value)
    person = await desk.database.read(showing.admin_of, request.user_id, brand_id)
    language, networks = words(person.language), desk.connecting.networks
    view = drawing.form(brand_id, networks, language) if networks else drawing.by_terminal("", "", language)
    await answers.open_modal(desk, request, view)
    await request.ack()


async def begin(desk: Desk, request: Request) -> None:
    """The form was sent: what follows happens in a browser."""
    brand_id = _number(request.metadata)
    option = request.field(drawing.NETWORK).get("selected_option") or {}
    name = desk.field_manner.sentence(request.field(drawing.NAME).get("value"))
    address = desk.field_manner.sentence(request.field(drawing.ADDRESS).get("value"))
    wish = Wish(str(option.get("value")), name, brand_id, request.user_id, address)
    person = await desk.database.read(_check, wish)
    language = words(person.language)
    if wish.network not in desk.connecting.networks:
        raise Denied("no_such_account")
    if not NAME.fullmatch(name):
        await request.refuse_fields({drawing.NAME: language("connecting.name_flaw")})
        return
    if not await desk.database.read(_is_free, wish):
        await request.refuse_fields({drawing.NAME: language("connecting.name_taken")})
        return
    view = drawing.way(desk.connecting.page(wish), wish, language)
    await request.ack(response_action="update", view=view)


def _check(session: Session, wish: Wish) -> Person:
    return showing.admin_of(session, wish.user_id, wish.brand_id)


def _is_free(session: Session, wish: Wish) -> bool:
    try:
        check_name(session, wish.brand_id, wish.name, wish.network, wish.address)
    except NameTaken:
        return False
    return True


async def again(desk: Desk, request: Request) -> None:
    """The button that mends it: the same account, and no other, is connected anew."""
    person, found = await desk.database.read(showing.account_for, request.user_id, _account(request))
    language = words(person.language)
    if found.network in desk.connecting.networks:
        wish = Wish(found.network, found.name, found.brand_id, request.user_id, found.address)
        view = drawing.way(desk.connecting.page(wish), wish, language)
    else:
        view = drawing.by_terminal(found.network, found.name, language)
    await answers.open_modal(desk, request, view)
    await request.ack()


async def look_again(desk: Desk, request: Request) -> None:
    """Something was done elsewhere; the network is asked whether it has helped."""
    person, found = await desk.database.read(showing.account_for, request.user_id, _account(request))
    language = words(person.language)
    await request.ack()
    publisher = await accounts.publisher_of(desk, found.account_id)
    health = await publisher.check() if publisher else None
    if health is None or not health.is_well:
        detail = health.detail if health else ""
        await answers.tell(desk, request, language, language.mrkdwn("connecting.still_broken", detail=detail))
        return
    await desk.database.write(_mend, found.account_id, request.user_id, desk.calendar())
    desk.wake.publish()
    await answers.tell(desk, request, language, language.mrkdwn("connecting.mended", account=found.name))


def _mend(session: Session, account_id: int, by: str, now: datetime) -> None:
    breaking.mended(session, [account_id], by=by, now=now).write(session, now)


def _account(request: Request) -> int:
    if request.target is None:
        raise Denied("no_such_account")
    return request.target.submission_id


def _number(value: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,8}", value, re.ASCII):
        raise Denied("no_such_brand")
    return int(value)
