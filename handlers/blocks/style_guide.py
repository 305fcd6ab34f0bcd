"""The style guide in modals: its rules, the form for them, and what they would have said of past posts. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from handlers import wire
from handlers.blocks import noise, parts, style_says
from handlers.blocks.parts import Block
from handlers.blocks.promotions import choice
from handlers.blocks.promotions_shown import Standing
from handlers.checks.warnings import Warned
from handlers.style.rule import Rule
from handlers.style.typed import Flaw, written
from handlers.wire import Target
from handlers.words.catalogue import Safe, Words

TEXT = "rules"
LONGEST = 3000
"""Characters of a text field (docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element)."""

PAGE = 30
MOST_CASES = 3
MOST_FLAWS = 5


class State(StrEnum):
    """Where a rule stands."""

    ON = "on"
    """It speaks."""
    TRIED = "tried"
    """It was tried on past posts, and may be switched on."""
    NEW = "new"
    """It has to be tried first."""


@dataclass(frozen=True)
class Row:
    """A rule in the list."""

    rule: Rule
    state: State

    @property
    def number(self) -> int:
        return self.rule.id or 0


@dataclass(frozen=True)
class Shown:
    """A brand's rules, a page of them."""

    standing: Standing
    rows: Sequence[Row]
    page: str = ""
    """The address of the guide itself."""
    first: int = 0
    total: int = 0
    silenced: Sequence[str] = ()
    """Codes of checks that the brand does not want to hear."""


@dataclass(frozen=True)
class Trial:
    """What one rule would have said of past posts."""

    row: Row
    spoken: int
    of: int
    cases: Sequence[tuple[int, Warned]] = ()
    """Numbers of posts, the newest first, each with what it would have said."""


def view(shown: Shown, words: Words) -> Block:
    """The list; those who may change it have buttons."""
    blocks = [*choice(shown.standing.brands, shown.standing.brand_id, wire.STYLE_BRAND)]
    if shown.page:
        blocks.append(parts.section(words.mrkdwn("style.page", link=parts.link(shown.page, words("style.page_name")))))
    blocks += [_row(row, shown, words) for row in shown.rows] or [parts.section(words("style.none"))]
    stands = shown.standing
    blocks += noise.silenced(list(shown.silenced), stands.brand_id, stands.may_change, words)
    blocks += [*_ways(shown, words), parts.context(words("style.why"))]
    return parts.modal(
        wire.STYLE_VIEW,
        words("style.title"),
        blocks,
        close=words("answer.close"),
        metadata=str(Target(shown.standing.brand_id, shown.first)),
    )


def _row(row: Row, shown: Shown, words: Words) -> Block:
    line = words.mrkdwn("style.row", rule=_line(row.rule), state=words(f"style.state_{row.state}"))
    button = None
    if shown.standing.may_change:
        action, key = {
            State.ON: (wire.STYLE_OFF, "style.switch_off"),
            State.TRIED: (wire.STYLE_TRY, "style.try_again"),
            State.NEW: (wire.STYLE_TRY, "style.try"),
        }[row.state]
        button = parts.button(words(key), action, str(Target(shown.standing.brand_id, row.number)))
    return parts.section(line, accessory=button, block_id=f"rule_{row.number}")


def _line(rule: Rule) -> str:
    return parts.shortened(written([rule]), 300)


def _ways(shown: Shown, words: Words) -> list[Block]:
    brand_id, buttons = shown.standing.brand_id, []
    if shown.standing.may_change:
        buttons.append(parts.button(words("style.write"), wire.STYLE_WRITE, str(Target(brand_id))))
        if any(row.state != State.ON for row in shown.rows):
            buttons.append(parts.button(words("style.try_all"), wire.STYLE_TRY_ALL, str(Target(brand_id))))
        if not shown.total:
            for language in ("en", "ko"):
                buttons.append(parts.button(words(f"style.examples_{language}"), wire.STYLE_EXAMPLES, language))
                buttons[-1]["action_id"] = f"{wire.STYLE_EXAMPLES}_{language}"
    if shown.first:
        buttons.append(parts.button(words("style.earlier"), wire.STYLE_EARLIER, str(max(0, shown.first - PAGE))))
    if shown.first + PAGE < shown.total:
        buttons.append(parts.button(words("style.later"), wire.STYLE_LATER, str(shown.first + PAGE)))
    return [parts.actions(*buttons)] if buttons else []


def form(text: str, brand_id: int, words: Words) -> Block:
    """All rules as text."""
    field = parts.text_input(
        TEXT,
        words("style.field"),
        initial=text[:LONGEST],
        hint=words("style.hint"),
        is_long=True,
        is_optional=True,
        max_length=LONGEST,
    )
    blocks = [parts.section(words.mrkdwn("style.how")), field]
    return parts.modal(
        wire.STYLE_FORM,
        words("style.title"),
        blocks,
        submit=words("style.save"),
        close=words("answer.close"),
        metadata=str(Target(brand_id)),
    )


def mistakes(flaws: Sequence[Flaw], words: Words) -> dict[str, str]:
    """Each line that is no rule, at the field."""
    said = [words(f"style.wrong_{one.code}", line=one.line, found=one.found) for one in flaws[:MOST_FLAWS]]
    if len(flaws) > MOST_FLAWS:
        said.append(words("style.more_wrong", number=len(flaws) - MOST_FLAWS))
    return {TEXT: " ".join(said)}


def trial(found: Sequence[Trial], brand_id: int, words: Words) -> Block:
    """What would have been said, rule by rule; then they can be switched on."""
    blocks: list[Block] = []
    for one in found[:PAGE]:
        blocks += _trial(one, words)
    able = ".".join(str(one.row.number) for one in found[:PAGE] if one.row.state != State.ON)
    if able:
        key = "style.switch_on" if len(found) == 1 else "style.switch_all_on"
        blocks.append(parts.actions(parts.button(words(key), wire.STYLE_ON, able, style="primary")))
    return parts.modal(
        wire.STYLE_TRIAL, words("style.trial"), blocks, close=words("style.back"), metadata=str(Target(brand_id))
    )


def _trial(one: Trial, words: Words) -> list[Block]:
    lines = [words.mrkdwn("style.trial_rule", rule=_line(one.row.rule))]
    if not one.of:
        lines.append(words.mrkdwn("style.no_past"))
    else:
        lines.append(Safe(words.count("style.spoken", one.spoken, of=one.of)))
    for number, warned in one.cases[:MOST_CASES]:
        values = {
            name: parts.shortened(value, 60) if isinstance(value, str) else value
            for name, value in warned.values.items()
        }
        lines.append(words.mrkdwn("style.case", number=f"#{number}", said=style_says.sentence(values, words)))
    return parts.sections(lines)
