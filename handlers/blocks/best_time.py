"""Best times and hashtags of an account, with their evidence in words. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date

from handlers import wire
from handlers.blocks import parts
from handlers.blocks.parts import Block
from handlers.blocks.saying import Reader
from handlers.learning.curve import ENOUGH, Better
from handlers.learning.lessons import Lesson
from handlers.learning.tags import LEAST, TagEffect
from handlers.picturing.week_map import WeekMap
from handlers.words import dates
from handlers.words.catalogue import Safe, Words, escaped

MOST_TAGS = 8
"""Of each kind."""

A_MONDAY = date(2026, 1, 5)


@dataclass(frozen=True)
class Shown:
    """One account's lesson, and what surrounds it."""

    reader: Reader
    account_id: int
    account: str
    network: str
    lesson: Lesson
    zone: ZoneInfo
    """Its readers'."""
    allowed: Collection[int]
    accounts: Sequence[tuple[int, str]]
    """To choose from."""
    is_admin: bool = False
    explores: bool = False
    groups: Mapping[str, str] = field(default_factory=dict)
    """The brand's groups of hashtags, by name."""


def view(shown: Shown) -> Block:
    """The modal."""
    words = shown.reader.words
    blocks = [_choice(shown, wire.BEST_TIME_ACCOUNT), *(parts.section(line) for line in lines(shown)), _buttons(shown)]
    if shown.lesson.tells:
        blocks.append(parts.context(words("learning.usual")))
    blocks.append(parts.context(words("learning.chance")))
    if shown.is_admin or shown.explores:
        blocks.append(parts.context(words("learning.exploring")))
    return _modal(wire.BEST_TIME_VIEW, "learning.title", blocks, shown)


def lines(shown: Shown) -> list[Safe]:
    """What is known, or how much is missing."""
    words, lesson = shown.reader.words, shown.lesson
    if not lesson.results:
        return [Safe(words("learning.nothing"))]
    if lesson.results < ENOUGH:
        missing = ENOUGH - lesson.results
        return [words.mrkdwn("learning.not_enough", results=lesson.results, enough=ENOUGH, missing=missing)]
    told = words.count("learning.results", lesson.results)
    if not lesson.tells:
        return [words.mrkdwn("learning.no_hour", results=told)]
    place = dates.place_of(shown.zone, words.language)
    hours = [_better(lesson.better(hour), words) for hour in lesson.best]
    return [words.mrkdwn("learning.based_on", results=told, place=place), Safe("\n".join(hours))]


def _better(one: Better, words: Words) -> Safe:
    return words.mrkdwn("learning.best", when=hour_name(one.hour, words), **_shares(one))


def _shares(one: Better | TagEffect) -> dict[str, str]:
    return {name: percent(getattr(one, name)) for name in ("share", "low", "high")}


def percent(share: float) -> str:
    """+18 %, with a minus that is one."""
    return f"{share:+.0%}".replace("-", "−").replace("%", " %")


def hour_name(hour: int, words: Words) -> str:
    """Tue 18:00; 화 18:00."""
    day, clock = divmod(hour, 24)
    return f"{day_names(words)[day]} {clock:02}:00"


def day_names(words: Words) -> list[str]:
    """Of a week, short."""
    week = [A_MONDAY + timedelta(days=number) for number in range(7)]
    return [format_date(one, "EEE", locale=words.language) for one in week]


def week_map(shown: Shown) -> WeekMap:
    """The same as a picture."""
    words, lesson = shown.reader.words, shown.lesson
    sure = [lesson.tells and (low > 0 or high < 0) for low, high in zip(lesson.lows, lesson.highs, strict=True)]
    return WeekMap(
        title=words("learning.map_title", account=shown.account),
        days=day_names(words),
        shares=lesson.shares,
        is_sure=sure,
        best=lesson.best if lesson.tells else (),
        allowed=shown.allowed,
        keys=(words("learning.map_key_better"), words("learning.map_key_worse"), words("learning.map_key_unsure")),
    )


def _choice(shown: Shown, action_id: str) -> Block:
    options = [{"text": parts.plain(name, 75), "value": str(number)} for number, name in shown.accounts[:100]]
    chosen = next(one for one in options if one["value"] == str(shown.account_id))
    element: Block = {"type": "static_select", "action_id": action_id, "options": options, "initial_option": chosen}
    element["placeholder"] = parts.plain(shown.reader.words("learning.account"), 150)
    return parts.actions(element)


def _buttons(shown: Shown) -> Block:
    words = shown.reader.words
    buttons = [parts.button(words("learning.tags_button"), wire.HASHTAGS, str(shown.account_id))]
    if shown.lesson.shares:
        buttons.insert(0, parts.button(words("learning.picture"), wire.BEST_TIME_PICTURE, str(shown.account_id)))
    if shown.is_admin:
        key, value = ("explore_off", "off") if shown.explores else ("explore_on", "on")
        buttons.append(parts.button(words(f"learning.{key}"), wire.BEST_TIME_EXPLORE, value))
    return parts.actions(*buttons)


def tags_view(shown: Shown, trends: Sequence[str] = ()) -> Block:
    """Hashtags: what went with what, the brand's own groups, and what the network itself says is trending."""
    words, found = shown.reader.words, shown.lesson.tags
    better = [one for one in found if one.low > 0]
    worse = [one for one in reversed(found) if one.high < 0]
    unsure = [one for one in found if not one.is_clear]
    blocks = [_choice(shown, wire.HASHTAGS_ACCOUNT)]
    for key, some in (("better", better), ("worse", worse), ("unsure", unsure)):
        if some:
            told = [words.mrkdwn(f"learning.tags_{key}"), *(_tag(one, words) for one in some[:MOST_TAGS])]
            blocks += parts.sections(told)
    if shown.lesson.results < ENOUGH:
        blocks += [parts.section(line) for line in lines(shown)]
    elif not found:
        blocks.append(parts.section(words("learning.tags_none", least=LEAST)))
    else:
        blocks.append(parts.context(words("learning.tags_note")))
    blocks += [*_groups(shown), *_trends(shown, trends)]
    return _modal(wire.HASHTAGS_VIEW, "learning.tags_title", blocks, shown)


def _tag(one: TagEffect, words: Words) -> Safe:
    return words.mrkdwn("learning.tag", tag=one.tag, posts=words.count("report.posts", one.posts), **_shares(one))


def _groups(shown: Shown) -> list[Block]:
    if not shown.groups:
        return []
    words = shown.reader.words
    told = [words.mrkdwn("learning.tags_group", name=name, text=text) for name, text in shown.groups.items()]
    return parts.sections([words.mrkdwn("learning.tags_groups"), *told[:MOST_TAGS]])


def _trends(shown: Shown, trends: Sequence[str]) -> list[Block]:
    if not trends:
        return []
    heading = shown.reader.words.mrkdwn("learning.trends", network=shown.reader.words(f"card.network_{shown.network}"))
    return parts.sections([heading, escaped(" · ".join(trends))])


def _modal(callback_id: str, title: str, blocks: Sequence[Block], shown: Shown) -> Block:
    words = shown.reader.words
    return parts.modal(callback_id, words(title), blocks, close=words("answer.close"), metadata=str(shown.account_id))
