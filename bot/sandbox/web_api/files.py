"""files.*: upload in three steps, and what a file is.

docs.slack.dev/reference/methods/files.getUploadURLExternal and files.completeUploadExternal
"""

import mimetypes
from typing import Any

from bot.sandbox import accepting, escaping, file_shapes
from bot.sandbox.limits import Tier
from bot.sandbox.records import Conversation, StoredFile
from bot.sandbox.refusals import Refused
from bot.sandbox.speaking import files, messages
from bot.sandbox.web_api import places
from bot.sandbox.web_api.call import Call, method

Json = dict[str, Any]


def upload_url(call: Call) -> Json:
    """Step 1: answer the address for the bytes."""
    name, size = call.need("filename"), call.number("length", 0)
    if size <= 0:
        raise Refused("invalid_arguments", response_metadata={"messages": ["[ERROR] missing required field: length"]})
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    stored = files.announce(call.world, call.world.bot, name, size, kind, call.text("alt_txt") or None)
    return {"upload_url": f"{call.world.origin}/upload/{stored.id}", "file_id": stored.id}


def complete_upload(call: Call) -> Json:
    """Step 3: the bytes are there; share them with a channel, or keep them private to the app."""
    wanted = call.parsed("files")
    if not isinstance(wanted, list) or not wanted:
        raise Refused("invalid_arguments", response_metadata={"messages": ["[ERROR] missing required field: files"]})
    stored = [_uploaded(call, row) for row in wanted]
    for place in _places(call):
        _share(call, place, stored)
    for one in stored:
        one.is_complete = True
    return {"files": [file_shapes.shown(call.world, one) for one in stored]}


def info(call: Call) -> Json:
    """Answer one file that the app may see."""
    stored = call.world.files.get(call.need("file", "file_not_found"))
    if stored is None or stored.data is None or not files.may_app_see(call.world, stored):
        raise Refused("file_not_found")
    return {"file": file_shapes.shown(call.world, stored), "comments": [], "response_metadata": {"next_cursor": ""}}


def delete(call: Call) -> Json:
    """Delete a file of the app's own."""
    stored = call.world.files.get(call.need("file", "file_not_found"))
    if stored is None:
        raise Refused("file_not_found")
    if stored.user != call.world.bot:
        raise Refused("cant_delete_file")
    del call.world.files[stored.id]
    return {}


def _uploaded(call: Call, row: Any) -> StoredFile:
    stored = call.world.files.get(row.get("id", "")) if isinstance(row, dict) else None
    if stored is None or stored.data is None or stored.user != call.world.bot or stored.is_complete:
        raise Refused("file_not_found")
    stored.title = row.get("title") or stored.name
    return stored


def _places(call: Call) -> list[Conversation]:
    if call.text("channel_id"):
        return [places.writable(call, "channel_id")]
    ids = [one for one in call.text("channels").split(",") if one]
    return [places.writable(Call(call.world, call.method, {"channel": one})) for one in ids]


def _share(call: Call, place: Conversation, stored: list[StoredFile]) -> None:
    world = call.world
    body = messages.from_app(world, escaping.sent_by_app(call.text("initial_comment")))
    blocks = call.parsed("blocks", "invalid_blocks_format")
    if blocks is not None:
        body["blocks"] = accepting.blocks(world, blocks)
    thread_ts = call.text("thread_ts")
    if thread_ts:
        if thread_ts not in place.messages:
            raise Refused("thread_not_found")
        messages.put_into_thread(place, body, thread_ts)
    files.share(world, place, body, [one.id for one in stored])


METHODS = {
    "files.getUploadURLExternal": method(
        upload_url, "filename length alt_txt snippet_type", "files:write", Tier.TIER_4
    ),
    "files.completeUploadExternal": method(
        complete_upload, "files channel_id channels thread_ts initial_comment blocks", "files:write", Tier.TIER_4
    ),
    "files.info": method(info, "file count cursor limit page", "files:read", Tier.TIER_4),
    "files.delete": method(delete, "file", "files:write", Tier.TIER_3),
}
