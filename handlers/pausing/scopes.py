"""What a pause can be about: everything, one brand, one account. As a value in a form it is a claim."""

import re
from dataclasses import dataclass

from sqlmodel import Session

from handlers.access import Denied
from storage import brands
from storage.brands import Brand


@dataclass(frozen=True)
class Scope:
    """Nothing named is everything."""

    brand_id: int | None = None
    account_id: int | None = None

    def __str__(self) -> str:
        if self.account_id is not None:
            return f"account.{self.brand_id}.{self.account_id}"
        return "all" if self.brand_id is None else f"brand.{self.brand_id}"


EVERYTHING = Scope()


def parse(session: Session, value: str) -> Scope:
    """A scope of ours, whose brand and account exist. Raises Denied for anything else."""
    found = re.fullmatch(r"all|brand\.(\d{1,9})|account\.(\d{1,9})\.(\d{1,9})", value, re.ASCII)
    if found is None:
        raise Denied("no_such_scope")
    brand_id = found[1] or found[2]
    scope = Scope(int(brand_id) if brand_id else None, int(found[3]) if found[3] else None)
    if scope not in [known for known, _ in choices(session)]:
        raise Denied("no_such_scope")
    return scope


def choices(session: Session) -> list[tuple[Scope, str]]:
    """All that can be paused, with its name; an empty name is everything. A single brand is not offered beside it."""
    every = brands.all_active(session)
    found: list[tuple[Scope, str]] = [(EVERYTHING, "")]
    for brand in every:
        if len(every) > 1:
            found.append((Scope(brand.number), brand.name))
        found += [
            (Scope(brand.number, account.id), _account(brand, account.name, len(every)))
            for account in brands.active_accounts(session, brand.number)
        ]
    return found


def _account(brand: Brand, name: str, count: int) -> str:
    return f"{brand.name}: {name}" if count > 1 else name


def name_of(session: Session, scope: Scope) -> str:
    """Its name for people; empty for everything."""
    if scope.account_id is not None:
        account = brands.accounts_by_id(session, [scope.account_id]).get(scope.account_id)
        return account.name if account else "–"
    return brands.brand(session, scope.brand_id).name if scope.brand_id is not None else ""


def brands_of(session: Session, scope: Scope) -> tuple[Brand, ...]:
    """The brands that it concerns; never none."""
    return (brands.brand(session, scope.brand_id),) if scope.brand_id is not None else brands.all_active(session)
