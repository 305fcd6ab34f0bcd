"""What is left to set up, for admins: each with the reason, and what to do. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.parts import Block
from handlers.words import dates
from handlers.words.catalogue import Safe, Words

MANY_APPROVERS = 5
"""With more named people, each waits for the others to decide."""


class Gap(StrEnum):
    """One thing that is not set up, or could be set up better."""

    NO_ADMINS = "no_admins"
    """Nobody is asked when approvers stay silent, or when something breaks."""
    NO_APPROVERS = "no_approvers"
    """Every member of the review channel may approve, so nobody in particular does."""
    MANY_APPROVERS = "many_approvers"
    """More than five are named."""
    TOO_FEW_APPROVERS = "too_few_approvers"
    """More approvals are needed than people are named."""
    ONE_APPROVER = "one_approver"
    """Nobody can approve what the only approver writes."""
    APPROVERS_EMPTIED = "approvers_emptied"
    """User groups are named, and nobody is in them."""
    APPROVER_GONE = "approver_gone"
    """A named approver's Slack account was deactivated."""
    APPROVER_OUTSIDE = "approver_outside"
    """A named approver does not see the review channel."""
    PRACTICE_ONLY = "practice_only"
    """Nothing leaves Slack yet."""
    NO_ACCOUNTS = "no_accounts"
    """Another brand has them all."""
    NO_DIGEST = "no_digest"
    """The first daily digest has not been posted."""
    GROUPS_ASLEEP = "groups_asleep"
    """The app was installed before it asked to read user groups."""
    ABSENCES_ASLEEP = "absences_asleep"
    """The app was installed before it asked to notice do-not-disturb."""


MOST_BRANDS = 6
"""Of which an admin sees the rules on Home; with more of them, a file is the better place."""


@dataclass(frozen=True)
class BrandRow:
    """A brand that this person sets up."""

    brand_id: int
    name: str
    channel_id: str
    zone: ZoneInfo


def brand_rows(rows: Sequence[BrandRow], words: Words) -> list[Block]:
    """A heading and a row for each; nothing for whoever sets nothing up."""
    if not rows:
        return []
    blocks = [parts.header(words("brand.home_heading"))]
    for row in rows[:MOST_BRANDS]:
        blocks += _brand_row(row, words)
    if len(rows) > MOST_BRANDS:
        blocks.append(parts.context(words("brand.home_others", count=len(rows) - MOST_BRANDS)))
    accounts = parts.button(words("connecting.button"), wire.ACCOUNTS, "all")
    return [*blocks, parts.actions(parts.button(words("brand.home_new"), wire.BRAND_NEW, "new"), accounts)]


def _brand_row(row: BrandRow, words: Words) -> list[Block]:
    place = dates.place_of(row.zone, words.language)
    where = Safe(f"<#{row.channel_id}>")
    line = words.mrkdwn("brand.home_row", brand=row.name, channel=where, place=place)
    number = str(row.brand_id)
    buttons = [
        parts.button(words("brand.home_set_up"), wire.BRAND_SET_UP, number),
        parts.button(words("brand.home_steps"), wire.BRAND_STEPS, number),
        parts.button(words("brand.home_more"), wire.BRAND_MORE, number),
    ]
    return [parts.section(line), parts.actions(*buttons)]


@dataclass(frozen=True)
class ToDo:
    """A gap, and whose it is where there are several brands."""

    gap: Gap
    brand: str = ""


MOST_TO_DO = 12


def setup(to_do: Sequence[ToDo], words: Words) -> list[Block]:
    """A heading and a line for each; nothing when all is set up."""
    if not to_do:
        return []
    lines = [f"• {_line(one, words)}" for one in to_do[:MOST_TO_DO]]
    return [parts.header(words("home.setup")), parts.section(Safe("\n".join(lines)))]


def _line(one: ToDo, words: Words) -> Safe:
    said = words.mrkdwn(f"home.setup_{one.gap}")
    return words.mrkdwn("home.setup_of", brand=one.brand, what=said) if one.brand else said
