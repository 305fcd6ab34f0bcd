"""What was typed into a form that sets a brand up, as rules; and what is wrong with it. Pure."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zoneinfo import available_timezones

from handlers.setting_up import hours
from handlers.setting_up.form import Fields, Flaw, Part
from handlers.setting_up.rules import LONGEST_NAME, MOST_QUESTIONS, BrandRules, StageRules, Window
from storage.brands import LateRule
from storage.groups import is_group
from storage.stages import Rule

HOURS = "hours_"
"""Before an account's name: the block of its posting hours."""

MOST_LINES = 50
LONGEST_LINE = 75

FLAGS = ("allows_own_work", "resume_needs_second")
DURATIONS = ("nudge_after", "escalate_after", "late_grace")


@dataclass
class Reading:
    """A form that is being read."""

    fields: Fields
    flaws: list[Flaw] = field(default_factory=list)

    def wrong(self, at: str, code: str, **values: Any) -> None:
        self.flaws.append(Flaw(at, code, values))

    def has(self, name: str) -> bool:
        return name in self.fields

    def text(self, name: str) -> str:
        return str(self.fields.get(name, {}).get("value") or "").strip()

    def option(self, name: str) -> str:
        return str((self.fields.get(name, {}).get("selected_option") or {}).get("value") or "")

    def options(self, name: str) -> tuple[str, ...]:
        chosen = self.fields.get(name, {}).get("selected_options") or []
        return tuple(str(one.get("value")) for one in chosen if isinstance(one, Mapping))

    def users(self, name: str) -> tuple[str, ...]:
        return tuple(str(one) for one in self.fields.get(name, {}).get("selected_users") or [])

    def channel(self, name: str) -> str:
        return str(self.fields.get(name, {}).get("selected_conversation") or "")

    def time(self, name: str) -> str | None:
        found = self.fields.get(name, {}).get("selected_time")
        return str(found) if found else None

    def lines(self, name: str, most: int = MOST_LINES) -> tuple[str, ...]:
        """One to a line."""
        written = [one.strip() for one in self.text(name).splitlines() if one.strip()]
        if len(written) > most:
            self.wrong(name, "too_many_lines", most=most)
        if any(len(one) > LONGEST_LINE for one in written):
            self.wrong(name, "line_too_long", most=LONGEST_LINE)
        return tuple(dict.fromkeys(written))


def read(part: Part, fields: Fields, before: BrandRules) -> tuple[dict[str, Any], list[Flaw]]:
    """The rules that the form holds, by name. `before`: for what it does not show of a rule that it does."""
    reading = Reading(fields)
    readers = {Part.BASICS: _basics, Part.MORE: _more, Part.STEPS: _steps}
    return readers[part](reading, before), reading.flaws


def _basics(reading: Reading, before: BrandRules) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": _name(reading, "name"),
        "review_channel": reading.channel("review_channel"),
        "timezone": _zone(reading),
        "language": reading.option("language") or before.language,
        "style_guide": _address(reading, "style_guide"),
    }
    if reading.has("accounts"):
        found["accounts"] = tuple(sorted(reading.options("accounts")))
    if reading.has("approvers"):
        found["approvers"] = _people(reading, "approvers", before.approvers)
        found["approvals_needed"] = _needed(reading, found["approvers"])
    return found


def _name(reading: Reading, at: str) -> str:
    name = " ".join(reading.text(at).split())
    if not name or len(name) > LONGEST_NAME:
        reading.wrong(at, "name", most=LONGEST_NAME)
    return name


def _zone(reading: Reading) -> str:
    zone, known = reading.text("timezone"), available_timezones()
    if zone not in known:
        near = difflib.get_close_matches(zone, known, n=1)
        reading.wrong("timezone", "timezone_near" if near else "timezone", near=near[0] if near else "")
    return zone


def _address(reading: Reading, at: str) -> str:
    found = reading.text(at)
    if found and not found.startswith(("https://", "http://")):
        reading.wrong(at, "address")
    return found


def _people(reading: Reading, at: str, before: Sequence[str]) -> tuple[str, ...]:
    """People and groups; groups that a form does not offer stay as they were."""
    groups = reading.options(f"{at}_groups") if reading.has(f"{at}_groups") else tuple(filter(is_group, before))
    return tuple(sorted({*reading.users(at), *groups}))


