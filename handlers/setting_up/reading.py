"""A brand's rules as they stand in the records. Transactions only."""

from collections.abc import Iterable
from types import MappingProxyType
from typing import Any

from sqlmodel import Session, col, select

from handlers.setting_up.rules import COLUMNS, LISTS, ROLES, BrandRules, StageRules
from storage import brands, stages
from storage.brands import Account, Brand
from storage.stages import Stage, StageApprover


def rules_of(session: Session, brand: Brand) -> BrandRules:
    """All of them."""
    accounts = brands.active_accounts(session, brand.number)
    plainly: dict[str, Any] = {name: getattr(brand, name) for name in COLUMNS}
    plainly |= {name: tuple(getattr(brand, name)) for name in LISTS}
    plainly |= {name: brands.holders(session, brand.number, role) for name, role in ROLES.items()}
    return BrandRules(
        **plainly,
        accounts=tuple(one.name for one in accounts),
        posting_hours=MappingProxyType({one.name: tuple(one.posting_hours) for one in accounts if one.posting_hours}),
        stages=_stages(session, brand),
    )


def _stages(session: Session, brand: Brand) -> tuple[StageRules, ...]:
    rows = stages.own_stages(session, brand.number)
    approvers = _approvers(session, [row.id for row in rows])
    meant = brands.accounts_by_id(session, {one for row in rows for one in row.only_accounts})
    return tuple(_stage(row, approvers.get(row.id, ()), meant) for row in rows)


def _stage(row: Stage, approvers: tuple[str, ...], meant: dict[int, Account]) -> StageRules:
    return StageRules(
        name=row.name,
        approvers=approvers,
        rule=row.rule,
        needed=row.needed,
        only_accounts=tuple(sorted(meant[one].name for one in row.only_accounts if one in meant)),
        only_campaigns=tuple(row.only_campaigns),
        looks_at=tuple(row.looks_at),
        channel=row.channel,
    )


def _approvers(session: Session, ids: Iterable[int | None]) -> dict[int | None, tuple[str, ...]]:
    query = select(StageApprover).where(col(StageApprover.stage_id).in_(list(ids))).order_by(StageApprover.user_id)
    found: dict[int | None, tuple[str, ...]] = {}
    for one in session.exec(query).all():
        found[one.stage_id] = (*found.get(one.stage_id, ()), one.user_id)
    return found


def every_brand(session: Session) -> list[Brand]:
    """In the order in which they were made, those that are not used any more among them."""
    return list(session.exec(select(Brand).order_by(col(Brand.id))).all())


def accounts_of_all(session: Session) -> dict[str, Account]:
    """Every account by its name; of several rows of one name, the one in use."""
    rows = session.exec(select(Account).order_by(col(Account.is_active), col(Account.id).desc())).all()
    return {row.name: row for row in rows}
