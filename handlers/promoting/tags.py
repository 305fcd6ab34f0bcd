"""Tags of links by campaign: everybody sees the rules, the admins of the brand change them. Transactions only."""

import re
from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from handlers.blocks.promotions_shown import Mistake, Rule, Rules, Wrong
from handlers.promoting.standing import in_charge, standing
from storage import history, utm_rules
from storage.brands import Brand
from storage.utm_rules import UtmRule

MOST_PARAMETERS, MOST_HOSTS = 10, 20

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,39}")
_HOST = re.compile(r"(?=.{1,253}$)(?:[\w-]{1,63}\.)+[^\W\d_][\w-]{1,62}")
_BLANK = re.compile(r"\{(?!(?:network|account|campaign)\})|(?<!\{network)(?<!\{account)(?<!\{campaign)\}")


def shown(session: Session, user_id: str, brand_id: int) -> Rules:
    """Raises Stranger or Denied."""
    found, brand = standing(session, user_id, brand_id)
    rows = tuple(_rule(one) for one in utm_rules.of_brand(session, brand.number))
    return Rules(found, rows, tuple(brand.campaigns))


def one(session: Session, user_id: str, brand_id: int, campaign: str) -> tuple[Rule, Sequence[str], str]:
    """To be changed, the campaigns that there are, and the person's language. Raises Stranger or Denied."""
    person, brand = in_charge(session, user_id, brand_id)
    found = session.get(UtmRule, (brand.number, campaign))
    return (_rule(found) if found else Rule(campaign)), _campaigns(session, brand), person.language


def _campaigns(session: Session, brand: Brand) -> list[str]:
    """Those in use, and those that have a rule."""
    named = [one.campaign for one in utm_rules.of_brand(session, brand.number) if one.campaign]
    return list(dict.fromkeys([*brand.campaigns, *named]))


def _rule(one: UtmRule) -> Rule:
    return Rule(one.campaign, tuple(f"{name}={value}" for name, value in one.parameters.items()), tuple(one.hosts))


def save(session: Session, user_id: str, brand_id: int, rule: Rule, *, now: datetime) -> None:
    """A rule without parameters is taken away. Raises Stranger, Denied or Wrong."""
    _, brand = in_charge(session, user_id, brand_id)
    parameters, hosts = parameters_in(rule.parameters), hosts_in(rule.hosts)
    if rule.campaign and rule.campaign not in _campaigns(session, brand):
        raise Wrong(Mistake.CAMPAIGN)
    found = session.get(UtmRule, (brand.number, rule.campaign))
    if found is not None:
        session.delete(found)
        session.flush()
    if parameters:
        session.add(
            UtmRule(
                brand_id=brand.number,
                campaign=rule.campaign,
                parameters=parameters,
                hosts=hosts,
                changed_by=user_id,
                changed_at=now,
            )
        )
    history.add(session, "tags.changed", actor_id=user_id, at=now, brand_id=brand.number, campaign=rule.campaign or "–")


def parameters_in(lines: Sequence[str]) -> dict[str, str]:
    """Pure. Raises Wrong for a line that is no name=value."""
    found: dict[str, str] = {}
    for line in (one.strip() for one in lines if one.strip()):
        name, equals, value = (part.strip() for part in line.partition("="))
        if not (equals and value and _NAME.fullmatch(name)) or _BLANK.search(value) or len(value) > 100:
            raise Wrong(Mistake.PARAMETER)
        found[name] = value
    if len(found) > MOST_PARAMETERS:
        raise Wrong(Mistake.PARAMETER)
    return found


def hosts_in(hosts: Sequence[str]) -> list[str]:
    """Pure. Raises Wrong for what is no name of a website."""
    found = list(dict.fromkeys(one.strip().lower().removeprefix("www.") for one in hosts if one.strip()))
    if len(found) > MOST_HOSTS or not all(_HOST.fullmatch(one) for one in found):
        raise Wrong(Mistake.HOST)
    return found
