"""Stages: the steps of a brand's review, in order, each with its approvers and its rule.

A brand without any row here has one step: its named approvers, or every member of its review channel, of whom as many
as the brand says must approve.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import JSON, Column
from sqlmodel import Field, Session, SQLModel, col, delete, select

from storage import brands, groups
from storage.brands import Brand, Role
from storage.values import by_value

ONLY = 0
"""The id of the one step of a brand that has none of its own."""


class Rule(StrEnum):
    """How many of a stage's approvers must say yes."""

    ANY = "any"
    """One of them."""
    ALL = "all"
    """Everybody who could."""
    COUNT = "count"
    """As many as `needed` says, or all of them if they are fewer."""
    MAJORITY = "majority"
    """More than half."""


class Aspect(StrEnum):
    """What a stage can look at; a change of anything else leaves its decisions alone."""

    TEXT = "text"
    IMAGES = "images"
    ACCOUNTS = "accounts"
    TIME = "time"
    CAMPAIGN = "campaign"
    FLAGS = "flags"
    """What the author says about the content; who looks at the text sees to it as well."""


class Stage(SQLModel, table=True):
    """One step of review."""

    id: int | None = Field(default=None, primary_key=True)
    brand_id: int = Field(foreign_key="brand.id", index=True)
    position: int
    """From 1; the order in which they are asked."""
    name: str
    rule: Rule = Field(default=Rule.ANY, sa_type=by_value(Rule))
    needed: int = 1
    """For the rule `count` alone."""
    only_accounts: list[int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """Account ids: the stage is for submissions on one of them. Empty: for all."""
    only_campaigns: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """Campaigns: the stage is for submissions of one of them. Empty: for all."""
    looks_at: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """Aspects. Empty: everything."""
    channel: str | None = None
    """A channel shared with people from outside, who see only cards that have come to this stage."""
    is_active: bool = True
    """Old decisions keep the stage's name."""


class StageApprover(SQLModel, table=True):
    """Who owes decisions at a stage."""

    __tablename__ = "stage_approver"

    stage_id: int = Field(primary_key=True, foreign_key="stage.id")
    user_id: str = Field(primary_key=True)
    """A person, or a Slack user group: an id that begins with S."""


@dataclass(frozen=True)
class Step:
    """A stage as plain data, with the people of its groups."""

    id: int
    name: str
    """Empty for the only one."""
    rule: Rule
    needed: int
    named: tuple[str, ...]
    """User ids."""
    only_accounts: frozenset[int] = frozenset()
    only_campaigns: frozenset[str] = frozenset()
    looks_at: frozenset[str] = frozenset()
    channel: str | None = None
    is_emptied: bool = False
    """User groups are named, and nobody is in them any more."""

    @property
    def is_open(self) -> bool:
        """Nobody was ever named for the only step: every member of the review channel may say yes."""
        return self.id == ONLY and not self.named and not self.is_emptied

    def concerns(self, accounts: Iterable[int], campaign: str | None) -> bool:
        """Whether a submission on these accounts, of this campaign, passes here."""
        on_account = not self.only_accounts or not self.only_accounts.isdisjoint(accounts)
        return on_account and (not self.only_campaigns or campaign in self.only_campaigns)


def steps_of(session: Session, brand: Brand) -> tuple[Step, ...]:
    """In order; always at least one."""
    known: dict[int, tuple[Step, ...]] = session.info.setdefault("steps", {})
    if brand.number not in known:
        known[brand.number] = _own_steps(session, brand) or (_only_step(session, brand),)
    return known[brand.number]


def _only_step(session: Session, brand: Brand) -> Step:
    named = brands.named(session, brand.number, Role.APPROVER)
    is_emptied = not named and bool(brands.holders(session, brand.number, Role.APPROVER))
    return Step(ONLY, "", Rule.COUNT, brand.approvals_needed, named, is_emptied=is_emptied)


def _own_steps(session: Session, brand: Brand) -> tuple[Step, ...]:
    rows = own_stages(session, brand.number)
    if not rows:
        return ()
    query = select(StageApprover).where(col(StageApprover.stage_id).in_([row.id for row in rows]))
    named: dict[int, list[str]] = {}
    for one in session.exec(query.order_by(StageApprover.user_id)).all():
        named.setdefault(one.stage_id, []).append(one.user_id)
    return tuple(_step(session, row, named.get(row.id or 0, [])) for row in rows)


def _step(session: Session, row: Stage, named: list[str]) -> Step:
    return Step(
        id=row.id or 0,
        name=row.name,
        rule=row.rule,
        needed=row.needed,
        named=groups.people_of(session, named),
        only_accounts=frozenset(row.only_accounts),
        only_campaigns=frozenset(row.only_campaigns),
        looks_at=frozenset(row.looks_at),
        channel=row.channel,
    )


def own_stages(session: Session, brand_id: int) -> list[Stage]:
    """Its active rows, in order; none for a brand without steps of its own."""
    query = select(Stage).where(Stage.brand_id == brand_id, col(Stage.is_active).is_(True))
    return list(session.exec(query.order_by(col(Stage.position), col(Stage.id))).all())


def channels(session: Session) -> dict[str, frozenset[int]]:
    """Channels shared with people from outside, each with the ids of the brands whose steps are there."""
    query = select(Stage.channel, Stage.brand_id).where(col(Stage.channel).is_not(None), col(Stage.is_active).is_(True))
    found: dict[str, frozenset[int]] = {}
    for channel, brand_id in session.exec(query.order_by(col(Stage.channel))).all():
        found[channel or ""] = found.get(channel or "", frozenset()) | {brand_id}
    return found


def holders(session: Session, brand_id: int) -> tuple[str, ...]:
    """People and groups that its steps name, as they were named."""
    query = select(StageApprover.user_id).join(Stage, col(Stage.id) == col(StageApprover.stage_id))
    query = query.where(Stage.brand_id == brand_id, col(Stage.is_active).is_(True)).order_by(StageApprover.user_id)
    return tuple(dict.fromkeys(session.exec(query).all()))


def name_approvers(session: Session, stage_id: int, user_ids: Iterable[str]) -> None:
    """Makes exactly these the approvers of the stage."""
    brands.forget_rules(session)
    session.exec(delete(StageApprover).where(col(StageApprover.stage_id) == stage_id))
    for user_id in dict.fromkeys(user_ids):
        session.add(StageApprover(stage_id=stage_id, user_id=user_id))


def names(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """Of stages, active or not."""
    query = select(Stage).where(col(Stage.id).in_(list(ids)))
    return {row.id: row.name for row in session.exec(query).all() if row.id is not None}
