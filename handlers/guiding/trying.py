"""What rules would have said of past posts. Pure, and slow enough for a thread of its own."""

from collections.abc import Iterable, Sequence

from handlers.blocks.style_guide import MOST_CASES, Row, State, Trial
from handlers.style.judging import judge
from handlers.style.rule import Rule


def trials(rules: Iterable[tuple[int, Rule, State]], texts: Sequence[tuple[int, str]]) -> list[Trial]:
    """One for each rule."""
    return [_trial(Row(rule, state), texts) for _, rule, state in rules]


def _trial(row: Row, texts: Sequence[tuple[int, str]]) -> Trial:
    cases = [(number, said[0]) for number, text in texts if (said := judge(text, [row.rule]))]
    return Trial(row, len(cases), len(texts), cases[:MOST_CASES])
