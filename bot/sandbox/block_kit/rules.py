"""The small checks that the tables of objects, elements, blocks and views are made of.

A check is given a value, the JSON pointer of its place, and the list to which it adds what is wrong.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.block_kit.problems import Problems, units, wrong

Check = Callable[[Any, str, Problems], None]


@dataclass(frozen=True)
class Shape:
    """An object with known fields, some required, and rules about how they go together."""

    fields: dict[str, Check]
    required: tuple[str, ...] = ()
    rules: tuple[Check, ...] = field(default=())

    def __call__(self, value: Any, at: str, problems: Problems) -> None:
        """Check an object and everything in it; its rules are asked only if each field is well."""
        if not isinstance(value, dict):
            wrong(problems, "must be an object", at, "type", "object")
            return
        before = len(problems)
        for name in self.required:
            if value.get(name) is None:
                wrong(problems, f"missing required field: {name}", at, "required", name)
        for name, inside in value.items():
            self._check_field(name, inside, at, problems)
        for rule in self.rules if len(problems) == before else ():
            rule(value, at, problems)

    def _check_field(self, name: str, inside: Any, at: str, problems: Problems) -> None:
        check = self.fields.get(name)
        if check is None:
            wrong(
                problems, f"invalid additional property: {name}", at, "additional_property", sorted(self.fields), name
            )
        elif inside is not None:
            check(inside, f"{at}/{name}", problems)


def typed(shapes: Mapping[str, Check], what: str = "type") -> Check:
    """Check an object by the shape that its `type` names; other types are not supported there."""

    def check(value: Any, at: str, problems: Problems) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str):
            wrong(problems, "missing required field: type", at, "required", "type")
        elif kind not in shapes:
            wrong(problems, f"unsupported {what}: {kind}", f"{at}/type", "enum", sorted(shapes), kind)
        else:
            shapes[kind](value, at, problems)

    return check


def string(most: int, least: int = 0) -> Check:
    """Check a string's length."""

    def check(value: Any, at: str, problems: Problems) -> None:
        if not isinstance(value, str):
            wrong(problems, "must be a string", at, "type", "string")
        elif units(value) > most:
            wrong(problems, f"must be less than {most + 1} characters", at, "max_length", most, units(value))
        elif len(value) < least:
            wrong(problems, f"must be more than {least - 1} characters", at, "min_length", least, len(value))

    return check


def matching(pattern: str, what: str, most: int = 3000) -> Check:
    """Check that a string is of one form, and its length."""
    form, length = re.compile(pattern), string(most)

    def check(value: Any, at: str, problems: Problems) -> None:
        before = len(problems)
        length(value, at, problems)
        if len(problems) == before and not form.fullmatch(value):
            wrong(problems, f"must be {what}", at, "format", what, value)

    return check


def flag(value: Any, at: str, problems: Problems) -> None:
    """Check a yes or no."""
    if not isinstance(value, bool):
        wrong(problems, "must be a boolean", at, "type", "boolean")


def whole(least: int, most: int) -> Check:
    """Check a whole number's range."""

    def check(value: Any, at: str, problems: Problems) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            wrong(problems, "must be an integer", at, "type", "integer")
        elif not least <= value <= most:
            wrong(problems, f"must be between {least} and {most}", at, "range", [least, most], value)

    return check


def number(value: Any, at: str, problems: Problems) -> None:
    """Check a number that JSON can carry."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        wrong(problems, "must be a number", at, "type", "number")


def positive(value: Any, at: str, problems: Problems) -> None:
    """Check a number above nought."""
    before = len(problems)
    number(value, at, problems)
    if len(problems) == before and value <= 0:
        wrong(problems, "must be greater than 0", at, "exclusive_minimum", 0, value)


def one_of(*words: str) -> Check:
    """Check that a string is one of a few words."""

    def check(value: Any, at: str, problems: Problems) -> None:
        if value not in words:
            wrong(problems, f"must be one of: {', '.join(words)}", at, "enum", list(words), value)

    return check


def items(check_one: Check, least: int, most: int) -> Check:
    """Check a list's length and each thing in it."""

    def check(value: Any, at: str, problems: Problems) -> None:
        if not isinstance(value, list):
            wrong(problems, "must be an array", at, "type", "array")
            return
        if len(value) > most:
            wrong(problems, f"no more than {most} items allowed", at, "max_items", most, len(value))
        if len(value) < least:
            wrong(problems, f"no fewer than {least} items allowed", at, "min_items", least, len(value))
        for place, one in enumerate(value):
            check_one(one, f"{at}/{place}", problems)

    return check


def anything(value: Any, at: str, problems: Problems) -> None:
    """Accept whatever it is."""
