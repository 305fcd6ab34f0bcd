"""A rhythm as people say it, in English or Korean, as slots and limits. Pure.

"Mon to Fri 09:00 and 15:00, Sat 11:00; at most 3 a day, aim for 5 a week" and
"월~금 09:00, 15:00 · 토 11:00; 하루 최대 3, 주 5 목표" are the same. "Tips: Tue 10:00" is a slot of the queue Tips.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from handlers.rhythm import limits, tokens
from handlers.rhythm.mistakes import Misread, Mistake
from handlers.rhythm.slots import Rhythm
from handlers.rhythm.tokens import Kind, Token

MOST_SLOTS = 100
"""In a week, on one account."""

APART = 5
"""Minutes between two slots, at least."""

LONGEST_QUEUE = 30
"""Characters of a queue's name."""

_LISTED = re.compile(r"[;\n]|(?<=\s)[·•](?=\s)")
"""Between the parts of a rhythm. A dot between two days, without spaces, is a comma."""

Slot = tuple[int, str, str]
"""ISO weekday, HH:MM, queue."""


def rhythm_in(text: str) -> Rhythm:
    """Nothing typed is no rhythm. Raises Misread."""
    plain = unicodedata.normalize("NFKC", text)
    plain, most, aim = limits.taken_from(plain)
    found = [slot for part in _LISTED.split(plain) if part.strip(" \t\r,.") for slot in _slots(part)]
    _check(found)
    return Rhythm(tuple(_together(dict.fromkeys(found))), most, aim)


def _slots(part: str) -> Iterator[Slot]:
    queue, rest = _queue(part)
    for group in _groups(tokens.of(rest)):
        if not group.times:
            raise Misread(Mistake.NO_TIME, found=group.said)
        yield from ((day, at, queue) for at in group.times for day in sorted(group.days))


def _queue(part: str) -> tuple[str, str]:
    """What stands before a colon that is not that of a time."""
    found = re.search(r":", part)
    while found and part[: found.start()][-1:].isdigit() and part[found.end() :][:1].isdigit():
        found = re.compile(":").search(part, found.end())
    if not found:
        return "", part
    name = " ".join(part[: found.start()].split())
    if _are_days(name):
        return "", f"{name} {part[found.end() :]}"
    if not name or len(name) > LONGEST_QUEUE or re.search(r"\d:\d", name):
        raise Misread(Mistake.QUEUE, found=name[:60], most=LONGEST_QUEUE)
    return name, part[found.end() :]


def _are_days(name: str) -> bool:
    """`Mon to Fri: 09:00` names no queue."""
    try:
        return all(token.kind != Kind.TIME for token in tokens.of(name)) and bool(name)
    except Misread:
        return False


@dataclass
class _Group:
    """Days, and the times on each of them."""

    days: set[int] = field(default_factory=set)
    times: list[str] = field(default_factory=list)
    said: str = ""


def _groups(found: list[Token]) -> list[_Group]:
    """A day after a time begins another group."""
    groups: list[_Group] = []
    for place, token in enumerate(found):
        before = found[place - 1] if place else None
        if token.kind == Kind.TIME:
            _add_time(groups, token)
        elif token.kind == Kind.TO:
            _check_range(before, found[place + 1] if place + 1 < len(found) else None)
        elif before is not None and before.kind == Kind.TO:
            groups[-1].days |= _from_to(found[place - 2], token)
            groups[-1].said += f" – {token.text}"
        else:
            _add_days(groups, token)
    return groups


def _add_time(groups: list[_Group], token: Token) -> None:
    if not groups:
        raise Misread(Mistake.NO_DAYS, found=token.text)
    groups[-1].times.append(token.value)


def _check_range(before: Token | None, after: Token | None) -> None:
    """A range is from one day to another one."""
    if not all(one is not None and one.kind == Kind.DAYS and len(one.value) == 1 for one in (before, after)):
        said = " – ".join(one.text for one in (before, after) if one is not None)
        raise Misread(Mistake.RANGE, found=said or "–")


def _from_to(first: Token, last: Token) -> set[int]:
    """It may go over the weekend: Fri to Mon."""
    begins, ends = int(first.value), int(last.value)
    return {(begins - 1 + step) % 7 + 1 for step in range((ends - begins) % 7 + 1)}


def _add_days(groups: list[_Group], token: Token) -> None:
    if not groups or groups[-1].times:
        groups.append(_Group())
    group = groups[-1]
    group.days |= {int(day) for day in token.value}
    group.said = f"{group.said}, {token.text}" if group.said else token.text


def _check(found: list[Slot]) -> None:
    if len(set(found)) > MOST_SLOTS:
        raise Misread(Mistake.TOO_MANY, found=len(set(found)), most=MOST_SLOTS)
    for first, second in pairwise(sorted({(day, _minutes(at), queue, at) for day, at, queue in found})):
        if first[0] != second[0] or second[1] - first[1] >= APART:
            continue
        code = Mistake.TWICE if first[1] == second[1] else Mistake.CLOSE
        raise Misread(code, first=first[3], second=second[3], least=APART)


def _minutes(at: str) -> int:
    return int(at[:2]) * 60 + int(at[3:])


def _together(found: Iterable[Slot]) -> list[dict[str, str]]:
    """One entry a time and queue, with all of its days."""
    days: dict[tuple[str, str], set[int]] = {}
    for day, at, queue in found:
        days.setdefault((queue, at), set()).add(day)
    return [{"days": "".join(map(str, sorted(on))), "at": at, "queue": queue} for (queue, at), on in days.items()]
