"""Every ping is a cost: how often the main flows ring for whom, however Slack reaches the bot.

What rings in Slack: a mention, a direct message, a reply in a thread that one follows; an edit never does.
"""

from datetime import timedelta

import pytest

from bot.demo import cast
from bot.demo.stage import Stage
from handlers import wire
from handlers.clock import miss, nudge, publish
from tests.stories.acting import choose, give_reason, modal, press
from tests.stories.composing import open_composer, send

pytestmark = pytest.mark.either_way

PEOPLE = {
    "author": cast.AUTHOR,
    "approver": cast.APPROVER,
    "second": cast.SECOND,
    "admin": cast.ADMIN,
    "outsider": cast.OUTSIDER,
}

THREAD = {"approver": ["thread"], "second": ["thread"]}
"""Whom the card mentions follows its thread, and so hears of the one reason or receipt in it."""


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


async def let_it_go_out(scene: Stage) -> None:
    """The fifteen seconds in which it can be undone go by."""
    await scene.turn(scene.now() + timedelta(seconds=20))
    await publish.run_due(scene.machine.desk, scene.now())
    await scene.settle()


async def test_approved_at_the_first_look(scene: Stage) -> None:
    await submit(scene)
    assert await rung(scene) == {"author": ["dm"], "approver": ["mention"], "second": ["mention"]}
    await press(scene, scene.approver, wire.APPROVE)
    assert await rung(scene) == {}, "approved and published at once is one message"
    await let_it_go_out(scene)
    assert await rung(scene) == {"author": ["dm"], **THREAD}


async def test_changed_once_and_then_approved(scene: Stage) -> None:
    await submit(scene)
    await rung(scene)
    await press(scene, scene.approver, wire.REQUEST_CHANGES)
    await give_reason(scene, scene.approver, "Please name the shops.")
    assert await rung(scene) == {"author": ["dm"], **THREAD}
    dm = (await scene.author.open_dm())["channel"]
    await press(scene, scene.author, wire.EDIT, channel=dm)
    await send(scene, scene.author, text="Our oat cookies are back in all three shops.")
    assert await rung(scene) == {"approver": ["mention"], "second": ["mention"]}
    await press(scene, scene.second, wire.APPROVE)
    await let_it_go_out(scene)
    assert await rung(scene) == {"author": ["dm"], **THREAD}


async def test_rejected(scene: Stage) -> None:
    await submit(scene)
    await rung(scene)
    await press(scene, scene.approver, wire.REJECT)
    await give_reason(scene, scene.approver, "We do not sell cookies any more.")
    assert await rung(scene) == {"author": ["dm"], **THREAD}


async def test_taken_back(scene: Stage) -> None:
    await submit(scene)
    await rung(scene)
    await choose(scene, scene.author, wire.WITHDRAW)
    await scene.author.submit((await modal(scene.author))["id"], {})
    await scene.settle()
    assert await rung(scene) == {}


async def test_nobody_decides_in_time(scene: Stage) -> None:
    await submit(scene)
    await rung(scene)
    await scene.turn(scene.now() + timedelta(hours=24, minutes=1))
    await nudge.run_due(scene.machine.desk, scene.now())
    await scene.settle()
    assert await rung(scene) == {"approver": ["dm"], "second": ["dm"]}
    await nudge.run_due(scene.machine.desk, scene.now() + timedelta(minutes=5))
    await miss.run_due(scene.machine.desk, scene.now())
    await scene.settle()
    assert await rung(scene) == {}
