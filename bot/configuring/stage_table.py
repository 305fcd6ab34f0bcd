"""One [[brand.stage]] of the file."""

from collections.abc import Collection, Mapping
from typing import Any

from bot.configuring.table import Table
from handlers.setting_up.rules import LONGEST_NAME, StageRules
from storage.stages import Aspect, Rule

RULES = ("any", "all", "majority")
REMEDY = f"write {', '.join(RULES)}, or how many must say yes"


def read_all(
    brand: Table, accounts: Collection[str], campaigns: Collection[str], *, most: int
) -> tuple[StageRules, ...]:
    """In the order written."""
    written = brand.get("stage", list, "each step as a table [[brand.stage]]", [])
    if len(written) > most:
        brand.wrong("stage", f"stands {len(written)} times", f"write at most {most} steps")
    if not all(isinstance(one, dict) for one in written):
        brand.wrong("stage", "holds something that is no table", "begin each step with [[brand.stage]]")
        return ()
    found = [_stage(brand, number, one, accounts, campaigns) for number, one in enumerate(written, 1)]
    names = [one.name for one in found]
    for name in dict.fromkeys(one for one in names if names.count(one) > 1):
        brand.wrong("stage", f'is called "{name}" twice', "give each step a name of its own")
    return tuple(found)


def _stage(
    brand: Table, number: int, values: Mapping[str, Any], accounts: Collection[str], campaigns: Collection[str]
) -> StageRules:
    called = values.get("name")
    where = (
        f'{brand.where}, stage "{called}"' if isinstance(called, str) and called else f"{brand.where}, stage {number}"
    )
    table = Table(where, values, brand.problems)
    name = table.required("name", 'write name = "Legal", say')
    if len(name) > LONGEST_NAME:
        table.wrong("name", f"has {len(name)} characters", f"write at most {LONGEST_NAME}")
    rule, needed = _rule(table)
    found = StageRules(
        name=name,
        approvers=_approvers(table),
        rule=rule,
        needed=needed,
        only_accounts=tuple(sorted(table.choices("only_accounts", accounts))),
        only_campaigns=table.choices("only_campaigns", campaigns),
        looks_at=table.choices("looks_at", [one.value for one in Aspect]),
        channel=table.channel("channel") or None,
    )
    table.nothing_else()
    return found


def _rule(table: Table) -> tuple[Rule, int]:
    """`any`, `all`, `majority`, or a number."""
    table.asked.add("rule")
    written = table.values.get("rule", "any")
    if isinstance(written, int) and not isinstance(written, bool) and 1 <= written <= 50:
        return Rule.COUNT, written
    if written in RULES:
        return Rule(written), 1
    table.wrong("rule", f'is "{written}"', REMEDY)
    return Rule.ANY, 1


def _approvers(table: Table) -> tuple[str, ...]:
    found = table.people("approvers")
    if not found and not table.values.get("approvers"):
        table.wrong("approvers", "names nobody", "write at least one: a step without approvers is never met")
    return tuple(sorted(found))
