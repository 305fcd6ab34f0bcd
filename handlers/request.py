"""One payload from Slack, as data, with the ways to acknowledge it. Everything in it is a claim; see access."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from handlers.wire import Target

Ack = Callable[..., Awaitable[Any]]
View = Mapping[str, Any]


@dataclass
class Request:
    """What a person did, and where."""

    body: Mapping[str, Any]
    acknowledge: Ack
    acked: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once it is acknowledged."""
    value: str = ""
    """A button's or an option's value."""
    action_id: str = ""
    action: Mapping[str, Any] = field(default_factory=dict)
    _is_begun: bool = False

    @property
    def is_acked(self) -> bool:
        """Whether it is acknowledged, or is being so: a second acknowledgement has no effect."""
        return self._is_begun

    @property
    def team_id(self) -> str:
        """The person's own workspace; in a shared channel it may be another one than ours."""
        user = self.body.get("user")
        of_user = user.get("team_id") if isinstance(user, Mapping) else None
        team = self.body.get("team")
        of_team = team.get("id") if isinstance(team, Mapping) else None
        return str(of_user or of_team or self.body.get("team_id") or "")

    @property
    def user_id(self) -> str:
        user = self.body.get("user")
        return str((user.get("id") if isinstance(user, Mapping) else user) or self.body.get("user_id") or "")

    @property
    def trigger_id(self) -> str:
        return str(self.body.get("trigger_id") or "")

    @property
    def response_url(self) -> str:
        return str(self.body.get("response_url") or "")

    @property
    def channel_id(self) -> str:
        channel = self.body.get("channel")
        found = channel.get("id") if isinstance(channel, Mapping) else channel
        container = self.body.get("container") or {}
        return str(found or container.get("channel_id") or self.body.get("channel_id") or "")

    @property
    def thread_ts(self) -> str:
        container = self.body.get("container") or {}
        message = self.body.get("message") or {}
        return str(container.get("thread_ts") or message.get("thread_ts") or "")

    @property
    def text(self) -> str:
        """What followed a slash command, as Slack escaped it."""
        return str(self.body.get("text") or "")

    @property
    def message(self) -> Mapping[str, Any]:
        """The message that a shortcut or a button belongs to."""
        found = self.body.get("message")
        return found if isinstance(found, Mapping) else {}

    @property
    def view(self) -> View:
        found = self.body.get("view")
        return found if isinstance(found, Mapping) else {}

    @property
    def view_id(self) -> str:
        return str(self.view.get("id") or "")

    @property
    def metadata(self) -> str:
        """The view's private_metadata; a claim like the rest."""
        return str(self.view.get("private_metadata") or "")

    @property
    def target(self) -> Target | None:
        """What the button, or the form, is about."""
        return Target.parse(self.value or self.metadata)

    @property
    def event(self) -> Mapping[str, Any]:
        found = self.body.get("event")
        return found if isinstance(found, Mapping) else {}

    def field(self, block_id: str) -> Mapping[str, Any]:
        """The state of the one element in a form's block; empty when there is none."""
        state = self.view.get("state") or {}
        block = (state.get("values") or {}).get(block_id) or {}
        for element in block.values():
            return element if isinstance(element, Mapping) else {}
        return {}

    def has_field(self, block_id: str) -> bool:
        """Whether the form holds this block at all."""
        state = self.view.get("state") or {}
        return block_id in (state.get("values") or {})

    async def ack(self, **answer: Any) -> None:
        """Acknowledges once; later calls do nothing, so that a late story may still call it."""
        if not self._is_begun:
            self._is_begun = True
            await self.acknowledge(**answer)
            self.acked.set()

    async def refuse_fields(self, errors: Mapping[str, str]) -> None:
        """Keeps the form open with a sentence at each named block."""
        await self.ack(response_action="errors", errors=dict(errors))
