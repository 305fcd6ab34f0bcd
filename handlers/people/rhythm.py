"""`/greenlight rhythm`, and its button on Home: each account's week, and for admins the way to change its rhythm."""

import hashlib
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.errors import SlackClientError
from sqlmodel import Session

from handlers import access, answers, wire
from handlers.access import Denied
from handlers.blocks import rhythm as drawing
from handlers.blocks.parts import Block
from handlers.blocks.rhythm import Asked, Shown
from handlers.blocks.rhythm_lines import as_text, mistake
from handlers.desk import Desk
from handlers.request import Request
from handlers.rhythm import days, gathering
from handlers.rhythm.mistakes import Misread
from handlers.rhythm.slots import Rhythm
from handlers.rhythm.typed import rhythm_in
from handlers.rhythm.week import monday_of
from handlers.showing import nearest
from handlers.showing.readers import reader
from handlers.typed import decode
from handlers.words.catalogue import words
from storage import brands, history
from storage.brands import Account, Brand

Form = Callable[[Session, str, str], Block]
Keep = Callable[..., Block]
"""Saves what was typed, and draws how it was understood."""


class Overtaken(Exception):
    """Somebody else saved it while the form was open."""


async def ask(desk: Desk, request: Request) -> None:
    """The command, or the button on Home."""
    number = int(request.value) if re.fullmatch(r"[1-9][0-9]{0,8}", request.value, re.ASCII) else 0
    shown = await desk.database.read(shown_of, request.user_id, Asked(number), now=desk.calendar())
    await answers.open_modal(desk, request, drawing.view(shown))
    await request.ack()


async def turn(desk: Desk, request: Request) -> None:
    """Another brand, or another week, in the modal that is open."""
    chosen = str((request.action.get("selected_option") or {}).get("value") or "")
    asked, number = Asked.parse(request.metadata), int(chosen) if re.fullmatch(r"[0-9]{1,9}", chosen) else 0
    wanted = Asked(number) if request.action_id == wire.RHYTHM_BRAND else Asked.parse(f"{asked.brand_id}.{number}")
    await request.ack()
    await _show(desk, request, wanted, request.view_id)


async def _show(desk: Desk, request: Request, asked: Asked, view_id: str) -> None:
    shown = await desk.database.read(shown_of, request.user_id, asked, now=desk.calendar())
    try:
        await desk.client.views_update(view_id=view_id, view=drawing.view(shown))
    except SlackClientError:
        await answers.privately(desk, request, shown.reader.words("find.not_turned"))


def shown_of(session: Session, user_id: str, asked: Asked, *, now: datetime) -> Shown:
    """Everything that the modal shows. Raises Stranger or Denied."""
    person = access.insider(session, user_id)
    every = brands.all_active(session)
    brand = nearest.meant(session, every, user_id, asked.brand_id)
    monday = monday_of(now, brand.zone) + timedelta(weeks=asked.ahead)
    return Shown(
        asked=Asked(brand.number, asked.ahead),
        brand=brand.name,
        zone=brand.zone,
        monday=monday,
        accounts=gathering.weeks(session, brand, monday, now),
        days=brand.sensitive_days,
        reader=reader(person, now),
        brands=[(one.number, one.name) for one in nearest.readable(session, every, user_id)],
        is_admin=access.is_admin(session, brand, user_id),
    )


async def edit(desk: Desk, request: Request) -> None:
    """One account's rhythm as a form."""
    await _open(desk, request, rhythm_form)


async def edit_days(desk: Desk, request: Request) -> None:
    """The sensitive days as a form."""
    await _open(desk, request, days_form)


async def _open(desk: Desk, request: Request, form: Form) -> None:
    await answers.open_modal(desk, request, await desk.database.read(form, request.user_id, request.value))
    await request.ack()


def rhythm_form(session: Session, user_id: str, value: str) -> Block:
    """Raises Stranger or Denied."""
    language, _, account = _account(session, user_id, value)
    rhythm = gathering.rhythm_of(account)
    return drawing.rhythm_form(account.id or 0, account.name, rhythm, _mark(rhythm), words(language))


