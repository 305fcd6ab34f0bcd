"""A brand's rules as they are stored, and as the engine takes them."""

from sqlmodel import Session

from handlers.style.rule import Kind, Rule
from storage import style_rules
from storage.style_rules import StyleRule


def rules_of(session: Session, brand_id: int) -> list[Rule]:
    """Those that speak."""
    return [rule_from(row) for row in style_rules.rules_on(session, brand_id)]


def rule_from(row: StyleRule) -> Rule:
    """A stored rule as plain data."""
    return Rule(
        Kind(row.kind),
        row.pattern,
        row.replacement,
        row.language,
        row.severity,
        row.message,
        row.example,
        row.id,
    )
