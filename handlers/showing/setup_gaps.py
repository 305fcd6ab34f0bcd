"""What is left to set up, as admins see it on Home."""

from sqlmodel import Session

from handlers import access
from handlers.blocks.home_setup import MANY_APPROVERS, Gap
from storage import brands, people, slots
from storage.brands import Brand, Role


def gaps(session: Session, brand: Brand, *, is_admin: bool, practice: frozenset[int]) -> list[Gap]:
    """For admins all of it; where nobody is named admin, everybody sees at least that."""
    if not brands.named(session, brand.number, Role.ADMIN):
        return [Gap.NO_ADMINS]
    if not is_admin:
        return []
    return [*_approvers(session, brand), *_running(session, brand, practice)]


def _approvers(session: Session, brand: Brand) -> list[Gap]:
    named = access.approvers(session, brand)
    if not named:
        return [Gap.NO_APPROVERS]
    known = people.people(session, named)
    members = people.members(session, brand.review_channel)
    found = {
        Gap.MANY_APPROVERS: len(named) > MANY_APPROVERS,
        Gap.TOO_FEW_APPROVERS: len(named) < brand.approvals_needed,
        Gap.APPROVER_GONE: any(one.is_deactivated for one in known.values()),
        Gap.APPROVER_OUTSIDE: bool(members) and not set(named) <= set(members),
    }
    return [gap for gap, is_there in found.items() if is_there]


def _running(session: Session, brand: Brand, practice: frozenset[int]) -> list[Gap]:
    active = [one.id for one in brands.active_accounts(session, brand.number)]
    found = [Gap.PRACTICE_ONLY] if all(one in practice for one in active) else []
    return found if slots.last_slot(session, slots.digest_of(brand.number)) else [*found, Gap.NO_DIGEST]
