"""Brands, who decides for them, and the accounts they publish on."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import JSON, Column, UniqueConstraint, or_, update
from sqlmodel import Field, Session, SQLModel, col, delete, select

from storage import groups
from storage.credentials import Credential
from storage.values import by_value


class Role(StrEnum):
    """What a brand lets a named person do."""

    ADMIN = "admin"
    """May take back, settle doubt, hand over, set the brand up, and is asked when approvers stay silent."""
    APPROVER = "approver"
    """Owes decisions, where the brand has no steps of its own; else the steps name their approvers."""
    AUTHOR = "author"
    """May write for the brand. Where nobody is named, every insider may."""
    EDITOR = "editor"
    """May change what others wrote."""
    VIEWER = "viewer"
    """May read. Where nobody is named, every insider may."""


class LateRule(StrEnum):
    """What happens by itself to an approved publication whose grace is over."""

    ASK = "ask"
    """Nothing: people are asked."""
    NOW = "now"
    """It goes out, one at a time on its account, never a blast."""
    NEXT_FREE = "next_free"
    """It moves to the next free time within the account's posting hours."""
    DROP = "drop"
    """It is cancelled, and its author told."""


class ManagedBy(StrEnum):
    """Where a brand's rules were last written; nothing else overwrites them without being asked."""

    SETTINGS = "settings"
    """The environment, at every start."""
    HOME = "home"
    """An admin, in App Home."""
    FILE = "file"
    """`python -m bot configure`."""