def days_form(session: Session, user_id: str, value: str) -> Block:
    """Raises Stranger or Denied."""
    language, brand = _brand(session, user_id, value)
    return drawing.days_form(brand.number, brand.sensitive_days, _mark(brand.sensitive_days), words(language))


def _account(session: Session, user_id: str, value: str) -> tuple[str, Brand, Account]:
    """The admin's language, and the account, which is held until the end of the transaction."""
    number = int(value) if re.fullmatch(r"[1-9][0-9]{0,8}", value, re.ASCII) else 0
    account = session.get(Account, number)
    if account is None:
        raise Denied("no_such_account")
    language, brand = _brand(session, user_id, str(account.brand_id))
    return language, brand, account


def _brand(session: Session, user_id: str, value: str) -> tuple[str, Brand]:
    person = access.insider(session, user_id)
    found = next((one for one in brands.all_active(session) if str(one.number) == value), None)
    if found is None or not access.is_admin(session, found, user_id):
        raise Denied("rhythm_not_admin")
    return person.language, found


def _mark(value: object) -> str:
    """By which a form that was opened before somebody else's change is known."""
    return hashlib.sha256(str(value).encode()).hexdigest()[:12]


async def save(desk: Desk, request: Request) -> None:
    """What was typed is said back as it was understood; a mistake is said at the field."""
    await _save(desk, request, _save_rhythm)


async def save_days(desk: Desk, request: Request) -> None:
    """The same of the sensitive days."""
    await _save(desk, request, _save_days)


async def _save(desk: Desk, request: Request, keep: Keep) -> None:
    typed = decode.storable(desk.field_manner.text(str(request.field(drawing.FIELD).get("value") or "")))
    about, _, stands = request.metadata.partition(".")
    language = words(await desk.database.read(_language, request.user_id))
    try:
        done = await desk.database.write(keep, request.user_id, about, stands, typed, now=desk.calendar())
    except Misread as wrong:
        await request.refuse_fields({drawing.FIELD: mistake(wrong, language)})
    except Overtaken:
        await request.refuse_fields({drawing.FIELD: language("rhythm.overtaken")})
    else:
        await request.ack(response_action="update", view=done)
        await _redraw_below(desk, request)


async def _redraw_below(desk: Desk, request: Request) -> None:
    """The week below the form shows what was saved, when that is closed."""
    root = str(request.view.get("root_view_id") or "")
    if root and root != request.view_id:
        await _show(desk, request, Asked(), root)


def _language(session: Session, user_id: str) -> str:
    return access.insider(session, user_id).language


def _save_rhythm(session: Session, user_id: str, about: str, stands: str, typed: str, *, now: datetime) -> Block:
    """Raises Stranger, Denied, Misread or Overtaken."""
    language, brand, seen = _account(session, user_id, about)
    account = brands.lock_account(session, seen.id or 0)
    found, before = rhythm_in(typed), gathering.rhythm_of(account)
    if found != before:
        _check(before, stands)
        account.slots = [dict(slot) for slot in found.slots]
        account.most_a_day, account.aim_a_week = found.most_a_day, found.aim_a_week
        _remember(session, "rhythm.changed", user_id, brand, now, account=account.name, slots=_said(found))
    return drawing.understood(account.name, as_text(found, words(language)), words(language))


def _save_days(session: Session, user_id: str, about: str, stands: str, typed: str, *, now: datetime) -> Block:
    """Raises Stranger, Denied, Misread or Overtaken."""
    language, brand = _brand(session, user_id, about)
    found, said = days.days_in(typed), words(language)
    if found != list(brand.sensitive_days):
        _check(brand.sensitive_days, stands)
        brand.sensitive_days = found
        session.add(brand)
        _remember(session, "rhythm.days_changed", user_id, brand, now, days=len(found))
    return drawing.understood(said("rhythm.days"), days.as_text(found), said)


def _check(before: object, stands: str) -> None:
    if _mark(before) != stands:
        raise Overtaken


def _said(rhythm: Rhythm) -> str:
    return as_text(rhythm, words("en"))


def _remember(session: Session, kind: str, user_id: str, brand: Brand, now: datetime, **data: Any) -> None:
    history.add(session, kind, actor_id=user_id, at=now, brand_id=brand.number, **data)
