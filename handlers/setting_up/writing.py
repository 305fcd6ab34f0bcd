"""Writing a brand's rules, whole, in one transaction with the entry that says what became different."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from handlers.setting_up.consequences import Stuck, draw
from handlers.setting_up.differences import Difference, differences
from handlers.setting_up.reading import rules_of
from handlers.setting_up.rules import COLUMNS, LISTS, ROLES, BrandRules, StageRules, plain
from storage import brands, history, stages
from storage.brands import Account, Brand, ManagedBy
from storage.stages import Stage


@dataclass(frozen=True)
class AccountPlace:
    """Where an account is; its token stays in the environment."""

    network: str
    address: str


@dataclass(frozen=True)
class Hand:
    """Who writes, from where, and when."""

    actor_id: str
    managed_by: ManagedBy
    team_id: str
    now: datetime
    place: str = ""


@dataclass(frozen=True)
class Written:
    """What was written."""

    brand_id: int
    differences: tuple[Difference, ...]
    stuck: Stuck = ()
    """Numbers of posts in review that nobody is left to decide."""


def write(
    session: Session, wanted: BrandRules, hand: Hand, accounts: Mapping[str, AccountPlace], brand: Brand | None = None
) -> Written:
    """The brand, or a new one, as it is wanted. Nothing is written, and nobody told, where nothing is different.

    `accounts`: every account that there is, by name; one that belonged to another brand leaves it.
    """
    before = rules_of(session, brand) if brand else None
    found = differences(before, wanted)
    if brand and before and not found and brand.managed_by == hand.managed_by:
        return Written(brand.number, ())
    row = _row(session, brand, wanted, hand)
    _name_people(session, row.number, wanted)
    ids = _settle_accounts(session, row.number, wanted, accounts)
    _settle_stages(session, row.number, wanted.stages, ids)
    session.flush()
    brands.forget_rules(session)
    moved_from = before.review_channel if before and before.review_channel != row.review_channel else None
    changed = {one.key.split(" ")[0] for one in found}
    stuck = draw(session, row, changed, moved_from=moved_from, now=hand.now) if before else ()
    _remember(session, row, found, hand)
    return Written(row.number, found, stuck)


def _row(session: Session, brand: Brand | None, wanted: BrandRules, hand: Hand) -> Brand:
    values = {name: getattr(wanted, name) for name in COLUMNS} | {name: list(getattr(wanted, name)) for name in LISTS}
    row = brand or Brand(team_id=hand.team_id, edition=0, **values)
    for name, value in values.items():
        setattr(row, name, value)
    row.managed_by, row.edition = hand.managed_by, row.edition + 1
    session.add(row)
    session.flush()
    return row


def _name_people(session: Session, brand_id: int, wanted: BrandRules) -> None:
    for name, role in ROLES.items():
        brands.name_people(session, brand_id, role, getattr(wanted, name))


def _settle_accounts(
    session: Session, brand_id: int, wanted: BrandRules, accounts: Mapping[str, AccountPlace]
) -> dict[str, int]:
    """The ids of its accounts, by name. What another brand submitted for one of them keeps it."""
    ids = {}
    for name in wanted.accounts:
        _take_from_others(session, brand_id, name)
        place = accounts[name]
        ids[name] = brands.settle_account(session, brand_id, name, place.network, place.address)
        session.get_one(Account, ids[name]).posting_hours = plain(wanted.posting_hours.get(name, ()))
    brands.retire_accounts(session, brand_id, ids.values())
    return ids


def _take_from_others(session: Session, brand_id: int, name: str) -> None:
    query = select(Account).where(Account.name == name, Account.brand_id != brand_id, col(Account.is_active).is_(True))
    for row in session.exec(query).all():
        row.is_active = False


def _settle_stages(
    session: Session, brand_id: int, wanted: Iterable[StageRules], account_ids: Mapping[str, int]
) -> None:
    """By name: a step that is named as before is the same one, so that what was decided at it still counts."""
    query = select(Stage).where(Stage.brand_id == brand_id).order_by(col(Stage.is_active), col(Stage.id))
    known = {row.name: row for row in session.exec(query).all()}
    for row in known.values():
        row.is_active = False
    for position, one in enumerate(wanted, 1):
        row = known.get(one.name) or Stage(brand_id=brand_id, position=position, name=one.name)
        for name, value in _columns(one, position, account_ids).items():
            setattr(row, name, value)
        session.add(row)
        session.flush()
        stages.name_approvers(session, row.id or 0, one.approvers)


def _columns(one: StageRules, position: int, account_ids: Mapping[str, int]) -> dict[str, Any]:
    return {
        "position": position,
        "rule": one.rule,
        "needed": one.needed,
        "only_accounts": [account_ids[name] for name in one.only_accounts],
        "only_campaigns": list(one.only_campaigns),
        "looks_at": list(one.looks_at),
        "channel": one.channel,
        "is_active": True,
    }


def _remember(session: Session, brand: Brand, found: Iterable[Difference], hand: Hand) -> None:
    history.add(
        session,
        "brand.configured",
        actor_id=hand.actor_id,
        at=hand.now,
        brand_id=brand.number,
        place=hand.place,
        name=brand.name,
        edition=brand.edition,
        managed_by=brand.managed_by.value,
        changes=[{name: plain(value) for name, value in vars(one).items()} for one in found],
    )


def retired(session: Session, brand: Brand, hand: Hand) -> Written:
    """The brand as it is, and used no more: what it decided and published stays."""
    return write(session, replace(rules_of(session, brand), is_active=False), hand, {}, brand)
