"""Random histories of a submission, with a model beside them: hypothesis looks for the order that breaks a promise."""

import shutil
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import event

from handlers.access import Denied
from handlers.composing.outcome import Became, Locked, Overtaken
from handlers.composing.times import BadTime
from handlers.deciding import taking_back, verdicts
from handlers.people import again, settle, withdraw
from handlers.people.again import now_after_all
from handlers.problem import Problem
from handlers.publication.publishing import Ended
from handlers.publisher import Doubtful, NotSent, Outcome, Published, Refused
from handlers.wire import Target
from storage import brands, history
from storage.database import Database
from storage.decisions import Verdict
from storage.lifecycle import OPEN, UNSENT, Delivery, Editorial
from storage.publications import Publication
from tests.storage.world import GRACE, NOBODYS, Expected, Going, World
from tests.stories.clock.house import ADA, JONAS, MINA, OLLIE, PRIYA, opened

APPROVERS = (JONAS, PRIYA)
RULES = verdicts.House(practice=NOBODYS, undo_for={1: timedelta(seconds=15)})
MOST = 2
"""Submissions at a time: with more of them, hardly one is ever approved by everybody."""
ANSWERS: dict[str, tuple[bool, Outcome]] = {
    "published": (True, Published("there")),
    "taken, and then silence": (True, Doubtful("no answer")),
    "silence": (False, Doubtful("no answer")),
    "refused": (False, Refused(Problem.REFUSED)),
    "not sent": (False, NotSent()),
}
"""Whether the network has it, and what it says."""

texts = st.sampled_from(["Apples", "Pears", "Plums"])
accounts = st.sampled_from([(1,), (2,), (1, 2)])
waits = st.sampled_from([None, timedelta(minutes=2), timedelta(hours=2), timedelta(days=3)])
answers = st.sampled_from(sorted(ANSWERS))
lengths = st.sampled_from([timedelta(seconds=20), timedelta(minutes=4), timedelta(minutes=31), timedelta(days=1)])
which = st.integers(0, 3)
how_old = st.sampled_from([0, 0, 0, 1])
"""How many revisions ago the button was drawn."""


