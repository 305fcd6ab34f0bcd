"""Every ping is a cost: how often the main flows ring for whom, however Slack reaches the bot.

What rings in Slack: a mention, a direct message, a reply in a thread that one follows; an edit never does. What is
expected stands in docs/flows.md, so that the page cannot say anything else than what is so.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta

import pytest

from bot.demo import cast
from bot.demo.stage import Stage
from handlers import wire
from handlers.clock import come_back, digest, lapse, miss, nudge, publish, waiting
from tests.stories.acting import choose, give_reason, modal, press, put_up
from tests.stories.composing import open_composer, send
from tests.stories.telling import Flow, flows
from tests.stories.test_pause import pause
from tests.stories.test_steps import two_steps

pytestmark = pytest.mark.either_way

PEOPLE = {
    "author": cast.AUTHOR,
    "approver": cast.APPROVER,
    "second approver": cast.SECOND,
    "admin": cast.ADMIN,
    "others": cast.OUTSIDER,
}

Told = Callable[[str], Awaitable[None]]

TOLD: dict[str, Callable[[Stage, Told], Awaitable[None]]] = {}


def flow(name: str) -> Callable[[Callable[[Stage, Told], Awaitable[None]]], Callable[[Stage, Told], Awaitable[None]]]:
    """A flow of the page, by its heading."""

    def keep(story: Callable[[Stage, Told], Awaitable[None]]) -> Callable[[Stage, Told], Awaitable[None]]:
        TOLD[name] = story
        return story

    return keep


async def rung(scene: Stage) -> dict[str, list[str]]:
    """Why it rang for each of them since the last time this was asked, oldest first; who heard nothing is left out."""
    heard = {}
    for name, user_id in PEOPLE.items():
        who = scene.sandbox.person(user_id)
        new = [one["why"] for one in await who.notifications() if not one["read"]]
        for channel in (await who.screen())["channels"]:
            await who.read(channel["id"])
        if new:
            heard[name] = new
    return heard


async def submit(scene: Stage, text: str = "Our oat cookies are back.") -> None:
    await open_composer(scene, scene.author, text)
    await send(scene, scene.author)


async def strike(scene: Stage, later: timedelta) -> None:
    """The clock goes on, and strikes."""
    await scene.turn(scene.now() + later)
    for job in (lapse, come_back, publish, miss, nudge, waiting, digest):
        await job.run_due(scene.machine.desk, scene.now())
        await scene.settle()


async def let_it_go_out(scene: Stage) -> None:
    """The fifteen seconds in which it can be undone go by."""
    await scene.turn(scene.now() + timedelta(seconds=20))
    await publish.run_due(scene.machine.desk, scene.now())
    await scene.settle()


@pytest.fixture
async def quiet(scene: Stage) -> AsyncIterator[Stage]:
    """What the bot says at its first start is heard and gone."""
    await rung(scene)
    yield scene


@flow("Approved at the first look")
async def approved(scene: Stage, told: Told) -> None:
    await submit(scene)
    await told("Mina submits")
    await press(scene, scene.approver, wire.APPROVE)
    await told("Jonas approves")
    await let_it_go_out(scene)
    await told("it goes out")


@flow("Changed once, then approved")
async def changed(scene: Stage, told: Told) -> None:
    await submit(scene)
    await told("Mina submits")
    await press(scene, scene.approver, wire.REQUEST_CHANGES)
    await give_reason(scene, scene.approver, "Please name the shops.")
    await told("Jonas asks for changes")
    dm = (await scene.author.open_dm())["channel"]
    await press(scene, scene.author, wire.EDIT, channel=dm)
    await send(scene, scene.author, text="Our oat cookies are back in all three shops.")
    await told("Mina makes a new version")
    await press(scene, scene.second, wire.APPROVE)
    await let_it_go_out(scene)
    await told("Priya approves, and it goes out")


@flow("Rejected")
async def rejected(scene: Stage, told: Told) -> None:
    await submit(scene)
    await told("Mina submits")
    await press(scene, scene.approver, wire.REJECT)
    await give_reason(scene, scene.approver, "We do not sell cookies any more.")
    await told("Jonas rejects")


@flow("Taken back by its author")
async def taken_back(scene: Stage, told: Told) -> None:
    await submit(scene)
    await told("Mina submits")
    await choose(scene, scene.author, wire.WITHDRAW)
    await scene.author.submit((await modal(scene.author))["id"], {})
    await scene.settle()
    await told("Mina takes it back")


@flow("Nobody decides for three days")
async def nobody(scene: Stage, told: Told) -> None:
    await submit(scene)
    await told("Mina submits")
    await strike(scene, timedelta(hours=24, minutes=1))
    await told("the next morning")
    await strike(scene, timedelta(minutes=5))
    await told("five minutes later")
    await strike(scene, timedelta(hours=24))
    await told("the morning after that")
    await strike(scene, timedelta(hours=6))
    await told("that afternoon, when Ada's day has begun")


@flow("In two steps")
async def in_two_steps(scene: Stage, told: Told) -> None:
    await scene.machine.desk.database.write(two_steps)
    await submit(scene)
    await told("Mina submits")
    await press(scene, scene.approver, wire.APPROVE)
    await told("Jonas approves the first step")
    await press(scene, scene.second, wire.APPROVE)
    await let_it_go_out(scene)
    await told("Priya approves the second, and it goes out")


@flow("An approver is away")
async def away(scene: Stage, told: Told) -> None:
    await scene.machine.desk.database.write(two_steps)
    await submit(scene)
    await told("Mina submits")
    await scene.approver.command(cast.REVIEW, wire.GREENLIGHT, f"away until Friday <@{cast.SECOND}>")
    await scene.settle()
    await told("Jonas is away; Priya stands in")
    await press(scene, scene.second, wire.APPROVE)
    await told("Priya decides on his behalf")


@flow("Paused when its time comes")
async def paused(scene: Stage, told: Told) -> None:
    await put_up(scene, wanted_at=scene.now() + timedelta(hours=1))
    await told("Mina submits for eleven")
    await press(scene, scene.approver, wire.APPROVE)
    await told("Jonas approves")
    await pause(scene, scene.approver)
    await told("Jonas pauses everything")
    await strike(scene, timedelta(hours=1))
    await told("eleven o'clock")
    await press(scene, scene.approver, wire.RESUME)
    await told("Jonas resumes")


@pytest.mark.parametrize("name", sorted(TOLD))
async def test_the_page_tells_who_hears_what(quiet: Stage, name: str) -> None:
    page = Flow(name)

    async def told(step: str) -> None:
        page.check(step, await rung(quiet))

    await TOLD[name](quiet, told)
    page.end()


def test_every_flow_of_the_page_is_played() -> None:
    assert flows() == list(TOLD)
