"""People, channels, files and the team as Slack's answers show them."""

from typing import Any
from zoneinfo import ZoneInfo

from bot.sandbox.records import Conversation, Kind
from bot.sandbox.workspace import Member, Usergroup, Workspace
from bot.sandbox.world import World

Json = dict[str, Any]


def user(world: World, member: Member, *, with_locale: bool = False) -> Json:
    """Answer a user object (users.info). `email` needs the scope users:read.email."""
    zone = world.calendar.now().astimezone(ZoneInfo(member.tz))
    offset = zone.utcoffset()
    shown: Json = {
        "id": member.id,
        "team_id": world.workspace.team_id,
        "name": member.name,
        "deleted": member.deleted,
        "color": "9f69e7",
        "real_name": member.real_name,
        "tz": member.tz,
        "tz_label": zone.tzname() or member.tz,
        "tz_offset": int(offset.total_seconds()) if offset is not None else 0,
        "profile": profile(world, member),
        "is_admin": member.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": member.is_restricted,
        "is_ultra_restricted": member.is_ultra_restricted,
        "is_bot": member.is_bot,
        "is_app_user": False,
        "is_workflow_bot": False,
        "has_2fa": False,
        "updated": world.unix_now(),
        "is_email_confirmed": not member.is_bot,
        "who_can_share_contact_card": "EVERYONE",
    }
    return shown | {"locale": member.locale} if with_locale else shown


def profile(world: World, member: Member) -> Json:
    """Answer a profile object (users.profile.get)."""
    first, _, last = member.real_name.partition(" ")
    shown: Json = {
        "title": member.title,
        "phone": "",
        "skype": "",
        "real_name": member.real_name,
        "real_name_normalized": member.real_name,
        "display_name": member.real_name,
        "display_name_normalized": member.real_name,
        "first_name": first,
        "last_name": last,
        "fields": {},
        "status_text": member.status_text,
        "status_text_canonical": "",
        "status_emoji": member.status_emoji,
        "status_emoji_display_info": [],
        "status_expiration": member.status_expiration,
        "avatar_hash": "g" + member.id.lower(),
        "team": world.workspace.team_id,
    }
    for size in (24, 32, 48, 72, 192, 512):
        shown[f"image_{size}"] = f"{world.origin}/static/icon.svg"
    if member.is_bot:
        shown |= {"bot_id": world.workspace.bot_id, "api_app_id": world.workspace.app_id, "always_active": True}
    elif world.manifest.has_scope("users:read.email"):
        shown["email"] = member.email
    return shown


def short_user(world: World, user_id: str) -> Json:
    """Answer the user of an interaction payload."""
    name = world.members[user_id].name
    return {"id": user_id, "username": name, "name": name, "team_id": world.workspace.team_id}


def short_team(workspace: Workspace) -> Json:
    """Answer the team of an interaction payload."""
    return {"id": workspace.team_id, "domain": workspace.team_domain}


def short_channel(conversation: Conversation) -> Json:
    """Answer the channel of an interaction payload."""
    return {"id": conversation.id, "name": shown_name(conversation)}


def shown_name(conversation: Conversation) -> str:
    """Answer the name that payloads give a conversation."""
    fixed = {Kind.IM: "directmessage", Kind.GROUP: "privategroup"}
    return fixed.get(conversation.kind, conversation.name)


def channel(world: World, conversation: Conversation) -> Json:
    """Answer a channel object (conversations.info)."""
    if conversation.kind is Kind.IM:
        return _direct(world, conversation)
    kind, team = conversation.kind, world.workspace.team_id
    return {
        "id": conversation.id,
        "name": conversation.name,
        "name_normalized": conversation.name,
        "is_channel": kind is Kind.CHANNEL,
        "is_group": kind is Kind.GROUP,
        "is_im": False,
        "is_mpim": kind is Kind.MPIM,
        "is_private": kind is not Kind.CHANNEL,
        "created": conversation.created,
        "creator": conversation.creator,
        "is_archived": conversation.is_archived,
        "is_general": conversation.name == "general",
        "is_member": world.bot in conversation.members,
        "is_shared": False,
        "is_ext_shared": False,
        "is_org_shared": False,
        "is_pending_ext_shared": False,
        "is_moved": 0,
        "is_global_shared": False,
        "is_org_default": False,
        "is_org_mandatory": False,
        "is_read_only": False,
        "is_thread_only": False,
        "is_non_threadable": False,
        "internal_team_ids": [team],
        "properties": {"tabs": [], "use_case": ""},
        "pending_shared": [],
        "pending_connected_team_ids": [],
        "shared_team_ids": [team],
        "context_team_id": team,
        "unlinked": 0,
        "updated": conversation.created * 1000,
        "topic": {"value": conversation.topic, "creator": "", "last_set": 0},
        "purpose": {"value": conversation.purpose, "creator": "", "last_set": 0},
        "previous_names": [],
    }


def _direct(world: World, conversation: Conversation) -> Json:
    other = conversation.other(world.bot)
    return {
        "id": conversation.id,
        "created": conversation.created,
        "is_archived": False,
        "is_im": True,
        "is_org_shared": False,
        "context_team_id": world.workspace.team_id,
        "updated": conversation.created * 1000,
        "user": other,
        "is_user_deleted": world.members[other].deleted if other in world.members else False,
        "is_open": True,
        "priority": 0,
    }


def bot_profile(world: World) -> Json:
    """Answer the bot_profile that messages of the app carry."""
    workspace = world.workspace
    return {
        "id": workspace.bot_id,
        "app_id": workspace.app_id,
        "user_id": workspace.bot_user_id,
        "name": workspace.bot_real_name,
        "icons": {f"image_{size}": f"{world.origin}/static/icon.svg" for size in (36, 48, 72)},
        "deleted": False,
        "updated": 0,
        "team_id": workspace.team_id,
    }


def dnd(world: World, member: Member) -> Json:
    """Answer the do-not-disturb status of a person; the ones are Slack's for somebody who has no such hours."""
    now = world.unix_now()
    if not member.dnd_enabled:
        return {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}
    starts, ends = member.dnd_from or now - 60, member.dnd_until or now + 3600
    return {"dnd_enabled": True, "next_dnd_start_ts": starts, "next_dnd_end_ts": ends}


def usergroup(world: World, group: Usergroup, with_users: bool) -> Json:
    """Answer a user group; usergroups.list leaves the people out unless it is asked."""
    shown: Json = {
        "id": group.id,
        "team_id": world.workspace.team_id,
        "is_usergroup": True,
        "is_subteam": True,
        "name": group.name,
        "description": "",
        "handle": group.handle,
        "is_external": False,
        "date_create": 0,
        "date_update": group.updated,
        "date_delete": 0,
        "auto_type": None,
        "auto_provision": False,
        "enterprise_subteam_id": "",
        "created_by": "USLACKBOT",
        "updated_by": "USLACKBOT",
        "deleted_by": None,
        "prefs": {"channels": [], "groups": []},
        "user_count": len(group.users),
        "channel_count": 0,
        "is_section": False,
        "is_visible": True,
        "is_idp_group": False,
    }
    return shown | ({"users": list(group.users)} if with_users else {})