class Brand(SQLModel, table=True):
    """One voice: its review channel, time zone, language and rules. A fresh install has one."""

    id: int | None = Field(default=None, primary_key=True)
    name: str
    team_id: str
    review_channel: str
    timezone: str
    language: str
    approvals_needed: int
    digest_at: str
    """HH:MM in the brand's zone."""
    nudge_after: int
    """Seconds."""
    escalate_after: int
    """Seconds."""
    late_grace: int
    """Seconds."""
    is_active: bool = True
    managed_by: ManagedBy = Field(default=ManagedBy.SETTINGS, sa_type=by_value(ManagedBy))
    edition: int = 1
    """Grows with every change of its rules: of two admins who edit at once, the second is told."""
    style_guide: str = ""
    """The address of the page to point at."""
    allows_own_work: bool = False
    """Authors may approve their own; the record then says so."""
    questions: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """For reviewers, printed on the card; at most five."""
    campaigns: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """Names that a submission may carry."""
    quiet_from: str | None = None
    """HH:MM; nobody is reminded from here…"""
    quiet_until: str | None = None
    """…until here. Both or none."""
    works_on: str = "12345"
    """ISO weekdays, Monday is 1."""
    holidays: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """ISO dates on which nobody works."""
    late_rule: LateRule = Field(default=LateRule.ASK, sa_type=by_value(LateRule))
    resume_needs_second: bool = False
    """Whoever paused may not resume alone."""
    sensitive_days: list[dict[str, str]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """Days on which people think twice: `date` (2026-12-25, or 12-25 for every year) and `name`."""
    labels: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """Words that a submission may carry, to be found by."""
    explores: bool = False
    """Some suggested times are chosen to learn from them, and say so."""
    repeat_days: int = 30
    """How long nearly the same text on an account is warned of."""
    silenced: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """Codes of checks that it does not want to hear."""
    reports_weekly: bool = True
    """A report of each week is posted in the review channel."""
    recheck_minutes: int = 120
    """How long before its time a publication is checked again."""

    @property
    def number(self) -> int:
        """The id of a stored brand."""
        assert self.id is not None, "a stored brand has its id"
        return self.id

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def grace(self) -> timedelta:
        return timedelta(seconds=self.late_grace)


WRITTEN_IN_SLACK = {
    *("sensitive_days", "labels", "explores", "repeat_days"),
    *("recheck_minutes", "reports_weekly", "silenced"),
}
"""What the settings do not know, and so leave alone."""


class BrandRole(SQLModel, table=True):
    """A person named for a role in a brand. No approver row at all: every member of the review channel may approve."""

    __tablename__ = "brand_role"

    brand_id: int = Field(primary_key=True, foreign_key="brand.id")
    user_id: str = Field(primary_key=True)
    """A person, or a Slack user group: an id that begins with S."""
    role: Role = Field(primary_key=True, sa_type=by_value(Role))


class Account(SQLModel, table=True):
    """Our account on one network. Its token lives in the environment, or sealed in a credential."""

    __table_args__ = (UniqueConstraint("brand_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    brand_id: int = Field(foreign_key="brand.id")
    name: str
    network: str
    address: str
    is_active: bool = True
    posting_hours: list[dict[str, str]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """Windows in the brand's zone, each `days` (ISO weekdays), `opens` and `closes` (HH:MM); none: always open."""
    rests_until: datetime | None = None
    """The network asked to be left alone until then, machine time; every process heeds it."""
    broken_since: datetime | None = None
    """The network does not let us in; nothing goes out until somebody has mended it."""
    broken_detail: str | None = None
    credential_id: int | None = Field(default=None, foreign_key=f"{Credential.__tablename__}.id")
    """Where it was connected; nothing: the settings have its token."""
    slots: list[dict[str, str]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """Its rhythm, in the brand's zone: each `days` (ISO weekdays), `at` (HH:MM) and `queue` (a name, or empty)."""
    most_a_day: int | None = None
    """How many may go out on one day; nothing: as many as there are slots."""
    aim_a_week: int | None = None
    """How many the team wants in a week."""
    audience: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    """A note on its readers: `who`, `language`, `zone` and `hours`, each if somebody wrote it."""


def brand(session: Session, brand_id: int) -> Brand:
    """One brand. Its rules do not change within a transaction, and every story asks for them several times."""
    found: Brand | None = session.info.get(("brand", brand_id)) or session.get(Brand, brand_id)
    assert found is not None, "a foreign key holds the brand"
    session.info["brand", brand_id] = found
    return found


def all_active(session: Session) -> tuple[Brand, ...]:
    """In the order in which they were made; always at least one."""
    if "brand_ids" not in session.info:
        found = session.exec(select(Brand).where(col(Brand.is_active).is_(True)).order_by(col(Brand.id))).all()
        session.info["brand_ids"] = tuple(one.number for one in found)
        session.info.update({("brand", one.number): one for one in found})
    if not session.info["brand_ids"]:
        del session.info["brand_ids"]
        raise LookupError("No brand yet: the bot writes it at its start, from the settings.")
    return tuple(brand(session, number) for number in session.info["brand_ids"])


def the_brand(session: Session) -> Brand:
    """The first: the only one of a fresh install, and the one that the settings write."""
    return all_active(session)[0]


def of_channel(session: Session, channel_id: str) -> tuple[Brand, ...]:
    """Those that are reviewed in this channel."""
    return tuple(one for one in all_active(session) if one.review_channel == channel_id)


def forget_rules(session: Session) -> None:
    """Whoever changes rules says so: what was read before in this session is read afresh."""
    for key in [key for key in session.info if key in _RULES or isinstance(key, tuple)]:
        del session.info[key]


_RULES = {"brand_ids", "roles", "steps"}


def named(session: Session, brand_id: int, role: Role) -> tuple[str, ...]:
    """User ids of the people named for the role, the members of groups among them, in a stable order."""
    return groups.people_of(session, holders(session, brand_id, role))


def holders(session: Session, brand_id: int, role: Role) -> tuple[str, ...]:
    """People and groups, as they were named."""
    if "roles" not in session.info:
        query = select(BrandRole.brand_id, BrandRole.role, BrandRole.user_id).order_by(BrandRole.user_id)
        session.info["roles"] = session.exec(query).all()
    return tuple(user_id for of, what, user_id in session.info["roles"] if (of, what) == (brand_id, role))


def name_people(session: Session, brand_id: int, role: Role, user_ids: Iterable[str]) -> None:
    """Makes exactly these people the named ones for the role."""
    forget_rules(session)
    session.exec(delete(BrandRole).where(col(BrandRole.brand_id) == brand_id, col(BrandRole.role) == role))
    for user_id in dict.fromkeys(user_ids):
        session.add(BrandRole(brand_id=brand_id, user_id=user_id, role=role))


def active_accounts(session: Session, brand_id: int) -> list[Account]:
    """Accounts that new submissions may choose, by name."""
    query = select(Account).where(Account.brand_id == brand_id, col(Account.is_active).is_(True))
    return list(session.exec(query.order_by(Account.name)))


def lock_account(session: Session, account_id: int) -> Account:
    """Whoever gives times away on an account takes their turn."""
    return session.exec(select(Account).where(Account.id == account_id).with_for_update()).one()


def let_rest(session: Session, until: Mapping[int, datetime]) -> None:
    """Nothing goes out on these accounts, by id, before that machine time; a later end that stands already stays."""
    for account_id, rests_until in sorted(until.items()):
        is_longer = or_(col(Account.rests_until).is_(None), col(Account.rests_until) < rests_until)
        session.exec(
            update(Account)
            .where(col(Account.id) == account_id, is_longer)
            .values(rests_until=rests_until)
            .execution_options(synchronize_session=False)
        )


def accounts_by_id(session: Session, ids: Iterable[int]) -> dict[int, Account]:
    """Active or not, so that old publications keep their name."""
    query = select(Account).where(col(Account.id).in_(list(ids)))
    return {account.id: account for account in session.exec(query) if account.id is not None}


def settle_brand(session: Session, wanted: Brand) -> int:
    """Writes the only brand's rules as they are wanted now, and returns its id. Numbers and records stay."""
    forget_rules(session)
    found = session.exec(select(Brand).order_by(col(Brand.id))).first() or wanted
    for name in set(Brand.model_fields) - {"id"} - WRITTEN_IN_SLACK:
        setattr(found, name, getattr(wanted, name))
    session.add(found)
    session.flush()
    assert found.id is not None, "a flushed brand has its id"
    return found.id


def settle_account(session: Session, brand_id: int, name: str, network: str, address: str) -> int:
    """The account of this name, at this address, active, and connected if that place is; its id."""
    found = session.exec(select(Account).where(Account.brand_id == brand_id, Account.name == name)).first()
    account = found or Account(brand_id=brand_id, name=name, network=network, address=address)
    account.network, account.address, account.is_active = network, address, True
    place = select(Credential.id).where(Credential.network == network, Credential.address == address)
    account.credential_id = session.exec(place).first()
    session.add(account)
    session.flush()
    assert account.id is not None, "a flushed account has its id"
    return account.id


def retire_accounts(session: Session, brand_id: int, keep: Iterable[int]) -> None:
    """Accounts that the settings name no more: new submissions cannot choose them, old ones keep their name."""
    kept = set(keep)
    for account in active_accounts(session, brand_id):
        account.is_active = account.id in kept


def accounts_named(session: Session, names: Iterable[str]) -> dict[str, list[Account]]:
    """Every row of each name: the one in use first, then those of brands that had the account before."""
    wanted = list(names)
    query = (
        select(Account).where(col(Account.name).in_(wanted)).order_by(col(Account.is_active).desc(), col(Account.id))
    )
    found: dict[str, list[Account]] = {name: [] for name in wanted}
    for row in session.exec(query).all():
        found[row.name].append(row)
    return found