def _needed(reading: Reading, approvers: Sequence[str]) -> int:
    written = reading.text("approvals_needed") or "1"
    count = int(written) if written.isascii() and written.isdigit() and len(written) < 4 else 0
    people = [one for one in approvers if not is_group(one)]
    if not 1 <= count <= 50:
        reading.wrong("approvals_needed", "approvals_needed")
    elif people and len(people) == len(approvers) and count > len(people):
        reading.wrong("approvals_needed", "too_few_approvers", named=len(people))
    return count or 1


def _more(reading: Reading, before: BrandRules) -> dict[str, Any]:
    found: dict[str, Any] = {
        "admins": _people(reading, "admins", before.admins),
        "questions": reading.lines("questions", MOST_QUESTIONS),
        "campaigns": reading.lines("campaigns"),
        "digest_at": reading.time("digest_at") or before.digest_at,
        "quiet_from": reading.time("quiet_from"),
        "quiet_until": reading.time("quiet_until"),
        "works_on": "".join(sorted(reading.options("works_on"))) or before.works_on,
        "holidays": _dates(reading),
        "late_rule": LateRule(reading.option("late_rule") or before.late_rule),
        "posting_hours": _posting_hours(reading, before),
        **{name: _seconds(reading, name) for name in DURATIONS},
        **{name: name in reading.options("flags") for name in FLAGS},
    }
    _check(reading, found)
    return found


def _seconds(reading: Reading, at: str) -> int:
    found = hours.seconds_in(reading.text(at))
    if found is None or (found < 1 and at != "late_grace"):
        reading.wrong(at, "duration")
    return found or 0


def _dates(reading: Reading) -> tuple[str, ...]:
    found = set()
    for one in reading.text("holidays").replace(",", " ").split():
        try:
            found.add(date.fromisoformat(one).isoformat())
        except ValueError:
            reading.wrong("holidays", "date", written=one[:20])
            break
    return tuple(sorted(found))


def _posting_hours(reading: Reading, before: BrandRules) -> dict[str, tuple[Window, ...]]:
    found = {}
    for name in before.accounts:
        if not reading.has(HOURS + name):
            found[name] = tuple(before.posting_hours.get(name, ()))
            continue
        written = [one for one in reading.text(HOURS + name).splitlines() if one.strip()]
        windows = [hours.window_in(one) for one in written]
        if None in windows:
            reading.wrong(HOURS + name, "hours")
        found[name] = tuple(one for one in windows if one is not None)
    return {name: windows for name, windows in found.items() if windows}


def _check(reading: Reading, found: Mapping[str, Any]) -> None:
    """What is right alone and wrong together."""
    if not found["admins"]:
        reading.wrong("admins", "admins")
    if (found["quiet_from"] is None) != (found["quiet_until"] is None):
        reading.wrong("quiet_from" if found["quiet_from"] is None else "quiet_until", "quiet")
    if found["escalate_after"] < found["nudge_after"]:
        reading.wrong("escalate_after", "escalate")


def _steps(reading: Reading, before: BrandRules) -> dict[str, Any]:
    """Each slot with a name is a step. What only a file can say of a step stays with its name."""
    known = {one.name: one for one in before.stages}
    found: list[StageRules] = []
    slot = 1
    while reading.has(f"step_{slot}_name"):
        if reading.text(f"step_{slot}_name"):
            found.append(_step(reading, slot, known, {one.name for one in found}))
        elif slot > len(before.stages) and reading.users(f"step_{slot}_people"):
            reading.wrong(f"step_{slot}_name", "name", most=LONGEST_NAME)
        slot += 1
    return {"stages": tuple(found)}


def _step(reading: Reading, slot: int, known: Mapping[str, StageRules], taken: set[str]) -> StageRules:
    at = f"step_{slot}_"
    name = _name(reading, f"{at}name")
    if name in taken:
        reading.wrong(f"{at}name", "step_twice")
    old = known.get(name, StageRules(name=name, approvers=()))
    approvers = _people(reading, f"{at}people", old.approvers)
    if not approvers:
        reading.wrong(f"{at}people", "step_people")
    rule, needed = rule_of(reading.option(f"{at}rule"))
    return StageRules(name, approvers, rule, needed, old.only_accounts, old.only_campaigns, old.looks_at, old.channel)


def rule_of(value: str) -> tuple[Rule, int]:
    """`any`, `all`, `majority`, or a number."""
    if value.isascii() and value.isdigit():
        return Rule.COUNT, int(value)
    return (Rule(value), 1) if value in set(Rule) else (Rule.ANY, 1)
