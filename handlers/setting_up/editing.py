"""Setting a brand up inside Slack: the form that is shown, and what was sent.

Transactions only; they raise Denied or Stranger.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from handlers import access
from handlers.access import Denied
from handlers.permissions import Action, may
from handlers.setting_up import reading
from handlers.setting_up.differences import Difference, differences
from handlers.setting_up.form import AccountOption, BrandForm, Flaw, GroupOption, Overtaken, Part
from handlers.setting_up.rules import BrandRules
from handlers.setting_up.writing import AccountPlace, Hand, write
from storage import brands, people
from storage.brands import Brand, ManagedBy
from storage.groups import Group
from storage.history import Event
from storage.people import Person

MOST_GROUPS = 100
"""Options that one menu holds (docs.slack.dev/reference/block-kit/composition-objects/option-object)."""


@dataclass(frozen=True)
class Saved:
    """What was saved."""

    rules: BrandRules
    brand_id: int
    differences: tuple[Difference, ...]
    stuck: tuple[int, ...] = ()
    is_new: bool = False


@dataclass(frozen=True)
class Refused:
    """What was sent cannot be saved as it is."""

    flaws: tuple[Flaw, ...]


def form(session: Session, user_id: str, brand_id: int, part: Part, *, publishing: Iterable[int]) -> BrandForm:
    """One brand's form. `publishing`: ids of accounts that have a publisher."""
    person, brand = _enter(session, user_id, brand_id)
    return _form(session, person, brand, reading.rules_of(session, brand), part, publishing)


def blank(session: Session, user_id: str, *, publishing: Iterable[int]) -> BrandForm:
    """A new brand, which begins like the one that its founder is an admin of; without a channel and accounts."""
    person = access.insider(session, user_id)
    like = _like(session, person)
    was = reading.rules_of(session, like)
    rules = BrandRules(name="", review_channel="", timezone=was.timezone, language=was.language, admins=was.admins)
    found = _form(session, person, like, rules, Part.BASICS, publishing)
    return replace(found, brand_id=None, edition=0, managed_by=ManagedBy.HOME)


def _like(session: Session, person: Person) -> Brand:
    every = brands.all_active(session)
    own = [one for one in every if access.is_admin(session, one, person.user_id)]
    if not own:
        access.refuse_in_brand(
            may(Action.CONFIGURE, access.standing_in_brand(session, every[0], person)), session, every[0]
        )
    return own[0]


def _enter(session: Session, user_id: str, brand_id: int) -> tuple[Person, Brand]:
    """The brand, held until the end of the transaction, for somebody who may set it up."""
    person = access.insider(session, user_id)
    query = select(Brand).where(col(Brand.id) == brand_id, col(Brand.is_active).is_(True)).with_for_update()
    brand = session.exec(query.execution_options(populate_existing=True)).first()
    if brand is None:
        raise Denied("no_such_brand")
    access.refuse_in_brand(may(Action.CONFIGURE, access.standing_in_brand(session, brand, person)), session, brand)
    return person, brand


def _form(
    session: Session, person: Person, brand: Brand, rules: BrandRules, part: Part, publishing: Iterable[int]
) -> BrandForm:
    return BrandForm(
        part=part,
        rules=rules,
        language=person.language,
        brand_id=brand.number,
        edition=brand.edition,
        managed_by=brand.managed_by,
        accounts=_accounts(session, rules, set(publishing)),
        groups=_groups(session),
    )


def _accounts(session: Session, rules: BrandRules, publishing: set[int]) -> tuple[AccountOption, ...]:
    """Those that can publish, and those that the brand has."""
    names = {one.number: one.name for one in brands.all_active(session)}
    known = reading.accounts_of_all(session)
    shown = [one for one in known.values() if one.id in publishing or one.name in rules.accounts]
    return tuple(
        AccountOption(one.name, one.network, _elsewhere(one.name in rules.accounts, one.is_active, names, one.brand_id))
        for one in sorted(shown, key=lambda one: one.name)
    )


def _elsewhere(is_own: bool, is_active: bool, names: Mapping[int, str], brand_id: int) -> str:
    return names.get(brand_id, "") if is_active and not is_own else ""


