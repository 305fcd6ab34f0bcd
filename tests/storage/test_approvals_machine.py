"""Random histories of approvals on both databases, with a simple model beside them.

People decide, edit, take back, leave, come back, go away and stand in; rules change in the middle of a review;
publishing is paused; presses come twice, late, and into a crash. What goes out was approved, entire, by those who had
to, at that version.
"""

import shutil
from collections.abc import Callable
from contextlib import nullcontext, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlmodel import Session, select

from handlers.access import Denied
from handlers.composing import drafting, submitting
from handlers.composing.form import Place
from handlers.deciding import settling, taking_back, verdicts
from handlers.deciding.verdicts import House, Word
from handlers.knowing import departures
from handlers.pausing import stopping
from handlers.pausing.scopes import EVERYTHING
from handlers.publication import publishing
from handlers.wire import Target
from storage import people, stages, submissions, verifying
from storage.absences import Absence
from storage.database import Database
from storage.decisions import Verdict
from storage.lifecycle import Editorial
from storage.people import Person
from storage.stages import Rule, Stage
from storage.tables import metadata
from tests.storage.approvals_model import ADMIN, AUTHOR, Post, Step, Team
from tests.storage.server import Server
from tests.stories.clock.house import JONAS, MONDAY, OLLIE, PRIYA, opened

APPROVERS = [JONAS, PRIYA, OLLIE]
NOBODYS: frozenset[int] = frozenset()
RULES = House(NOBODYS, {})
MINUTE = timedelta(minutes=1)
MOST = 2

who_decides = st.sampled_from([*APPROVERS, *APPROVERS, AUTHOR, ADMIN])
steps_named = st.sets(st.sampled_from(APPROVERS), min_size=1)
rules = st.sampled_from(Rule)
looks = st.sampled_from([frozenset[str](), frozenset({"text"}), frozenset({"images"})])
shapes = st.lists(st.tuples(steps_named, rules, st.integers(1, 3), looks), min_size=1, max_size=3)


class Crash(Exception):
    """The power went before the commit."""


