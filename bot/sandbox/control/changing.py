"""Changes of the workspace that no person of the cast makes by hand, each with the events that Slack sends."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from bot.sandbox import shapes
from bot.sandbox.records import Conversation
from bot.sandbox.refusals import NotPossible
from bot.sandbox.speaking import channels, events
from bot.sandbox.workspace import Usergroup
from bot.sandbox.world import World

Json = dict[str, Any]


@dataclass
class Change:
    """What was asked for: `by` is the admin who does it, `given` are further fields."""

    world: World
    channel: str = ""
    user: str = ""
    by: str = ""
    given: Json = field(default_factory=dict)

    @property
    def place(self) -> Conversation:
        """The channel. Raises NotPossible."""
        found = self.world.conversations.get(self.channel)
        if found is None:
            raise NotPossible("channel_not_found", f"There is no channel {self.channel}.")
        return found

    @property
    def person(self) -> str:
        """The person's id. Raises NotPossible."""
        if self.user not in self.world.members:
            raise NotPossible("user_not_found", f"There is nobody with the id {self.user}.")
        return self.user

    def told(self, name: str) -> Any:
        """One of the further fields. Raises NotPossible when it is missing."""
        if name not in self.given:
            raise NotPossible("invalid_arguments", f"This change needs {name}.")
        return self.given[name]


def change_workspace(world: World, change: str, channel: str = "", user: str = "", by: str = "", **given: Any) -> None:
    """Make one of CHANGES happen. Raises NotPossible for anything else."""
    if change not in CHANGES:
        raise NotPossible("unknown_change", f"There is no change {change!r}; there are {', '.join(sorted(CHANGES))}.")
    actor = by or next((m.id for m in world.members.values() if m.is_admin), world.bot)
    CHANGES[change](Change(world, channel, user, actor, given))


def _archive(change: Change) -> None:
    channels.set_archived(change.world, change.place, True, change.by)


def _unarchive(change: Change) -> None:
    channels.set_archived(change.world, change.place, False, change.by)


def _rename(change: Change) -> None:
    channels.rename(change.world, change.place, str(change.told("name")), change.by)


def _remove_bot(change: Change) -> None:
    channels.leave(change.world, change.place, change.world.bot, change.by)


def _invite_bot(change: Change) -> None:
    channels.join(change.world, change.place, change.world.bot, change.by)


def _remove_member(change: Change) -> None:
    channels.leave(change.world, change.place, change.user, change.by)


def _add_member(change: Change) -> None:
    channels.join(change.world, change.place, change.person, change.by)


def _deactivate(change: Change) -> None:
    _set_fields(change, {"deleted": True})


def _reactivate(change: Change) -> None:
    _set_fields(change, {"deleted": False})


def _change_user(change: Change) -> None:
    _set_fields(change, change.given)


def _set_fields(change: Change, wanted: Json) -> None:
    world = change.world
    member = world.members[change.person]
    before, shown_before = member.dnd_enabled, shapes.user(world, member, with_locale=True)
    for name, value in wanted.items():
        if name == "id" or not hasattr(member, name):
            raise NotPossible("invalid_arguments", f"A person has no {name} to change.")
        setattr(member, name, value)
    events.user_changed(world, shapes.user(world, member, with_locale=True), shown_before)
    if member.dnd_enabled != before:
        events.dnd_changed(world, member.id, shapes.dnd(world, member))
    world.changes.tell_everybody("people")


def _change_usergroup(change: Change) -> None:
    """`usergroup` is its id; `name`, `handle` and `users` are what it has from now on."""
    world, wanted = change.world, change.told("usergroup")
    group = next((one for one in world.workspace.usergroups if one.id == wanted), None)
    if group is None:
        raise NotPossible("no_such_subteam", f"There is no user group {wanted}.")
    before = replace(group)
    for name in ("name", "handle", "users"):
        setattr(group, name, change.given.get(name, getattr(group, name)))
    group.updated = world.unix_now()
    _tell_of_group(world, group, before)


def _tell_of_group(world: World, group: Usergroup, before: Usergroup) -> None:
    events.group_changed(world, shapes.usergroup(world, group, with_users=True))
    if group.users != before.users:
        events.group_members_changed(world, group, before)
    world.changes.tell_everybody("people")


CHANGES: dict[str, Callable[[Change], None]] = {
    "archive": _archive,
    "unarchive": _unarchive,
    "rename": _rename,
    "remove_bot": _remove_bot,
    "invite_bot": _invite_bot,
    "remove_member": _remove_member,
    "add_member": _add_member,
    "deactivate": _deactivate,
    "reactivate": _reactivate,
    "change_user": _change_user,
    "change_usergroup": _change_usergroup,
}
"""By the name that the control API knows them by."""
