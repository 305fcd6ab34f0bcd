"""By hand: a person publishes, and only they know."""

from dataclasses import replace

import pytest

from bot import clock
from bot.publishers import by_hand
from bot.publishers.opening import Opening
from bot.sandbox.server import Sandbox
from handlers.allowance import Size
from handlers.problem import Problem
from handlers.publisher import CannotTell, HandedOver, Outgoing, Publisher
from tests.publishers.slack_rigs import client

OUT = Outgoing(7, 3, "U0ADA", "linkedin", "Copy me", idempotency_key="greenlight-3-1")


def opened(sandbox: Sandbox, address: str = "U0ADA", *, reachable: bool = True) -> Publisher:
    slack = client(sandbox, reachable=reachable)
    return by_hand.open(Opening("linkedin", address, None, slack, clock.machine_now))


async def test_it_is_handed_to_the_person_whose_turn_it_is(sandbox: Sandbox) -> None:
    assert await opened(sandbox).publish(OUT) == HandedOver("U0ADA")
    assert await opened(sandbox).publish(replace(OUT, address="U0PRIYA")) == HandedOver("U0PRIYA")


async def test_nobody_but_that_person_can_tell(sandbox: Sandbox) -> None:
    assert isinstance(await opened(sandbox).look_up(OUT), CannotTell)


async def test_it_allows_what_fits_the_message_that_hands_it_over(sandbox: Sandbox) -> None:
    allowance = await opened(sandbox).learn()
    assert allowance.flaws("x" * 8000) == []
    assert [flaw.problem for flaw in allowance.flaws("x" * 8001)] == [Problem.TOO_LONG]
    assert allowance.flaws("", [Size("a.png", "image/png", 10)]) == []
    assert allowance.flaws("", [Size("a.mp4", "video/mp4", 10, seconds=3)]) == []


async def test_the_doctor_hears_who_it_is(sandbox: Sandbox) -> None:
    health = await opened(sandbox).check()
    assert health.is_well
    assert "Ada Brooks" in health.detail


@pytest.mark.parametrize("address", ["U0NOBODY", "U0BOT"])
async def test_somebody_who_cannot_post_is_found_out(sandbox: Sandbox, address: str) -> None:
    health = await opened(sandbox, address).check()
    assert not health.is_well
    assert '"linkedin"' in health.advice


async def test_so_is_somebody_who_has_left(sandbox: Sandbox) -> None:
    sandbox.change_workspace("deactivate", user="U0ADA")
    assert not (await opened(sandbox).check()).is_well


async def test_without_slack_the_doctor_says_so(sandbox: Sandbox) -> None:
    assert not (await opened(sandbox, reachable=False).check()).is_well


async def test_there_is_nothing_to_close(sandbox: Sandbox) -> None:
    publisher = opened(sandbox)
    await publisher.close()
    assert isinstance(await publisher.publish(OUT), HandedOver)
