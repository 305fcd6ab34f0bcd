"""Submissions, their revisions, and the lock that every act on one begins with."""

import threading
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from storage import cards, decisions, finding, publications, submissions
from storage.content import Content, Image, Variant
from storage.database import Database
from storage.decisions import Verdict
from storage.lifecycle import Editorial, IllegalMove
from storage.media import store
from storage.submissions import SomebodyWasFirst, Submission
from tests.storage.conftest import Open
from tests.storage.records import (
    APPROVER,
    AUTHOR,
    DAY,
    HOUR,
    MINUTE,
    NOW,
    SECOND,
    approve,
    approved,
    furnish,
    put_up,
    take,
)


@pytest.fixture
def database(url: str, open_database: Open) -> Database:
    opened = open_database(url)
    opened.write_sync(furnish)
    return opened


def revise(session: Session, number: int, content: Content) -> int:
    return submissions.add_revision(session, take(session, number), content, created_by=AUTHOR, now=NOW).number


def test_content_comes_back_exactly_and_so_does_its_fingerprint(database: Database) -> None:
    seoul = datetime(2026, 12, 1, 9, 0, 0, 250_000, tzinfo=timezone(timedelta(hours=9)))

    def put(session: Session) -> tuple[Content, str]:
        image = store(session, content=b"png", mime="image/png", width=1, height=1, now=NOW)
        content = Content(
            text="<!channel> & \u202eevil\u202c \U0001f9c1 한국어",
            accounts=(2, 1),
            images=(Image(image, "b.png", "a bun"), Image(image, "a.png")),
            note="please",
            wanted_at=seoul,
            wanted_wall="2026-12-01T09:00",
            wanted_zone="Asia/Seoul",
        )
        number = put_up(session)
        return content, str(revise(session, number, content))

    def look(session: Session) -> Content:
        revision = submissions.revision_numbered(session, 1, 2)
        assert revision is not None
        found = submissions.content_of(session, revision)
        assert revision.fingerprint == found.fingerprint
        return found

    content, _ = database.write_sync(put)
    found = database.read_sync(look)
    assert found.fingerprint == content.fingerprint, "in whatever zone the time was told"
    assert (found.text, found.images, found.note) == (content.text, content.images, "please")
    assert (found.accounts, found.wanted_at) == ((1, 2), seoul)


def test_what_one_account_has_of_its_own_comes_back_exactly_and_goes_out_when_it_says(database: Database) -> None:
    own = Variant(2, "짧게 & <b>", NOW + timedelta(days=1), "2026-11-24T10:00", "More: https://acorn.example")
    content = Content("For all", (1, 2), variants=(own,), flags=("paid", "ai"), warning="Crumbs")
    number = database.write_sync(put_up)

    def put(session: Session) -> None:
        submission = take(session, number)
        revision = submissions.add_revision(session, submission, content, created_by=AUTHOR, now=NOW)
        publications.plan(session, submission, content, revision.fingerprint, now=NOW)

    def look(session: Session) -> tuple[Content, dict[int, datetime | None]]:
        revision = submissions.current_revision(session, take(session, number))
        found = submissions.content_of(session, revision)
        assert revision.fingerprint == found.fingerprint == content.fingerprint
        return found, {one.account_id: one.due_at for one in publications.of_submission(session, number)}

    database.write_sync(put)
    found, due = database.read_sync(look)
    assert (found.variants, set(found.flags), found.warning) == ((own,), {"paid", "ai"}, "Crumbs")
    assert (found.text_for(1), found.text_for(2)) == ("For all", "짧게 & <b>")
    assert due == {1: None, 2: own.wanted_at}


PLAIN = Content("Text", (1, 2))


def test_an_upgrade_voids_no_approval() -> None:
    assert PLAIN.fingerprint == "2b5f7d88ec67aca5b46d454b0725f73688fe2153021c4ae4e5354497ca22d474"
    assert replace(PLAIN, variants=(Variant(1), Variant(3, "elsewhere"))).fingerprint == PLAIN.fingerprint


def test_whatever_reaches_readers_is_in_the_fingerprint() -> None:
    others = [
        *(replace(PLAIN, variants=(Variant(1, text),)) for text in ("", "Text", "Own")),
        replace(PLAIN, variants=(Variant(2, "Own"),)),
        replace(PLAIN, variants=(Variant(1, wanted_at=NOW),)),
        replace(PLAIN, variants=(Variant(1, first_comment="Own"),)),
        replace(PLAIN, flags=("ai",)),
        replace(PLAIN, flags=("paid",)),
        replace(PLAIN, warning="Crumbs"),
    ]
    assert len({one.fingerprint for one in (PLAIN, *others)}) == 1 + len(others)


def test_revisions_count_up_and_the_last_is_current(database: Database) -> None:
    number = database.write_sync(put_up)
    assert [database.write_sync(revise, number, Content(text, (1,))) for text in ("two", "three")] == [2, 3]
    current = database.read_sync(lambda session: submissions.current_revision(session, take(session, number)))
    assert (current.number, current.text) == (3, "three")


