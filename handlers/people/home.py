"""Opening App Home."""

from datetime import datetime

from sqlmodel import Session

from handlers.desk import Desk, go_on
from handlers.knowing import members
from handlers.request import Request
from handlers.showing import home_view, welcoming
from storage import people


async def opened(desk: Desk, request: Request) -> None:
    """app_home_opened comes for the messages tab too; only the Home tab is drawn."""
    if request.event.get("tab") != "home":
        return
    user_id = str(request.event.get("user") or "")
    await home_view.redraw(desk, user_id)
    desk.visitors[user_id] = desk.machine()
    is_new, is_old = await desk.database.read(_is_new_or_old, user_id, desk.machine() - members.GOOD_FOR)
    if is_new:
        await desk.database.write(_welcome, user_id, desk.calendar())
    if is_old:
        go_on(desk, members.refresh_person(desk, user_id))


def _is_new_or_old(session: Session, user_id: str, believed_since: datetime) -> tuple[bool, bool]:
    person = people.person(session, user_id)
    if person is None:
        return False, False
    is_new = person.welcomed_at is None or welcoming.is_to_meet(session, user_id)
    return is_new, person.refreshed_at < believed_since


def _welcome(session: Session, user_id: str, now: datetime) -> None:
    person = people.person(session, user_id)
    if person is not None:
        welcoming.meet(session, person, now=now)
        person.welcomed_at = person.welcomed_at or now
