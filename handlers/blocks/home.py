"""App Home: what waits for me, what is in trouble, what is mine, and what goes out next. Each row acts. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from handlers import wire
from handlers.blocks import away, home_rows, parts, pause, welcome
from handlers.blocks.home_desk import desk_row
from handlers.blocks.home_rows import DraftRow, Trouble
from handlers.blocks.home_setup import BrandRow, ToDo, brand_rows, setup
from handlers.blocks.parts import Block
from handlers.blocks.saying import Reader
from handlers.blocks.welcome import Greeting
from handlers.pausing.standing import Standing
from handlers.snapshot import Snapshot
from handlers.words import dates
from storage.absences import Away

MOST_BLOCKS = 100
"""docs.slack.dev/reference/views/home-tab-views."""

CALLBACK = "home"

Row = TypeVar("Row")


@dataclass(frozen=True)
class Rows(Generic[Row]):
    """What is shown of a list, and whether there is more."""

    shown: Sequence[Row] = ()
    has_more: bool = False


@dataclass(frozen=True)
class Home:
    """Everything on one person's Home."""

    reader: Reader
    channel_id: str
    is_first: bool = False
    channel_trouble: str | None = None
    waiting: Rows[Snapshot] = field(default_factory=Rows)
    trouble: Rows[Trouble] = field(default_factory=Rows)
    mine: Rows[Snapshot] = field(default_factory=Rows)
    drafts: Rows[DraftRow] = field(default_factory=Rows)
    next_out: Rows[Snapshot] = field(default_factory=Rows)
    away: Away | None = None
    """This person's own absence."""
    paused: Sequence[Standing] = ()
    passed_over: int = 0
    """Publications that a pause passed over, and that this person may decide about."""
    may_pause: bool = False
    gaps: Sequence[ToDo] = ()
    """What is left to set up; only admins have any."""
    brands: Sequence[BrandRow] = ()
    """What this person sets up."""
    greeting: Greeting | None = None
    """Their first Home in a brand."""


def view(home: Home) -> Block:
    """The whole Home view."""
    blocks = [
        *_channel_trouble(home),
        *_first_lines(home),
        *welcome.on_home(home.greeting, home.reader.words),
        *away.on_home(home.away, home.reader),
        *pause.on_home(home.paused, home.passed_over, home.reader),
        _top_buttons(home),
        *desk_row(home.reader.words),
        *_list(home, "waiting", home.waiting, home_rows.waiting, says_empty=True),
        *_list(home, "trouble", home.trouble, home_rows.in_trouble),
        *_list(home, "mine", home.mine, home_rows.mine, says_empty=True),
        *_list(home, "drafts", home.drafts, home_rows.draft),
        *_list(home, "next", home.next_out, home_rows.next_out),
        *setup(home.gaps, home.reader.words),
        *brand_rows(home.brands, home.reader.words),
        _foot(home),
    ]
    return {"type": "home", "callback_id": CALLBACK, "blocks": blocks[:MOST_BLOCKS]}


def closed_door(reader: Reader) -> Block:
    """For guests and people of other workspaces: one sentence instead of other people's work."""
    return {"type": "home", "callback_id": CALLBACK, "blocks": [parts.section(reader.words("home.outsider"))]}


def _channel_trouble(home: Home) -> list[Block]:
    if home.channel_trouble is None:
        return []
    where = home_rows.channel(home.channel_id)
    return [parts.section(home.reader.words.mrkdwn("home.channel_trouble_here", channel=where))]


def _first_lines(home: Home) -> list[Block]:
    if not home.is_first:
        return []
    where = home_rows.channel(home.channel_id)
    return [parts.section(home.reader.words.mrkdwn("home.first", channel=where, command=wire.SUBMIT_POST))]


def _top_buttons(home: Home) -> Block:
    words = home.reader.words
    buttons = [parts.button(words("home.new_post"), wire.COMPOSE, "new", style="primary")]
    if len(home.waiting.shown) > 1:
        buttons.append(parts.button(words("home.review_mine"), wire.REVIEW_MINE, "all"))
    if home.may_pause:
        buttons.append(parts.button(words("reminders.button"), wire.REMINDERS_NOW, "mine"))
        buttons.append(parts.button(words("pause.button"), wire.PAUSE_NOW, "all"))
    return parts.actions(*buttons)


def _list(
    home: Home,
    name: str,
    rows: Rows[Row],
    draw: Callable[[Row, Reader], list[Block]],
    *,
    says_empty: bool = False,
) -> list[Block]:
    """A heading and its rows; only the lists that everybody looks for say that they are empty."""
    words = home.reader.words
    if not rows.shown and not says_empty:
        return []
    blocks = [parts.header(words(f"home.{name}"))]
    if not rows.shown:
        return [*blocks, parts.context(words(f"home.{name}_none"))]
    for row in rows.shown:
        blocks += draw(row, home.reader)
    return [*blocks, _more(home, name)] if rows.has_more else blocks


def _more(home: Home, name: str) -> Block:
    """That there are more; where a search shows them all, the way to it."""
    words = home.reader.words
    asked = {"waiting": "waiting", "mine": f"<@{home.reader.user_id}>", "next": "approved"}.get(name)
    if asked is None:
        return parts.context(words("home.and_more"))
    return parts.section(words("home.and_more"), accessory=parts.button(words("home.see_all"), wire.SEE_ALL, asked))


def _foot(home: Home) -> Block:
    place = dates.place_of(home.reader.zone, home.reader.words.language)
    return parts.context(home.reader.words.mrkdwn("home.foot", place=place, command=f"{wire.GREENLIGHT} help"))
