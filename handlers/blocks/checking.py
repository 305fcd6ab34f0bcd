"""What checks found, in words: on the card, after sending, and when the second check finds something new. Pure."""

from collections.abc import Mapping, Sequence

from handlers import wire
from handlers.blocks import parts, style_says
from handlers.blocks.parts import Block
from handlers.checks.warnings import DRAWN_ANEW, Code, Warned
from handlers.wire import Target
from handlers.words import dates
from handlers.words.catalogue import Safe, Words, escaped
from storage.findings import Severity

MOST_SHOWN = 3
LONGEST_VALUE = 120

Names = Mapping[int, str]
"""Of accounts, by their ids."""


def sentence(one: Warned, names: Names, words: Words) -> str:
    """Plain text; of what stands in some accounts' own text, it says whose."""
    said = bare(one, words)
    whose = ", ".join(names.get(account, "?") for account in one.accounts)
    return words("variants.differs", account=whose, what=said) if whose else said


def bare(one: Warned, words: Words) -> str:
    """The same without whose it is."""
    values = {name: _short(value) for name, value in one.values.items()}
    if one.code in DRAWN_ANEW:
        return words(f"composer.warning_{one.code}", **values)
    if one.code in (Code.PROMOTION_ENDED, Code.PROMOTION_EARLY):
        values["day"] = dates.calendar_day(str(one.values["day"]), words.language)
    if one.code == Code.STYLE:
        return style_says.sentence(values, words)
    if one.code == Code.DEAD_LINK:
        return words(f"checks.dead_link_{one.values['why']}", **values)
    if one.code == Code.NETWORK:
        return words(
            "checks.network", account=values["account"], what=words(f"composer.wrong_{values['problem']}", **values)
        )
    return words(f"checks.{one.code}", **values)


def _short(value: str | int) -> str | int:
    return parts.shortened(value, LONGEST_VALUE) if isinstance(value, str) else value


def few(sentences: Sequence[str], words: Words) -> Safe:
    """The worst three, one a line, and how many more there are."""
    lines = [f"⚠️ {escaped(one)}" for one in sentences[:MOST_SHOWN]]
    more = len(sentences) - MOST_SHOWN
    if more > 0:
        lines.append(escaped(words.count("checks.and_more", more)))
    return Safe("\n".join(lines))


def see_all(target: Target, count: int, words: Words) -> list[Block]:
    """The way to those that are not shown."""
    if count <= MOST_SHOWN:
        return []
    return [parts.button(words("checks.see_all", number=count), wire.SEE_FINDINGS, str(target))]


def every(number: int, sentences: Sequence[str], words: Words) -> Block:
    """All of them, in a modal."""
    lines = [Safe(f"⚠️ {escaped(one)}") for one in sentences] or [Safe(words("checks.none"))]
    return parts.reading(words("checks.title", number=number), parts.sections(lines), close=words("answer.close"))


def is_blocking(one: Warned) -> bool:
    """Nothing is sent with it."""
    return one.severity == Severity.BLOCK
