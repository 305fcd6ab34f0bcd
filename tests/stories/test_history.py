"""The history of a post, told in sentences to anybody of the team, in their language and zone."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session

from bot.demo import cast, reading
from bot.demo.stage import Stage
from handlers import wire
from handlers.access import Denied
from handlers.blocks import history as drawing
from handlers.knowing import members
from handlers.showing import chronicle
from storage import brands, history, people, submissions
from storage.brands import Role
from storage.content import Content
from storage.history import BOT
from storage.lifecycle import Editorial
from tests.stories.acting import choose, direct_messages, give_reason, modal, press, private_answers, put_up
from tests.stories.composing import open_composer, send
from tests.stories.test_steps import two_steps
from tests.stories.visiting import open_home, press_at_home, text_of


def revise(session: Session, number: int, scene: Stage) -> None:
    """A second version with another text, as the author makes it."""
    submission = submissions.lock(session, number)
    assert submission is not None
    before = submissions.content_of(session, submissions.current_revision(session, submission))
    content = Content(text="Our oat cookies cost 3 euros.", accounts=before.accounts)
    submissions.move(submission, Editorial.IN_REVIEW)
    submissions.add_revision(session, submission, content, created_by=cast.AUTHOR, now=scene.now())
    history.add(session, "submission.revised", actor_id=cast.AUTHOR, at=scene.now(), submission_id=number, revision=2)


def answered(session: Session, number: int, scene: Stage) -> None:
    """What two networks said."""
    about: dict[str, Any] = {
        "submission_id": number,
        "actor_id": BOT,
        "at": scene.now(),
        "publication": 1,
        "account": 1,
    }
    history.add(session, "publication.started", **about, attempt=1)
    history.add(session, "publication.refused", **about, attempt=1, problem="refused", detail="<!channel> no & never")
    history.add(session, "publication.published", **about, attempt=2, how="answered", link="https://example.com/1")


async def test_the_whole_way_from_the_cards_menu(scene: Stage) -> None:
    number = await put_up(scene, "Our oat cookies cost 2 euros.")
    await press(scene, scene.approver, wire.REQUEST_CHANGES)
    await give_reason(scene, scene.approver, "The price is wrong & <!channel>")
    await scene.machine.desk.database.write(revise, number, scene)
    await scene.machine.desk.database.write(answered, number, scene)
    await choose(scene, scene.approver, wire.HISTORY)
    view = await modal(scene.approver)
    text = text_of(view)
    story = [
        "Mina Seo submitted it for approval.",
        "Jonas Weber asked for changes to version 1. _in review → changes requested_ _(in a form)_",
        "The price is wrong & <!channel>",
        "Mina Seo made version 2. Changed: text. _changes requested → in review_",
        "Our oat cookies cost 23 euros.",
        "news: it began to go out.",
        "news: it was refused. The network said no. It said: &lt;!channel&gt; no &amp; never",
        "news: it is live. <https://example.com/1|See it>",
    ]
    places = [text.index(line) for line in story]
    assert places == sorted(places)
    assert "Mon 23 Nov 10:00" in text and "Berlin" in text
    styles = [one.get("style") for block in view["blocks"] if block["type"] == "rich_text" for one in _texts(block)]
    assert {"strike": True} in styles and {"bold": True} in styles


def _texts(block: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    (quote,) = block["elements"]
    return list(quote["elements"])


async def test_which_rule_asked_whom_and_for_which_step_somebody_decided(scene: Stage) -> None:
    await scene.machine.desk.database.write(two_steps)
    await open_composer(scene, scene.author, "Our oat cookies are back.")
    await send(scene, scene.author, goes_out="approved")
    await press(scene, scene.approver, wire.APPROVE)
    await press(scene, scene.second, wire.APPROVE)
    await choose(scene, scene.author, wire.HISTORY)
    text = text_of(await modal(scene.author))
    story = [
        "승인을 요청했어요. Facts 단계 승인 요청 대상: Jonas Weber (이분의 승인이 필요해요). _(입력 창에서)_",
        "단계: Facts. Legal 단계 승인 요청 대상: Priya Nair (이분의 승인이 필요해요). _(카드에서)_",
        "승인했어요 (버전 1). 단계: Legal. _검토 중 → 승인됨_ _(스레드에서)_",
    ]
    places = [text.index(line) for line in story]
    assert places == sorted(places)


async def test_in_korean_and_from_home(scene: Stage) -> None:
    number = await put_up(scene)
    await open_home(scene, scene.author)
    await press_at_home(scene, scene.author, wire.CARD_MENU, option=wire.HISTORY)
    text = text_of(await modal(scene.author))
    assert f"*#{number}* · Mina Seo 님의 글" in text and "승인을 요청했어요" in text
    assert "11월 23일(월) 18:00" in text and "서울" in text


async def test_a_forged_number_is_answered(scene: Stage) -> None:
    await put_up(scene)
    await scene.approver.command(cast.REVIEW, wire.GREENLIGHT, "history 4711")
    await scene.settle()
    assert "There is no such post" in (await private_answers(scene.approver))[-1]


async def test_a_long_history_begins_with_the_newest_page_and_is_turned(scene: Stage) -> None:
    number = await put_up(scene)
    await scene.machine.desk.database.write(_nudge_often, number, scene, 499)
    await scene.approver.command(cast.REVIEW, wire.GREENLIGHT, f"why {number}")
    await scene.settle()
    text = text_of(await modal(scene.approver))
    assert "471 to 500 of 500, oldest first." in text and "[Later]" not in text and "submitted it" not in text
    await _turn(scene, wire.HISTORY_EARLIER)
    assert "441 to 470 of 500" in text_of(await modal(scene.approver))
    for _ in range(15):
        await _turn(scene, wire.HISTORY_EARLIER)
    text = text_of(await modal(scene.approver))
    assert "1 to 30 of 500" in text and "Mina Seo submitted it for approval." in text and "Earlier" not in text
    await _turn(scene, wire.HISTORY_LATER)
    assert "31 to 60 of 500" in text_of(await modal(scene.approver))


async def _turn(scene: Stage, action_id: str) -> None:
    view = await modal(scene.approver)
    _, block, button = reading.button([view], action_id)
    await scene.approver.press(
        view_id=view["id"], block_id=block["block_id"], action_id=action_id, value=button["value"]
    )
    await scene.settle()


async def test_a_page_that_is_not_shown_is_told(scene: Stage) -> None:
    number = await put_up(scene)
    await scene.machine.desk.database.write(_nudge_often, number, scene, 40)
    await choose(scene, scene.approver, wire.HISTORY)
    scene.sandbox.fault("5xx", method="views.update", times=1)
    await _turn(scene, wire.HISTORY_EARLIER)
    assert f"The page of #{number} could not be shown" in " ".join(await direct_messages(scene.approver))


def _nudge_often(session: Session, number: int, scene: Stage, times: int) -> None:
    for hour in range(times):
        at = scene.now() + timedelta(hours=hour)
        history.add(session, "nudge.sent", actor_id=BOT, at=at, submission_id=number)


async def test_guests_are_shown_no_history(scene: Stage) -> None:
    number = await put_up(scene)
    story = await scene.machine.desk.database.read(chronicle.story_of, cast.APPROVER, number, now=scene.now())
    assert drawing.view(story)["type"] == "modal"
    await scene.machine.desk.database.write(_make_guest)
    with pytest.raises(Denied) as no:
        await scene.machine.desk.database.read(chronicle.story_of, cast.APPROVER, number, now=scene.now())
    assert no.value.reason == "not_yours_outsider"


async def test_a_brand_that_names_its_readers_shows_its_history_to_them_alone(scene: Stage) -> None:
    number = await put_up(scene)
    read = scene.machine.desk.database.read
    await members.fetch_person(scene.machine.desk, cast.ADMIN)
    await members.fetch_person(scene.machine.desk, cast.OUTSIDER)
    await scene.machine.desk.database.write(_name_reader, cast.SECOND)
    assert (await read(chronicle.story_of, cast.ADMIN, number, now=scene.now())).total == 1
    with pytest.raises(Denied) as no:
        await read(chronicle.story_of, cast.OUTSIDER, number, now=scene.now())
    assert no.value.reason == "not_yours_not_reader"


def _name_reader(session: Session, user_id: str) -> None:
    brands.name_people(session, brands.the_brand(session).number, Role.VIEWER, [user_id])


def _make_guest(session: Session) -> None:
    person = people.person(session, cast.APPROVER)
    assert person is not None
    person.is_guest = True
