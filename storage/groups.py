"""Slack's user groups, as rows: events keep them, age refreshes them; nobody asks Slack inside a transaction."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, delete, select

PREFIX = "S"
"""Slack's user group ids begin with it; people's with U or W (docs.slack.dev/reference/objects/usergroup-object)."""


class Group(SQLModel, table=True):
    """One user group, as last seen."""

    __tablename__ = "user_group"

    group_id: str = Field(primary_key=True)
    handle: str = ""
    """What people type after the @."""
    name: str = ""
    is_disabled: bool = False
    refreshed_at: datetime


class GroupMember(SQLModel, table=True):
    """Somebody in a user group."""

    __tablename__ = "user_group_member"

    group_id: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)


def is_group(holder: str) -> bool:
    """Whether the id of somebody named is that of a user group."""
    return holder.startswith(PREFIX)


def people_of(session: Session, holders: Iterable[str]) -> tuple[str, ...]:
    """User ids of these people and of the members of these groups, each once, in a stable order."""
    wanted = list(dict.fromkeys(holders))
    named_groups = [one for one in wanted if is_group(one)]
    members = _members(session, named_groups) if named_groups else {}
    found: dict[str, None] = {}
    for one in wanted:
        found.update(dict.fromkeys(members.get(one, ()) if is_group(one) else (one,)))
    return tuple(found)


def _members(session: Session, group_ids: Iterable[str]) -> dict[str, list[str]]:
    query = select(GroupMember).where(col(GroupMember.group_id).in_(list(group_ids)))
    found: dict[str, list[str]] = {}
    for row in session.exec(query.order_by(GroupMember.user_id)).all():
        found.setdefault(row.group_id, []).append(row.user_id)
    return found


def members_of_all(session: Session) -> Mapping[str, set[str]]:
    """User ids by group; of a group without any, an empty set."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in session.exec(select(GroupMember)).all():
        found[row.group_id].add(row.user_id)
    return found


def set_members(session: Session, group_id: str, user_ids: Iterable[str]) -> None:
    """Makes exactly these the members."""
    # What was read of the stages in this session holds the members before.
    session.info.pop("steps", None)
    session.exec(delete(GroupMember).where(col(GroupMember.group_id) == group_id))
    for user_id in dict.fromkeys(user_ids):
        session.add(GroupMember(group_id=group_id, user_id=user_id))


def groups_with(session: Session, user_id: str) -> tuple[str, ...]:
    """Ids of the groups that somebody is in."""
    query = select(GroupMember.group_id).where(GroupMember.user_id == user_id)
    return tuple(session.exec(query.order_by(GroupMember.group_id)).all())
