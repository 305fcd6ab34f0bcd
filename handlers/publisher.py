"""The port: what a publisher must offer, and how it fails. Adding a network is one file that keeps this promise.

An outcome is a value, never an exception: the story that publishes has to decide about every one of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol, runtime_checkable

from handlers.allowance import Allowance
from handlers.problem import Problem


@dataclass(frozen=True)
class Picture:
    """An image as it goes out."""

    content: bytes
    mime: str
    name: str
    alt_text: str = ""
    width: int = 0
    height: int = 0


@dataclass(frozen=True)
class Video:
    """A video as it goes out."""

    content: bytes
    mime: str
    name: str
    alt_text: str = ""
    width: int = 0
    height: int = 0
    seconds: float = 0


@dataclass(frozen=True)
class Flags:
    """What the author says about the content, for networks that have a place for it."""

    is_sensitive: bool = False
    warning: str = ""
    """What readers are warned of before they see it."""
    is_paid: bool = False
    """A paid partnership."""
    is_ai: bool = False
    """Made with AI."""


@dataclass(frozen=True)
class Published:
    """The network has it."""

    remote_id: str
    link: str | None = None
    rests_for: timedelta | None = None
    """The network says that nothing is left for this account until then."""


@dataclass(frozen=True)
class Refused:
    """A definite no; nothing is live."""

    problem: Problem
    detail: str = ""
    """What the network said, in its own words."""


@dataclass(frozen=True)
class NotSent:
    """For certain nothing reached the network (no connection, or 429): it may be tried again."""

    detail: str = ""
    retry_after: timedelta | None = None
    """The account has to rest so long (429)."""
    is_spent: bool = False
    """What was prepared cannot be used any more; the next attempt prepares afresh."""


@dataclass(frozen=True)
class Outgoing:
    """One publication, ready to go."""

    publication_id: int
    submission_id: int
    address: str
    """The account's address: an instance's URL, a channel id, a user id."""
    account: str
    """The account's name."""
    text: str
    """Exactly as approved."""
    pictures: tuple[Picture, ...] = ()
    video: Video | None = None
    flags: Flags = field(default_factory=lambda: Flags())
    idempotency_key: str = ""
    handle: str = ""
    """What `prepare` made for it."""
    started_at: datetime | None = None
    """Machine time of the attempt that is looked up."""
    card_channel: str | None = None
    card_ts: str | None = None


@dataclass(frozen=True)
class Made:
    """Everything that may be repeated is done: uploads, containers. Nothing is live yet."""

    handle: str
    """Whatever `publish` needs of it, in the publisher's own form; at most 4,000 characters."""


@dataclass(frozen=True)
class Doubtful:
    """It may or may not be live: a timeout, a reset, a 5xx."""

    detail: str = ""


@dataclass(frozen=True)
class HandedOver:
    """A person posts it by hand and says so; until then the publication stays in that person's hands."""

    user_id: str


@dataclass(frozen=True)
class Absent:
    """Looked up, and the network does not have it (yet)."""

    may_repeat: bool = False
    """The network itself makes sure that the same call cannot double now."""


@dataclass(frozen=True)
class CannotTell:
    """It could not be looked up this time."""

    detail: str = ""
    may_repeat: bool = False
    """The other side recognises a repetition, so the same call clears it up."""


@dataclass(frozen=True)
class Gone:
    """Taken down, or not there any more."""


@dataclass(frozen=True)
class Figures:
    """How it did so far; nothing for what the network does not offer."""

    views: int | None = None
    likes: int | None = None
    reposts: int | None = None
    replies: int | None = None
    clicks: int | None = None
    raw: Mapping[str, Any] = field(default_factory=dict)
    """The network's own answer."""


Preparation = Made | Refused | NotSent
Outcome = Published | Refused | NotSent | Doubtful | HandedOver
Finding = Published | Absent | CannotTell
Removal = Gone | Refused | NotSent | Doubtful
Reading = Figures | Refused | NotSent


@dataclass(frozen=True)
class Health:
    """What the doctor tells about an account."""

    is_well: bool
    detail: str = ""
    advice: str = ""


@dataclass(frozen=True)
class Manner:
    """How a network behaves; facts that stories decide by, so that none of them asks for a network's name."""

    is_practice: bool = False
    """Nothing leaves Slack's review channel; an author may approve their own."""
    undo_for: timedelta = field(default=timedelta(0))
    """How long an immediate publication waits, so that the last yes can be taken back."""
    repeatable_for: timedelta = field(default=timedelta(0))
    """For how long after the first attempt the same call may be made again without doubling."""
    repeats_safely: bool = False
    """The same call with the same handle never doubles, whenever it is made."""
    by_hand: bool = False
    """A person publishes, not a program."""
    takes_comment: bool = False
    """A first comment can be written under what is live."""
    can_take_down: bool = False
    """What is live can be deleted from here."""
    has_figures: bool = False
    """It says how a publication did."""
    needs_public_media: bool = False
    """It fetches media from a public address."""


@runtime_checkable
class Trending(Protocol):
    """A publisher whose network tells in public what is trending: hashtags, or topics."""

    async def trends(self) -> Sequence[str]:
        """As people read them there, hashtags with their sign, the strongest first; none if it did not answer."""
        ...


class Publisher(Protocol):
    """The code that speaks to one account of one network."""

    network: str
    manner: Manner

    def allowance(self) -> Allowance:
        """What this account takes, as far as is known now; never asks the network."""
        ...

    async def learn(self) -> Allowance:
        """The same, after asking the network where it has limits of its own. Keeps the old answer when it cannot."""
        ...

    async def prepare(self, outgoing: Outgoing) -> Preparation:
        """Everything that may be repeated, such as uploads. Publishes nothing. Asked only while there is no handle."""
        ...

    async def publish(self, outgoing: Outgoing) -> Outcome:
        """The one irreversible call, made once, without retries, with the handle that `prepare` left."""
        ...

    async def look_up(self, outgoing: Outgoing) -> Finding:
        """Whether an earlier attempt got through."""
        ...

    async def comment(self, outgoing: Outgoing, under: str) -> Outcome:
        """Writes the text under the remote id of what is live, once. Refused where the manner takes no comment."""
        ...

    async def take_down(self, remote_id: str) -> Removal:
        """Deletes what is live; may be repeated. Refused where the manner cannot."""
        ...

    async def figures(self, remote_id: str) -> Reading:
        """How it did so far. Refused where the manner has no figures."""
        ...

    async def check(self) -> Health:
        """For the doctor: can this account publish now?"""
        ...

    async def close(self) -> None:
        """Ends connections."""
        ...


Publishers = dict[int, Publisher]
"""By account id."""
