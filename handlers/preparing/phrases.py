"""Snippets: looked up, added and changed. Whoever writes for the brand may add; who added one and admins change it.

Transactions only.
"""

from datetime import datetime

from sqlmodel import Session

from handlers import access
from handlers.access import Denied
from handlers.blocks.look_up import Looked
from handlers.blocks.snippets import LONGEST_NAME, LONGEST_TEXT, Board, Row, Said
from handlers.composing import brand_choice
from handlers.permissions import Action, may
from handlers.showing import nearest
from handlers.typed import decode
from storage import brands, history, snippets
from storage.brands import Brand, Role
from storage.snippets import Snippet

SHOWN = 20
"""Rows of one look."""


class Taken(Exception):
    """Another one of the brand has this name in this language; with the language of whoever asked."""

    def __init__(self, language: str) -> None:
        super().__init__("taken")
        self.language = language


def look(session: Session, user_id: str, looked: Looked) -> Board:
    """What is found by these words; everything, where there are none. Raises Stranger or Denied."""
    person = access.insider(session, user_id)
    every = brands.all_active(session)
    brand = nearest.meant(session, every, user_id, looked.brand_id)
    if looked.typed:
        found = snippets.find(session, brand.number, looked.typed, limit=SHOWN + 1)
    else:
        found = snippets.of_brand(session, brand.number, limit=SHOWN + 1)
    is_admin = access.is_admin(session, brand, user_id)
    return Board(
        language=person.language,
        looked=Looked(brand.number, looked.typed),
        rows=[Row(one.id or 0, said_of(one), is_admin or one.added_by == user_id) for one in found[:SHOWN]],
        has_more=len(found) > SHOWN,
        brands=[(one.number, one.name) for one in nearest.readable(session, every, user_id)],
        may_add=may(Action.SUBMIT, access.standing_in_brand(session, brand, person)) is None,
    )


def said_of(one: Snippet) -> Said:
    return Said(one.name, one.text, one.kind, one.language, one.is_active)


def one(session: Session, user_id: str, number: int, brand_id: int) -> tuple[Said, int, str]:
    """What its form begins with, its brand, and the person's language. Raises Stranger or Denied."""
    person = access.insider(session, user_id)
    if number:
        brand, found = _mine(session, user_id, number)
        return said_of(found), brand.number, person.language
    brand = nearest.meant(session, brands.all_active(session), user_id, brand_id)
    brand_choice.check(session, person, brand)
    return Said(language=brand.language), brand.number, person.language


def keep(session: Session, user_id: str, number: int, brand_id: int, said: Said, *, now: datetime) -> None:
    """Adds it, or changes it. Raises Stranger, Denied or Taken."""
    person = access.insider(session, user_id)
    found = _mine(session, user_id, number)[1] if number else None
    brand = brands.brand(session, found.brand_id if found else brand_id)
    if found is None:
        brand_choice.check(session, person, brand)
    name, text = decode.storable(said.name).strip()[:LONGEST_NAME], decode.storable(said.text)[:LONGEST_TEXT]
    other = snippets.named(session, brand.number, said.language, name)
    if other is not None and other.id != number:
        raise Taken(person.language)
    row = found or Snippet(
        brand_id=brand.number, language="", name="", text="", added_by=user_id, changed_by=user_id, changed_at=now
    )
    row.name, row.text, row.kind, row.language, row.is_active = name, text, said.kind, said.language, said.is_active
    row.changed_by, row.changed_at = user_id, now
    session.add(row)
    session.flush()
    snippets.index(session, row)
    kind = "snippet.changed" if found else "snippet.added"
    history.add(session, kind, actor_id=user_id, at=now, brand_id=brand.number, snippet=row.id, name=name)


def _mine(session: Session, user_id: str, number: int) -> tuple[Brand, Snippet]:
    """Raises Denied for anybody but who added it, and admins."""
    found = snippets.snippet(session, number, for_update=True)
    if found is None:
        raise Denied("no_such_snippet")
    brand = brands.brand(session, found.brand_id)
    if found.added_by != user_id and not access.is_admin(session, brand, user_id):
        admins = brands.named(session, brand.number, Role.ADMIN)
        raise Denied("snippet_not_yours", name=found.name, by=found.added_by, admins=admins)
    return brand, found
