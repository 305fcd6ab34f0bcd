"""`/greenlight campaigns`, and its button on Home: what each campaign is for, how far it is, and who contributed."""

import asyncio
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from handlers import access, answers
from handlers.access import Denied
from handlers.blocks import campaigns as drawing
from handlers.blocks.campaigns import Shown
from handlers.campaigning import progress
from handlers.desk import Desk
from handlers.knowing import members
from handlers.request import Request
from handlers.showing import nearest
from handlers.typed import decode
from handlers.words.catalogue import words
from storage import brands, campaigns, history, people
from storage.brands import Brand
from storage.campaigns import Campaign, Counts

MOST_ADVISERS = 10


async def ask(desk: Desk, request: Request) -> None:
    """The command, or the button on Home."""
    await answers.open_modal(desk, request, await _list(desk, request, 0))
    await request.ack()


async def turn(desk: Desk, request: Request) -> None:
    """Another brand."""
    await request.ack()
    chosen = str((request.action.get("selected_option") or {}).get("value") or "")
    await desk.client.views_update(view_id=request.view_id, view=await _list(desk, request, _number(chosen)))


def _number(text: str) -> int:
    return int(text) if re.fullmatch(r"[1-9][0-9]{0,8}", text, re.ASCII) else 0


async def _list(desk: Desk, request: Request, brand_id: int) -> drawing.Block:
    shown, language = await desk.database.read(shown_of, request.user_id, brand_id, now=desk.calendar())
    return drawing.view(shown, words(language))


def shown_of(session: Session, user_id: str, brand_id: int, *, now: datetime) -> tuple[Shown, str]:
    """With the person's language. Raises Stranger or Denied."""
    person, every = access.insider(session, user_id), brands.all_active(session)
    brand = nearest.meant(session, every, user_id, brand_id)
    shown = Shown(
        brand_id=brand.number,
        brand=brand.name,
        campaigns=progress.of_brand(session, brand),
        brands=[(one.number, one.name) for one in nearest.readable(session, every, user_id)],
        is_admin=access.is_admin(session, brand, user_id),
    )
    return shown, person.language


async def edit(desk: Desk, request: Request) -> None:
    """One campaign's details as a form in the place of the list."""
    place = int(request.value) if re.fullmatch(r"[0-9]{1,3}", request.value, re.ASCII) else 0
    form = await desk.database.read(form_of, request.user_id, _number(request.metadata), place)
    await request.ack()
    await desk.client.views_update(view_id=request.view_id, view=form)


def form_of(session: Session, user_id: str, brand_id: int, place: int) -> drawing.Block:
    """Raises Stranger or Denied."""
    language, brand = _in_charge(session, user_id, brand_id)
    if place >= len(brand.campaigns):
        raise Denied("no_such_campaign")
    return drawing.form(progress.of_one(session, brand, brand.campaigns[place]), brand.number, words(language))


def _in_charge(session: Session, user_id: str, brand_id: int) -> tuple[str, Brand]:
    person = access.insider(session, user_id)
    brand = next((one for one in brands.all_active(session) if one.number == brand_id), None)
    if brand is None or not access.is_admin(session, brand, user_id):
        raise Denied("campaigns_not_admin")
    return person.language, brand


async def save(desk: Desk, request: Request) -> None:
    """The form was sent; the list takes its place."""
    number, _, name = request.metadata.partition(" ")
    typed = _typed(desk, request)
    await _meet(desk, {str(one) for one in (typed["owner_id"], *typed["advisers"]) if one})
    await desk.database.write(save_it, request.user_id, _number(number), name, typed, now=desk.calendar())
    await request.ack(response_action="update", view=await _list(desk, request, _number(number)))


async def _meet(desk: Desk, user_ids: set[str]) -> None:
    """People of other teams may be new to us; whom Slack does not tell of just now is asked when we know them."""
    known = await desk.database.read(people.people, user_ids)
    unknown = [one for one in sorted(user_ids) if one not in known]
    await asyncio.gather(*(members.fetch_person(desk, one) for one in unknown), return_exceptions=True)


def _typed(desk: Desk, request: Request) -> Mapping[str, Any]:
    """Claims, each of the form that a campaign keeps it in."""

    def chosen(block: str) -> str:
        return str((request.field(block).get("selected_option") or {}).get("value") or "")

    goal = decode.storable(desk.field_manner.text(str(request.field(drawing.GOAL).get("value") or "")))
    number = str(request.field(drawing.NUMBER).get("value") or "")
    counts = chosen(drawing.COUNTS)
    advisers = request.field(drawing.ADVISERS).get("selected_users") or []
    return {
        "goal": " ".join(goal.split())[: drawing.LONGEST_GOAL],
        "number": _number(number) or None,
        "counts": Counts(counts) if counts in set(Counts) else Counts.POSTS,
        "ends_on": _day(str(request.field(drawing.ENDS).get("selected_date") or "")),
        "owner_id": str(request.field(drawing.OWNER).get("selected_user") or "") or None,
        "advisers": list(dict.fromkeys(str(one) for one in advisers))[:MOST_ADVISERS],
        "is_paid": bool(request.field(drawing.PAID).get("selected_options")),
    }


def _day(text: str) -> str | None:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return None


def save_it(
    session: Session, user_id: str, brand_id: int, name: str, typed: Mapping[str, Any], *, now: datetime
) -> None:
    """Raises Stranger or Denied."""
    _, brand = _in_charge(session, user_id, brand_id)
    if name not in brand.campaigns:
        raise Denied("no_such_campaign")
    row = campaigns.campaign(session, brand.number, name) or Campaign(
        brand_id=brand.number, name=name, changed_by=user_id, changed_at=now
    )
    for field, value in typed.items():
        setattr(row, field, value)
    row.changed_by, row.changed_at = user_id, now
    session.add(row)
    session.flush()
    history.add(session, "campaign.changed", actor_id=user_id, at=now, brand_id=brand.number, campaign=name)
