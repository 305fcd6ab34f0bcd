"""A person's first Home in a brand welcomes them, until they put it away or a day has passed."""

from datetime import timedelta

from bot.demo import cast
from bot.demo.stage import Stage
from handlers import wire
from handlers.clock import publish
from storage import welcomes
from storage.welcomes import Welcome
from tests.stories.acting import press, private_answers, put_up
from tests.stories.visiting import open_home, press_at_home, text_of


async def test_who_approves_and_what_went_out_until_it_is_put_away(scene: Stage) -> None:
    await put_up(scene, "Our oat cookies are back.")
    await press(scene, scene.approver, wire.APPROVE)
    scene.sandbox.turn_clock(forward=600)
    await publish.run_due(scene.machine.desk, scene.now())
    await scene.settle()
    seen = text_of(await open_home(scene, scene.author))
    assert f"<@{cast.APPROVER}>, <@{cast.SECOND}> 님이" in seen and "Our oat cookies are back." in seen
    assert "환영해요" in text_of(await open_home(scene, scene.author))
    await press_at_home(scene, scene.author, wire.WELCOME_READ)
    assert "환영해요" not in text_of(await open_home(scene, scene.author))
    await scene.author.command(cast.GENERAL, wire.GREENLIGHT, "welcome")
    await scene.settle()
    assert "환영해요" in (await private_answers(scene.author, cast.GENERAL))[-1]


async def test_it_is_gone_after_a_day_and_an_outsider_has_none(scene: Stage) -> None:
    assert "*Welcome to" in text_of(await open_home(scene, scene.approver))
    await scene.turn(scene.now() + timedelta(days=1))
    assert "*Welcome to" not in text_of(await open_home(scene, scene.approver))


async def test_who_was_here_before_there_were_welcomes_gets_none(scene: Stage) -> None:
    await open_home(scene, scene.second)
    desk, now = scene.machine.desk, scene.now() + timedelta(days=2)
    await scene.turn(now)
    await desk.database.write(lambda session: session.delete(welcomes.of_person(session, cast.SECOND)[1]))
    assert "*Welcome to" not in text_of(await open_home(scene, scene.second))
    known = await desk.database.read(lambda session: welcomes.of_person(session, cast.SECOND))
    assert isinstance(known[1], Welcome) and known[1].dismissed_at is not None