class Histories(RuleBasedStateMachine):
    """Two of two approvers, one author, an admin, somebody from outside, and two processes that publish."""

    numbers: Bundle[int] = Bundle("numbers")

    def __init__(self, database: Database) -> None:
        super().__init__()
        self.world = World(database)
        self.going: list[Going] = []
        """Calls to the network that are about to be made."""
        self.ended: list[Ended] = []
        """Calls whose end is still to be written down."""

    @initialize(
        target=numbers,
        text=texts,
        on=accounts,
        wait=waits,
        far=st.integers(0, 5),
        answer=st.sampled_from(sorted(ANSWERS)),
    )
    def begin(self, text: str, on: tuple[int, ...], wait: timedelta | None, far: int, answer: str) -> int:
        """A history may begin anywhere on the usual way; from its start, random steps seldom come far."""
        number = self.put_up(text, on, wait)
        usual: list[Callable[[], object]] = [
            lambda: self.everybody_approves(number),
            lambda: self.until_it_is_due(number),
            lambda: self.claim("one"),
            lambda: [self.send(0, answer) for _ in list(self.going)],
            lambda: [self.finish(0) for _ in list(self.ended)],
        ]
        for step in usual[:far]:
            step()
        return number

    @precondition(lambda self: len(self.world.expected) < MOST)
    @rule(target=numbers, text=texts, on=accounts, wait=waits)
    def submit(self, text: str, on: tuple[int, ...], wait: timedelta | None) -> int:
        return self.put_up(text, on, wait)

    def put_up(self, text: str, on: tuple[int, ...], wait: timedelta | None) -> int:
        world = self.world
        outcome = world.put_up(text, on, world.now + wait if wait else None, None)
        world.expected[outcome.snapshot.number] = Expected([text], on)
        return outcome.snapshot.number

    @rule(number=numbers, text=texts, on=accounts, wait=waits, age=how_old)
    def edit(self, number: int, text: str, on: tuple[int, ...], wait: timedelta | None, age: int) -> None:
        world, stands = self.world, self.world.expected[number]
        age = min(age, stands.revision - 1)
        try:
            outcome = world.put_up(text, on, world.now + wait if wait else None, Target(number, stands.revision - age))
        except Denied:
            assert stands.state not in OPEN
        except Overtaken:
            assert age
        except Locked:
            assert any(row.state not in UNSENT for row in self.rows(number))
        except BadTime:
            assert wait is None, "the time that stood there has passed meanwhile"
        else:
            self.check_edit(stands, text, on, outcome.became)
            assert not age or outcome.became == Became.ALREADY

    def check_edit(self, stands: Expected, text: str, on: tuple[int, ...], became: Became) -> None:
        assert stands.state in OPEN
        if became == Became.REVISED:
            stands.revise(text)
        if became != Became.ALREADY:
            stands.accounts = on
        assert text == stands.texts[-1], "other words are another revision"

    @rule(
        number=numbers,
        who=st.sampled_from([JONAS, PRIYA, JONAS, PRIYA, MINA, OLLIE]),
        verdict=st.sampled_from([Verdict.APPROVE] * 4 + [Verdict.REQUEST_CHANGES, Verdict.REJECT]),
        age=how_old,
    )
    def decide(self, number: int, who: str, verdict: Verdict, age: int) -> None:
        stands, is_again = self.world.expected[number], verdict == Verdict.APPROVE
        age = min(age, stands.revision - 1)
        may = who in APPROVERS and stands.state == Editorial.IN_REVIEW and not age
        with allowed(may and not (is_again and who in stands.said_yes)):
            about: dict[str, Any] = {"now": self.world.now, "house": RULES, "has_read": True}
            target = Target(number, stands.revision - age)
            self.world.write(verdicts.decide, who, target, verdicts.Word(verdict, "because"), **about)
            self.follow(stands, who, verdict)

    def follow(self, stands: Expected, who: str, verdict: Verdict) -> None:
        stands.stopped_by = who
        if verdict == Verdict.REJECT:
            stands.state = Editorial.REJECTED
        elif verdict == Verdict.REQUEST_CHANGES:
            stands.state = Editorial.CHANGES_REQUESTED
        else:
            stands.said_yes.add(who)
            if stands.said_yes == set(APPROVERS):
                stands.state, stands.approved = Editorial.APPROVED, stands.texts[-1]

    @rule(number=numbers)
    def everybody_approves(self, number: int) -> None:
        for who in APPROVERS:
            self.decide(number, who, Verdict.APPROVE, 0)

    @rule(number=numbers, who=st.sampled_from([*APPROVERS, MINA]))
    def undo(self, number: int, who: str) -> None:
        stands = self.world.expected[number]
        has_begun = any(row.state in taking_back.HAS_BEGUN for row in self.rows(number))
        is_stopped = stands.state in taking_back.STOPPED
        fits = stands.state in (Editorial.IN_REVIEW, Editorial.APPROVED) and who in stands.said_yes
        with allowed((fits or (is_stopped and who == stands.stopped_by)) and not has_begun):
            target = Target(number, stands.revision)
            self.world.write(taking_back.take_back_decision, who, target, now=self.world.now, practice=NOBODYS)
            if not is_stopped:
                stands.said_yes.discard(who)
            stands.state, stands.approved = Editorial.IN_REVIEW, None

    @rule(number=numbers, who=st.sampled_from([MINA, ADA, JONAS]))
    def withdraw(self, number: int, who: str) -> None:
        stands, states = self.world.expected[number], {row.state for row in self.rows(number)} - {Delivery.CANCELLED}
        is_too_late = stands.state == Editorial.APPROVED and bool(states) and not states & UNSENT
        with allowed(who in (MINA, ADA) and stands.state in OPEN and not is_too_late):
            target = Target(number, stands.revision)
            self.world.write(withdraw.take_back, who, target, now=self.world.now, practice=NOBODYS)
            stands.state, stands.approved = Editorial.WITHDRAWN, None

    @rule(owner=st.sampled_from(["one", "two"]))
    def claim(self, owner: str) -> None:
        due = {place for place, row in self.world.seen.publications.items() if self.is_due(row)}
        found = self.world.claim(owner)
        assert {one.place for one in found} == due
        for one in found:
            assert one.text == self.world.expected[one.claimed.submission_id].approved
        self.going += found

    def is_due(self, row: Publication) -> bool:
        if self.world.expected[row.submission_id].approved is None or row.state != Delivery.SCHEDULED:
            return False
        now = self.world.now
        return row.due_at is not None and row.meant_for is not None and row.due_at <= now <= row.meant_for + GRACE

    @precondition(lambda self: self.going)
    @rule(which=which, answer=answers)
    def send(self, which: int, answer: str) -> None:
        """Perhaps long after the lease is over: a process may have been stopped in between."""
        going, (is_taken, outcome) = self.going.pop(which % len(self.going)), ANSWERS[answer]
        if is_taken:
            self.world.taken.setdefault(going.place, []).append(going.text)
        self.ended.append(Ended(going.claimed, outcome))

    @precondition(lambda self: self.ended)
    @rule(which=which)
    def finish(self, which: int) -> None:
        ended, before = self.ended.pop(which % len(self.ended)), self.world.seen
        claimed = ended.claimed
        row = before.publications[claimed.submission_id, claimed.account_id]
        is_held = (row.state, row.lease_owner, row.attempt) == (Delivery.PUBLISHING, claimed.owner, claimed.attempt)
        assert self.world.finish(ended) == is_held
        assert is_held or before == self.world.seen, "whoever lost the lease writes nothing"

    @rule()
    def crash(self) -> None:
        """Of what was under way, nothing more is heard; the records and the network stay as they are."""
        self.going, self.ended = [], []

    @rule(length=lengths)
    def tick(self, length: timedelta) -> None:
        self.world.now += length
        self.world.machine += length

    @rule(number=numbers)
    def until_it_is_due(self, number: int) -> None:
        due = [row.due_at for row in self.rows(number) if row.due_at and row.state == Delivery.SCHEDULED]
        self.tick(max(timedelta(0), min(due, default=self.world.now) - self.world.now))

    @rule()
    def strike(self) -> None:
        self.world.strike()

    @rule(number=numbers, account=st.sampled_from([1, 2]), act=st.sampled_from(["again", "now", "leave", "live"]))
    def settle(self, number: int, account: int, act: str) -> None:
        row = self.world.seen.publications.get((number, account))
        if row is None:
            return
        acts: dict[str, Callable[..., Any]] = {"again": again.again, "now": now_after_all, "leave": settle.leave_it}
        about = (MINA, Target(number, row.number))
        with allowed(self.may_settle(row, act)):
            rest: dict[str, Any] = {"now": self.world.now, "practice": NOBODYS}
            if act == "live":
                self.world.write(settle.it_is_live, *about, "https://network.example/1", **rest)
            else:
                self.world.write(acts[act], *about, **rest)
            self.world.risks[number, account] += row.state == Delivery.UNKNOWN

    def may_settle(self, row: Publication, act: str) -> bool:
        stands = self.world.expected[row.submission_id]
        if act == "live":
            return row.state == Delivery.UNKNOWN
        if act == "leave":
            others = [one.state for one in self.rows(row.submission_id) if one.number != row.number]
            is_decided = stands.state not in settle.UNDECIDED or any(one != Delivery.CANCELLED for one in others)
            return row.state in settle.MAY_BE_LEFT and is_decided
        is_asked = row.state == Delivery.UNKNOWN and row.look_at is None
        fits = row.state == Delivery.MISSED if act == "now" else row.state == Delivery.FAILED or is_asked
        return fits and stands.approved is not None

    @invariant()
    def every_submission_is_what_it_should_be(self) -> None:
        for number, stands in self.world.expected.items():
            found = self.world.seen.submissions[number]
            assert (found.state, found.revision) == (stands.state, stands.revision)
            assert (found.approved_fingerprint is None) == (stands.approved is None)
            assert self.world.seen.cards[number].wanted_version == found.version, "its card is to be drawn again"

    @invariant()
    def nothing_waits_to_go_where_it_is_not_meant_to(self) -> None:
        for (number, account), row in self.world.seen.publications.items():
            is_meant = account in self.world.expected[number].accounts
            assert is_meant or row.state not in (Delivery.SCHEDULED, Delivery.PUBLISHING)

    @invariant()
    def nothing_is_live_twice_unless_a_person_took_the_risk(self) -> None:
        for place, taken in self.world.taken.items():
            assert len(taken) <= 1 + self.world.risks[place]

    @invariant()
    def what_is_called_live_is_live(self) -> None:
        for place, row in self.world.seen.publications.items():
            if row.state == Delivery.PUBLISHED:
                assert self.world.taken.get(place) or self.world.risks[place]

    def rows(self, number: int) -> Iterable[Publication]:
        return [row for (submission, _), row in self.world.seen.publications.items() if submission == number]

    def teardown(self) -> None:
        assert self.world.database.read_sync(history.first_broken) is None
        self.world.database.close_sync()


