"""Approved outside an account's posting hours: it goes out when they begin, or now, if somebody says so."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session

from bot.demo.stage import Stage
from handlers import wire
from handlers.clock import publish
from storage import brands
from storage.lifecycle import Editorial, Status
from tests.stories.acting import card_text, press, private_answers, put_up, record

TWO_IN_BERLIN = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)
AFTERNOONS = [{"days": "12345", "opens": "14:00", "closes": "18:00"}]


def only_afternoons(session: Session) -> None:
    for account in brands.active_accounts(session, brands.the_brand(session).number):
        account.posting_hours = AFTERNOONS


@pytest.fixture
async def closed(scene: Stage) -> Stage:
    """Ten in the morning; accounts open at two."""
    await scene.machine.desk.database.write(only_afternoons)
    return scene


async def test_it_goes_out_when_they_begin(closed: Stage) -> None:
    number = await put_up(closed)
    await press(closed, closed.approver, wire.APPROVE)
    said = (await private_answers(closed.approver))[-1]
    assert "On news it goes out Mon 23 Nov 14:00 (Berlin), when posting hours begin." in said
    assert "Publish now instead" in said
    stands = await record(closed, number)
    assert (stands.status, stands.due_at) == (Status.SCHEDULED, TWO_IN_BERLIN)
    assert await publish.run_due(closed.machine.desk, TWO_IN_BERLIN - timedelta(seconds=1)) == 0
    assert await publish.run_due(closed.machine.desk, TWO_IN_BERLIN) == 1
    assert (await record(closed, number)).status == Status.PUBLISHED


async def test_now_instead(closed: Stage) -> None:
    number = await put_up(closed)
    await press(closed, closed.approver, wire.APPROVE)
    await press(closed, closed.approver, wire.PUBLISH_EARLY)
    await publish.run_due(closed.machine.desk, closed.now())
    assert (await record(closed, number)).status == Status.PUBLISHED
    await press(closed, closed.approver, wire.PUBLISH_EARLY)
    assert "waits for posting hours any more" in (await private_answers(closed.approver))[-1]


async def test_taken_back_and_approved_later_it_waits_for_the_next_opening(closed: Stage) -> None:
    number = await put_up(closed)
    await press(closed, closed.approver, wire.APPROVE)
    await press(closed, closed.approver, wire.UNDO)
    stands = await record(closed, number)
    assert (stands.state, stands.due_at) == (Editorial.IN_REVIEW, None)


async def test_a_time_that_was_chosen_is_kept_and_warned_of(closed: Stage) -> None:
    noon = closed.now() + timedelta(hours=2)
    number = await put_up(closed, wanted_at=noon)
    assert "outside the posting hours of news" in await card_text(closed.author)
    await press(closed, closed.approver, wire.APPROVE)
    assert (await private_answers(closed.approver))[-1].startswith(f"You approved #{number}.")
    assert (await record(closed, number)).due_at == noon
    await press(closed, closed.approver, wire.UNDO)
    assert (await record(closed, number)).due_at == noon
