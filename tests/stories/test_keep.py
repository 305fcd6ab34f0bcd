"""What we know of people and channels stays true, and the right people hear of it once."""

from collections.abc import AsyncIterator

import pytest
from sqlmodel import Session

from bot.demo import cast, reading
from bot.demo.stage import Stage, stage
from handlers import wire
from handlers.clock import refresh
from handlers.knowing import members
from storage import people
from storage.lifecycle import Editorial
from tests.stories.acting import choose, direct_messages, modal, press, put_up, record
from tests.stories.visiting import open_home, text_of


@pytest.fixture
async def open_to_all() -> AsyncIterator[Stage]:
    """Nobody is named: every member of the channel may approve."""
    async with stage(changes={"APPROVERS": ""}) as opened:
        yield opened


async def change(scene: Stage, what: str, **fields: str) -> None:
    scene.sandbox.change_workspace(what, **fields)
    await scene.settle()


async def known(scene: Stage, user_id: str) -> people.Person:
    found = await scene.machine.desk.database.read(people.person, user_id)
    assert found is not None
    return found


async def trouble(scene: Stage) -> str | None:
    state = await scene.machine.desk.database.read(people.channel, cast.REVIEW)
    return state.trouble if state else None


async def alarms(scene: Stage, words: str) -> list[str]:
    return [text for text in await direct_messages(scene.admin) if words in text]


async def cards_in_channel(scene: Stage) -> int:
    messages = await scene.approver.messages(cast.REVIEW)
    return sum(1 for one in messages if "card_menu" in str(one.get("blocks")))


async def test_a_changed_zone_and_language_are_kept(scene: Stage) -> None:
    await change(scene, "change_user", user=cast.APPROVER, tz="Asia/Seoul", locale="ko-KR")
    person = await known(scene, cast.APPROVER)
    assert (person.timezone, person.language) == ("Asia/Seoul", "ko")
    assert "내 결정을 기다리는 글" in text_of(await open_home(scene, scene.approver))


async def test_people_whom_we_do_not_know_are_not_collected(scene: Stage) -> None:
    await change(scene, "change_user", user=cast.OUTSIDER, tz="Asia/Seoul")
    assert await scene.machine.desk.database.read(people.person, cast.OUTSIDER) is None


async def test_the_channel_is_archived_and_everything_waits_until_it_is_back(scene: Stage) -> None:
    await change(scene, "archive", channel=cast.REVIEW)
    assert await trouble(scene) == "is_archived"
    (told,) = await alarms(scene, "was archived")
    assert "unarchive it" in told
    await put_up(scene)
    assert await cards_in_channel(scene) == 0
    assert "cannot post in <#C0REVIEW>" in text_of(await open_home(scene, scene.approver))
    await change(scene, "unarchive", channel=cast.REVIEW)
    assert await trouble(scene) is None
    assert await cards_in_channel(scene) == 1, "what waited is posted, once"
    assert len(await alarms(scene, "was archived")) == 1


async def test_the_bot_is_removed_and_comes_back(scene: Stage) -> None:
    await put_up(scene)
    await change(scene, "remove_bot", channel=cast.REVIEW)
    assert await trouble(scene) == "not_in_channel"
    assert len(await alarms(scene, "was removed from")) == 1
    number = await put_up(scene, "A second one")
    await change(scene, "invite_bot", channel=cast.REVIEW)
    assert await trouble(scene) is None
    assert (await record(scene, number)).card_ts is not None
    assert await cards_in_channel(scene) == 2


async def test_an_event_that_was_lost_is_made_up_for_by_the_clock(scene: Stage) -> None:
    await scene.machine.desk.database.write(_believe_archived)
    await refresh.run_due(scene.machine.desk, scene.now())
    assert await trouble(scene) is None


def _believe_archived(session: Session) -> None:
    state = people.channel(session, cast.REVIEW)
    assert state is not None
    state.trouble = "is_archived"


async def test_a_refused_post_tells_the_admins_even_without_an_event(scene: Stage) -> None:
    scene.sandbox.fault("error", method="chat.postMessage", channel=cast.REVIEW, error="is_archived", times=1)
    await put_up(scene)
    assert len(await alarms(scene, "was archived")) == 1


