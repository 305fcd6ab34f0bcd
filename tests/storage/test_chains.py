"""A chain for each brand, and the secret that signs them."""

from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import Session, col, select

from storage import anchors, history, submissions
from storage.anchors import Anchor
from storage.chain import Broken, Flaw, Keys, hash_of
from storage.database import Database
from storage.history import HOUSE, Entry, Event, HistoryHead
from storage.lifecycle import Editorial
from tests.storage import records
from tests.storage.conftest import Open
from tests.storage.records import APPROVER, NOW
from tests.storage.unguarded import take_down

FIRST, SECOND = "first" * 8, "second" * 8


def two_brands(session: Session) -> list[int]:
    """With a submission each; their numbers."""
    records.furnish(session)
    session.add(records.brand("Acorn Drinks"))
    session.flush()
    return [records.put_up(session, brand_id=brand_id) for brand_id in (1, 2)]


def places(session: Session) -> list[tuple[int, int, int | None]]:
    query = select(Event.brand_id, Event.seq, Event.submission_id).order_by(col(Event.id))
    return [(brand, seq, number) for brand, seq, number in session.exec(query).all()]


def test_each_brand_has_a_chain_of_its_own(database: Database) -> None:
    first, second = database.write_sync(two_brands)
    told = [
        Entry("nudge.sent", history.BOT, NOW, second),
        Entry("nudge.sent", history.BOT, NOW, first),
        Entry("nudge.sent", history.BOT, NOW, first),
        Entry("digest.posted", history.BOT, NOW),
        Entry("digest.posted", history.BOT, NOW, brand_id=2),
        Entry("person.forgotten", APPROVER, NOW, brand_id=HOUSE),
    ]
    database.write_sync(history.add_all, told)
    database.write_sync(history.add, "nudge.sent", actor_id=history.BOT, at=NOW, submission_id=second)
    assert sorted(database.read_sync(places), key=lambda one: one[:2]) == [
        (HOUSE, 1, None),
        *((1, 1, first), (1, 2, first), (1, 3, None)),
        *((2, 1, second), (2, 2, None), (2, 3, second)),
    ]
    assert database.read_sync(history.first_broken) is None


def test_a_bad_place_is_named_with_its_brand(database: Database) -> None:
    first, second = database.write_sync(two_brands)
    entries = [Entry("nudge.sent", history.BOT, NOW, number) for number in (first, second, second)]
    database.write_sync(history.add_all, entries)
    database.write_sync(tamper, brand_id=2, seq=2, actor_id="U0SOMEBODY")
    assert database.read_sync(history.first_broken) == Broken(2, 2, Flaw.CHANGED)


def tamper(session: Session, *, brand_id: int, seq: int, **values: Any) -> None:
    take_down(session.connection())
    at = (col(Event.brand_id) == brand_id) & (col(Event.seq) == seq)
    session.exec(update(Event).where(at).values(**values).execution_options(synchronize_session=False))


def test_where_an_actor_was_is_kept_and_the_clock_is_nowhere(database: Database) -> None:
    home = database.at("home")
    home.write_sync(history.add, "decision.made", actor_id=APPROVER, at=NOW)
    home.write_sync(history.add, "decision.made", actor_id=APPROVER, at=NOW, place="card")
    home.write_sync(history.add, "publication.missed", actor_id=history.BOT, at=NOW)
    database.write_sync(history.add, "decision.made", actor_id=APPROVER, at=NOW)
    found = database.read_sync(lambda session: session.exec(select(Event.place).order_by(col(Event.seq))).all())
    assert found == ["home", "card", "", ""]


def test_how_the_submission_stood_is_kept_with_each_entry(database: Database) -> None:
    first, _ = database.write_sync(two_brands)

    def withdraw(session: Session) -> None:
        submissions.move(records.take(session, first), Editorial.WITHDRAWN)
        history.add(session, "submission.withdrawn", actor_id=APPROVER, at=NOW, submission_id=first)

    database.write_sync(history.add, "nudge.sent", actor_id=history.BOT, at=NOW, submission_id=first)
    database.write_sync(withdraw)
    database.write_sync(history.add, "digest.posted", actor_id=history.BOT, at=NOW)
    found = database.read_sync(lambda session: session.exec(select(Event).order_by(col(Event.seq))).all())
    stands = [(one.revision, one.state) for one in found]
    assert stands == [(1, "in_review"), (1, "withdrawn"), (None, "")]


@pytest.fixture
def signed(url: str, open_database: Open) -> Database:
    """Two entries without a key, then three with the first one."""
    database = open_database(url)
    for _ in range(2):
        database.write_sync(add)
    database.sign_history(Keys.of(FIRST))
    database.write_sync(anchors.seal, at=NOW)
    for _ in range(2):
        database.write_sync(add)
    return database