def test_one_draft_becomes_one_submission(database: Database) -> None:
    def submit(session: Session) -> int:
        found = submissions.from_draft(session, "draft-1")
        if found is None:
            found = submissions.create(session, brand_id=1, author_id=AUTHOR, draft_id="draft-1", now=NOW)
        return found.number

    works = [database._submit(submit) for _ in range(4)]
    assert len({work.result(30) for work in works}) == 1
    with pytest.raises(IntegrityError):
        database.write_sync(submissions.create, brand_id=1, author_id=AUTHOR, draft_id="draft-1", now=NOW)


def test_every_visible_change_moves_the_version_by_one(database: Database) -> None:
    number = database.write_sync(put_up)
    before = database.read_sync(take, number).version
    for _ in range(3):
        database.write_sync(lambda session: cards.advance(session, take(session, number)))
    assert database.read_sync(take, number).version == before + 3


def test_several_change_at_once_each_by_its_own_version(database: Database) -> None:
    first, second = database.write_sync(lambda session: (put_up(session), put_up(session)))
    database.write_sync(lambda session: cards.advance(session, take(session, first)))

    def advance_both(session: Session) -> None:
        cards.advance_all(session, list(submissions.lock_all(session, [second, first, second, 999]).values()))

    database.write_sync(advance_both)
    for number, version in ((first, 3), (second, 2)):
        card = database.read_sync(cards.card_of, number)
        assert card is not None
        assert (database.read_sync(take, number).version, card.wanted_version) == (version, version)


def test_whoever_acts_on_what_was_read_too_early_is_stopped(database: Database) -> None:
    """Without the lock the version's condition still holds."""
    number = database.write_sync(put_up)
    stale = database.read_sync(lambda session: session.get_one(Submission, number))
    database.write_sync(lambda session: cards.advance(session, take(session, number)))

    def act(session: Session) -> None:
        session.add(stale)
        submissions.next_version(session, stale)

    writer = database._engine
    with Session(writer) as session, pytest.raises(SomebodyWasFirst):
        act(session)


@pytest.mark.parametrize("rounds", [25, pytest.param(200, marks=pytest.mark.slow)])
def test_of_two_approvers_at_the_same_instant_the_second_sees_the_first(
    url: str, open_database: Open, database: Database, rounds: int
) -> None:
    """Two of two: without the lock each counts only itself, and the submission waits for ever."""
    houses = [database, open_database(url)]

    def decide(session: Session, number: int, who: str) -> bool:
        submission = take(session, number)
        before = {one.approver_id for one in decisions.counting(session, submission)}
        decisions.record(session, submission, who, Verdict.APPROVE, now=NOW)
        if len(before | {who}) == 2:
            submissions.move(submission, Editorial.APPROVED)
        cards.advance(session, submission)
        return submission.state == Editorial.APPROVED

    for _ in range(rounds):
        number = database.write_sync(put_up)
        works = [house._submit(decide, number, who) for house, who in zip(houses, (APPROVER, SECOND), strict=True)]
        assert sorted(work.result(30) for work in works) == [False, True]


@pytest.mark.postgres
def test_without_the_lock_they_would_not(postgres_url: str, open_database: Open) -> None:
    """That the test above can fail."""
    database = open_database(postgres_url)
    database.write_sync(furnish)
    number = database.write_sync(put_up)
    meet = threading.Barrier(2)

    def count_only_oneself(session: Session, who: str) -> int:
        submission = session.get_one(Submission, number)
        decisions.record(session, submission, who, Verdict.APPROVE, now=NOW)
        meet.wait(30)
        found = len(decisions.counting(session, submission))
        meet.wait(30)
        return found

    works = [database._submit(count_only_oneself, who) for who in (APPROVER, SECOND)]
    assert [work.result(30) for work in works] == [1, 1]


@pytest.mark.parametrize("target", [Editorial.IN_REVIEW, Editorial.WITHDRAWN])
def test_whatever_leaves_approved_leaves_its_approval_behind(database: Database, target: Editorial) -> None:
    number = database.write_sync(approved)
    assert database.read_sync(take, number).approved_fingerprint
    database.write_sync(lambda session: submissions.move(take(session, number), target))
    assert database.read_sync(take, number).approved_fingerprint is None


def test_a_move_that_the_table_does_not_allow_changes_nothing(database: Database) -> None:
    number = database.write_sync(approved)
    with pytest.raises(IllegalMove, match="approved may not become rejected"):
        database.write_sync(lambda session: submissions.move(take(session, number), Editorial.REJECTED))
    assert database.read_sync(take, number).state == Editorial.APPROVED


