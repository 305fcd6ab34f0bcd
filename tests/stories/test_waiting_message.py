"""One message a person says what waits for them: it shrinks in silence, and the next one takes its place."""

from datetime import datetime, timedelta

from sqlmodel import Session

from bot.demo import cast
from bot.demo.stage import Stage
from bot.sandbox.people.person import Person
from handlers import wire
from handlers.clock import nudge, waiting
from storage import people
from storage.people import Reminders
from tests.stories.acting import Json, press, put_up

DAY = timedelta(days=1)


async def strike(scene: Stage) -> None:
    for job in (nudge, waiting):
        await job.run_due(scene.machine.desk, scene.now())
        await scene.settle()


async def waiting_messages(who: Person) -> list[Json]:
    direct = (await who.open_dm())["channel"]
    return [one for one in await who.messages(direct) if "decision" in one["text"] or "Nothing waits" in one["text"]]


async def rings(who: Person) -> int:
    direct = (await who.open_dm())["channel"]
    return len([one for one in await who.notifications() if one["channel"] == direct])


async def approve_everything(scene: Stage) -> None:
    for card in await scene.approver.messages(cast.REVIEW):
        for block in card.get("blocks") or []:
            for element in block.get("elements") or []:
                if element.get("action_id") == wire.APPROVE:
                    where = cast.REVIEW, card["ts"], block["block_id"]
                    await scene.approver.press(*where, wire.APPROVE, value=element["value"])
    await scene.settle()


async def test_it_shrinks_without_a_sound_and_says_when_nothing_is_left(scene: Stage) -> None:
    await put_up(scene, "First")
    await put_up(scene, "Second")
    await scene.turn(scene.now() + DAY)
    await strike(scene)
    (message,) = await waiting_messages(scene.second)
    assert message["text"].startswith("2 posts are waiting") and await rings(scene.second) == 1
    await press(scene, scene.approver, wire.APPROVE)
    await strike(scene)
    (message,) = await waiting_messages(scene.second)
    assert message["text"].startswith("One post is waiting") and "First" in str(message["blocks"])
    await approve_everything(scene)
    await strike(scene)
    (message,) = await waiting_messages(scene.second)
    assert message["text"] == "Nothing waits for you any more. Thank you." and await rings(scene.second) == 1


async def test_a_new_one_takes_the_place_of_the_old(scene: Stage) -> None:
    await put_up(scene)
    for _ in range(2):
        await scene.turn(scene.now() + DAY)
        await strike(scene)
    assert len(await waiting_messages(scene.second)) == 1 and await rings(scene.second) == 2


async def test_whoever_wants_to_hear_at_once_hears_at_once_and_others_do_not(scene: Stage) -> None:
    await put_up(scene)
    await scene.machine.desk.database.write(wants, cast.SECOND, Reminders.AT_ONCE)
    await strike(scene)
    await strike(scene)
    assert await rings(scene.second) == 1 and await rings(scene.approver) == 0


async def test_whoever_wants_none_or_sleeps_hears_nothing(scene: Stage) -> None:
    await put_up(scene)
    await scene.machine.desk.database.write(wants, cast.APPROVER, Reminders.DIGEST_ONLY)
    await scene.machine.desk.database.write(sleeps, cast.SECOND, scene.now() + 2 * DAY)
    await scene.turn(scene.now() + DAY)
    await strike(scene)
    assert await rings(scene.second) == await rings(scene.approver) == 0
    await scene.turn(scene.now() + DAY)
    await strike(scene)
    assert await rings(scene.second) == 1, "it slept no longer"


def wants(session: Session, user_id: str, reminders: Reminders) -> None:
    person = people.person(session, user_id)
    assert person is not None
    person.reminders = reminders


def sleeps(session: Session, user_id: str, until: datetime) -> None:
    person = people.person(session, user_id)
    assert person is not None
    person.snoozed_until = until
