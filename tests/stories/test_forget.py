"""An admin has a person forgotten from Slack: chosen, shown, confirmed; and what others keep is said."""

from sqlmodel import Session, select

from bot.demo import cast
from bot.demo.stage import Stage
from bot.sandbox.people.person import Person
from handlers import wire
from handlers.blocks.forgetting import WHOM
from handlers.knowing import members
from storage import forgetting, history
from storage.history import HOUSE, Event
from storage.people import Person as Known
from tests.stories.acting import card_text, give_reason, modal, press, private_answers, put_up
from tests.stories.visiting import text_of

REASON = "I am so tired of oats."


async def written(scene: Stage) -> None:
    """Jonas asked for changes, and wrote why."""
    await put_up(scene)
    await press(scene, scene.approver, wire.REQUEST_CHANGES)
    await give_reason(scene, scene.approver, REASON)


async def command(scene: Stage, who: Person, text: str) -> None:
    await scene.settle()
    await who.command(cast.REVIEW, wire.GREENLIGHT, text)
    await scene.settle()


async def send(scene: Stage, who: Person, **values: dict[str, dict[str, str]]) -> str:
    """Sends the form on top; what stands there then."""
    await who.submit((await modal(who))["id"], values)
    await scene.settle()
    return text_of(await modal(who))


def recorded(session: Session) -> list[tuple[str, str]]:
    query = select(Event.actor_id, Event.place).where(Event.brand_id == HOUSE, Event.kind == "person.forgotten")
    return [(actor, place) for actor, place in session.exec(query).all()]


async def test_a_person_is_chosen_shown_and_forgotten(scene: Stage) -> None:
    await written(scene)
    await command(scene, scene.admin, "forget")
    shown = await send(scene, scene.admin, **{WHOM: {WHOM: {"selected_user": cast.APPROVER}}})
    assert "one reason or comment" in shown and "the name Jonas Weber" in shown
    said = await send(scene, scene.admin)
    assert "The record still verifies" in said and "Backups of the database" in said and "Delete those in Slack" in said
    read = scene.machine.desk.database.read
    assert (await read(forgetting.trace, cast.APPROVER)).is_nothing
    assert await read(history.first_broken) is None
    assert await read(recorded) == [(cast.ADMIN, "form")]


async def test_by_id_and_twice(scene: Stage) -> None:
    await written(scene)
    await command(scene, scene.admin, f"forget <@{cast.APPROVER}|jonas>")
    view = (await modal(scene.admin))["id"]
    await scene.admin.submit(view, {})
    await scene.settle()
    await command(scene, scene.admin, f"forget {cast.APPROVER}")
    assert "There is nothing to erase" in text_of(await modal(scene.admin))
    await scene.machine.desk.database.write(
        forgetting.forget, cast.APPROVER, actor_id=cast.ADMIN, at=scene.now(), place="form"
    )
    assert len(await scene.machine.desk.database.read(recorded)) == 1


async def test_an_authors_cards_are_drawn_again(scene: Stage) -> None:
    await put_up(scene, note=REASON)
    assert "by Mina Seo" in await card_text(scene.approver)
    await command(scene, scene.admin, f"forget {cast.AUTHOR}")
    await send(scene, scene.admin)
    card = await card_text(scene.approver)
    assert f"by {cast.AUTHOR}" in card and "Mina Seo" not in card and REASON not in card
    assert "Our oat cookies are back." in card


async def test_only_an_admin_may(scene: Stage) -> None:
    await written(scene)
    await command(scene, scene.approver, f"forget {cast.APPROVER}")
    assert "Only an admin" in (await private_answers(scene.approver))[-1]
    assert not (await scene.machine.desk.database.read(forgetting.trace, cast.APPROVER)).is_nothing


async def test_in_korean(scene: Stage) -> None:
    await written(scene)
    await members.fetch_person(scene.machine.desk, cast.ADMIN)
    await scene.machine.desk.database.write(_reads_korean)
    await command(scene, scene.admin, f"지우기 {cast.APPROVER}")
    assert "이유와 댓글 1개" in text_of(await modal(scene.admin))
    assert "기록은 여전히 검증되고" in await send(scene, scene.admin)


def _reads_korean(session: Session) -> None:
    session.get_one(Known, cast.ADMIN).locale = "ko-KR"