class Approvals(RuleBasedStateMachine):
    """One brand, two posts at a time."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self.database, self.now, self.team = database, MONDAY, Team()
        self.pauses: list[list[Any]] = []
        """Begin and end of each; an open one has no end."""
        self.drafts = 0

    def write(self, act: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return self.database.write_sync(act, *args, **kwargs)

    @initialize(shape=shapes)
    def rules_are_made(self, shape: list[tuple[set[str], Rule, int, frozenset[str]]]) -> None:
        numbers = self.write(_make_steps, shape)
        self.team.steps = [Step(number, set(one[0]), *one[1:]) for number, one in zip(numbers, shape, strict=True)]

    @precondition(lambda self: len(self.open()) < MOST)
    @rule()
    def submit(self) -> None:
        self.drafts += 1
        number = self.write(_send, AUTHOR, Place(f"draft-{self.drafts}"), "first", self.now)
        self.team.posts[number] = Post("first")

    def open(self) -> list[int]:
        return [number for number, post in self.team.posts.items() if not post.is_over]

    def one(self, which: int) -> tuple[int, Post] | None:
        numbers = self.open()
        return (numbers[which % len(numbers)], self.team.posts[numbers[which % len(numbers)]]) if numbers else None

    @rule(
        which=st.integers(0, 1),
        who=who_decides,
        verdict=st.sampled_from([Verdict.APPROVE] * 6 + [Verdict.REQUEST_CHANGES, Verdict.REJECT]),
        how=st.sampled_from(["once", "once", "twice", "late", "crash"]),
    )
    def decide(self, which: int, who: str, verdict: Verdict, how: str) -> None:
        if (found := self.one(which)) is None:
            return
        number, post = found
        target = Target(number, post.revision - (how == "late"))
        if how == "late" and post.revision == 1:
            return
        if how == "crash":
            with suppress(Crash, Denied):
                self.write(_and_crash, verdicts.decide, who, target, Word(verdict), now=self.now, **HOW)
            return
        may = self.team.may_approve(who, post) if verdict == Verdict.APPROVE else self.team.may_decide(who, post)
        with allowed(may and how != "late"):
            self.write(verdicts.decide, who, target, Word(verdict), now=self.now, **HOW)
            self.follow(who, post, verdict)
        if how == "twice" and may and verdict == Verdict.APPROVE:
            with allowed(self.team.may_approve(who, post)):
                self.write(verdicts.decide, who, target, Word(verdict), now=self.now, **HOW)
                self.follow(who, post, verdict)

    def follow(self, who: str, post: Post, verdict: Verdict) -> None:
        if verdict == Verdict.APPROVE:
            self.team.approve(who, post, self.now)
            return
        post.stopped_by = who
        post.state = Editorial.REJECTED if verdict == Verdict.REJECT else Editorial.CHANGES_REQUESTED

    @rule(which=st.integers(0, 1), who=who_decides)
    def undo(self, which: int, who: str) -> None:
        if (found := self.one(which)) is None:
            return
        number, post = found
        with allowed(self.team.may_undo(who, post)):
            target = Target(number, post.revision)
            self.write(taking_back.take_back_decision, who, target, now=self.now, practice=NOBODYS)
            self.team.undo(who, post)

    @rule(which=st.integers(0, 1), who=who_decides, text=st.sampled_from(["first", "second", "third"]))
    def edit(self, which: int, who: str, text: str) -> None:
        if (found := self.one(which)) is None or found[1].text == text:
            return
        number, post = found
        self.drafts += 1
        with allowed(self.team.may_edit(who, post)):
            place = Place(f"draft-{self.drafts}", Target(number, post.revision))
            self.write(_send, who, place, text, self.now)
            self.team.edit(who, post, text, self.now)

    @rule(at=st.integers(0, 2), shape=st.tuples(steps_named, rules, st.integers(1, 3)))
    def rules_change(self, at: int, shape: tuple[set[str], Rule, int]) -> None:
        step = self.team.steps[at % len(self.team.steps)]
        step.named, step.rule, step.count = set(shape[0]), shape[1], shape[2]
        self.write(_change_step, step, now=self.now)
        self.team.look_at_all(self.now)

    @rule(who=st.sampled_from(APPROVERS))
    def leave_or_return(self, who: str) -> None:
        is_gone = who not in self.team.gone
        self.write(_deactivate, who, is_gone, now=self.now)
        self.team.gone ^= {who}
        if is_gone and any(who in step.named for step in self.team.steps):
            self.team.look_at_all(self.now)

    @rule(who=st.sampled_from(APPROVERS), stand_in=st.sampled_from([*APPROVERS, AUTHOR, None]))
    def be_away(self, who: str, stand_in: str | None) -> None:
        """Nobody stands in for themselves; `None`: they are back."""
        self.team.covers.pop(who, None)
        if stand_in not in (None, who):
            self.team.covers[who] = str(stand_in)
        self.write(_away, who, self.team.covers.get(who), now=self.now)

    @precondition(lambda self: not self.is_paused())
    @rule()
    def pause(self) -> None:
        self.write(stopping.stop, ADMIN, EVERYTHING, until=None, why="", now=self.now)
        self.pauses.append([self.now, None])

    def is_paused(self) -> bool:
        return bool(self.pauses) and self.pauses[-1][1] is None

    @precondition(lambda self: self.is_paused())
    @rule()
    def resume(self) -> None:
        self.write(stopping.resume, ADMIN, len(self.pauses), now=self.now)
        self.pauses[-1][1] = self.now

    @rule()
    def publish(self) -> None:
        due = {number for number in self.open() if self.may_go_out(self.team.posts[number])}
        claims = self.write(publishing.take_due, now=self.now, machine_now=self.now, owner="one")
        ready = self.database.read_sync(publishing.prepare_all, claims)
        assert {one.submission_id for one in claims} == due
        for one in ready:
            assert (
                one.prepared is not None
                and one.prepared.outgoing.text == self.team.posts[one.claimed.submission_id].text
            )
            self.team.posts[one.claimed.submission_id].is_over = True

    def may_go_out(self, post: Post) -> bool:
        at = post.approved_at
        if at is None or post.state != Editorial.APPROVED or self.is_paused():
            return False
        return not any(begin <= at and (end is None or at < end) for begin, end in self.pauses)

    @rule()
    def tick(self) -> None:
        """A minute: far from any grace, so that only what is told here keeps a post from going out."""
        if self.now < MONDAY + 20 * MINUTE:
            self.now += MINUTE

    @invariant()
    def every_post_stands_where_it_should(self) -> None:
        found = self.database.read_sync(_states)
        assert found == {number: (post.state, post.revision) for number, post in self.team.posts.items()}

    def teardown(self) -> None:
        assert self.database.read_sync(verifying.first_broken) is None
        self.database.close_sync()


HOW: dict[str, Any] = {"house": RULES, "has_read": True}


def allowed(is_allowed: bool) -> Any:
    """What the model forbids must be denied, and nothing else."""
    return nullcontext() if is_allowed else pytest.raises(Denied)


def _and_crash(session: Session, act: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
    act(session, *args, **kwargs)
    session.flush()
    raise Crash


def _make_steps(session: Session, shape: list[tuple[set[str], Rule, int, frozenset[str]]]) -> list[int]:
    numbers = []
    for place, (named, how, count, looks_at) in enumerate(shape, 1):
        row = Stage(brand_id=1, position=place, name=f"Step {place}", rule=how, needed=count, looks_at=sorted(looks_at))
        session.add(row)
        session.flush()
        numbers.append(row.id or 0)
        stages.name_approvers(session, numbers[-1], named)
    return numbers


def _change_step(session: Session, step: Step, *, now: Any) -> None:
    row = session.get_one(Stage, step.number)
    row.rule, row.needed = step.rule, step.count
    session.flush()
    stages.name_approvers(session, step.number, step.named)
    waiting = submissions.in_state(session, 1, [Editorial.IN_REVIEW], 50)
    for number in [one.number for one in waiting]:
        locked = submissions.lock(session, number)
        assert locked is not None
        settling.settle(session, locked, now=now)


def _send(session: Session, who: str, place: Place, text: str, now: Any) -> int:
    draft = drafting.begin(session, session.get_one(Person, who), place, now)
    draft.text, draft.accounts = text, [1]
    session.add(draft)
    session.flush()
    return submitting.submit(session, who, place, now=now, practice=NOBODYS).snapshot.number


def _deactivate(session: Session, who: str, is_gone: bool, *, now: Any) -> None:
    known = people.person(session, who)
    assert known is not None
    departures.keep(session, Person(**{**known.model_dump(), "is_deactivated": is_gone}), now=now)


def _away(session: Session, who: str, stand_in: str | None, *, now: Any) -> None:
    for row in session.exec(select(Absence).where(Absence.user_id == who)).all():
        session.delete(row)
    session.flush()
    if stand_in:
        session.add(Absence(user_id=who, starts_at=now, stand_in=stand_in))


def _states(session: Session) -> dict[int, tuple[Editorial, int]]:
    rows = session.exec(select(submissions.Submission)).all()
    return {row.number: (row.state, row.revision) for row in rows}


Fresh = Callable[[], Database]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def fresh(request: pytest.FixtureRequest, tmp_path: Path, migrated_file: Path) -> Fresh:
    """Opens a database with the team in it, as new every time."""

    def on_sqlite() -> Database:
        return _furnished(f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'current.db')}")

    def on_postgres() -> Database:
        server: Server = request.getfixturevalue("server")
        address: str = request.getfixturevalue("migrated_database")
        server.clear(address, metadata.tables)
        return _furnished(address)

    return on_sqlite if request.param == "sqlite" else on_postgres


def _furnished(url: str) -> Database:
    house = opened(Database(url))
    house.account("news")
    return house.database


@pytest.mark.parametrize(
    ("histories", "steps"),
    [pytest.param(25, 30, id="some"), pytest.param(400, 50, id="many", marks=pytest.mark.slow)],
)
def test_no_history_breaks_a_promise(fresh: Fresh, histories: int, steps: int) -> None:
    is_long = histories > 100
    how = settings(
        max_examples=histories,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        derandomize=not is_long,
        # Making a failing history short takes minutes; the printed one can be cut by hand.
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )

    def begin() -> Approvals:
        return Approvals(fresh())

    factory: Any = begin
    run_state_machine_as_test(factory, settings=how)
