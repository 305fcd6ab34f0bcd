"""What a case stands on: a message of ours, one of somebody else, an open view, a file, triggers."""

from dataclasses import dataclass
from typing import Any

from bot.sandbox.clocks import HandTurned
from bot.sandbox.server import Sandbox
from bot.sandbox.speaking import files
from bot.sandbox.web_api.call import Call
from bot.sandbox.web_api.door import METHODS
from bot.sandbox.workspace import Channel, Usergroup, default_workspace
from bot.sandbox.world import World

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
    """Everything that a case may need. The way over HTTP is left out: it is laid before each of hundreds of tests."""
    world, text = sandbox.world, {"type": "plain_text", "text": "Form"}
    ours = _called(world, "chat.postMessage", channel="C0REVIEW", text="Ours")["ts"]
    _called(world, "reactions.add", channel="C0REVIEW", timestamp=ours, name="eyes")
    theirs = (await sandbox.person("U0MINA").say("C0REVIEW", "Theirs"))["ts"]
    used, trigger = world.issue_trigger("U0MINA"), world.issue_trigger("U0MINA")
    view = {"type": "modal", "title": text, "blocks": [{"type": "section", "text": text}]}
    view_id = _called(world, "views.open", trigger_id=used, view=view)["view"]["id"]
    uploaded = _called(world, "files.getUploadURLExternal", filename="a.txt", length=3)["file_id"]
    files.receive(world.files[uploaded], b"abc")
    tomorrow = str(world.unix_now() + 86_400)
    later = _called(world, "chat.scheduleMessage", channel="C0REVIEW", text="Later", post_at=tomorrow)
    return Ground(ours, theirs, uploaded, trigger, used, view_id, tomorrow, later["scheduled_message_id"])


def _called(world: World, method: str, /, **args: Any) -> dict[str, Any]:
    return METHODS[method].run(Call(world, method, args))
