"""What every story has at hand. It is put together once, in bot/app.py; a test replaces any part by naming it."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from slack_sdk.web.async_client import AsyncWebClient

from handlers.checks.link_reader import LinkReader
from handlers.doorway import Connecting, NotFromHere
from handlers.look import Look
from handlers.publisher import Publishers
from handlers.slack import Slack
from handlers.typed.decode import FieldManner
from handlers.typed.keystrokes import Keystrokes
from storage.database import Database

T = TypeVar("T")


@dataclass(frozen=True)
class Wake:
    """Tells the clock's stories that there is something to do now; losing a call costs one poll, never the work."""

    deliver: Callable[[], None] = lambda: None
    publish: Callable[[], None] = lambda: None


@dataclass(frozen=True)
class Desk:
    """The records, the ways out, and the two clocks."""

    database: Database
    client: AsyncWebClient
    """For modals, Home and look-ups: calls whose failure the person sees at once. It repeats nothing by itself."""
    slack: Slack
    """For everything that is posted: paced, with typed failures."""
    publishers: Publishers
    team_id: str
    bot_user_id: str
    calendar: Callable[[], datetime]
    """Due, overdue, nudges, digests. It can be turned forward in the demo and in tests."""
    machine: Callable[[], datetime]
    """Leases, timeouts, pace. It cannot be turned."""
    new_id: Callable[[], str]
    """A fresh random identifier."""
    owner: str
    """This process, as the owner of leases; random at every start."""
    download: Callable[[str], Awaitable[bytes]]
    """The bytes of one of Slack's files, by its private URL. Raises FileTrouble."""
    wake: Wake = field(default_factory=Wake)
    patience: timedelta = timedelta(seconds=1.5)
    """How long a press waits for its commit before it says that it is still at work; Slack allows 3 s."""
    keystrokes: Keystrokes = field(default_factory=Keystrokes)
    """What people are typing into composers at this moment."""
    field_manner: FieldManner = field(default_factory=FieldManner)
    """How this workspace sends what is typed into forms."""
    background: set["asyncio.Task[Any]"] = field(default_factory=set)
    """Work that goes on after its answer; the machine waits for it when it stops."""
    in_hand: Counter[int] = field(default_factory=Counter)
    """Publications that this process is publishing, by account."""
    turns: dict[int, asyncio.Semaphore] = field(default_factory=dict)
    """Calls to each account that may be under way at the same time."""
    rests: dict[int, datetime] = field(default_factory=dict)
    """Until when, by the machine's clock, networks want accounts to be left alone, as this process heard."""
    connecting: Connecting = field(default_factory=NotFromHere)
    """The way to the networks' pages of agreement."""
    drawing: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))
    """A large image takes some hundred megabytes while it is drawn, so it is one at a time."""
    scopes: frozenset[str] = frozenset()
    """What the bot's token may do, as Slack said at the start; empty where it did not say."""
    looks: Mapping[str, Look] = field(default_factory=dict)
    """How each network shows what is published, by its name."""
    calendar_address: str = ""
    """Where calendar programs find us, up to the secret; empty where nobody outside can reach us."""
    links: LinkReader | None = None
    """Looks at links; nothing where that is switched off."""
    spell: Callable[[str], Awaitable[list[tuple[str, str]] | None]] | None = None
    """A text to its known misspellings, each with what it should be; nothing where no program looks for them."""
    visitors: dict[str, datetime] = field(default_factory=dict)
    """Who opened App Home, and when by the machine's clock: theirs is redrawn when they act in a modal."""

    @property
    def practice(self) -> frozenset[int]:
        """Ids of the practice accounts."""
        return frozenset(number for number, one in self.publishers.items() if one.manner.is_practice)


class FileTrouble(Exception):
    """A file could not be fetched; the code is a key under `answer.` in the words."""

    def __init__(self, code: str, name: str = "") -> None:
        super().__init__(code)
        self.code, self.name = code, name


def go_on(desk: Desk, work: Coroutine[Any, Any, T]) -> "asyncio.Task[T]":
    """Lets work go on after its answer, and keeps hold of it until it is done."""
    task = asyncio.create_task(work)
    desk.background.add(task)
    task.add_done_callback(desk.background.discard)
    return task
