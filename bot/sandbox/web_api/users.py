"""users.*, dnd.info, usergroups.*: the people."""

from typing import Any

from bot.sandbox import shapes
from bot.sandbox.limits import Tier
from bot.sandbox.refusals import Refused
from bot.sandbox.web_api import paging, places
from bot.sandbox.web_api.call import Call, method

Json = dict[str, Any]


def info(call: Call) -> Json:
    """Answer one person."""
    member = places.person(call)
    return {"user": shapes.user(call.world, member, with_locale=call.flag("include_locale"))}


def list_all(call: Call) -> Json:
    """Answer everybody, those who were deactivated included."""
    page, metadata = paging.page(call, list(call.world.members.values()), usual=1000)
    with_locale = call.flag("include_locale")
    shown = [shapes.user(call.world, member, with_locale=with_locale) for member in page]
    return {"members": shown, "cache_ts": call.world.unix_now(), "response_metadata": metadata}


def by_email(call: Call) -> Json:
    """Answer the person with an address."""
    address = call.need("email", "users_not_found").lower()
    for member in call.world.members.values():
        if member.email.lower() == address and not member.deleted:
            return {"user": shapes.user(call.world, member)}
    raise Refused("users_not_found")


def profile(call: Call) -> Json:
    """Answer one person's profile."""
    member = places.person(call) if call.text("user") else call.world.members[call.world.bot]
    return {"profile": shapes.profile(call.world, member)}


def dnd(call: Call) -> Json:
    """Answer whether a person wants no notifications now."""
    return shapes.dnd(call.world, places.person(call))


def dnd_of_team(call: Call) -> Json:
    """Answer the same for several people."""
    wanted = [user for user in call.need("users").split(",") if user]
    found = {user: call.world.members[user] for user in wanted if user in call.world.members}
    return {"users": {user: shapes.dnd(call.world, member) for user, member in found.items()}}


def groups(call: Call) -> Json:
    """Answer the user groups."""
    with_users = call.flag("include_users")
    return {"usergroups": [shapes.usergroup(call.world, g, with_users) for g in call.world.workspace.usergroups]}


def group_users(call: Call) -> Json:
    """Answer the people of one user group."""
    wanted = call.need("usergroup")
    for group in call.world.workspace.usergroups:
        if group.id == wanted:
            return {"users": list(group.users)}
    raise Refused("no_such_subteam")


METHODS = {
    "users.info": method(info, "user include_locale", "users:read", Tier.TIER_4),
    "users.list": method(list_all, "cursor limit include_locale team_id", "users:read", Tier.TIER_2),
    "users.lookupByEmail": method(by_email, "email", "users:read.email", Tier.TIER_3),
    "users.profile.get": method(profile, "user include_labels", "users.profile:read", Tier.TIER_4),
    "dnd.info": method(dnd, "user team_id", "dnd:read", Tier.TIER_3),
    "dnd.teamInfo": method(dnd_of_team, "users team_id", "dnd:read", Tier.TIER_2),
    "usergroups.list": method(
        groups, "include_count include_disabled include_users team_id", "usergroups:read", Tier.TIER_2
    ),
    "usergroups.users.list": method(group_users, "usergroup include_disabled team_id", "usergroups:read", Tier.TIER_2),
}
