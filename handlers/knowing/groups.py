"""Slack's user groups: kept by their events, and asked for at the start and every hour in case one was lost.

Answers of Slack: docs.slack.dev/reference/methods/usergroups.list, docs.slack.dev/reference/objects/usergroup-object.
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from sqlmodel import Session, select

from handlers.desk import Desk
from handlers.knowing import admins
from handlers.knowing.refusals import code_of
from handlers.setting_up.consequences import settle_all
from storage import brands, groups, history, people, stages
from storage.brands import Brand, Role
from storage.groups import Group

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Seen:
    """One user group, as Slack shows it."""

    group_id: str
    handle: str
    name: str
    is_disabled: bool
    members: tuple[str, ...] | None
    """Nothing: Slack left them out. Nobody acts for a group that was disabled."""


def seen_from(given: Mapping[str, Any]) -> Seen:
    """One of Slack's user group objects."""
    is_disabled = bool(given.get("date_delete"))
    users = given.get("users")
    members = tuple(str(one) for one in users) if isinstance(users, list) else None
    return Seen(
        group_id=str(given["id"]),
        handle=str(given.get("handle") or ""),
        name=str(given.get("name") or given["id"]),
        is_disabled=is_disabled,
        members=() if is_disabled else members,
    )


async def ask(client: AsyncWebClient) -> list[Seen]:
    """All user groups of the workspace with their members, in one answer. Raises SlackClientError."""
    answer = await client.usergroups_list(include_users=True, include_disabled=True)
    return [seen_from(one) for one in answer["usergroups"]]


async def refresh(desk: Desk) -> None:
    """Never raises for what Slack answers: what we knew stays, and it is asked again in an hour."""
    try:
        seen = await ask(desk.client)
    except SlackClientError as trouble:
        code = code_of(trouble) or type(trouble).__name__
        level = logging.INFO if code == "missing_scope" else logging.WARNING
        log.log(level, "User groups cannot be read: %s", code)
        return
    await desk.database.write(keep_all, seen, seen_at=desk.machine(), now=desk.calendar())


def keep_all(session: Session, seen: Sequence[Seen], *, seen_at: datetime, now: datetime) -> None:
    """Every group that there is; what a brand names and Slack does not is gone, and has no members any more."""
    named = set(named_groups(session))
    listed = {one.group_id for one in seen}
    gone = [Seen(one, "", one, True, ()) for one in sorted(named - listed)]
    # Two questions for all of them: a workspace may have a thousand groups, and most hours change nothing.
    known = {row.group_id: row for row in session.exec(select(Group)).all()}
    members = groups.members_of_all(session)
    for one in [*seen, *gone]:
        row = known.get(one.group_id)
        if row is None or not _is_as_seen(row, one) or one.members is None or set(one.members) != members[one.group_id]:
            keep(session, one, seen_at=seen_at, now=now)


def _is_as_seen(row: Group, seen: Seen) -> bool:
    return (row.handle, row.name, row.is_disabled) == (seen.handle or row.handle, seen.name, seen.is_disabled)


def keep(session: Session, seen: Seen, *, seen_at: datetime, now: datetime) -> None:
    """Writes what Slack says of a group; when other people are in it, what they decide is looked at again."""
    row = session.get(Group, seen.group_id) or Group(group_id=seen.group_id, refreshed_at=seen_at)
    row.handle, row.name = seen.handle or row.handle, seen.name
    row.is_disabled, row.refreshed_at = seen.is_disabled, seen_at
    session.add(row)
    session.flush()
    if seen.members is not None:
        set_members(session, seen.group_id, seen.members, now=now)


def change_members(
    session: Session, group_id: str, added: Iterable[str], removed: Iterable[str], *, now: datetime
) -> None:
    """Some came, some went. A group that we never saw is left for the next look at all of them."""
    if session.get(Group, group_id) is None:
        return
    gone = set(removed)
    stays = [one for one in groups.people_of(session, [group_id]) if one not in gone]
    set_members(session, group_id, dict.fromkeys([*stays, *added]), now=now)


def set_members(session: Session, group_id: str, members: Iterable[str], *, now: datetime) -> None:
    """Exactly these; the brands that name the group draw their conclusions."""
    before, after = set(groups.people_of(session, [group_id])), set(members)
    if before == after:
        return
    groups.set_members(session, group_id, sorted(after))
    session.flush()
    brands.forget_rules(session)
    for brand in brands.all_active(session):
        if group_id in _named_by(session, brand):
            _draw(session, brand, group_id, before, after, now)


def _draw(session: Session, brand: Brand, group_id: str, before: set[str], after: set[str], now: datetime) -> None:
    stuck = settle_all(session, brand, now=now)
    if stuck and before - after:
        row = session.get_one(Group, group_id)
        key = f"group_changed:{group_id}:{now.isoformat()}:{brand.number}"
        admins.tell(session, brand, key, "group_changed", now=now, group=row.name, name=brand.name, stuck=list(stuck))
    history.add(
        session,
        "group.changed",
        actor_id=history.BOT,
        at=now,
        brand_id=brand.number,
        group=group_id,
        added=sorted(after - before),
        removed=sorted(before - after),
    )


def named_groups(session: Session) -> tuple[str, ...]:
    """Ids of the groups that some brand names."""
    return tuple(dict.fromkeys(one for brand in brands.all_active(session) for one in _named_by(session, brand)))


def _named_by(session: Session, brand: Brand) -> tuple[str, ...]:
    of_roles = [one for role in Role for one in brands.holders(session, brand.number, role)]
    return tuple(one for one in [*of_roles, *stages.holders(session, brand.number)] if groups.is_group(one))


def strangers(session: Session, user_ids: Iterable[str]) -> list[str]:
    """Those of them whom we have not met."""
    wanted = list(user_ids)
    known = people.people(session, wanted)
    return [one for one in wanted if one not in known]
