"""App Home: each list holds what belongs there, each row acts, outsiders see nothing."""

from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session

from bot.demo import cast, reading
from bot.demo.stage import Stage, stage
from handlers import wire
from handlers.clock import digest
from storage import cards, drafts, people, publications, submissions
from storage.lifecycle import Delivery, Editorial
from tests.stories.acting import modal, press, private_answers, put_up, record
from tests.stories.visiting import open_home, press_at_home, seen_home, text_of


@pytest.fixture
async def open_to_all() -> AsyncIterator[Stage]:
    """Nobody is named: every member of the channel may approve."""
    async with stage(changes={"APPROVERS": ""}) as opened:
        yield opened


def move_to(session: Session, number: int, target: Delivery, scene: Stage) -> None:
    """One publication of an approved submission comes to this end."""
    now = scene.now()
    submission = submissions.lock(session, number)
    assert submission is not None
    submissions.move(submission, Editorial.APPROVED)
    (one,) = publications.of_submission(session, number)
    one.state, one.changed_at = target, now
    cards.advance(session, submission)


async def test_the_first_home_explains_itself_and_a_later_one_does_not(scene: Stage) -> None:
    first = text_of(await open_home(scene, scene.approver))
    assert "Write a post with /submit-post" in first and "you get the link" in first
    scene.sandbox.turn_clock(forward=timedelta(days=2).total_seconds())
    assert "you get the link" not in text_of(await open_home(scene, scene.approver))


async def test_home_speaks_the_readers_language(scene: Stage) -> None:
    assert "내 결정을 기다리는 글" in text_of(await open_home(scene, scene.author))


async def test_what_waits_for_me_is_there_until_i_have_decided(scene: Stage) -> None:
    number = await put_up(scene, "Our oat cookies are back.")
    home = text_of(await open_home(scene, scene.approver))
    assert f"#{number}" in home and "Our oat cookies are back." in home and "by Mina Seo" in home
    await press(scene, scene.approver, wire.APPROVE)
    assert "Nothing waits for your decision." in text_of(await open_home(scene, scene.approver))


async def test_my_own_is_under_mine_and_never_waits_for_me(open_to_all: Stage) -> None:
    number = await put_up(open_to_all)
    home = text_of(await open_home(open_to_all, open_to_all.author))
    assert "결정을 기다리는 글이 없어요" in home and f"#{number}" in home and "검토 대기" in home
    assert f"#{number}" in text_of(await open_home(open_to_all, open_to_all.second))


async def test_review_on_a_row_opens_the_whole_post(scene: Stage) -> None:
    await put_up(scene, "Our oat cookies are back.")
    await open_home(scene, scene.approver)
    await press_at_home(scene, scene.approver, wire.REVIEW)
    assert "Our oat cookies are back." in text_of(await modal(scene.approver))


async def test_home_is_true_again_when_the_modal_in_front_of_it_is_closed(scene: Stage) -> None:
    number = await put_up(scene)
    await open_home(scene, scene.approver)
    await press_at_home(scene, scene.approver, wire.REVIEW)
    view = await modal(scene.approver)
    _, block, button = reading.button([view], wire.APPROVE)
    await scene.approver.press(
        view_id=view["id"], block_id=block["block_id"], action_id=wire.APPROVE, value=button["value"]
    )
    await scene.settle()
    assert (await record(scene, number)).approved_by == (cast.APPROVER,)
    assert "Nothing waits for your decision." in text_of(await seen_home(scene.approver))
    assert (await scene.second.screen())["home"] is None, "who never opened it gets none"


async def test_what_goes_out_next_is_seen_by_everybody_soonest_first(scene: Stage) -> None:
    for days, text in ((2, "The later one"), (1, "The sooner one")):
        await put_up(scene, text, wanted_at=scene.now() + timedelta(days=days))
        await press(scene, scene.approver, wire.APPROVE)
    view = await open_home(scene, scene.second)
    home = text_of(view)
    assert "Going out next" in home and home.index("The sooner one") < home.index("The later one")
    assert choices(view) == [wire.HISTORY, wire.COPY], "it is not theirs to change"
    assert choices(await open_home(scene, scene.admin)) == [wire.EDIT, wire.WITHDRAW, wire.HISTORY, wire.COPY]


def choices(view: Mapping[str, Any]) -> list[str]:
    """What the last row's menu offers."""
    _, _, menu = reading.button([view], wire.CARD_MENU)
    return [str(option["value"]).partition(":")[0] for option in menu["options"]]


async def test_trouble_is_shown_to_those_who_may_settle_it(scene: Stage) -> None:
    number = await put_up(scene)
    await scene.machine.desk.database.write(move_to, number, Delivery.UNKNOWN, scene)
    home = await open_home(scene, scene.approver)
    assert f"#{number}|#{number}>* on news" not in text_of(home) and "on news: not sure it went out" in text_of(home)
    for action_id in (wire.IT_IS_LIVE, wire.SEND_AGAIN, wire.LEAVE_IT):
        _, _, button = reading.button([home], action_id)
        assert wire.Target.parse(button["value"]) is not None


