"""The small checks that the tables of elements, blocks and views are made of.

A check is given a value, the JSON pointer of its place, and the list to which it adds what is wrong, in the words
that Slack uses.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
Problems = list[str]
Check = Callable[[Any, str, Problems], None]


def wrong(problems: Problems, what: str, at: str) -> None:
    """Add one problem, with the place it is at."""
    problems.append(f"{what} [json-pointer:{at}]")


def units(text: str) -> int:
    """Count as the strictest reading does: in UTF-16, where an emoji is two. Slack does not say how it counts."""
    return len(text) + sum(ord(char) > 0xFFFF for char in text)


@dataclass(frozen=True)
class Shape:
    """An object with known fields, some required, and rules about how they go together."""

    fields: dict[str, Check]
    required: tuple[str, ...] = ()
    rules: tuple[Check, ...] = field(default=())

    def __call__(self, value: Any, at: str, problems: Problems) -> None:
        """Check an object and everything in it."""
        if not isinstance(value, dict):
            wrong(problems, "must be an object", at)
            return
        for name in self.required:
            if value.get(name) is None:
                wrong(problems, f"missing required field: {name}", at)
        for name, inside in value.items():
            check = self.fields.get(name)
            if check is None:
                wrong(problems, f"invalid additional property: {name}", at)
            elif inside is not None:
                check(inside, f"{at}/{name}", problems)
        for rule in self.rules:
            rule(value, at, problems)


def typed(shapes: dict[str, Shape], what: str = "type") -> Check:
    """Check an object by the shape that its `type` names; other types are not supported there."""

    def check(value: Any, at: str, problems: Problems) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str):
            wrong(problems, "missing required field: type", at)
        elif kind not in shapes:
            wrong(problems, f"unsupported {what}: {kind}", f"{at}/type")
        else:
            shapes[kind](value, at, problems)

    return check


def string(most: int, least: int = 0) -> Check:
    """Check a string's length."""

    def check(value: Any, at: str, problems: Problems) -> None:
        if not isinstance(value, str):
            wrong(problems, "must be a string", at)
        elif units(value) > most:
            wrong(problems, f"must be less than {most + 1} characters", at)
        elif len(value) < least:
            wrong(problems, f"must be more than {least - 1} characters", at)

    return check


def matching(pattern: str, what: str, most: int = 3000) -> Check:
    """Check that a string is of one form."""
    form, length = re.compile(pattern), string(most)

    def check(value: Any, at: str, problems: Problems) -> None:
        length(value, at, problems)
        if isinstance(value, str) and not form.fullmatch(value):
            wrong(problems, f"must be {what}", at)

    return check


def flag(value: Any, at: str, problems: Problems) -> None:
    """Check a yes or no."""
    if not isinstance(value, bool):
        wrong(problems, "must be a boolean", at)


def whole(least: int, most: int) -> Check:
    """Check a whole number's range."""

    def check(value: Any, at: str, problems: Problems) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            wrong(problems, "must be an integer", at)
        elif not least <= value <= most:
            wrong(problems, f"must be between {least} and {most}", at)

    return check


def one_of(*words: str) -> Check:
    """Check that a string is one of a few words."""

    def check(value: Any, at: str, problems: Problems) -> None:
        if value not in words:
            wrong(problems, f"must be one of: {', '.join(words)}", at)

    return check


def items(check_one: Check, least: int, most: int) -> Check:
    """Check a list's length and each thing in it."""

    def check(value: Any, at: str, problems: Problems) -> None:
        if not isinstance(value, list):
            wrong(problems, "must be an array", at)
            return
        if len(value) > most:
            wrong(problems, f"no more than {most} items allowed", at)
        if len(value) < least:
            wrong(problems, f"no fewer than {least} items allowed", at)
        for number, one in enumerate(value):
            check_one(one, f"{at}/{number}", problems)

    return check


def anything(value: Any, at: str, problems: Problems) -> None:
    """Accept whatever it is."""


def exactly_one(*names: str) -> Check:
    """Check that exactly one of these fields is there."""

    def check(value: Any, at: str, problems: Problems) -> None:
        there = [name for name in names if value.get(name) is not None]
        if len(there) != 1:
            wrong(problems, f"must define either {' or '.join(names)}", at)

    return check


def at_least_one(*names: str) -> Check:
    """Check that one of these fields is there at all."""

    def check(value: Any, at: str, problems: Problems) -> None:
        if all(value.get(name) is None for name in names):
            wrong(problems, f"must define either {' or '.join(names)}", at)

    return check


def unique(values: Iterable[tuple[Any, str]], what: str, problems: Problems) -> None:
    """Check that no value comes twice; each is given with its place."""
    seen: set[Any] = set()
    for value, at in values:
        if value in seen:
            wrong(problems, f"{what} already exists: {value}", at)
        seen.add(value)
