"""Rules are written, tried, and switched on or off, by whoever may set the brand up. Transactions only."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlmodel import Session

from handlers.access import Denied
from handlers.guiding import reading
from handlers.promoting.standing import in_charge
from handlers.style import guide, typed
from handlers.style.rule import Rule
from handlers.style.typed import Flaw
from storage import history
from storage.style_rules import StyleRule


class Flawed(Exception):
    """Lines that are no rules; nothing was changed."""

    def __init__(self, flaws: Sequence[Flaw], language: str) -> None:
        super().__init__(f"{len(flaws)} lines are no rules")
        self.flaws, self.language = flaws, language


def write(session: Session, user_id: str, brand_id: int, text: str, *, now: datetime) -> None:
    """Makes exactly these the brand's rules. One that stays as it was stays on; a new or changed one has to be tried.

    Raises Stranger, Denied or Flawed.
    """
    person, brand = in_charge(session, user_id, brand_id)
    rules, flaws = typed.read(text)
    if flaws:
        raise Flawed(flaws, person.language)
    before = {_key(guide.rule_from(one)): one for one in reading.every(session, brand.number)}
    wanted = {_key(rule): rule for rule in rules}
    gone, new = before.keys() - wanted.keys(), [rule for key, rule in wanted.items() if key not in before]
    for key in gone:
        session.delete(before[key])
    _add(session, brand.number, new, user_id, now)
    if gone or new:
        history.add(
            session, "style.changed", actor_id=user_id, at=now, brand_id=brand.number, added=len(new), removed=len(gone)
        )


def _key(rule: Rule) -> tuple[str, ...]:
    return (rule.kind, rule.language, rule.pattern, rule.replacement, rule.severity, rule.message, rule.example)


def add_examples(session: Session, user_id: str, brand_id: int, text: str, *, now: datetime) -> None:
    """Rules to begin with, beside those that are there; they do not speak before they were tried."""
    _, brand = in_charge(session, user_id, brand_id)
    rules, _ = typed.read(text)
    known = {_key(guide.rule_from(one)) for one in reading.every(session, brand.number)}
    new = [rule for rule in rules if _key(rule) not in known]
    _add(session, brand.number, new, user_id, now)
    if new:
        history.add(
            session, "style.changed", actor_id=user_id, at=now, brand_id=brand.number, added=len(new), removed=0
        )


def _add(session: Session, brand_id: int, rules: Iterable[Rule], user_id: str, now: datetime) -> None:
    for rule in rules:
        session.add(
            StyleRule(
                brand_id=brand_id,
                kind=rule.kind.value,
                language=rule.language,
                pattern=rule.pattern,
                replacement=rule.replacement,
                severity=rule.severity,
                message=rule.message,
                example=rule.example,
                changed_by=user_id,
                changed_at=now,
            )
        )
    session.flush()


def tried(session: Session, user_id: str, brand_id: int, rule_ids: Iterable[int], *, now: datetime) -> None:
    """From here on these may be switched on."""
    _, brand = in_charge(session, user_id, brand_id)
    for one in _of(session, brand.number, rule_ids):
        one.tried_at = now


def switch(
    session: Session, user_id: str, brand_id: int, rule_ids: Iterable[int], is_on: bool, *, now: datetime
) -> None:
    """On only what was tried. Raises Stranger or Denied."""
    _, brand = in_charge(session, user_id, brand_id)
    found = [one for one in _of(session, brand.number, rule_ids) if one.is_on != is_on]
    if is_on and any(one.tried_at is None for one in found):
        raise Denied("style_not_tried")
    for one in found:
        one.is_on, one.changed_by, one.changed_at = is_on, user_id, now
    if found:
        kind = "style.switched_on" if is_on else "style.switched_off"
        history.add(session, kind, actor_id=user_id, at=now, brand_id=brand.number, rules=len(found))


def _of(session: Session, brand_id: int, rule_ids: Iterable[int]) -> list[StyleRule]:
    """Ids are claims: only the brand's own count. Raises Denied."""
    wanted = set(rule_ids)
    found = [one for one in reading.every(session, brand_id) if one.id in wanted]
    if not found:
        raise Denied("no_such_rule")
    return found
