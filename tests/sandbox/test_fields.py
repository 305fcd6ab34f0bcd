"""The objects in answers and events carry every field that a client usually reads, and a value of the usual kind."""

import io
from typing import Any

import pytest
from PIL import Image
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import Usergroup

Json = dict[str, Any]

FIELDS: dict[str, dict[type, str]] = {
    "person": {
        str: "id team_id name color real_name tz tz_label locale who_can_share_contact_card",
        int: "tz_offset updated",
        bool: "deleted is_admin is_owner is_primary_owner is_restricted is_ultra_restricted is_bot is_app_user "
        "is_email_confirmed is_workflow_bot has_2fa",
        dict: "profile",
    },
    "profile": {
        str: "title phone skype real_name real_name_normalized display_name display_name_normalized first_name "
        "last_name status_text status_text_canonical status_emoji avatar_hash team email image_24 image_32 image_48 "
        "image_72 image_192 image_512",
        int: "status_expiration",
        list: "status_emoji_display_info",
    },
    "channel": {
        str: "id name name_normalized creator context_team_id",
        int: "created unlinked updated is_moved num_members",
        bool: "is_channel is_group is_im is_mpim is_private is_archived is_general is_member is_shared is_ext_shared "
        "is_org_shared is_pending_ext_shared is_global_shared is_org_default is_org_mandatory is_read_only "
        "is_thread_only is_non_threadable",
        list: "shared_team_ids pending_shared pending_connected_team_ids previous_names internal_team_ids",
        dict: "topic purpose properties",
    },
    "direct": {
        str: "id user context_team_id",
        int: "created updated priority",
        bool: "is_im is_archived is_org_shared is_user_deleted is_open",
    },
    "usergroup": {
        str: "id team_id name description handle enterprise_subteam_id created_by updated_by",
        int: "date_create date_update date_delete user_count channel_count",
        bool: "is_usergroup is_subteam is_external auto_provision is_section is_visible is_idp_group",
        list: "users",
        dict: "prefs",
    },
    "file": {
        str: "id name title mimetype filetype pretty_type user user_team mode external_type username url_private "
        "url_private_download permalink permalink_public file_access media_display_type thumb_64 thumb_80 thumb_160 "
        "thumb_360 thumb_480",
        int: "created timestamp size comments_count original_w original_h thumb_360_w thumb_360_h thumb_480_w "
        "thumb_480_h",
        bool: "editable is_external is_public public_url_shared display_as_bot has_rich_preview is_starred "
        "has_more_shares",
        list: "channels groups ims",
        dict: "shares",
    },
    "team": {str: "id name url domain email_domain avatar_base_url discoverable", bool: "is_verified", dict: "icon"},
    "bot": {str: "id name app_id user_id", int: "updated", bool: "deleted", dict: "icons"},
    "message": {str: "type user text ts bot_id app_id team", list: "blocks", dict: "bot_profile"},
    "parent": {
        str: "ts thread_ts latest_reply",
        int: "reply_count reply_users_count",
        list: "reply_users reactions",
        bool: "is_locked subscribed",
    },
}

EVENTS: dict[str, dict[type, str]] = {
    "member_joined_channel": {str: "user channel channel_type team inviter event_ts"},
    "member_left_channel": {str: "user channel channel_type team event_ts"},
    "channel_archive": {str: "channel user event_ts", int: "is_moved"},
    "channel_unarchive": {str: "channel user event_ts"},
    "channel_rename": {str: "event_ts", dict: "channel"},
    "channel_left": {str: "channel actor_id event_ts"},
    "user_change": {str: "event_ts", int: "cache_ts", dict: "user"},
    "user_status_changed": {str: "event_ts", int: "cache_ts", dict: "user"},
    "dnd_updated_user": {str: "user event_ts", dict: "dnd_status"},
    "subteam_updated": {str: "event_ts", dict: "subteam"},
    "subteam_members_changed": {
        str: "subteam_id team_id event_ts",
        int: "date_previous_update date_update added_users_count removed_users_count",
        list: "added_users removed_users",
    },
    "tokens_revoked": {dict: "tokens"},
    "file_shared": {str: "file_id user_id channel_id event_ts", dict: "file"},
    "reaction_removed": {str: "user reaction item_user event_ts", dict: "item"},
    "app_mention": {str: "user text ts channel team event_ts client_msg_id", list: "blocks"},
}


