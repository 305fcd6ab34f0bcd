"""What the sandbox remembers while it runs."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Json = dict[str, Any]
# block_id -> action_id -> what Slack reports for that element in `state.values`.
Values = dict[str, dict[str, Json]]


class Kind(StrEnum):
    """The kinds of conversation, named as the scopes and events name them."""

    CHANNEL = "channel"  # Public.
    GROUP = "group"  # Private.
    IM = "im"  # Two people.
    MPIM = "mpim"  # A few people.


# The word for a kind in scopes ("channels:read") and in event names ("message.channels").
PLURAL = {Kind.CHANNEL: "channels", Kind.GROUP: "groups", Kind.IM: "im", Kind.MPIM: "mpim"}


@dataclass(slots=True)
class Message:
    """One message. `body` is the message object as Slack shows it; `for_person` marks an ephemeral."""

    channel: str
    ts: str
    body: Json
    for_person: str | None = None
    replies: list[str] = field(default_factory=list)
    followers: dict[str, None] = field(default_factory=dict)
    typed: dict[str, Values] = field(default_factory=dict)

    @property
    def thread_ts(self) -> str | None:
        """Answer the parent's ts for a reply (and for a parent itself), else None."""
        return self.body.get("thread_ts")

    @property
    def is_reply(self) -> bool:
        """Tell whether it stands in a thread, below another message."""
        return self.thread_ts is not None and self.thread_ts != self.ts

    @property
    def is_in_channel(self) -> bool:
        """Tell whether it shows in the channel itself: no reply, or one that was also sent there."""
        return not self.is_reply or self.body.get("subtype") == "thread_broadcast"

    @property
    def author(self) -> str | None:
        """Answer the user id of whoever wrote it."""
        return self.body.get("user")


@dataclass(slots=True)
class Conversation:
    """A channel or a direct message. Both dictionaries keep the order of time."""

    id: str
    name: str
    kind: Kind
    members: dict[str, None]
    created: int
    creator: str
    is_archived: bool = False
    topic: str = ""
    purpose: str = ""
    messages: dict[str, Message] = field(default_factory=dict)
    ephemerals: dict[str, Message] = field(default_factory=dict)
    last_read: dict[str, str] = field(default_factory=dict)

    @property
    def is_direct(self) -> bool:
        """Tell whether every message in it is meant for its members personally."""
        return self.kind in (Kind.IM, Kind.MPIM)

    def other(self, user: str) -> str:
        """Answer the other person of a direct message."""
        return next((member for member in self.members if member != user), user)


@dataclass(slots=True)
class StoredFile:
    """A file, its bytes (None until they have arrived) and where it was shared: channel -> list of ts."""

    id: str
    name: str
    user: str
    created: int
    title: str = ""
    mimetype: str = "application/octet-stream"
    expected: int = 0
    data: bytes | None = None
    width: int | None = None
    height: int | None = None
    alt_txt: str | None = None
    is_complete: bool = False
    given_to_app: bool = False
    shares: dict[str, list[str]] = field(default_factory=dict)


@dataclass(slots=True)
class View:
    """A modal or a Home tab. `body` is the view object as Slack shows it, without `state`."""

    id: str
    user: str
    body: Json
    typed: Values = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    # Where the person was when it opened: conversations_select may ask for it.
    channel: str | None = None


@dataclass(slots=True)
class Trigger:
    """Leave to open a view, once, for three seconds."""

    id: str
    user: str
    issued_at: float
    channel: str | None = None
    view_id: str | None = None
    is_used: bool = False


@dataclass(slots=True)
class ReplyAddress:
    """Where a response_url leads: five uses in thirty minutes."""

    token: str
    user: str
    channel: str
    issued_at: float
    original_ts: str | None = None
    thread_ts: str | None = None
    uses: int = 0


@dataclass(slots=True)
class Notification:
    """What made a person's Slack ring. It counts as a mention until the person has read it."""

    channel: str
    ts: str
    why: str
    text: str
    thread_ts: str | None = None
    by: str = ""
    is_read: bool = False

    def as_json(self) -> Json:
        """Answer the form that the control API hands out."""
        told: Json = {"channel": self.channel, "ts": self.ts, "why": self.why, "text": self.text}
        told["user"] = self.by
        if self.thread_ts is not None:
            told["thread_ts"] = self.thread_ts
        return told | {"read": self.is_read}


@dataclass
class Scheduled:
    """A message that an app has scheduled; `post_at` and `created` are Unix seconds of the calendar."""

    id: str
    channel: str
    post_at: int
    body: Json
    created: int
