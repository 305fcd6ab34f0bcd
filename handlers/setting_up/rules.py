"""Everything that a brand is set to, as one plain value; accounts and steps go by their names. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from storage.brands import LateRule, Role
from storage.stages import Rule

Window = Mapping[str, str]
"""Posting hours: `days` (ISO weekdays), `opens` and `closes` (HH:MM)."""

MOST_QUESTIONS = 5
MANY_APPROVERS = 5
"""With more named people, each waits for the others to decide."""

LONGEST_NAME = 60
MOST_STAGES = 10


@dataclass(frozen=True)
class StageRules:
    """One step of review."""

    name: str
    approvers: tuple[str, ...]
    """User ids and ids of user groups."""
    rule: Rule = Rule.ANY
    needed: int = 1
    only_accounts: tuple[str, ...] = ()
    only_campaigns: tuple[str, ...] = ()
    looks_at: tuple[str, ...] = ()
    channel: str | None = None


@dataclass(frozen=True)
class BrandRules:
    """One brand. What has a default here is what a brand has that nobody gave more thought."""

    name: str
    review_channel: str
    timezone: str
    language: str = "en"
    accounts: tuple[str, ...] = ()
    admins: tuple[str, ...] = ()
    approvers: tuple[str, ...] = ()
    approvals_needed: int = 1
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    viewers: tuple[str, ...] = ()
    stages: tuple[StageRules, ...] = ()
    style_guide: str = ""
    questions: tuple[str, ...] = ()
    campaigns: tuple[str, ...] = ()
    digest_at: str = "09:00"
    nudge_after: int = 24 * 3600
    escalate_after: int = 48 * 3600
    quiet_from: str | None = None
    quiet_until: str | None = None
    works_on: str = "12345"
    holidays: tuple[str, ...] = ()
    late_grace: int = 30 * 60
    late_rule: LateRule = LateRule.ASK
    posting_hours: Mapping[str, tuple[Window, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """By account; an account without any is always open."""
    allows_own_work: bool = False
    resume_needs_second: bool = False
    is_active: bool = True


COLUMNS = (
    "name",
    "review_channel",
    "timezone",
    "language",
    "approvals_needed",
    "style_guide",
    "digest_at",
    "nudge_after",
    "escalate_after",
    "quiet_from",
    "quiet_until",
    "works_on",
    "late_grace",
    "late_rule",
    "allows_own_work",
    "resume_needs_second",
    "is_active",
)
"""Rules that are a column of the brand's row, of the same name."""

LISTS = ("questions", "campaigns", "holidays")
"""Columns that hold a list."""

ROLES = {
    "admins": Role.ADMIN,
    "approvers": Role.APPROVER,
    "authors": Role.AUTHOR,
    "editors": Role.EDITOR,
    "viewers": Role.VIEWER,
}
"""Rules that name people, and the role that they are named for."""


def people_in(rules: BrandRules) -> tuple[str, ...]:
    """Everybody named for anything, each once."""
    of_roles = [one for name in ROLES for one in getattr(rules, name)]
    return tuple(dict.fromkeys([*of_roles, *(one for stage in rules.stages for one in stage.approvers)]))


def plain(value: Any) -> Any:
    """A rule as JSON holds it."""
    if isinstance(value, StageRules):
        return {name: plain(one) for name, one in vars(value).items()}
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in sorted(value.items())}
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    return value