def add(session: Session) -> None:
    history.add(session, "decision.made", actor_id=APPROVER, at=NOW, verdict="approve")


def kinds(session: Session) -> list[str]:
    return list(session.exec(select(Event.kind).order_by(col(Event.seq))))


def test_a_key_signs_from_its_first_start_on(signed: Database) -> None:
    assert signed.read_sync(history.first_broken) is None
    assert signed.read_sync(kinds)[2] == "history.key_changed"
    signed.write_sync(anchors.seal, at=NOW)
    assert len(signed.read_sync(kinds)) == 5, "an end that is signed already is left as it is"


def test_without_its_key_a_signed_entry_proves_nothing(signed: Database, open_database: Open) -> None:
    stranger = open_database(signed.url)
    assert stranger.read_sync(history.first_broken) == Broken(HOUSE, 3, Flaw.UNKNOWN_KEY)
    stranger.sign_history(Keys.of(SECOND))
    assert stranger.read_sync(history.first_broken) == Broken(HOUSE, 3, Flaw.UNKNOWN_KEY)


def test_an_older_key_proves_what_it_signed_and_signs_nothing_new(signed: Database, open_database: Open) -> None:
    after = open_database(signed.url)
    after.sign_history(Keys.of(SECOND, (FIRST,)))
    assert after.read_sync(history.first_broken) == Broken(HOUSE, 6, Flaw.UNSIGNED), "until the bot was started with it"
    after.write_sync(anchors.seal, at=NOW)
    assert after.read_sync(history.first_broken) is None
    signed.write_sync(add)
    assert after.read_sync(history.first_broken) == Broken(HOUSE, 7, Flaw.UNSIGNED)


def test_nobody_without_the_key_writes_history_anew(signed: Database, open_database: Open) -> None:
    """Somebody with the whole file changes an entry, and computes every hash after it as anybody can."""
    signed.write_sync(rewrite, Keys())
    assert signed.read_sync(history.first_broken) == Broken(HOUSE, 6, Flaw.UNSIGNED)
    signed.write_sync(rewrite, Keys.of(SECOND))
    assert signed.read_sync(history.first_broken) == Broken(HOUSE, 1, Flaw.UNKNOWN_KEY)
    without_a_key = open_database(signed.url)
    without_a_key.write_sync(rewrite, Keys())
    assert without_a_key.read_sync(history.first_broken) is None, "which is what the key is for"


def rewrite(session: Session, keys: Keys) -> None:
    take_down(session.connection())
    previous = history.GENESIS
    for event in session.exec(select(Event).order_by(col(Event.seq))).all():
        event.actor_id, event.key, event.previous = "U0SOMEBODY", keys.current, previous
        event.hash = previous = hash_of(event.model_dump(), keys)
    session.exec(update(HistoryHead).values(hash=previous))


def test_words_that_were_changed_instead_of_erased_are_found(database: Database) -> None:
    def say(session: Session) -> None:
        words = history.keep_words(session, "No.", APPROVER)
        history.add(session, "decision.made", actor_id=APPROVER, at=NOW, words=words)

    def put_into_mouth(session: Session) -> None:
        session.connection().exec_driver_sql("UPDATE words SET text = 'Yes.'")

    database.write_sync(say)
    database.write_sync(put_into_mouth)
    assert database.read_sync(history.first_broken) == Broken(HOUSE, 1, Flaw.WORDS)


def test_an_end_that_was_written_down_is_still_there_later(signed: Database) -> None:
    (head,) = signed.read_sync(anchors.heads)
    anchor = Anchor.parse(f'{{"message": "history head {head}"}}')
    assert anchor == Anchor(5, head.hash, HOUSE)
    signed.write_sync(add)
    assert signed.read_sync(anchors.holds, anchor)
    short = Anchor.parse(f"5:{head.hash[:12]}")
    assert short is not None and signed.read_sync(anchors.holds, short)
    assert not signed.read_sync(anchors.holds, Anchor(5, head.hash, 7))
    signed.write_sync(rewrite, signed.keys)
    assert signed.read_sync(history.first_broken) is None, "whoever has the key can do that"
    assert not signed.read_sync(anchors.holds, short), "but not to what was written down elsewhere"


@pytest.mark.parametrize("written", ["", "5", "5:", "5:xyz", "5:abc", "a:" + "0" * 64, "5:" + "0" * 65])
def test_what_is_no_anchor_is_refused(written: str) -> None:
    assert Anchor.parse(written) is None


def test_a_name_does_not_give_its_key_away() -> None:
    keys = Keys.of(FIRST, (SECOND,))
    assert FIRST not in repr(keys) and SECOND not in repr(keys)
    assert keys.current not in FIRST and len(keys.secrets) == 2
