"""Ways round a review that somebody tried: each is closed, and none leaves a post that nobody can decide any more."""

from collections.abc import Collection
from datetime import timedelta

import pytest
from sqlmodel import Session

from handlers.access import Denied
from handlers.composing import drafting, submitting
from handlers.composing.form import Place
from handlers.deciding.taking_back import take_back_decision
from handlers.deciding.verdicts import House as Rules
from handlers.deciding.verdicts import Outcome, Word, decide
from handlers.discussing import together
from handlers.discussing.together import Wish
from handlers.pausing import stopping
from handlers.pausing.scopes import EVERYTHING
from handlers.wire import Target
from storage import brands, pauses, stages
from storage.absences import Absence
from storage.brands import Role
from storage.database import Database
from storage.decisions import Verdict
from storage.lifecycle import Delivery, Editorial
from storage.people import Person
from storage.stages import Rule, Stage
from tests.storage.conftest import Open
from tests.storage.records import brand
from tests.stories.clock.house import ADA, JONAS, MINA, MONDAY, OLLIE, PRIYA, House, opened

NOBODYS: frozenset[int] = frozenset()


@pytest.fixture
def house(url: str, open_database: Open) -> House:
    return opened(open_database(url))


def step(database: Database, place: int, named: Collection[str], rule: Rule, only: Collection[int] = ()) -> None:
    def add(session: Session) -> None:
        row = Stage(brand_id=1, position=place, name=f"Step {place}", rule=rule, only_accounts=list(only))
        session.add(row)
        session.flush()
        stages.name_approvers(session, row.id or 0, named)

    database.write_sync(add)


def say_yes(house: House, number: int, who: str) -> Outcome:
    rules = Rules(NOBODYS, {})
    outcome: Outcome = house.database.write_sync(
        decide, who, Target(number, 1), Word(Verdict.APPROVE), now=MONDAY, house=rules, has_read=True
    )
    return outcome


@pytest.mark.parametrize("rule", [Rule.ALL, Rule.MAJORITY])
def test_an_author_does_not_choose_who_decides(house: House, rule: Rule) -> None:
    """By making a co-author of somebody who is needed."""
    step(house.database, 1, [JONAS, PRIYA], rule)
    number = house.submit(house.account("toots"))
    with pytest.raises(Denied, match="needed_to_decide"):
        house.database.write_sync(
            together.fulfil, MINA, Target(number, 1), Wish.CO_AUTHOR, PRIYA, "", now=MONDAY, practice=NOBODYS
        )
    assert not say_yes(house, number, JONAS).is_enough
    assert say_yes(house, number, PRIYA).is_enough


def test_a_step_for_an_account_that_is_taken_off_is_none_any_more(house: House) -> None:
    news, toots = house.account("news"), house.account("toots")
    step(house.database, 1, [JONAS], Rule.ANY)
    step(house.database, 2, [PRIYA], Rule.ANY, only=[news])
    number = house.submit(news, toots, wanted_at=MONDAY + timedelta(days=1))
    say_yes(house, number, JONAS)

    def take_off(session: Session) -> None:
        draft = drafting.begin(session, session.get_one(Person, MINA), Place("draft", Target(number, 1)), MONDAY)
        draft.accounts = [toots]
        session.add(draft)
        session.flush()
        submitting.submit(session, MINA, Place("draft", Target(number, 1)), now=MONDAY, practice=NOBODYS)

    house.database.write_sync(take_off)
    assert house.submission(number).state == Editorial.APPROVED, "everybody who is still asked has said yes"


def test_what_an_edit_took_off_stays_off_when_a_no_of_that_very_instant_is_taken_back(house: House) -> None:
    news, toots = house.account("news"), house.account("toots")
    number = house.submit(news, toots, wanted_at=MONDAY + timedelta(days=1))

    def say_it_otherwise_on_one(session: Session) -> None:
        draft = drafting.begin(session, session.get_one(Person, MINA), Place("draft", Target(number, 1)), MONDAY)
        draft.text, draft.accounts = "Pears", [toots]
        session.add(draft)
        session.flush()
        submitting.submit(session, MINA, Place("draft", Target(number, 1)), now=MONDAY, practice=NOBODYS)

    house.database.write_sync(say_it_otherwise_on_one)
    about, no = (JONAS, Target(number, 2)), Word(Verdict.REJECT, "because")
    house.database.write_sync(decide, *about, no, now=MONDAY, house=Rules(NOBODYS, {}), has_read=True)
    house.database.write_sync(take_back_decision, *about, now=MONDAY, practice=NOBODYS)
    assert house.publication(number, toots).state == Delivery.SCHEDULED
    assert house.publication(number, news).state == Delivery.CANCELLED


def test_whoever_is_admin_of_one_brand_does_not_open_the_gate_of_another(house: House) -> None:
    def another(session: Session) -> None:
        other = brand("Other")
        session.add(other)
        session.flush()
        brands.name_people(session, other.number, Role.ADMIN, [OLLIE])

    house.database.write_sync(another)
    house.database.write_sync(stopping.stop, ADA, EVERYTHING, until=None, why="", now=MONDAY)
    with pytest.raises(Denied, match="not_the_pauser"):
        house.database.write_sync(stopping.resume, OLLIE, 1, now=MONDAY)
    assert [one.is_over for one in house.database.read_sync(pauses.standing)] == [False]
    house.database.write_sync(stopping.resume, ADA, 1, now=MONDAY)
    assert house.database.read_sync(pauses.standing) == ()


def test_a_stand_in_keeps_a_voice_of_their_own(house: House) -> None:
    """Priya stands in for Jonas at the first step; both are asked at the second."""
    step(house.database, 1, [JONAS], Rule.ANY)
    step(house.database, 2, [JONAS, PRIYA], Rule.ALL)
    number = house.submit(house.account("toots"))
    absence = Absence(user_id=JONAS, stand_in=PRIYA, starts_at=MONDAY, ends_at=MONDAY + timedelta(days=1))
    house.database.write_sync(lambda session: session.add(absence))
    assert say_yes(house, number, PRIYA).next_step == "Step 2"
    assert say_yes(house, number, PRIYA).still_needed == 1, "her own"
    assert say_yes(house, number, JONAS).is_enough
