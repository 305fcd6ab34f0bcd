"""What would be different with other rules, name by name. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from handlers.setting_up.rules import BrandRules, StageRules, plain

UNORDERED = frozenset({"accounts", "admins", "approvers", "authors", "editors", "viewers", "holidays"})
"""Lists whose order means nothing."""


@dataclass(frozen=True)
class Difference:
    """One rule that is not the same. What was not there, or will not be there, is nothing."""

    key: str
    before: Any
    after: Any


def differences(before: BrandRules | None, after: BrandRules) -> tuple[Difference, ...]:
    """In the order in which rules are written down; of a new brand, everything that it does not leave to a default."""
    return tuple(_different(before or _blank(after), after, is_new=before is None))


def _blank(after: BrandRules) -> BrandRules:
    return BrandRules(name="", review_channel="", timezone="", language="")


def _different(before: BrandRules, after: BrandRules, *, is_new: bool) -> Iterator[Difference]:
    for field in fields(BrandRules):
        if field.name == "stages":
            yield from _of_stages(before.stages, after.stages)
            continue
        was, is_now = _comparable(field.name, before), _comparable(field.name, after)
        if was != is_now:
            yield Difference(field.name, None if is_new else was, is_now)


def _comparable(name: str, rules: BrandRules) -> Any:
    value = plain(getattr(rules, name))
    return sorted(value) if name in UNORDERED else value


def _of_stages(before: tuple[StageRules, ...], after: tuple[StageRules, ...]) -> Iterator[Difference]:
    """Step by step; and their order, where only that is another."""
    was, is_now = _by_name(before), _by_name(after)
    for name in dict.fromkeys([*was, *is_now]):
        if was.get(name) != is_now.get(name):
            yield Difference(f"stage {name}", was.get(name), is_now.get(name))
    orders = [one for one in was if one in is_now], [one for one in is_now if one in was]
    if orders[0] != orders[1]:
        yield Difference("stages", *orders)


def _by_name(stages: tuple[StageRules, ...]) -> Mapping[str, Any]:
    return {stage.name: {**plain(stage), "approvers": sorted(stage.approvers)} for stage in stages}