def wrong(shown: Json, wanted: dict[type, str]) -> list[str]:
    """The fields that are missing or of another kind."""
    return [name for kind, names in wanted.items() for name in names.split() if type(shown.get(name)) is not kind]


def picture() -> bytes:
    """An image wider than both sizes of thumbnail."""
    written = io.BytesIO()
    Image.new("RGB", (960, 480)).save(written, "PNG")
    return written.getvalue()


async def shown(client: AsyncWebClient, sandbox: Sandbox) -> dict[str, Json]:
    """One object of each kind, each asked for by its method."""
    sandbox.world.workspace.usergroups.append(Usergroup("S0DESK", "desk", "Desk", ["U0MINA"]))
    blocks = [{"type": "divider"}]
    posted = await client.chat_postMessage(channel="C0REVIEW", text="parent", blocks=blocks)
    await client.chat_postMessage(channel="C0REVIEW", text="reply", thread_ts=posted["ts"])
    await client.reactions_add(channel="C0REVIEW", timestamp=posted["ts"], name="eyes")
    uploaded = await client.files_upload_v2(content=picture(), filename="a.png", channel="C0REVIEW")
    person = (await client.users_info(user="U0MINA", include_locale=True))["user"]
    return {
        "person": person,
        "profile": person["profile"],
        "channel": (await client.conversations_info(channel="C0REVIEW", include_num_members=True))["channel"],
        "direct": (await client.conversations_open(users="U0MINA", return_im=True))["channel"],
        "usergroup": (await client.usergroups_list(include_users=True))["usergroups"][0],
        "file": uploaded["files"][0],
        "team": (await client.team_info())["team"],
        "bot": (await client.bots_info(bot="B0BOT"))["bot"],
        "message": posted["message"],
        "parent": (await client.conversations_replies(channel="C0REVIEW", ts=posted["ts"]))["messages"][0],
    }


async def test_objects_in_answers(client: AsyncWebClient, sandbox: Sandbox) -> None:
    found = await shown(client, sandbox)
    assert found.keys() == FIELDS.keys()
    assert [(kind, name) for kind, wanted in FIELDS.items() for name in wrong(found[kind], wanted)] == []


async def test_a_thumbnail_keeps_the_shape_of_the_picture(client: AsyncWebClient, sandbox: Sandbox) -> None:
    file = (await shown(client, sandbox))["file"]
    assert [file[f"thumb_{size}_{side}"] for size in (360, 480) for side in "wh"] == [360, 180, 480, 240]


@pytest.fixture
async def events(client: AsyncWebClient, sandbox: Sandbox, app: Any) -> dict[str, Json]:
    """What the app hears when everything happens that can happen to a workspace, by type."""
    sandbox.world.workspace.usergroups.append(Usergroup("S0DESK", "desk", "Desk", ["U0MINA"]))
    mina, change = sandbox.person("U0MINA"), sandbox.change_workspace
    said = await mina.say("C0REVIEW", "@greenlight hello", files=[(await mina.upload("a.png", picture()))["file_id"]])
    await mina.react("C0REVIEW", said["ts"], "eyes")
    await mina.react("C0REVIEW", said["ts"], "eyes", remove=True)
    change("add_member", channel="C0REVIEW", user="U0OLLIE", by="U0ADA")
    change("remove_member", channel="C0REVIEW", user="U0OLLIE", by="U0ADA")
    for one in ("archive", "unarchive"):
        change(one, channel="C0REVIEW")
    change("rename", channel="C0REVIEW", name="approvals")
    change("change_user", user="U0MINA", status_text="Away", dnd_enabled=True)
    change("change_usergroup", usergroup="S0DESK", users=["U0ADA"])
    change("remove_bot", channel="C0REVIEW")
    sandbox.fault("token_revoked")
    await sandbox.until(lambda: sandbox.world.link.is_idle)
    return {one.payload["event"]["type"]: one.payload["event"] for one in app.heard}


async def test_events_of_the_workspace(events: dict[str, Json]) -> None:
    assert sorted(EVENTS.keys() - events.keys()) == []
    assert [(kind, name) for kind, wanted in EVENTS.items() for name in wrong(events[kind], wanted)] == []
