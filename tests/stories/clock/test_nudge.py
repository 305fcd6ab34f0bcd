"""Who owes a decision is reminded, gathered, in their own working time, and rarely."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session

from handlers.clock import nudge
from storage import brands, decisions, people, stages, submissions
from storage.absences import Absence
from storage.brands import Role
from storage.decisions import Footing, Verdict
from storage.stages import Rule, Stage
from tests.stories.clock.house import ADA, JONAS, PRIYA, House

BERLIN, KOLKATA = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Kolkata")


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN).astimezone(UTC)


async def at(house: House, moment: datetime) -> list[tuple[str, list[int]]]:
    """Strikes the clock then; who is told what from it."""
    before = len(house.said())
    house.calendar.at = moment
    await nudge.run_due(house.desk, moment)
    return [(one.recipient, [row["number"] for row in one.data["rows"]]) for one in house.said()[before:]]


@pytest.fixture
def only_jonas(house: House) -> House:
    house.database.write_sync(brands.name_people, 1, Role.APPROVER, [JONAS])
    return house


async def test_after_a_day_one_gathered_message_each_in_their_own_morning(house: House) -> None:
    account = house.account("toots")
    house.calendar.at = berlin("2026-11-23T10:00")
    first, second = house.submit(account), house.submit(account)

    assert await at(house, berlin("2026-11-24T04:00")) == [], "09:00 is not here yet, nor is a day over"
    assert await at(house, berlin("2026-11-24T10:00")) == [(JONAS, [first, second]), (PRIYA, [first, second])]
    assert [event.kind for event in house.events("nudge")] == ["nudge.sent", "nudge.sent"]


async def test_quiet_hours_are_those_of_each_persons_zone(house: House) -> None:
    house.calendar.at = berlin("2026-11-23T06:00")
    number = house.submit(house.account("toots"))
    # 06:00 in Berlin is 10:30 in Kolkata.
    assert await at(house, berlin("2026-11-24T06:00")) == [(PRIYA, [number])]
    assert await at(house, berlin("2026-11-24T08:59")) == []
    assert await at(house, berlin("2026-11-24T09:00")) == [(JONAS, [number])]


async def test_nobody_is_reminded_on_a_weekend(only_jonas: House) -> None:
    house = only_jonas
    house.calendar.at = berlin("2026-11-20T10:00")
    number = house.submit(house.account("toots"))
    assert await at(house, berlin("2026-11-21T10:00")) == []
    assert await at(house, berlin("2026-11-22T12:00")) == []
    assert await at(house, berlin("2026-11-23T09:00")) == [(JONAS, [number])]


async def test_at_most_one_a_working_day_however_often_it_runs(only_jonas: House) -> None:
    house = only_jonas
    house.calendar.at = berlin("2026-11-23T10:00")
    account = house.account("toots")
    first = house.submit(account)
    house.calendar.at = berlin("2026-11-23T14:00")
    second = house.submit(account)
    assert await at(house, berlin("2026-11-24T10:00")) == [(JONAS, [first])]
    assert await at(house, berlin("2026-11-24T10:05")) == []
    assert await at(house, berlin("2026-11-24T15:00")) == [], "the second is ripe now, and waits for tomorrow"
    assert await at(house, berlin("2026-11-25T09:00")) == [(JONAS, [first, second])]


async def test_once_more_a_day_when_a_post_would_otherwise_miss_its_time(only_jonas: House) -> None:
    house = only_jonas
    house.calendar.at = berlin("2026-11-23T10:00")
    number = house.submit(house.account("toots"), wanted_at=berlin("2026-11-24T17:00"))
    assert await at(house, berlin("2026-11-24T10:00")) == [(JONAS, [number])]
    assert await at(house, berlin("2026-11-24T14:59")) == []
    assert await at(house, berlin("2026-11-24T15:00")) == [(JONAS, [number])], "two working hours are left"
    assert await at(house, berlin("2026-11-24T16:00")) == []
    assert house.said()[-1].data["urgent"] == [number]


async def test_counted_back_from_the_publish_time_over_the_night(only_jonas: House) -> None:
    house = only_jonas
    house.calendar.at = berlin("2026-11-23T10:00")
    number = house.submit(house.account("toots"), wanted_at=berlin("2026-11-24T09:00"))
    assert await at(house, berlin("2026-11-23T15:59")) == []
    assert await at(house, berlin("2026-11-23T16:00")) == [(JONAS, [number])]
    assert await at(house, berlin("2026-11-24T08:59")) == [], "asked for once"


async def test_a_post_for_monday_morning_is_asked_for_on_friday_afternoon(only_jonas: House) -> None:
    house = only_jonas
    house.calendar.at = berlin("2026-11-20T10:00")
    number = house.submit(house.account("toots"), wanted_at=berlin("2026-11-23T08:00"))
    assert await at(house, berlin("2026-11-20T15:59")) == []
    assert await at(house, berlin("2026-11-20T16:00")) == [(JONAS, [number])]


async def test_nobody_is_reminded_of_what_has_just_come_or_is_too_late(only_jonas: House) -> None:
    house = only_jonas
    house.calendar.at = berlin("2026-11-23T10:00")
    number = house.submit(house.account("toots"), wanted_at=berlin("2026-11-23T11:00"))
    assert await at(house, berlin("2026-11-23T10:29")) == []
    assert await at(house, berlin("2026-11-23T11:00")) == []
    assert await at(house, berlin("2026-11-23T10:30")) == [(JONAS, [number])]


async def test_who_has_said_yes_or_wrote_it_owes_nothing(house: House) -> None:
    house.calendar.at = berlin("2026-11-23T10:00")
    number = house.submit(house.account("toots"))
    house.database.write_sync(_needs_two)
    house.database.write_sync(_says_yes, number, JONAS, house.calendar())
    assert await at(house, berlin("2026-11-24T10:00")) == [(PRIYA, [number])]


def _needs_two(session: Session) -> None:
    brands.the_brand(session).approvals_needed = 2


def _says_yes(session: Session, number: int, user_id: str, now: datetime) -> None:
    submission = submissions.lock(session, number)
    assert submission is not None
    decisions.record(session, submission, user_id, Verdict.APPROVE, now=now)


async def test_the_clock_counts_from_the_review_not_from_the_last_touch(only_jonas: House) -> None:
    house = only_jonas
    house.calendar.at = berlin("2026-11-23T10:00")
    number = house.submit(house.account("toots"))
    house.database.write_sync(_new_round, number, berlin("2026-11-24T09:30"))
    assert await at(house, berlin("2026-11-24T10:00")) == []
    assert await at(house, berlin("2026-11-25T09:30")) == [(JONAS, [number])]


def _new_round(session: Session, number: int, since: datetime) -> None:
    submission = submissions.lock(session, number)
    assert submission is not None
    submission.review_since = since


async def test_where_nobody_is_named_the_channel_gets_one_line_a_day(house: House) -> None:
    house.database.write_sync(brands.name_people, 1, Role.APPROVER, [])
    house.calendar.at = berlin("2026-11-23T10:00")
    number = house.submit(house.account("toots"))
    assert await at(house, berlin("2026-11-24T10:00")) == [("C0REVIEW", [number])]
    assert await at(house, berlin("2026-11-24T11:00")) == []
    assert house.said()[-1].kind == "nudge_channel"


async def test_somebody_who_is_gone_is_not_reminded(house: House) -> None:
    house.calendar.at = berlin("2026-11-23T10:00")
    number = house.submit(house.account("toots"))
    house.database.write_sync(_deactivate, JONAS)
    assert await at(house, berlin("2026-11-24T10:00")) == [(PRIYA, [number])]


def _deactivate(session: Session, user_id: str) -> None:
    person = people.person(session, user_id)
    assert person is not None
    person.is_deactivated = True


async def test_after_two_days_the_admins_are_asked_once_a_revision(only_jonas: House) -> None:
    house = only_jonas
    house.calendar.at = berlin("2026-11-23T16:00")
    number = house.submit(house.account("toots"))
    await at(house, berlin("2026-11-24T16:00"))
    # 16:00 in Berlin is 10:00 in New York, where Ada is.
    told = await at(house, berlin("2026-11-25T16:00"))
    assert (ADA, [number]) in told
    assert house.events("submission.escalated")[0].submission_id == number
    await at(house, berlin("2026-11-26T16:00"))
    assert [one.recipient for one in house.said("escalation")] == [ADA]


async def test_one_reader_that_makes_it_stumble_stops_no_other(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    house.calendar.at = berlin("2026-11-23T10:00")
    number = house.submit(house.account("toots"))
    real = nudge.nudge

    def broken(session: Session, reader: nudge.Reader, *args: Any, **kwargs: Any) -> bool:
        if reader.user_id == JONAS:
            raise RuntimeError("a bad record")
        return real(session, reader, *args, **kwargs)

    monkeypatch.setattr(nudge, "nudge", broken)
    assert await at(house, berlin("2026-11-24T10:00")) == [(PRIYA, [number])]
    assert JONAS in caplog.text


async def test_a_long_queue_is_asked_about_in_bounded_steps(only_jonas: House) -> None:
    house = only_jonas
    house.calendar.at = berlin("2026-11-23T10:00")
    account = house.account("toots")
    for _ in range(nudge.MOST + 5):
        house.submit(account)
    [(_, told)] = await at(house, berlin("2026-11-24T10:00"))
    assert len(told) == nudge.MOST
    assert timedelta(0) < house.calendar() - house.submission(told[0]).review_since


async def test_a_stand_in_is_reminded_in_the_place_of_whoever_is_away(only_jonas: House) -> None:
    house = only_jonas
    house.calendar.at = berlin("2026-11-23T10:00")
    number = house.submit(house.account("toots"))
    house.database.write_sync(_away, JONAS, PRIYA, house.calendar())
    assert await at(house, berlin("2026-11-24T10:00")) == [(PRIYA, [number])]


def _away(session: Session, user_id: str, stand_in: str, now: datetime) -> None:
    session.add(Absence(user_id=user_id, stand_in=stand_in, starts_at=now))


async def test_the_admins_are_asked_again_when_a_later_step_waits_too_long(house: House) -> None:
    house.calendar.at = berlin("2026-11-23T16:00")
    number = house.submit(house.account("toots"))
    house.database.write_sync(_two_steps)
    assert [who for who, _ in await at(house, berlin("2026-11-25T17:00"))] == [JONAS, ADA]
    house.database.write_sync(_says_yes_to_the_first, number, house.calendar())
    await at(house, berlin("2026-11-27T17:30"))
    asked = [one for one in house.said("escalation") if one.recipient == ADA]
    assert len(asked) == 2, "once a step"


def _two_steps(session: Session) -> None:
    for place, who in enumerate([JONAS, PRIYA], 1):
        row = Stage(brand_id=1, position=place, name=f"Step {place}", rule=Rule.ANY)
        session.add(row)
        session.flush()
        stages.name_approvers(session, row.id or 0, [who])


def _says_yes_to_the_first(session: Session, number: int, now: datetime) -> None:
    submission = submissions.lock(session, number)
    assert submission is not None
    decisions.record(session, submission, JONAS, Verdict.APPROVE, Footing((1,)), now=now)
    submission.review_since = now
