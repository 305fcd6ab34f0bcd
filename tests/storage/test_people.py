"""People, brands, drafts, images and windows of time: what is kept of them, and what two at once leave."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from storage import brands, drafts, media, people, slots
from storage.brands import Account, Brand, Role
from storage.database import Database
from storage.drafts import Draft
from storage.media import Media
from storage.people import Person
from tests.storage.conftest import Open
from tests.storage.records import APPROVER, AUTHOR, DAY, MINUTE, NOW, SECOND, brand, furnish, put_up


def seen(user_id: str = AUTHOR, **more: object) -> Person:
    person = Person(user_id=user_id, team_id="T0GREEN", name="Mina", refreshed_at=NOW)
    for name, value in more.items():
        setattr(person, name, value)
    return person


def test_what_slack_tells_is_refreshed_and_what_we_know_stays(database: Database) -> None:
    database.write_sync(people.keep, seen(dm_channel="D0MINA", last_accounts=[1], welcomed_at=NOW))
    database.write_sync(people.keep, seen(name="Mina K.", timezone="Asia/Seoul", locale="ko-KR", is_guest=True))
    found = database.read_sync(people.person, AUTHOR)
    assert found is not None
    assert (found.name, found.timezone, found.language, found.is_guest) == ("Mina K.", "Asia/Seoul", "ko", True)
    assert (found.dm_channel, found.last_accounts, found.welcomed_at) == ("D0MINA", [1], NOW)
    assert database.read_sync(people.person, "U0NOBODY") is None
    assert set(database.read_sync(people.people, [AUTHOR, "U0NOBODY"])) == {AUTHOR}


def test_two_who_meet_somebody_at_the_same_instant_know_them_once(url: str, open_database: Open) -> None:
    houses = [open_database(url), open_database(url)]
    meeting = [house._submit(people.keep, seen(f"U{number}")) for number in range(10) for house in houses]
    joining = [house._submit(people.join, "C0REVIEW", f"U{number}") for number in range(10) for house in houses]
    assert {work.result(30).name for work in meeting} == {"Mina"}
    assert {work.result(30) for work in joining} == {None}
    assert len(houses[0].read_sync(lambda session: session.exec(select(Person)).all())) == 10
    assert len(houses[0].read_sync(people.members, "C0REVIEW")) == 10


def test_members_are_exactly_those_who_were_named_last(database: Database) -> None:
    database.write_sync(people.set_members, "C0REVIEW", [AUTHOR, APPROVER, AUTHOR])
    database.write_sync(people.set_members, "C0OTHER", [SECOND])
    database.write_sync(people.set_members, "C0REVIEW", [APPROVER, SECOND])
    database.write_sync(people.join, "C0REVIEW", APPROVER)
    assert database.read_sync(people.members, "C0REVIEW") == (APPROVER, SECOND)
    database.write_sync(people.leave, "C0REVIEW", SECOND)
    assert not database.read_sync(people.is_member, "C0REVIEW", SECOND)
    assert database.read_sync(people.members, "C0OTHER") == (SECOND,)


def test_whom_we_have_not_asked_about_for_long_come_first(database: Database) -> None:
    for user_id, days in (("U1", 3), ("U2", 5), ("U3", 1)):
        database.write_sync(people.keep, seen(user_id, refreshed_at=NOW - days * DAY))
    database.write_sync(people.keep, seen("U4", refreshed_at=NOW - 9 * DAY, is_deactivated=True))
    assert database.read_sync(people.old, before=NOW - 2 * DAY, limit=5) == ("U2", "U1")
    assert database.read_sync(people.old, before=NOW, limit=1) == ("U2",)


def test_the_brand_is_written_once_and_follows_the_settings(database: Database) -> None:
    with pytest.raises(LookupError):
        database.read_sync(brands.the_brand)
    first = database.write_sync(brands.settle_brand, brand())
    assert database.write_sync(brands.settle_brand, brand("Acorn")) == first
    found = database.read_sync(brands.the_brand)
    assert (found.id, found.name, found.grace) == (first, "Acorn", timedelta(minutes=30))
    assert len(database.read_sync(lambda session: session.exec(select(Brand)).all())) == 1


def settle(session: Session) -> None:
    brands.settle_brand(session, brand("Renamed"))


def rename(session: Session) -> None:
    brands.the_brand(session).name = "Renamed"


@pytest.mark.parametrize("change", [settle, rename])
def test_rules_that_changed_hold_for_whoever_shares_the_commit(
    sqlite_url: str, open_database: Open, change: Callable[[Session], None]
) -> None:
    """Rules are read once a group; whoever changes them must be seen by the next."""
    database = open_database(sqlite_url)
    database.write_sync(furnish)
    begun, may_end = threading.Event(), threading.Event()

    def keep_busy(_session: Session) -> None:
        begun.set()
        assert may_end.wait(30)

    def rules(session: Session) -> tuple[str, tuple[str, ...]]:
        return brands.the_brand(session).name, brands.named(session, 1, Role.APPROVER)

    def change_and_fail(session: Session) -> None:
        brands.the_brand(session).name = "Wrong"
        session.flush()
        raise LookupError

    database._submit(keep_busy)
    assert begun.wait(30)
    before = database._submit(rules)
    database._submit(change)
    database._submit(brands.name_people, 1, Role.APPROVER, [APPROVER])
    after = database._submit(rules)
    failing = database._submit(change_and_fail)
    last = database._submit(rules)
    may_end.set()
    assert before.result(30) == ("Acorn Foods", ())
    assert isinstance(failing.exception(30), LookupError)
    assert after.result(30) == last.result(30) == ("Renamed", (APPROVER,))
    assert database.read_sync(rules) == ("Renamed", (APPROVER,))


def test_roles_are_exactly_those_who_were_named_last(database: Database) -> None:
    database.write_sync(furnish)
    database.write_sync(brands.name_people, 1, Role.APPROVER, [SECOND, APPROVER, SECOND])
    database.write_sync(brands.name_people, 1, Role.ADMIN, [APPROVER])
    assert database.read_sync(brands.named, 1, Role.APPROVER) == (APPROVER, SECOND)
    database.write_sync(brands.name_people, 1, Role.APPROVER, [SECOND])
    assert database.read_sync(brands.named, 1, Role.APPROVER) == (SECOND,)
    assert database.read_sync(brands.named, 1, Role.ADMIN) == (APPROVER,)


def test_an_account_keeps_its_number_through_retirement(database: Database) -> None:
    database.write_sync(furnish)
    database.write_sync(brands.retire_accounts, 1, [2])
    assert [one.name for one in database.read_sync(brands.active_accounts, 1)] == ["toots"]
    assert database.read_sync(brands.accounts_by_id, [1, 2])[1].name == "news"
    assert database.write_sync(brands.settle_account, 1, "news", "mastodon", "https://example.social") == 1
    found = database.read_sync(lambda session: session.get_one(Account, 1))
    assert (found.is_active, found.network, found.address) == (True, "mastodon", "https://example.social")


def test_the_same_bytes_are_kept_once(database: Database) -> None:
    def keep(session: Session) -> str:
        return media.store(session, content=b"\x89PNG\0\xff", mime="image/png", width=2, height=3, now=NOW)

    first, second = database.write_sync(keep), database.write_sync(keep)
    assert first == second
    found = database.read_sync(media.load, first)
    assert found is not None
    assert (found.content, found.size, found.width, found.height) == (b"\x89PNG\0\xff", 6, 2, 3)
    assert database.read_sync(media.facts, [first, "0"]) == {first: media.Facts("image/png", 6, 2, 3)}
    assert len(database.read_sync(lambda session: session.exec(select(col(Media.sha256))).all())) == 1


def test_drafts_come_back_newest_first_until_they_are_discarded(database: Database) -> None:
    def fill(session: Session) -> int:
        furnish(session)
        number = put_up(session)
        for place, edits in enumerate((None, None, number)):
            saved_at = NOW + place * MINUTE
            session.add(
                Draft(
                    id=f"d{place}",
                    person_id=AUTHOR,
                    brand_id=1,
                    submission_id=edits,
                    images=[{"name": "a\0b", "size": 1}],
                    created_at=NOW,
                    saved_at=saved_at,
                )
            )
        return number

    number = database.write_sync(fill)
    assert [one.id for one in database.read_sync(drafts.of_person, AUTHOR)] == ["d2", "d1", "d0"]
    assert [one.id for one in database.read_sync(drafts.of_person, AUTHOR, limit=1)] == ["d2"]
    assert database.read_sync(drafts.of_person, APPROVER) == []
    edit = database.read_sync(drafts.of_edit, AUTHOR, number)
    assert edit is not None
    assert (edit.id, edit.images) == ("d2", [{"name": "a\0b", "size": 1}])
    for _ in range(2):
        database.write_sync(drafts.discard, "d2")
    assert database.read_sync(drafts.of_edit, AUTHOR, number) is None
    assert database.read_sync(drafts.draft, "d2") is None


def test_images_that_arrive_at_the_same_instant_are_all_kept(url: str, open_database: Open) -> None:
    houses = [open_database(url), open_database(url)]

    def fill(session: Session) -> None:
        furnish(session)
        session.add(Draft(id="d", person_id=AUTHOR, brand_id=1, created_at=NOW, saved_at=NOW))

    def arrive(session: Session, name: str) -> None:
        found = drafts.draft(session, "d")
        assert found is not None
        found.images = [*found.images, {"name": name}]

    houses[0].write_sync(fill)
    works = [house._submit(arrive, f"{number}") for number, house in enumerate(houses * 10)]
    assert {work.result(30) for work in works} == {None}
    kept = houses[0].read_sync(drafts.draft, "d")
    assert kept is not None
    assert {image["name"] for image in kept.images} == {f"{number}" for number in range(20)}


def test_a_window_has_one_taker(url: str, open_database: Open) -> None:
    houses = [open_database(url), open_database(url)]
    works = [
        house._submit(slots.take_slot, "digest", f"2026-11-{day}", now=NOW) for day in (23, 24) for house in houses * 2
    ]
    assert sorted(work.result(30) for work in works) == [False] * 6 + [True] * 2
    assert houses[0].read_sync(slots.is_taken, "digest", "2026-11-23")
    assert not houses[0].read_sync(slots.is_taken, "digest", "2026-11-25")
    last = houses[0].read_sync(slots.last_slot, "digest")
    assert last is not None
    assert last.window == "2026-11-24"
    assert houses[0].read_sync(slots.last_slot, "nudge") is None


def test_a_window_whose_work_failed_is_free_again(database: Database) -> None:
    def fail(session: Session) -> None:
        assert slots.take_slot(session, "digest", "2026-11-23", now=NOW)
        raise LookupError

    with pytest.raises(LookupError):
        database.write_sync(fail)
    assert database.write_sync(slots.take_slot, "digest", "2026-11-23", now=NOW)


def test_a_heart_beats_for_two_replicas(url: str, open_database: Open) -> None:
    houses = [open_database(url), open_database(url)]
    assert houses[0].read_sync(slots.last_beat, slots.PUBLISHING) is None
    works = [house._submit(slots.beat, slots.PUBLISHING, now=NOW) for house in houses * 5]
    for work in works:
        work.result(30)
    houses[0].write_sync(slots.beat, slots.PUBLISHING, now=NOW + MINUTE)
    assert houses[1].read_sync(slots.last_beat, slots.PUBLISHING) == NOW + MINUTE
