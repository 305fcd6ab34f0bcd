"""Files as Slack's answers and messages show them."""

from typing import Any

from bot.sandbox.records import Kind, StoredFile
from bot.sandbox.world import World

Json = dict[str, Any]


def shown(world: World, stored: StoredFile) -> Json:
    """Answer a file object (files.info)."""
    link = f"{world.origin}/files/{stored.id}/{stored.name}"
    kind = stored.name.rsplit(".", 1)[-1].lower() if "." in stored.name else "binary"
    fields: Json = {
        "id": stored.id,
        "created": stored.created,
        "timestamp": stored.created,
        "name": stored.name,
        "title": stored.title or stored.name,
        "mimetype": stored.mimetype,
        "filetype": {"jpeg": "jpg"}.get(kind, kind),
        "pretty_type": kind.upper(),
        "user": stored.user,
        "user_team": world.workspace.team_id,
        "editable": False,
        "size": len(stored.data or b""),
        "mode": "hosted",
        "is_external": False,
        "external_type": "",
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        "url_private": link,
        "url_private_download": f"{world.origin}/files/{stored.id}/download/{stored.name}",
        "permalink": f"{world.origin}/archives/files/{stored.id}",
        "permalink_public": "",
        "has_rich_preview": False,
        "file_access": "visible",
        "media_display_type": "unknown",
        "is_starred": False,
        "has_more_shares": False,
    }
    return fields | _picture_fields(stored, link) | _share_fields(world, stored)


def _picture_fields(stored: StoredFile, link: str) -> Json:
    shown: Json = {}
    if stored.width is not None and stored.height is not None:
        shown |= {"original_w": stored.width, "original_h": stored.height}
        shown |= {f"thumb_{size}": link for size in (64, 80, 160)}
        for size in (360, 480):
            shown |= _thumbnail(stored.width, stored.height, size, link)
    if stored.alt_txt is not None:
        shown["alt_txt"] = stored.alt_txt
    return shown


def _thumbnail(width: int, height: int, size: int, link: str) -> Json:
    """The picture itself stands in for a smaller one; only its measures are those of the smaller one."""
    scale = min(1.0, size / max(width, height))
    name = f"thumb_{size}"
    return {name: link, f"{name}_w": max(1, round(width * scale)), f"{name}_h": max(1, round(height * scale))}


def _share_fields(world: World, stored: StoredFile) -> Json:
    fields: Json = {"channels": [], "groups": [], "ims": [], "shares": {}, "comments_count": 0}
    for channel, all_ts in stored.shares.items():
        kind = world.conversations[channel].kind
        fields[{Kind.CHANNEL: "channels", Kind.IM: "ims"}.get(kind, "groups")].append(channel)
        shares = [{"ts": ts, "share_user_id": stored.user, "is_silent_share": False} for ts in all_ts]
        fields["shares"].setdefault("public" if kind is Kind.CHANNEL else "private", {})[channel] = shares
    return fields | {"is_public": bool(fields["channels"])}
