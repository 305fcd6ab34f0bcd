"""auth.test, apps.connections.open, team.info, bots.info: who the app is and where."""

from typing import Any

from bot.sandbox.limits import Tier
from bot.sandbox.refusals import Refused
from bot.sandbox.web_api.call import Call, method

Json = dict[str, Any]


def auth_test(call: Call) -> Json:
    """Tell the app who it is."""
    workspace = call.world.workspace
    return {
        "url": f"{call.world.origin}/",
        "team": workspace.team_name,
        "user": workspace.bot_name,
        "team_id": workspace.team_id,
        "user_id": workspace.bot_user_id,
        "bot_id": workspace.bot_id,
        "is_enterprise_install": False,
    }


def open_connection(call: Call) -> Json:
    """Answer a single-use WebSocket address for Socket Mode."""
    if not call.world.manifest.uses_socket_mode:
        raise Refused("no_permission")
    origin = call.world.origin.replace("http", "ws", 1)
    return {"url": f"{origin}/socket/{call.world.sockets.issue_ticket()}"}


def team_info(call: Call) -> Json:
    """Answer the team."""
    workspace, origin = call.world.workspace, call.world.origin
    icons = {f"image_{size}": f"{origin}/static/icon.svg" for size in (34, 44, 68, 88, 102, 132, 230)}
    team = {
        "id": workspace.team_id,
        "name": workspace.team_name,
        "url": f"{origin}/",
        "domain": workspace.team_domain,
        "email_domain": "",
        "icon": {**icons, "image_default": True},
        "avatar_base_url": f"{origin}/static/",
        "is_verified": False,
        "discoverable": "unlisted",
        "locale": "en-US",
    }
    return {"team": team}


def bot_info(call: Call) -> Json:
    """Answer the app's bot."""
    workspace = call.world.workspace
    if call.text("bot", workspace.bot_id) != workspace.bot_id:
        raise Refused("bot_not_found")
    icons = {f"image_{size}": f"{call.world.origin}/static/icon.svg" for size in (36, 48, 72)}
    bot = {"id": workspace.bot_id, "deleted": False, "name": workspace.bot_real_name, "updated": 0}
    return {"bot": {**bot, "app_id": workspace.app_id, "user_id": workspace.bot_user_id, "icons": icons}}


METHODS = {
    "auth.test": method(auth_test, "", "", Tier.SPECIAL),
    "apps.connections.open": method(
        open_connection, "debug_reconnects", "connections:write", Tier.TIER_3, with_app_token=True
    ),
    "team.info": method(team_info, "team domain", "team:read", Tier.TIER_3),
    "bots.info": method(bot_info, "bot team_id", "users:read", Tier.TIER_3),
}
