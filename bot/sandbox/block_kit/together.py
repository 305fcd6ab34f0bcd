"""Rules about fields that go together, and about values that may come only once."""

from collections.abc import Iterable
from typing import Any

from bot.sandbox.block_kit.problems import Problems, wrong
from bot.sandbox.block_kit.rules import Check


def exactly_one(*names: str) -> Check:
    """Check that exactly one of these fields is there."""

    def check(value: Any, at: str, problems: Problems) -> None:
        there = [name for name in names if value.get(name) is not None]
        if len(there) != 1:
            wrong(problems, f"must define either {' or '.join(names)}", at, "one_of", list(names), there)

    return check


def at_least_one(*names: str) -> Check:
    """Check that one of these fields is there at all."""

    def check(value: Any, at: str, problems: Problems) -> None:
        if all(value.get(name) is None for name in names):
            wrong(problems, f"must define either {' or '.join(names)}", at, "any_of", list(names))

    return check


def not_both(one: str, other: str) -> Check:
    """Check that two fields are not there together."""

    def check(value: Any, at: str, problems: Problems) -> None:
        if value.get(one) and value.get(other):
            wrong(problems, f"must not define both {one} and {other}", f"{at}/{other}", "not_both", [one, other])

    return check


def only_with(name: str, other: str) -> Check:
    """Check that a field is there only together with another."""

    def check(value: Any, at: str, problems: Problems) -> None:
        if value.get(name) and not value.get(other):
            wrong(problems, f"{name} needs {other}", f"{at}/{name}", "required", other)

    return check


def in_order(least: str, most: str) -> Check:
    """Check that one number is not more than the other."""

    def check(value: Any, at: str, problems: Problems) -> None:
        low, high = value.get(least), value.get(most)
        if low is not None and high is not None and float(low) > float(high):
            wrong(problems, f"{least} must not be more than {most}", f"{at}/{least}", "maximum", high, low)

    return check


def unique(values: Iterable[tuple[Any, str]], what: str, problems: Problems) -> None:
    """Check that no value comes twice; each is given with its place."""
    seen: set[Any] = set()
    for value, at in values:
        if value in seen:
            wrong(problems, f"{what} already exists: {value}", at, "unique", what, value)
        seen.add(value)