def test_lists_are_ordered_and_cut(database: Database) -> None:
    def fill(session: Session) -> list[int]:
        numbers = [put_up(session, f"{late}", now=NOW - late * HOUR) for late in (1, 3, 2)]
        put_up(session, author_id=SECOND)
        approve(session, numbers[0])
        return numbers

    one, three, two = database.write_sync(fill)

    def numbers(session: Session, *states: Editorial, limit: int = 10) -> list[int]:
        return [found.number for found in submissions.in_state(session, 1, states, limit)]

    def authors(session: Session, *states: Editorial) -> list[int]:
        return [found.number for found in submissions.by_author(session, AUTHOR, states, 10)]

    assert database.read_sync(numbers, Editorial.IN_REVIEW) == [three, two, two + 1]
    assert database.read_sync(numbers, Editorial.IN_REVIEW, limit=1) == [three]
    assert database.read_sync(numbers, *Editorial)[:3] == [three, two, one]
    assert database.read_sync(submissions.count_in_state, 1, Editorial.APPROVED) == 1
    assert database.read_sync(authors, *Editorial) == [two, three, one]


def test_the_accounts_of_the_newest_submission_are_offered_again(database: Database) -> None:
    assert database.read_sync(submissions.newest_accounts, 1) == []
    database.write_sync(put_up, accounts=(1, 2))
    database.write_sync(put_up, accounts=(2,))
    assert database.read_sync(submissions.newest_accounts, 1) == [2]


def test_the_same_text_is_noticed_while_it_counts(database: Database) -> None:
    first = database.write_sync(put_up, "The same.")
    second = database.write_sync(put_up, "The same.", now=NOW + MINUTE)

    def same(session: Session, besides: int, since: datetime = NOW - DAY) -> int | None:
        return finding.with_same_text(session, {"The same.", "Own"}, besides=besides, since=since)

    assert database.read_sync(same, second) == first
    assert database.read_sync(same, first) == second
    assert database.read_sync(same, second, NOW + MINUTE) is None, "too long ago"
    database.write_sync(lambda session: submissions.move(take(session, first), Editorial.WITHDRAWN))
    assert database.read_sync(same, second) is None, "taken back"
    database.write_sync(revise, second, Content("Other.", (1,)))
    assert database.read_sync(same, first) is None, "only the current version counts"
    database.write_sync(revise, second, Content("Other.", (1,), variants=(Variant(1, "Own"),)))
    assert database.read_sync(same, first) == second, "what one account has of its own is read as well"


def test_an_older_revision_is_found_by_what_identifies_it(database: Database) -> None:
    number = database.write_sync(put_up, "One.")
    first = database.read_sync(lambda session: submissions.current_revision(session, take(session, number)))
    database.write_sync(revise, number, Content("Two.", (1,)))
    found = database.read_sync(submissions.revision_with, number, first.fingerprint)
    assert found is not None
    assert found.number == 1
    assert database.read_sync(submissions.revision_with, number, "") is None


def test_decisions_count_for_their_revision_until_they_are_undone(database: Database) -> None:
    number = database.write_sync(put_up)

    def decide(session: Session, who: str) -> None:
        decisions.record(session, take(session, number), who, Verdict.APPROVE, now=NOW)

    def counting(session: Session) -> list[str]:
        return [one.approver_id for one in decisions.counting(session, take(session, number))]

    def waiting(session: Session, who: str) -> list[int]:
        return [one.number for one in decisions.awaiting(session, 1, who, 10)]

    assert database.read_sync(waiting, APPROVER) == [number]
    database.write_sync(decide, APPROVER)
    database.write_sync(decide, SECOND)
    assert database.read_sync(counting) == [APPROVER, SECOND]
    assert database.read_sync(waiting, APPROVER) == []
    assert database.read_sync(waiting, AUTHOR) == [], "nobody decides on their own"

    def undo(session: Session) -> None:
        decisions.counting(session, take(session, number))[0].undone_at = NOW

    database.write_sync(undo)
    assert database.read_sync(counting) == [SECOND]
    assert database.read_sync(waiting, APPROVER) == [number]
    database.write_sync(revise, number, Content("New words.", (1,)))
    assert database.read_sync(counting) == []
    assert database.read_sync(waiting, SECOND) == [number]
    assert [(one.approver_id, one.revision) for one in database.read_sync(decisions.said_about, number)] == [
        (APPROVER, 1),
        (SECOND, 1),
    ]


def test_how_long_decisions_usually_take_is_told_from_ten_on(database: Database) -> None:
    def decide(session: Session, minutes: int) -> None:
        submission = take(session, put_up(session, f"after {minutes}"))
        decisions.record(session, submission, APPROVER, Verdict.APPROVE, now=NOW + minutes * MINUTE)

    for minutes in [1, 2, 3, 4, 10, 20, 30, 40, 50]:
        database.write_sync(decide, minutes)
    assert database.read_sync(decisions.usual_time, 1) is None
    database.write_sync(decide, 600)
    assert database.read_sync(decisions.usual_time, 1) == 15 * MINUTE