def allowed(is_allowed: bool) -> Any:
    """What the model forbids must be denied, and nothing else."""
    return nullcontext() if is_allowed else pytest.raises(Denied)


@pytest.mark.parametrize(
    ("histories", "steps"),
    [
        pytest.param(30, 40, id="some"),
        pytest.param(300, 60, id="many", marks=pytest.mark.slow),
    ],
)
def test_no_history_breaks_a_promise(migrated_file: Path, tmp_path: Path, histories: int, steps: int) -> None:
    furnished, current = tmp_path / "furnished.db", tmp_path / "current.db"
    shutil.copy(migrated_file, furnished)
    house = opened(Database(f"sqlite:///{furnished}"))
    house.account("news")
    house.account("toots")
    house.database.write_sync(lambda session: setattr(brands.the_brand(session), "approvals_needed", 2))
    house.database.close_sync()

    def begin() -> Histories:
        shutil.copy(furnished, current)
        database = Database(f"sqlite:///{current}")
        for engine in (database._engine, database._reading):
            # Nobody unplugs the machine, and asking the disk to remember is most of the time that this takes.
            event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous = OFF"))
        return Histories(database)

    # Making a failing history short takes minutes; the long run may have them.
    is_long = histories > 100
    rules = settings(
        max_examples=histories,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        derandomize=not is_long,
        phases=[Phase.generate, Phase.shrink] if is_long else [Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    factory: Any = begin
    run_state_machine_as_test(factory, settings=rules)
