"""Rules as people type them, one a line, and back: `ban: synergy -> teamwork`, `block name [en]: GitHub // We asked`.

A line is a kind, its pattern behind a colon, `->` and what to write instead, `//` and why, `//` and an example. Before
the kind, `block` keeps such a text from being sent; behind it, `[en]` or `[ko]` means texts in that language alone. A
line that begins with `#` is a remark. Pure.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import regex

from handlers.style import judging
from handlers.style.rule import COUNTED, WORDED, Kind, Rule
from storage.findings import Severity

MOST_RULES = 200
"""Of one brand."""

MOST_PATTERN, MOST_WHY = 300, 200
"""Characters."""

MOST_COUNTED = 500

FORMS = ("haeyo", "hamnida", "plain")

_LINE = re.compile(
    r"(?P<block>block\s+)?(?P<kind>[a-z]+)\s*(?:\[\s*(?P<language>en|ko)\s*\])?\s*:\s*(?P<rest>.+)", re.IGNORECASE
)


@dataclass(frozen=True)
class Flaw:
    """What is wrong in which line; the code is a key under `style.wrong_`."""

    line: int
    code: str
    found: str = ""


def read(text: str) -> tuple[list[Rule], list[Flaw]]:
    """All rules of a text, and every line that is none."""
    rules, flaws = list[Rule](), list[Flaw]()
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            found = _rule(line.strip())
            if isinstance(found, Rule):
                rules.append(found)
            else:
                flaws.append(Flaw(number, found, line.strip()[:80]))
    if len(rules) > MOST_RULES:
        flaws.append(Flaw(MOST_RULES + 1, "too_many"))
    return rules, flaws


def _rule(line: str) -> Rule | str:
    """The rule, or the code of what is wrong with it."""
    found = _LINE.fullmatch(line)
    if found is None:
        return "form"
    kind = found["kind"].lower()
    if kind not in list(Kind):
        return "kind"
    rest, _, reason = found["rest"].partition(" // ")
    why, _, example = reason.partition(" // ")
    pattern, _, replacement = rest.partition("->")
    rule = Rule(
        Kind(kind),
        pattern.strip(),
        replacement.strip(),
        (found["language"] or "").lower(),
        Severity.BLOCK if found["block"] else Severity.WARN,
        why.strip(),
        example.strip(),
    )
    return wrong_with(rule) or rule


def wrong_with(rule: Rule) -> str | None:
    """The code of what is wrong with a rule, however it was made."""
    if not rule.pattern:
        return "empty"
    if len(rule.pattern) > MOST_PATTERN or max(map(len, (rule.message, rule.replacement, rule.example))) > MOST_WHY:
        return "too_long"
    if rule.kind in COUNTED and not (rule.pattern.isdecimal() and int(rule.pattern) <= MOST_COUNTED):
        return "number"
    if rule.kind in WORDED and not rule.words:
        return "empty"
    if rule.kind == Kind.PREFER and not rule.replacement:
        return "no_better"
    if rule.kind == Kind.ADDRESS and rule.pattern not in FORMS:
        return "address"
    return _wrong_pattern(rule.pattern) if rule.kind == Kind.PATTERN else None


def _wrong_pattern(pattern: str) -> str | None:
    try:
        compiled = judging.compiled(pattern)
    except (regex.error, OverflowError, RecursionError):
        return "pattern"
    if compiled.search("") is not None:
        return "everything"
    return "wild" if any(judging.runs_wild(pattern, judging.WORST_TEXTS)) else None


def written(rules: Iterable[Rule]) -> str:
    """The same text that `read` would read them from."""
    return "\n".join(_line(rule) for rule in rules)


def _line(rule: Rule) -> str:
    block = "block " if rule.severity == Severity.BLOCK else ""
    language = f" [{rule.language}]" if rule.language else ""
    instead = f" -> {rule.replacement}" if rule.replacement else ""
    reasons = [rule.message, rule.example] if rule.example else [rule.message] if rule.message else []
    why = "".join(f" // {one}" for one in reasons)
    return f"{block}{rule.kind}{language}: {rule.pattern}{instead}{why}"
