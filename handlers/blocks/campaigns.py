"""The campaigns of a brand in a modal, and the form of one. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.parts import Block
from handlers.campaigning.progress import Progress
from handlers.words import dates
from handlers.words.catalogue import Safe, Words, escaped
from storage.campaigns import Counts, Share

GOAL, NUMBER, COUNTS, ENDS, OWNER, ADVISERS, PAID = "goal", "number", "counts", "ends", "owner", "advisers", "paid"
LONGEST_GOAL = 300
MOST_SHOWN = 40
MOST_PEOPLE = 12
"""Of a campaign; more are counted."""


@dataclass(frozen=True)
class Shown:
    """A brand's campaigns, and what surrounds them."""

    brand_id: int
    brand: str
    campaigns: Sequence[Progress]
    brands: Sequence[tuple[int, str]]
    """Those that this person may read about."""
    is_admin: bool


def view(shown: Shown, words: Words) -> Block:
    """The modal."""
    blocks = [parts.header(words("campaigns.heading", brand=shown.brand)), *_brands(shown, words)]
    for place, one in enumerate(shown.campaigns[:MOST_SHOWN]):
        blocks += _campaign(one, place, shown, words)
    if not shown.campaigns:
        blocks.append(parts.section(words("campaigns.none")))
    blocks.append(parts.context(words("campaigns.foot")))
    return parts.modal(
        wire.CAMPAIGNS_VIEW, words("campaigns.title"), blocks, close=words("answer.close"), metadata=str(shown.brand_id)
    )


def _brands(shown: Shown, words: Words) -> list[Block]:
    if len(shown.brands) < 2:
        return []
    options = [{"text": parts.plain(name, 75), "value": str(number)} for number, name in shown.brands[:100]]
    chosen = next((one for one in options if one["value"] == str(shown.brand_id)), None)
    element: Block = {"type": "static_select", "action_id": wire.CAMPAIGNS_BRAND, "options": options}
    return [parts.actions({**element, "initial_option": chosen} if chosen else element)]


def _campaign(one: Progress, place: int, shown: Shown, words: Words) -> list[Block]:
    edit = parts.button(words("campaigns.edit"), wire.CAMPAIGN_EDIT, str(place)) if shown.is_admin else None
    return details(one, words, edit)


def details(one: Progress, words: Words, edit: Block | None = None) -> list[Block]:
    """What it is for, how far it is, and what each contributed; in a report as well."""
    goal = one.goal or words("campaigns.no_goal")
    head = Safe(f"*{escaped(parts.shortened(one.name, 75))}*\n{escaped(goal)}\n{escaped(how_far(one, words))}")
    return [parts.section(head, accessory=edit), *([parts.context(_by(one, words))] if one.by else [])]


def how_far(one: Progress, words: Words) -> str:
    """12 of 40 posts live · until 31 December 2026 · Mina looks after it."""
    counted = words(f"campaigns.counted_{one.counts}", reached=f"{one.reached:,}")
    if one.number:
        counted = words(f"campaigns.of_{one.counts}", reached=f"{one.reached:,}", number=f"{one.number:,}")
    return " · ".join([counted, *_rest(one, words)])


def _rest(one: Progress, words: Words) -> list[str]:
    """Until when, and who looks after it."""
    said = []
    if one.ends_on:
        said.append(words("campaigns.until", day=dates.calendar_day(one.ends_on, words.language)))
    if one.owner:
        said.append(words("campaigns.owner", name=one.owner))
    return said


def _by(one: Progress, words: Words) -> str:
    """Contributions, not a ranking."""
    said = [f"{name} {_share(share, words)}" for name, share in one.by[:MOST_PEOPLE]]
    more = len(one.by) - MOST_PEOPLE
    return words("campaigns.by", people=" · ".join(said)) + (f" · +{more}" if more > 0 else "")


def _share(share: Share, words: Words) -> str:
    posts = words.count("campaigns.posts", share.posts)
    return words("campaigns.share", posts=posts, engagement=f"{share.engagement:,}") if share.engagement else posts


def goal_line(one: Progress, words: Words) -> str:
    """Below the composer's field; empty where nobody wrote a goal."""
    if not one.goal:
        return ""
    rest = _rest(one, words)
    return words("campaigns.goal_line", goal=one.goal, rest=" · ".join(rest)) if rest else one.goal


def form(one: Progress, brand_id: int, words: Words) -> Block:
    """Everything is optional: a campaign can be a name alone."""
    paid = {"text": parts.plain(words("campaigns.paid_option"), 75), "value": PAID}
    ticked = {"initial_options": [paid]} if one.is_paid else {}
    counts = [{"text": parts.plain(words(f"campaigns.counts_{kind}"), 75), "value": kind.value} for kind in Counts]
    chosen = next(option for option in counts if option["value"] == one.counts)
    blocks = [
        parts.section(Safe(f"*{escaped(one.name)}*")),
        parts.text_input(
            GOAL,
            words("campaigns.goal"),
            initial=one.goal,
            hint=words("campaigns.goal_hint"),
            is_optional=True,
            max_length=LONGEST_GOAL,
        ),
        _optional(NUMBER, "number", _number(one), words),
        _optional(COUNTS, "counts", {"type": "static_select", "options": counts, "initial_option": chosen}, words),
        _optional(ENDS, "ends", _picker(one.ends_on), words),
        _optional(OWNER, "owner_label", _person(one.owner_id), words),
        _optional(ADVISERS, "advisers", _people(one.advisers), words, hint=words("campaigns.advisers_hint")),
        _optional(PAID, "paid", {"type": "checkboxes", "options": [paid], **ticked}, words),
    ]
    return parts.modal(
        wire.CAMPAIGN_FORM,
        words("campaigns.title"),
        blocks,
        submit=words("campaigns.save"),
        close=words("answer.close"),
        metadata=f"{brand_id} {one.name}",
    )


def _optional(block_id: str, label: str, element: Block, words: Words, hint: str = "") -> Block:
    return parts.field(block_id, words(f"campaigns.{label}"), element, hint=hint, is_optional=True)


def _number(one: Progress) -> Block:
    element: Block = {"type": "number_input", "is_decimal_allowed": False, "min_value": "1", "max_value": "1000000000"}
    return {**element, "initial_value": str(one.number)} if one.number else element


def _picker(day: str | None) -> Block:
    return {"type": "datepicker", **({"initial_date": day} if day else {})}


def _person(user_id: str | None) -> Block:
    return {"type": "users_select", **({"initial_user": user_id} if user_id else {})}


def _people(user_ids: Sequence[str]) -> Block:
    element: Block = {"type": "multi_users_select", "max_selected_items": 10}
    return {**element, "initial_users": list(user_ids)} if user_ids else element
