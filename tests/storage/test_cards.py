"""Pictures: drawn when they are behind, once for any number of changes."""

import threading

import pytest
from sqlmodel import Session

from storage import cards
from storage.cards import Surface
from storage.database import Database
from tests.storage.conftest import Open
from tests.storage.records import AUTHOR, MINUTE, NOW, furnish, put_up, take


def show(session: Session, number: int, surface: Surface = Surface.CARD) -> None:
    card = cards.card_of(session, number, surface)
    assert card is not None
    card.shown_version, card.channel_id, card.ts = card.wanted_version, "C0REVIEW", f"{number}.0"


def behind(session: Session, *, late: int = 0, limit: int = 20) -> list[tuple[int, Surface]]:
    found = cards.untrue(session, machine_now=NOW + late * MINUTE, limit=limit)
    return [(card.submission_id, card.surface) for card in found]


def test_a_picture_is_behind_until_it_is_shown_and_again_after_a_change(database: Database) -> None:
    database.write_sync(furnish)
    number = database.write_sync(put_up)
    assert database.read_sync(behind) == [(number, Surface.CARD)]
    database.write_sync(show, number)
    assert database.read_sync(behind) == []
    for _ in range(10):
        database.write_sync(lambda session: cards.advance(session, take(session, number)))
    assert database.read_sync(behind) == [(number, Surface.CARD)]
    database.write_sync(show, number)
    assert database.read_sync(behind) == [], "ten changes, one picture"


def test_a_change_while_it_is_drawn_is_drawn_afterwards(database: Database) -> None:
    database.write_sync(furnish)
    number = database.write_sync(put_up)
    drawn = database.read_sync(lambda session: take(session, number).version)
    database.write_sync(lambda session: cards.advance(session, take(session, number)))

    def shown(session: Session) -> None:
        card = cards.card_of(session, number)
        assert card is not None
        card.shown_version = drawn

    database.write_sync(shown)
    assert database.read_sync(behind) == [(number, Surface.CARD)]


def test_those_never_seen_come_first_and_those_that_were_refused_wait(database: Database) -> None:
    def fill(session: Session) -> tuple[int, int, int]:
        furnish(session)
        seen, new, refused = put_up(session), put_up(session), put_up(session)
        session.flush()
        show(session, seen)
        cards.advance(session, take(session, seen))
        waiting = cards.card_of(session, refused)
        assert waiting is not None
        waiting.redraw_at, waiting.trouble = NOW + MINUTE, "ratelimited"
        return seen, new, refused

    seen, new, refused = database.write_sync(fill)
    assert [number for number, _ in database.read_sync(behind)] == [new, seen]
    assert [number for number, _ in database.read_sync(behind, late=1)] == [new, refused, seen]
    assert len(database.read_sync(behind, limit=1)) == 1
    database.write_sync(cards.try_again, "C0REVIEW")
    assert [number for number, _ in database.read_sync(behind)] == [new, refused, seen]


def test_card_and_status_are_pictures_of_their_own(database: Database) -> None:
    def fill(session: Session) -> int:
        furnish(session)
        number = put_up(session)
        cards.place(session, take(session, number), Surface.STATUS, AUTHOR)
        session.flush()
        show(session, number)
        return number

    number = database.write_sync(fill)
    assert database.read_sync(behind) == [(number, Surface.STATUS)]
    found = database.read_sync(cards.at, "C0REVIEW", f"{number}.0")
    assert found is not None
    assert (found.submission_id, found.surface) == (number, Surface.CARD)
    assert database.read_sync(cards.at, "C0REVIEW", "9.9") is None


@pytest.mark.postgres
def test_two_replicas_do_not_post_the_same_card(postgres_url: str, open_database: Open) -> None:
    database = open_database(postgres_url)
    database.write_sync(furnish)
    first, second = database.write_sync(lambda session: (put_up(session), put_up(session)))
    holds, may_end = threading.Event(), threading.Event()

    def draw(session: Session, limit: int) -> list[int]:
        found = cards.untrue(session, machine_now=NOW, limit=limit)
        for card in found:
            card.redraw_at = NOW + MINUTE
        return [card.submission_id for card in found]

    def draw_slowly(session: Session) -> list[int]:
        mine = draw(session, 1)
        holds.set()
        assert may_end.wait(30)
        return mine

    slow = database._submit(draw_slowly)
    assert holds.wait(30)
    assert database.write_sync(draw, 20) == [second]
    may_end.set()
    assert slow.result(30) == [first]
    assert database.write_sync(draw, 20) == []
