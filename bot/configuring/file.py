"""brands.toml as rules. Pure, except that it reads the file; whether channels and people exist is asked later."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot import environment as env
from bot.configuring import hours, stage_table
from bot.configuring.table import Table
from handlers.setting_up.rules import LONGEST_NAME, MOST_QUESTIONS, MOST_STAGES, BrandRules
from storage.brands import LateRule

REMEDY = "see docs/brands.md"


class FileTrouble(Exception):
    """What is wrong in the file: a sentence each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(*problems)
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Wanted:
    """One brand of the file."""

    rules: BrandRules
    formerly: str = ""
    """Its name until now, for a brand that is to be called something else."""

    @property
    def where(self) -> str:
        return f'brand "{self.rules.name}"'


def read(path: Path, accounts: Collection[str]) -> list[Wanted]:
    """The brands of the file. `accounts`: names that the settings know. Raises FileTrouble with all that is wrong."""
    try:
        return parse(path.read_text(encoding="utf-8"), accounts)
    except OSError as trouble:
        raise FileTrouble([f"{path} cannot be read ({trouble.strerror}): name a file that can."]) from None
    except UnicodeDecodeError:
        raise FileTrouble([f"{path} is no text in UTF-8: save it as such."]) from None


def parse(text: str, accounts: Collection[str]) -> list[Wanted]:
    """The same from its text."""
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        raise FileTrouble([f"The file is no TOML: {trouble}; {REMEDY}."]) from None
    problems: list[str] = []
    tables = _tables(written, problems)
    found = [_brand(number, values, accounts, problems) for number, values in enumerate(tables, 1)]
    _check_together(found, problems)
    if problems:
        raise FileTrouble(problems)
    return found


def _tables(written: Mapping[str, Any], problems: list[str]) -> list[Mapping[str, Any]]:
    for key in written:
        if key != "brand":
            problems.append(f"The file: {key} is no setting: everything stands below [[brand]]; {REMEDY}.")
    tables = written.get("brand")
    if isinstance(tables, list) and tables and all(isinstance(one, dict) for one in tables):
        return tables
    if not problems or tables is not None:
        problems.append(f"The file: it holds no brand: begin each with [[brand]]; {REMEDY}.")
    return []


def _brand(number: int, values: Mapping[str, Any], accounts: Collection[str], problems: list[str]) -> Wanted:
    called = values.get("name")
    table = Table(f'brand "{called}"' if isinstance(called, str) and called else f"brand {number}", values, problems)
    name = table.required("name", 'write name = "…"')
    if len(name) > LONGEST_NAME:
        table.wrong("name", f"has {len(name)} characters", f"write at most {LONGEST_NAME}")
    formerly = table.text("formerly")
    rules = BrandRules(**{**_who(table, name, accounts), **_style(table), **_when(table)})
    _check(table, rules)
    table.nothing_else()
    return Wanted(rules, formerly)


def _who(table: Table, name: str, accounts: Collection[str]) -> dict[str, Any]:
    """Where, on what, and who."""
    campaigns = table.texts("campaigns", longest=75)
    own = table.choices("accounts", accounts)
    return {
        "name": name,
        "review_channel": table.channel("review_channel", is_required=True),
        "language": table.choice("language", ("en", "ko"), "en"),
        "accounts": own,
        "admins": table.people("admins"),
        "approvers": table.people("approvers"),
        "approvals_needed": table.number("approvals_needed", 1, 1, 50),
        "authors": table.people("authors"),
        "editors": table.people("editors"),
        "viewers": table.people("viewers"),
        "campaigns": campaigns,
        "stages": stage_table.read_all(table, own, campaigns, most=MOST_STAGES),
        "posting_hours": hours.read_all(table, own),
        "is_active": table.get("is_active", bool, "true or false", True),
    }


def _style(table: Table) -> dict[str, Any]:
    """What people are told, and what they may do."""
    guide = table.text("style_guide")
    if guide and not guide.startswith(("https://", "http://")):
        table.wrong("style_guide", f'is "{guide}"', "write a web address such as https://example.com/style")
    return {
        "style_guide": guide,
        "questions": table.texts("questions", most=MOST_QUESTIONS),
        "allows_own_work": table.flag("allows_own_work"),
        "resume_needs_second": table.flag("resume_needs_second"),
    }


def _when(table: Table) -> dict[str, Any]:
    """Times and durations."""
    second = timedelta(seconds=1)
    return {
        "timezone": table.judged("timezone", "", env.zone) or "UTC",
        "digest_at": table.wall_time("digest_at", "09:00") or "09:00",
        "nudge_after": table.seconds("nudge_after", "24h", second),
        "escalate_after": table.seconds("escalate_after", "48h", second),
        "quiet_from": table.wall_time("quiet_from", "") or None,
        "quiet_until": table.wall_time("quiet_until", "") or None,
        "works_on": hours.weekdays(table, "works_on", "mon-fri"),
        "holidays": table.dates("holidays"),
        "late_grace": table.seconds("late_grace", "30m"),
        "late_rule": LateRule(table.choice("late_rule", [one.value for one in LateRule], LateRule.ASK.value)),
    }


def _check(table: Table, rules: BrandRules) -> None:
    """Settings that are right alone and wrong together."""
    people = [one for one in rules.approvers if not one.startswith("S")]
    is_counted = bool(people) and len(people) == len(rules.approvers)
    if not rules.admins:
        table.wrong("admins", "names nobody", "write at least one: somebody must be asked when nobody decides")
    if rules.stages and rules.approvers:
        table.wrong("approvers", "stands beside stages", "name them in [[brand.stage]], or leave the stages out")
    if is_counted and rules.approvals_needed > len(people):
        problem = f"is {rules.approvals_needed}, but approvers names {len(people)}"
        table.wrong("approvals_needed", problem, "ask for fewer approvals or name more approvers")
    if rules.escalate_after < rules.nudge_after:
        table.wrong(
            "escalate_after", "is shorter than nudge_after", "people are reminded first; write a longer duration"
        )
    if (rules.quiet_from is None) != (rules.quiet_until is None):
        table.wrong("quiet_from", "and quiet_until belong together", "write both or none")
    if rules.quiet_from is not None and rules.quiet_from == rules.quiet_until:
        table.wrong("quiet_until", "is the same as quiet_from", "write two times, or none")


def _check_together(found: list[Wanted], problems: list[str]) -> None:
    names: set[str] = set()
    owner: dict[str, str] = {}
    for one in found:
        if one.rules.name in names:
            problems.append(f"{one.where}: name stands twice in the file: give each brand a name of its own.")
        names.add(one.rules.name)
        for account in one.rules.accounts:
            if account in owner:
                other = owner[account]
                problems.append(f'{one.where}: accounts names "{account}", which brand "{other}" has: name it once.')
            owner[account] = one.rules.name