def _groups(session: Session) -> tuple[GroupOption, ...]:
    query = select(Group).where(col(Group.is_disabled).is_(False)).order_by(col(Group.name)).limit(MOST_GROUPS)
    return tuple(GroupOption(one.group_id, one.name) for one in session.exec(query).all())


@dataclass(frozen=True)
class Sent:
    """A form that was sent."""

    part: Part
    brand_id: int | None
    edition: int
    typed: Mapping[str, Any]
    """The rules that were typed."""
    touched: tuple[str, ...] = ()
    """Those of them that this person changed."""


def save(
    session: Session, user_id: str, sent: Sent, *, publishing: Iterable[int], now: datetime
) -> Saved | Refused | BrandForm:
    """Saves it; or says what is wrong; or gives the form again, when somebody else changed the brand meanwhile."""
    if sent.brand_id is None:
        return _create(session, user_id, sent, now)
    person, brand = _enter(session, user_id, sent.brand_id)
    current = reading.rules_of(session, brand)
    wanted = replace(current, **{key: sent.typed[key] for key in sent.touched})
    # The same form twice changes nothing the second time, and nobody is told of their own change.
    if brand.edition != sent.edition and differences(current, wanted):
        found = _form(session, person, brand, wanted, sent.part, publishing)
        return replace(found, overtaken=_overtaken(session, brand, sent), touched=sent.touched)
    return _write(session, user_id, brand, wanted, now)


def _create(session: Session, user_id: str, sent: Sent, now: datetime) -> Saved | Refused:
    person = access.insider(session, user_id)
    was = reading.rules_of(session, _like(session, person))
    fresh = BrandRules(
        name="",
        review_channel="",
        timezone=was.timezone,
        language=was.language,
        admins=tuple(sorted({*was.admins, user_id})),
        works_on=was.works_on,
        quiet_from=was.quiet_from,
        quiet_until=was.quiet_until,
    )
    return _write(session, user_id, None, replace(fresh, **sent.typed), now)


def _write(session: Session, user_id: str, brand: Brand | None, wanted: BrandRules, now: datetime) -> Saved | Refused:
    flaws = _flaws(session, brand, wanted)
    if flaws:
        return Refused(flaws)
    known = {name: AccountPlace(one.network, one.address) for name, one in reading.accounts_of_all(session).items()}
    team_id = brand.team_id if brand else brands.all_active(session)[0].team_id
    hand = Hand(actor_id=user_id, managed_by=ManagedBy.HOME, team_id=team_id, now=now)
    written = write(session, wanted, hand, known, brand)
    return Saved(wanted, written.brand_id, written.differences, written.stuck, is_new=brand is None)


def _flaws(session: Session, brand: Brand | None, wanted: BrandRules) -> tuple[Flaw, ...]:
    """What only the records can tell."""
    flaws = []
    others = [one for one in reading.every_brand(session) if brand is None or one.number != brand.number]
    if any(one.name.casefold() == wanted.name.casefold() for one in others):
        flaws.append(Flaw("name", "name_taken", {}))
    unknown = [name for name in wanted.accounts if name not in reading.accounts_of_all(session)]
    if unknown:
        flaws.append(Flaw("accounts", "account", {"account": unknown[0]}))
    if any(name not in wanted.accounts for stage in wanted.stages for name in stage.only_accounts):
        flaws.append(Flaw("accounts", "account_in_step", {}))
    if wanted.review_channel in {stage.channel for stage in wanted.stages}:
        flaws.append(Flaw("review_channel", "channel_shared", {}))
    return tuple(flaws)


def _overtaken(session: Session, brand: Brand, sent: Sent) -> Overtaken:
    """Who changed what since the form was opened."""
    query = select(Event).where(Event.brand_id == brand.number, Event.kind == "brand.configured")
    newest = session.exec(query.order_by(col(Event.id).desc()).limit(brand.edition - sent.edition)).all()
    keys = [str(change["key"]).split(" ")[0] for event in reversed(newest) for change in event.data.get("changes", ())]
    by = people.person(session, newest[0].actor_id) if newest else None
    return Overtaken(by.name if by else "", tuple(dict.fromkeys(keys)))
