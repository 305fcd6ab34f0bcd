"""What a message says, as an app sends it: text, blocks, attachments, metadata, checked as Slack checks them.

docs.slack.dev/reference/methods/chat.postMessage
"""

from typing import Any

from bot.sandbox import accepting, escaping
from bot.sandbox.refusals import Refused
from bot.sandbox.web_api.call import Call

Json = dict[str, Any]
# Longer text is cut by Slack, not refused (chat.update refuses at 4,000).
TEXT_IS_CUT_AT = 40_000


def read(call: Call) -> Json:
    """Answer the text, blocks and attachments of a call, as they are to be stored; absent ones are left out."""
    said: Json = {}
    if call.args.get("text") is not None:
        said["text"] = escaping.sent_by_app(call.text("text"))[:TEXT_IS_CUT_AT]
    if call.args.get("markdown_text") is not None:
        said |= _markdown(call, said)
    blocks = call.parsed("blocks", "invalid_blocks_format")
    if blocks is not None:
        said["blocks"] = accepting.blocks(call.world, blocks)
    attachments = call.parsed("attachments", "invalid_attachments")
    if attachments is not None:
        said["attachments"] = accepting.attachments(call.world, attachments)
        accepting.together(said)
    return said


def metadata(call: Call) -> Json | None:
    """Answer the metadata of a call, checked; None when there is none."""
    given = call.parsed("metadata", "invalid_metadata_format")
    if given is None:
        return None
    fits = isinstance(given, dict) and isinstance(given.get("event_payload", {}), dict)
    if not fits or not isinstance(given.get("event_type"), str) or not given["event_type"]:
        raise Refused("invalid_metadata_format")
    return {"event_type": given["event_type"], "event_payload": given.get("event_payload", {})}


def is_empty(said: Json) -> bool:
    """Tell whether there is nothing to show at all."""
    return not (said.get("text", "").strip() or said.get("blocks") or said.get("attachments"))


def _markdown(call: Call, said: Json) -> Json:
    if "text" in said or call.args.get("blocks"):
        raise Refused("markdown_text_conflict")
    text = call.text("markdown_text")
    if len(text) > 12_000:
        raise Refused("msg_too_long")
    return {"text": escaping.sent_by_app(text)}
