"""How many a day at most, and how many a week are aimed for, out of what somebody typed. Pure."""

import re
from collections.abc import Sequence

from handlers.rhythm.mistakes import Misread, Mistake

MOST = 100

_WORDS = {"one": 1, "once": 1, "two": 2, "twice": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_NUMBER = rf"(?P<number>\d{{1,6}}|{'|'.join(_WORDS)})"
_COUNTED = r"(?:\s*(?:times|posts?|개|건|번|회|편))?"

_A_DAY: Sequence[re.Pattern[str]] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:at\s+most|max(?:imum|\.)?|no\s+more\s+than|up\s+to)\s+(?:of\s+)?{_NUMBER}{_COUNTED}\s+(?:a|per|each|every)\s+day",
        rf"(?:하루에?|일일|매일)\s*(?:최대|많아야)\s*{_NUMBER}{_COUNTED}(?:까지|만)?",
        rf"최대\s*(?:하루에?|일일)\s*{_NUMBER}{_COUNTED}(?:까지|만)?",
        rf"(?:하루에?|일일)\s*{_NUMBER}{_COUNTED}\s*(?:까지|이하)",
    )
)
_A_WEEK: Sequence[re.Pattern[str]] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:aim(?:ing)?(?:\s+(?:for|at))?|goal(?:\s+of)?|target(?:\s+of)?)\s*:?\s+{_NUMBER}{_COUNTED}\s+(?:a|per|each|every)\s+week",
        rf"(?:일주일에?|한\s*주에?|주간?|매주)\s*(?:목표(?:는)?\s*)?{_NUMBER}{_COUNTED}(?:\s*(?:를|을)?\s*(?:목표|목표로))?(?![\w:])",
        rf"목표(?:는)?\s*(?:일주일에?|한\s*주에?|주간?|매주)\s*{_NUMBER}{_COUNTED}(?![\w:])",
    )
)


def taken_from(text: str) -> tuple[str, int | None, int | None]:
    """The rest, with a comma where a limit stood; the most of a day; the aim of a week. Raises Misread."""
    text, most = _taken(text, _A_DAY)
    text, aim = _taken(text, _A_WEEK)
    return text, most, aim


def _taken(text: str, patterns: Sequence[re.Pattern[str]]) -> tuple[str, int | None]:
    found = None
    for pattern in patterns:
        for one in pattern.finditer(text):
            if found is not None:
                raise Misread(Mistake.LIMIT_TWICE, found=one[0])
            found = _number(one)
        text = pattern.sub(",", text)
    return text, found


def _number(one: re.Match[str]) -> int:
    said = one["number"].casefold()
    number = _WORDS.get(said) or int(said)
    if not 1 <= number <= MOST:
        raise Misread(Mistake.LIMIT, found=one[0], most=MOST)
    return number
