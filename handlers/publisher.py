"""The port: what a publisher must offer, and how it fails. Adding a network is one file that keeps this promise.

An outcome is a value, never an exception: the story that publishes has to decide about every one of them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol


class Problem(StrEnum):
    """What is wrong, as a code; the words that people read are made from it elsewhere."""

    TOO_LONG = "too_long"
    """The text has more than the network takes."""
    EMPTY = "empty"
    """Nothing to publish."""
    TOO_MANY_IMAGES = "too_many_images"
    """More images than the network takes in one go."""
    IMAGE_TYPE = "image_type"
    """The network does not take this kind of file."""
    IMAGE_TOO_BIG = "image_too_big"
    """The file has more bytes than the network takes."""
    NOT_ALLOWED = "not_allowed"
    """The token is wrong, revoked, or lacks a right: a person must mend the account."""
    GONE = "gone"
    """The account's address does not exist any more."""
    REFUSED = "refused"
    """The network said no; its own words are in the detail."""
    CHANGED = "changed"
    """What would go out is not what was approved. It is never sent."""
    NO_PUBLISHER = "no_publisher"
    """Nothing here speaks to this network any more."""
    UNREACHABLE = "unreachable"
    """It could not even be reached, again and again."""
    CANT = "cant"
    """A person said that it cannot be posted."""
    PAUSED = "paused"
    """A pause passed it over, so a person decides whether it still goes out."""


@dataclass(frozen=True)
class Flaw:
    """One thing that keeps a text or its images from a network, with the figures that a sentence needs."""

    problem: Problem
    found: int = 0
    allowed: int = 0
    name: str = ""


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
class Allowance:
    """What one account takes. Pure: a form can say it without asking anybody."""

    max_length: int
    count: Callable[[str], int]
    """Length of a text as this network counts it."""
    max_images: int
    max_image_bytes: int
    image_types: frozenset[str] = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})
    needs_text: bool = True

    def flaws(self, text: str, images: Sequence["Size"] = ()) -> list[Flaw]:
        """Everything that is wrong for this network, worst first; empty when it can go out."""
        found = []
        length = self.count(text)
        if length > self.max_length:
            found.append(Flaw(Problem.TOO_LONG, length, self.max_length))
        if not text.strip() and (self.needs_text or not images):
            found.append(Flaw(Problem.EMPTY))
        if len(images) > self.max_images:
            found.append(Flaw(Problem.TOO_MANY_IMAGES, len(images), self.max_images))
        return found + [flaw for image in images for flaw in self._image_flaws(image)]

    def _image_flaws(self, image: "Size") -> list[Flaw]:
        if image.mime not in self.image_types:
            return [Flaw(Problem.IMAGE_TYPE, name=image.name)]
        if image.bytes > self.max_image_bytes:
            return [Flaw(Problem.IMAGE_TOO_BIG, image.bytes, self.max_image_bytes, image.name)]
        return []


@dataclass(frozen=True)
class Size:
    """What an allowance needs to know of an image."""

    name: str
    mime: str
    bytes: int


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
    idempotency_key: str = ""
    started_at: datetime | None = None
    """Machine time of the attempt that is looked up."""
    card_channel: str | None = None
    card_ts: str | None = None


@dataclass(frozen=True)
class Published:
    """The network has it."""

    remote_id: str
    link: str | None = None


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


@dataclass(frozen=True)
class CannotTell:
    """It could not be looked up this time."""

    detail: str = ""


Outcome = Published | Refused | NotSent | Doubtful | HandedOver
Finding = Published | Absent | CannotTell


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
    by_hand: bool = False
    """A person publishes, not a program."""


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

    async def publish(self, outgoing: Outgoing) -> Outcome:
        """Sends it once. Uploads may be repeated inside; the one irreversible call is made once, without retries."""
        ...

    async def look_up(self, outgoing: Outgoing) -> Finding:
        """Whether an earlier attempt got through."""
        ...

    async def check(self) -> Health:
        """For the doctor: can this account publish now?"""
        ...

    async def close(self) -> None:
        """Ends connections."""
        ...


Publishers = dict[int, Publisher]
"""By account id."""
