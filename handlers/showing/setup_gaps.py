"""What is left to set up, as admins see it on Home."""

from collections.abc import Iterable, Sequence

from sqlmodel import Session

from handlers import access
from handlers.blocks.home_setup import MANY_APPROVERS, BrandRow, Gap, ToDo
from handlers.knowing.scopes import Asleep, asleep
from storage import brands, people, slots, stages
from storage.brands import Brand, Role

SLEEPING = {Asleep.USER_GROUPS: Gap.GROUPS_ASLEEP, Asleep.NOTIFICATIONS: Gap.ABSENCES_ASLEEP}


def rows(session: Session, user_id: str) -> list[BrandRow]:
    """The brands that this person is an admin of."""
    own = [brand for brand in brands.all_active(session) if access.is_admin(session, brand, user_id)]
    return [BrandRow(brand.number, brand.name, brand.review_channel, brand.zone) for brand in own]


def all_gaps(
    session: Session, every: Sequence[Brand], user_id: str, *, practice: frozenset[int], scopes: Iterable[str]
) -> list[ToDo]:
    """Of each brand, by its name where there are several; and what sleeps, for whoever sets any of them up."""
    found: list[ToDo] = []
    is_any_admin = False
    for brand in every:
        is_admin = access.is_admin(session, brand, user_id)
        is_any_admin = is_any_admin or is_admin
        name = brand.name if len(every) > 1 else ""
        found += [ToDo(gap, name) for gap in _gaps(session, brand, is_admin=is_admin, practice=practice)]
    return [*found, *(ToDo(SLEEPING[one]) for one in asleep(scopes) if is_any_admin)]


def _gaps(session: Session, brand: Brand, *, is_admin: bool, practice: frozenset[int]) -> list[Gap]:
    """For admins all of it; where nobody is named admin, everybody sees at least that."""
    if not brands.holders(session, brand.number, Role.ADMIN):
        return [Gap.NO_ADMINS]
    return [*_approvers(session, brand), *_running(session, brand, practice)] if is_admin else []


def _approvers(session: Session, brand: Brand) -> list[Gap]:
    """Of a review in steps, only what is true of any of them."""
    steps = stages.steps_of(session, brand)
    named = access.approvers(session, brand)
    if access.is_open(session, brand):
        return [Gap.NO_APPROVERS]
    if not all(step.named for step in steps):
        return [Gap.APPROVERS_EMPTIED]
    known = people.people(session, named)
    members = people.members(session, brand.review_channel)
    is_single = steps[0].id == stages.ONLY
    found = {
        Gap.MANY_APPROVERS: is_single and len(named) > MANY_APPROVERS,
        Gap.TOO_FEW_APPROVERS: is_single and len(named) < brand.approvals_needed,
        Gap.ONE_APPROVER: is_single and len(named) == 1 and not brand.allows_own_work,
        Gap.APPROVER_GONE: any(one.is_deactivated for one in known.values()),
        Gap.APPROVER_OUTSIDE: is_single and bool(members) and not set(named) <= set(members),
    }
    return [gap for gap, is_there in found.items() if is_there]


def _running(session: Session, brand: Brand, practice: frozenset[int]) -> list[Gap]:
    active = [one.id for one in brands.active_accounts(session, brand.number)]
    if not active:
        return [Gap.NO_ACCOUNTS]
    found = [Gap.PRACTICE_ONLY] if all(one in practice for one in active) else []
    return found if slots.last_slot(session, slots.digest_of(brand.number)) else [*found, Gap.NO_DIGEST]
