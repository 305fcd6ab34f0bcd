"""The forms in which an admin sets a brand up, as data: what they show, and what was typed into them. Pure.

A form holds some of the rules. What it was opened with travels in the view itself, so that of two admins who edit at
once each changes only what they touched.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from handlers.setting_up.rules import BrandRules
from storage.brands import ManagedBy


class Part(StrEnum):
    """Which of the forms it is."""

    BASICS = "basics"
    MORE = "more"
    STEPS = "steps"


@dataclass(frozen=True)
class AccountOption:
    """An account that a brand may have."""

    name: str
    network: str
    brand: str = ""
    """The other brand that has it now."""


@dataclass(frozen=True)
class GroupOption:
    """A user group that may be named."""

    group_id: str
    name: str


@dataclass(frozen=True)
class Overtaken:
    """Somebody else changed the brand while the form was open."""

    by: str
    keys: tuple[str, ...]
    """Which rules, as far as the form shows them."""


@dataclass(frozen=True)
class BrandForm:
    """One form, ready to be drawn."""

    part: Part
    rules: BrandRules
    language: str
    brand_id: int | None = None
    """Nothing: a new brand."""
    edition: int = 0
    managed_by: ManagedBy = ManagedBy.HOME
    accounts: tuple[AccountOption, ...] = ()
    groups: tuple[GroupOption, ...] = ()
    overtaken: Overtaken | None = None
    touched: tuple[str, ...] = ()
    """Rules that this person changed before the form was given again."""

    @property
    def place(self) -> str:
        """What travels in the view: the brand, its edition, and what was touched."""
        return " ".join((f"{self.brand_id}.{self.edition}", *self.touched)) if self.brand_id else "new"


Fields = Mapping[str, Mapping[str, Any]]
"""Block id to the state of its one element."""


def fields_of(view: Mapping[str, Any]) -> Fields:
    """What stands in the form now."""
    found = {}
    for block_id, elements in ((view.get("state") or {}).get("values") or {}).items():
        for element in (elements or {}).values():
            if isinstance(element, Mapping):
                found[str(block_id)] = element
    return found


def begun_of(view: Mapping[str, Any]) -> Fields:
    """What stood in the form when it was drawn, in the same shape."""
    found = {}
    for block in view.get("blocks") or []:
        element = block.get("element") or {}
        initials = {name.removeprefix("initial_"): one for name, one in element.items() if name.startswith("initial_")}
        found[str(block.get("block_id"))] = _as_state(initials)
    return found


def _as_state(initials: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name if name == "value" else f"selected_{name}": one for name, one in initials.items()}


@dataclass(frozen=True)
class Flaw:
    """What is wrong at one field; `code` is a key under `brand.flaw_`."""

    at: str
    code: str
    values: Mapping[str, Any]


def touched(begun: Mapping[str, Any], typed: Mapping[str, Any], before: Collection[str]) -> tuple[str, ...]:
    """The rules that this person changed, now or before the form was given again."""
    return tuple(key for key, value in typed.items() if key in before or value != begun.get(key))
