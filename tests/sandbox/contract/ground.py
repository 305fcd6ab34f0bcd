"""What a case stands on: a message of ours, one of somebody else, an open view, a file, triggers."""

from dataclasses import dataclass

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.clocks import HandTurned
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import Channel, Usergroup, default_workspace

MISSING = "C0NOWHERE"


@dataclass
class Ground:
    """The names that cases use."""

    ts: str
    """A message of the app in C0REVIEW, with one reaction of its own."""
    theirs: str
    """A message of a person there."""
    uploaded: str
    trigger: str
    used_trigger: str
    view_id: str
    tomorrow: str
    scheduled: str
    """A message that goes out tomorrow, in C0REVIEW."""
    private: str = "G0SECRET"
    """A private channel that the app is in."""


def workspace_with_everything() -> Sandbox:
    workspace = default_workspace()
    workspace.channels.append(Channel("G0SECRET", "secret", ["U0MINA", "U0BOT"], is_private=True))
    workspace.usergroups.append(Usergroup("S0DESK", "desk", "Desk", ["U0MINA"]))
    return Sandbox(workspace, machine=HandTurned())


async def lay(sandbox: Sandbox) -> Ground:
    """Everything that a case may need, made through the Web API and by people."""
    client = AsyncWebClient("xoxb-sandbox", base_url=sandbox.api_url)
    ours = str((await client.chat_postMessage(channel="C0REVIEW", text="Ours"))["ts"])
    await client.reactions_add(channel="C0REVIEW", timestamp=ours, name="eyes")
    theirs = await sandbox.person("U0MINA").say("C0REVIEW", "Theirs")
    used = sandbox.world.issue_trigger("U0MINA")
    text = {"type": "plain_text", "text": "Form"}
    view = {"type": "modal", "title": text, "blocks": [{"type": "section", "text": text}]}
    view_id = str((await client.views_open(trigger_id=used, view=view))["view"]["id"])
    place = await client.files_getUploadURLExternal(filename="a.txt", length=3)
    async with aiohttp.ClientSession() as http, http.post(place["upload_url"], data=b"abc") as done:
        assert done.status == 200
    trigger, tomorrow = sandbox.world.issue_trigger("U0MINA"), str(sandbox.world.unix_now() + 86_400)
    later = await client.chat_scheduleMessage(channel="C0REVIEW", text="Later", post_at=tomorrow)
    scheduled = str(later["scheduled_message_id"])
    return Ground(ours, theirs["ts"], str(place["file_id"]), trigger, used, view_id, tomorrow, scheduled)
