"""Everything that one running sandbox knows, in memory, and the plainest questions to it."""

import itertools
import secrets
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.sandbox.changes import Changes
from bot.sandbox.clocks import Calendar, Cancellable, Machine
from bot.sandbox.delivery.link import Link
from bot.sandbox.delivery.socket_mode import Sockets
from bot.sandbox.faults import Faults
from bot.sandbox.limits import Limits
from bot.sandbox.manifest import Manifest
from bot.sandbox.records import (
    Conversation,
    Kind,
    Notification,
    ReplyAddress,
    Scheduled,
    StoredFile,
    Trigger,
    View,
)
from bot.sandbox.traffic import Traffic
from bot.sandbox.workspace import Member, Workspace


@dataclass
class World:
    """The parts that everything else is a function of."""

    workspace: Workspace
    manifest: Manifest
    calendar: Calendar
    machine: Machine
    traffic: Traffic
    changes: Changes
    faults: Faults
    limits: Limits
    link: Link
    sockets: Sockets
    strict: bool = True
    origin: str = ""
    members: dict[str, Member] = field(default_factory=dict)
    conversations: dict[str, Conversation] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    views: dict[str, View] = field(default_factory=dict)
    stacks: dict[str, list[str]] = field(default_factory=dict)
    homes: dict[str, View] = field(default_factory=dict)
    triggers: dict[str, Trigger] = field(default_factory=dict)
    reply_addresses: dict[str, ReplyAddress] = field(default_factory=dict)
    notifications: dict[str, list[Notification]] = field(default_factory=dict)
    home_ever_opened: set[str] = field(default_factory=set)
    scheduled: dict[str, Scheduled] = field(default_factory=dict)
    next_ring: Cancellable | None = None
    """Set for the earliest scheduled message."""
    _last_ts: int = 0
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    _trigger_order: deque[str] = field(default_factory=deque)

    @property
    def bot(self) -> str:
        """Answer the user id of the app's bot."""
        return self.workspace.bot_user_id

    def next_ts(self) -> str:
        """Answer a timestamp by the calendar that no message has had, later than all before it."""
        now = int(self.calendar.now().timestamp() * 1_000_000)
        self._last_ts = max(now, self._last_ts + 1)
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def unix_now(self) -> int:
        """Answer the calendar's Unix seconds."""
        return int(self.calendar.now().timestamp())

    def new_id(self, letter: str) -> str:
        """Answer an id that nothing has had, such as `F0GREEN000A`."""
        return f"{letter}0{next(self._numbers):09X}"

    def people_in(self, conversation: Conversation) -> list[str]:
        """Answer the members of a conversation who have not been deactivated."""
        return [u for u in conversation.members if u == self.bot or not self.members[u].deleted]

    def direct_message(self, user: str, other: str | None = None) -> Conversation:
        """Answer the direct message between two people, by default `user` and the bot; make it if new."""
        pair = sorted((user, other or self.bot), key=lambda u: u == self.bot)
        id_ = "D" + pair[0][1:] + ("" if pair[1] == self.bot else "X" + pair[1][1:])
        if id_ not in self.conversations:
            members = dict.fromkeys(pair)
            self.conversations[id_] = Conversation(id_, "", Kind.IM, members, self.unix_now(), pair[0])
        return self.conversations[id_]

    def issue_trigger(self, user: str, channel: str | None = None, view_id: str | None = None) -> str:
        """Answer a fresh trigger id; ids older than a minute are forgotten on the way."""
        now = self.machine.now()
        trigger = Trigger(f"{next(self._numbers)}.{secrets.token_hex(12)}", user, now, channel, view_id)
        self.triggers[trigger.id] = trigger
        self._trigger_order.append(trigger.id)
        while now - self.triggers[self._trigger_order[0]].issued_at > 60:
            del self.triggers[self._trigger_order.popleft()]
        return trigger.id