async def test_missed_and_failed_offer_what_helps_them(scene: Stage) -> None:
    number = await put_up(scene)
    await scene.machine.desk.database.write(move_to, number, Delivery.MISSED, scene)
    home = await open_home(scene, scene.admin)
    assert reading.button([home], wire.PUBLISH_NOW) and reading.button([home], wire.NEW_TIME)
    with pytest.raises(LookupError):
        reading.button([home], wire.IT_IS_LIVE)


async def test_a_draft_is_on_home_with_its_two_buttons(scene: Stage) -> None:
    await scene.machine.desk.database.write(_draft, scene)
    home = await open_home(scene, scene.author)
    assert "Half a thought" in text_of(home)
    assert reading.button([home], wire.OPEN_DRAFT)[2]["value"] == "d1"
    assert "confirm" in reading.button([home], wire.DISCARD_DRAFT)[2]


def _draft(session: Session, scene: Stage) -> None:
    now = scene.now()
    session.add(
        drafts.Draft(id="d1", person_id=cast.AUTHOR, brand_id=1, text="Half a thought", created_at=now, saved_at=now)
    )


async def test_take_back_in_a_rows_menu_asks_and_redraws_home(scene: Stage) -> None:
    number = await put_up(scene)
    await open_home(scene, scene.author)
    await press_at_home(scene, scene.author, wire.CARD_MENU, option=wire.WITHDRAW)
    assert (await record(scene, number)).state == Editorial.IN_REVIEW, "nothing happens before the yes"
    question = await modal(scene.author)
    assert f"#{number}" in text_of(question)
    await scene.author.submit(question["id"], {})
    await scene.settle()
    assert (await record(scene, number)).state == Editorial.WITHDRAWN
    assert f"#{number}" not in text_of(await seen_home(scene.author))


async def test_changes_requested_puts_edit_in_the_open(scene: Stage) -> None:
    number = await put_up(scene)
    await scene.machine.desk.database.write(_ask_for_changes, number)
    home = await open_home(scene, scene.author)
    assert reading.button([home], wire.EDIT)[2]["style"] == "primary"
    await press_at_home(scene, scene.author, wire.WITHDRAW)
    assert (await record(scene, number)).state == Editorial.WITHDRAWN
    assert f"#{number}" not in text_of(await seen_home(scene.author))


def _ask_for_changes(session: Session, number: int) -> None:
    submission = submissions.lock(session, number)
    assert submission is not None
    submissions.move(submission, Editorial.CHANGES_REQUESTED)


async def test_admins_see_what_is_left_to_set_up_and_others_do_not(open_to_all: Stage) -> None:
    home = text_of(await open_home(open_to_all, open_to_all.admin))
    assert "Left to set up" in home and "Nobody is named as approver" in home and "daily digest" in home
    assert "Left to set up" not in text_of(await open_home(open_to_all, open_to_all.second))


async def test_what_is_set_up_is_not_asked_for(scene: Stage) -> None:
    assert "daily digest" in text_of(await open_home(scene, scene.admin))
    await digest.run_due(scene.machine.desk, scene.now() + timedelta(days=1))
    assert "Left to set up" not in text_of(await open_home(scene, scene.admin))


async def test_practice_alone_is_a_gap_too() -> None:
    async with stage(changes={"ACCOUNTS": ""}) as opened:
        assert "Only practice is set up" in text_of(await open_home(opened, opened.admin))


async def test_without_an_admin_everybody_hears_of_it() -> None:
    async with stage(changes={"ACCOUNTS": "", "ADMINS": ""}) as opened:
        assert "Nobody is named as admin" in text_of(await open_home(opened, opened.second))


async def test_a_guest_sees_a_closed_door(scene: Stage) -> None:
    await put_up(scene, "A secret plan")
    await open_home(scene, scene.outsider)
    await scene.machine.desk.database.write(_make_guest, cast.OUTSIDER)
    home = text_of(await open_home(scene, scene.outsider))
    assert "full members" in home and "A secret plan" not in home


def _make_guest(session: Session, user_id: str) -> None:
    person = people.person(session, user_id)
    assert person is not None
    person.is_guest = True


async def test_the_messages_tab_draws_nothing(scene: Stage) -> None:
    await scene.approver.home(tab="messages")
    await scene.settle()
    assert (await scene.approver.screen())["home"] is None


async def test_when_slack_does_not_take_it_the_next_opening_draws_it(scene: Stage) -> None:
    scene.sandbox.fault("5xx", method="views.publish", times=1)
    await scene.approver.home()
    await scene.settle()
    assert "Waiting for you" in text_of(await open_home(scene, scene.approver))


async def test_hostile_text_stays_text(scene: Stage) -> None:
    await put_up(scene, "<!channel> <@U0ADA> <https://a|b> & *bold*")
    home = text_of(await open_home(scene, scene.approver))
    assert "&lt;!channel&gt; &lt;@U0ADA&gt; &lt;https://a|b&gt; &amp; *bold*" in home
    assert not await private_answers(scene.approver)