async def test_joining_and_leaving_decides_who_may_approve(open_to_all: Stage) -> None:
    number = await put_up(open_to_all)
    await change(open_to_all, "remove_member", channel=cast.REVIEW, user=cast.APPROVER)
    assert f"#{number}" not in text_of(await open_home(open_to_all, open_to_all.approver))
    await change(open_to_all, "add_member", channel=cast.REVIEW, user=cast.OUTSIDER)
    assert f"#{number}" in text_of(await open_home(open_to_all, open_to_all.outsider))


async def test_the_only_approver_is_deactivated_and_the_admins_hear_it_once(scene: Stage) -> None:
    number = await put_up(scene)
    await change(scene, "deactivate", user=cast.APPROVER)
    assert not await alarms(scene, "Too few people"), "the second approver is still there"
    await change(scene, "deactivate", user=cast.SECOND)
    (told,) = await alarms(scene, "Too few people")
    assert f"#{number}" in told and "Name another approver" in told
    await change(scene, "change_user", user=cast.SECOND, tz="Asia/Tokyo")
    assert len(await alarms(scene, "Too few people")) == 1


async def test_who_is_gone_does_not_owe_anything_any_more(scene: Stage) -> None:
    number = await put_up(scene)
    await change(scene, "deactivate", user=cast.APPROVER)
    assert (await record(scene, number)).owing == (cast.SECOND,)


async def test_the_last_member_who_could_decide_leaves_the_channel(open_to_all: Stage) -> None:
    number = await put_up(open_to_all)
    for user in (cast.APPROVER, cast.SECOND):
        await change(open_to_all, "remove_member", channel=cast.REVIEW, user=user)
    assert not await alarms(open_to_all, "Too few people"), "the admin is in the channel, and may"
    await change(open_to_all, "remove_member", channel=cast.REVIEW, user=cast.ADMIN)
    (told,) = await alarms(open_to_all, "Too few people")
    assert f"#{number}" in told


async def test_a_deactivated_authors_card_stays_and_an_admin_takes_it_back(scene: Stage) -> None:
    number = await put_up(scene)
    await change(scene, "deactivate", user=cast.AUTHOR)
    (told,) = await alarms(scene, "was deactivated")
    assert f"#{number}" in told
    message, _, _ = reading.button(await scene.approver.messages(cast.REVIEW), wire.CARD_MENU)
    assert "no longer in this workspace" in "\n".join(reading.lines(message))
    await choose(scene, scene.admin, wire.WITHDRAW)
    await scene.admin.submit((await modal(scene.admin))["id"], {})
    await scene.settle()
    assert (await record(scene, number)).state == Editorial.WITHDRAWN


async def test_the_card_says_so_when_nobody_is_left_to_approve(scene: Stage) -> None:
    await put_up(scene)
    for user in (cast.APPROVER, cast.SECOND):
        await change(scene, "deactivate", user=user)
    message, _, _ = reading.button(await scene.admin.messages(cast.REVIEW), wire.CARD_MENU)
    assert "nobody who may approve is left" in "\n".join(reading.lines(message))


async def test_a_deactivated_approver_cannot_decide_with_an_old_button(scene: Stage) -> None:
    number = await put_up(scene)
    await scene.machine.desk.database.write(_deactivate, cast.APPROVER)
    await press(scene, scene.approver, wire.APPROVE)
    assert (await record(scene, number)).state == Editorial.IN_REVIEW


def _deactivate(session: Session, user_id: str) -> None:
    person = people.person(session, user_id)
    assert person is not None
    person.is_deactivated = True


async def test_somebody_whom_slack_does_not_know_is_an_outsider(scene: Stage) -> None:
    await members.fetch_person(scene.machine.desk, "U0NOBODY")
    assert (await known(scene, "U0NOBODY")).is_deactivated


async def test_slack_cannot_be_asked_and_what_was_known_stays(scene: Stage) -> None:
    before = (await known(scene, cast.APPROVER)).timezone
    scene.sandbox.fault("5xx", method="users.info")
    scene.sandbox.fault("5xx", method="conversations.info")
    await refresh.run_due(scene.machine.desk, scene.now())
    await members.refresh_person(scene.machine.desk, cast.APPROVER)
    assert (await known(scene, cast.APPROVER)).timezone == before
    assert await trouble(scene) is None
