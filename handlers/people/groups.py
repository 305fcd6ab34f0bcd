"""Slack tells us that a user group is another one, or that others are in it."""

from collections.abc import Mapping
from typing import Any

from handlers.desk import Desk, go_on
from handlers.knowing import groups, members
from handlers.request import Request


async def changed(desk: Desk, request: Request) -> None:
    """subteam_created and subteam_updated: the whole group, with its people."""
    given = request.event.get("subteam")
    if not isinstance(given, Mapping) or not given.get("id"):
        return
    seen = groups.seen_from(given)
    await desk.database.write(groups.keep, seen, seen_at=desk.machine(), now=desk.calendar())
    await _meet(desk, seen.members or ())


async def members_changed(desk: Desk, request: Request) -> None:
    """subteam_members_changed: who came, who went."""
    added, removed = _ids(request.event.get("added_users")), _ids(request.event.get("removed_users"))
    group_id = str(request.event.get("subteam_id") or "")
    await desk.database.write(groups.change_members, group_id, added, removed, now=desk.calendar())
    await _meet(desk, added)


def _ids(given: Any) -> tuple[str, ...]:
    return tuple(str(one) for one in given) if isinstance(given, list) else ()


async def _meet(desk: Desk, user_ids: tuple[str, ...]) -> None:
    """Whoever comes in may be asked to decide: their zone and language must be known by then."""
    for user_id in await desk.database.read(groups.strangers, user_ids):
        go_on(desk, members.refresh_person(desk, user_id))
    desk.wake.deliver()
