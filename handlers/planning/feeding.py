"""The address under which a calendar program reads a brand: who has its secret, and may still read. Transactions."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from handlers import access
from handlers.planning import telling
from storage import brands, calendar_feeds, people
from storage.brands import Brand

PATH = "/calendar/"
ENDING = ".ics"


@dataclass(frozen=True)
class Fed:
    """A calendar as bytes, and by what it is known again."""

    content: bytes
    etag: str


def hashed(secret: str) -> str:
    """What is kept of it: whoever reads the records cannot read calendars with them."""
    return hashlib.sha256(secret.encode()).hexdigest()


def feed(session: Session, secret_sha256: str, *, now: datetime) -> Fed | None:
    """Nothing where there is no such address, it was ended, or its person may not read the brand any more."""
    found = calendar_feeds.of_secret(session, secret_sha256)
    person = people.person(session, found.person_id) if found else None
    brand = session.get(Brand, found.brand_id) if found else None
    if person is None or brand is None or not brand.is_active:
        return None
    if not access.is_insider(person, brands.the_brand(session)) or not access.may_read(session, brand, person.user_id):
        return None
    content = telling.file(session, brand, person.language, now=now)
    return Fed(content, f'"{hashlib.sha256(content).hexdigest()[:32]}"')
