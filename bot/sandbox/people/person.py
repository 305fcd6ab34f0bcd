"""A person of the workspace, to act as. The control API and the tests use the same methods."""

from typing import Any

from bot.sandbox.people import commands, forms, looking, pressing, talking
from bot.sandbox.world import World

Json = dict[str, Any]


class Person:
    """Acts and sees as one person. What Slack's client would not allow raises NotPossible."""

    def __init__(self, world: World, user: str) -> None:
        """Act as the member with the id `user`."""
        self._world = world
        self.id = user

    async def command(self, channel: str, command: str, text: str = "") -> Json:
        """Type a slash command; waits for the ack, at most three seconds."""
        return await commands.command(self._world, self.id, channel, command, text)

    async def shortcut(self, callback_id: str, channel: str | None = None, ts: str | None = None) -> Json:
        """Choose a global shortcut, or with `channel` and `ts` a message shortcut."""
        return await commands.shortcut(self._world, self.id, callback_id, channel, ts)

    async def press(
        self,
        channel: str | None = None,
        ts: str | None = None,
        block_id: str = "",
        action_id: str = "",
        *,
        view_id: str | None = None,
        value: Any = None,
    ) -> Json:
        """Use an element of a message (also an ephemeral) or of a view; waits for the ack."""
        world = self._world
        return await pressing.press(world, self.id, block_id, action_id, channel, ts, view_id, value)

    async def options(
        self,
        block_id: str,
        action_id: str,
        text: str = "",
        *,
        channel: str | None = None,
        ts: str | None = None,
        view_id: str | None = None,
    ) -> Json:
        """Type into an external select; answers what the app offers."""
        return await pressing.options(self._world, self.id, block_id, action_id, text, channel, ts, view_id)

    async def type(
        self,
        view_id: str | None = None,
        block_id: str = "",
        action_id: str = "",
        value: Any = None,
        channel: str | None = None,
        ts: str | None = None,
        **fields: Any,
    ) -> Json:
        """Fill an element of a view or message: `value="text"`, or the state's fields such as `selected_date=…`."""
        if fields and value is not None:
            fields["value"] = value
        given = fields or value
        return await pressing.type_into(self._world, self.id, block_id, action_id, given, channel, ts, view_id)

    async def submit(self, view_id: str, values: Json | None = None) -> Json:
        """Submit a modal; waits for the ack."""
        return await forms.submit(self._world, self.id, view_id, values)

    async def close(self, view_id: str, all: bool = False) -> Json:
        """Close a modal, or with `all` the whole stack."""
        return await forms.close(self._world, self.id, view_id, all)

    async def say(
        self, channel: str, text: str = "", thread_ts: str | None = None, files: list[str] | None = None
    ) -> Json:
        """Write a message; answers it."""
        return talking.say(self._world, self.id, channel, text, thread_ts, files)

    async def edit(self, channel: str, ts: str, text: str) -> Json:
        """Change a message of one's own; answers it."""
        return talking.edit(self._world, self.id, channel, ts, text)

    async def delete(self, channel: str, ts: str) -> Json:
        """Delete a message of one's own, or dismiss an ephemeral."""
        return talking.delete(self._world, self.id, channel, ts)

    async def react(self, channel: str, ts: str, name: str, remove: bool = False) -> Json:
        """Put an emoji under a message, or take it away."""
        return talking.react(self._world, self.id, channel, ts, name, remove)

    async def read(self, channel: str) -> Json:
        """Read everything in a channel."""
        return talking.read(self._world, self.id, channel)

    async def upload(self, name: str, data: bytes) -> Json:
        """Upload a private file; answers its file_id."""
        return talking.upload(self._world, self.id, name, data)

    async def open_dm(self) -> Json:
        """Open the direct message with the app; answers its channel id."""
        return talking.open_dm(self._world, self.id)

    async def home(self, tab: str = "home") -> Json:
        """Open App Home (`tab` may be `messages`)."""
        return talking.open_home(self._world, self.id, tab)

    async def screen(self) -> Json:
        """Answer everything in front of this person."""
        return looking.screen(self._world, self.id)

    async def messages(self, channel: str, thread_ts: str | None = None) -> list[Json]:
        """Answer a channel's messages, or a thread's, as this person sees them."""
        return looking.messages(self._world, self.id, channel, thread_ts)

    async def notifications(self) -> list[Json]:
        """Answer what has rung for this person."""
        return looking.notifications(self._world, self.id)
