"""Somebody is away: the stand-in is asked, the author told, the decision recorded on behalf of; and then they are back.

Two approvers are named, Jonas and Priya; Ada, the admin, stands in. Midnight in Berlin is said in each reader's zone.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session

from bot.demo import cast
from bot.demo.stage import Stage
from bot.sandbox.people.person import Person
from handlers import wire
from handlers.blocks.away import DAY, WHO
from handlers.clock import come_back
from handlers.knowing import members
from storage import absences, brands, stages
from storage.lifecycle import Editorial
from storage.stages import Rule
from storage.stages import Stage as Step
from tests.stories.acting import card_text, choose, direct_messages, modal, press, private_answers, put_up, record
from tests.stories.visiting import open_home, press_at_home, seen_home, text_of

TOMORROW = timedelta(days=1)


def needs_jonas(session: Session) -> None:
    """A second step that only Jonas can meet; the first is Priya's."""
    brand = brands.the_brand(session)
    for place, (name, who) in enumerate([("Facts", cast.SECOND), ("Legal", cast.APPROVER)], 1):
        row = Step(brand_id=brand.number, position=place, name=name, rule=Rule.ANY)
        session.add(row)
        session.flush()
        stages.name_approvers(session, row.id or 0, [who])


@pytest.fixture
async def met(scene: Stage) -> Stage:
    """The bot has met the cast."""
    for one in (cast.AUTHOR, cast.APPROVER, cast.SECOND, cast.ADMIN):
        await members.fetch_person(scene.machine.desk, one)
    return scene


async def say(scene: Stage, who: Person, text: str) -> None:
    await who.command(cast.REVIEW, wire.GREENLIGHT, text)
    await scene.settle()


async def test_the_stand_in_is_asked_and_decides_on_behalf(met: Stage) -> None:
    number = await put_up(met, wanted_at=met.now() + TOMORROW)
    await say(met, met.approver, "away until Mon @Ada Brooks")
    answer = (await private_answers(met.approver))[-1]
    assert "You are away until Monday 30 November." in answer and f"<@{cast.ADMIN}> decides for you" in answer
    asked = (await direct_messages(met.admin))[-1]
    assert "Jonas Weber is away until Sun 29 Nov 18:00" in asked and "One post waits now." in asked
    told = (await direct_messages(met.author))[-1]
    assert "Jonas Weber 님이 11월 30일(월) 08:00까지 부재중이에요." in told and f"#{number}" in told
    assert f"<@{cast.ADMIN}> (for Jonas Weber) or <@{cast.SECOND}>" in await card_text(met.second)
    assert "Our oat cookies are back." in text_of(await open_home(met, met.admin))
    await press(met, met.admin, wire.APPROVE)
    stands = await record(met, number)
    assert stands.state == Editorial.APPROVED
    assert [(one.approver_id, one.on_behalf_of) for one in stands.counting] == [(cast.ADMIN, cast.APPROVER)]
    await choose(met, met.approver, wire.HISTORY)
    assert "Ada Brooks was asked in the place of Jonas Weber" in text_of(await modal(met.approver))


async def test_back_again_the_stand_in_decides_no_more(met: Stage) -> None:
    number = await put_up(met, wanted_at=met.now() + TOMORROW)
    await say(met, met.approver, f"away <@{cast.ADMIN}|ada>")
    await say(met, met.approver, "back")
    assert "Welcome back. One post waits for you." in (await private_answers(met.approver))[-1]
    assert "Jonas Weber is back and decides again" in (await direct_messages(met.admin))[-1]
    assert f"<@{cast.APPROVER}> or <@{cast.SECOND}>" in await card_text(met.second)
    await press(met, met.admin, wire.APPROVE)
    assert (await record(met, number)).state == Editorial.IN_REVIEW
    await say(met, met.approver, "back")
    assert (await private_answers(met.approver))[-1] == "You are not away."


async def test_at_the_time_that_was_said_it_ends_without_a_message(met: Stage) -> None:
    await put_up(met, wanted_at=met.now() + timedelta(days=9))
    await say(met, met.approver, "away until tomorrow @Ada Brooks")
    before = len(await direct_messages(met.admin)), len(await direct_messages(met.author))
    desk = met.machine.desk
    later = datetime(2026, 11, 24, tzinfo=ZoneInfo("Europe/Berlin"))
    assert await come_back.run_due(desk, later - timedelta(minutes=1)) == 0
    assert await come_back.run_due(desk, later) == 1
    assert await come_back.run_due(desk, later) == 0
    await met.settle()
    assert f"<@{cast.APPROVER}> or <@{cast.SECOND}>" in await card_text(met.second)
    assert (len(await direct_messages(met.admin)), len(await direct_messages(met.author))) == before


async def test_the_form_opens_where_the_command_was_not_enough(met: Stage) -> None:
    met.sandbox.change_workspace("change_user", user=cast.OUTSIDER, is_restricted=True)
    await say(met, met.approver, "away until the moon turns @Nobody Here")
    shown = await modal(met.approver)
    assert "did not understand" in text_of(shown)
    values = {DAY: {DAY: {"selected_date": "2026-11-23"}}, WHO: {WHO: {"selected_user": cast.APPROVER}}}
    refused = await met.approver.submit(shown["id"], values)
    assert "Choose a day after today" in str(refused)
    values[DAY][DAY]["selected_date"] = "2026-11-30"
    assert "cannot stand in for yourself" in str(await met.approver.submit(shown["id"], values))
    values[WHO][WHO]["selected_user"] = cast.OUTSIDER
    assert "full member" in str(await met.approver.submit(shown["id"], values))
    values[WHO][WHO]["selected_user"] = cast.ADMIN
    await met.approver.submit(shown["id"], values)
    await met.settle()
    assert "Nothing waits at the moment." in (await direct_messages(met.admin))[-1]


async def test_who_decides_nothing_needs_no_stand_in(met: Stage) -> None:
    await say(met, met.author, "부재 금요일까지 @Ada Brooks")
    assert "승인자가 아니어서" in (await private_answers(met.author))[-1]
    assert await direct_messages(met.admin) == []


async def test_a_status_is_noticed_and_the_stand_in_of_last_time_is_asked(met: Stage) -> None:
    await put_up(met, wanted_at=met.now() + TOMORROW)
    await say(met, met.approver, "away until Mon @Ada Brooks")
    await say(met, met.approver, "back")
    until = int(datetime(2026, 11, 26, 9, 0, tzinfo=ZoneInfo("Europe/Berlin")).timestamp())
    met.sandbox.change_workspace(
        "change_user", user=cast.APPROVER, status_emoji=":palm_tree:", status_text="Beach", status_expiration=until
    )
    await met.settle()
    told = (await direct_messages(met.approver))[-1]
    assert f"away until Thu 26 Nov 09:00, so <@{cast.ADMIN}> decides for you" in told
    assert f"<@{cast.ADMIN}> (for Jonas Weber)" in await card_text(met.second)
    await press(met, met.approver, wire.BACK, channel=(await met.approver.open_dm())["channel"])
    assert f"<@{cast.APPROVER}> or" in await card_text(met.second)
    met.sandbox.change_workspace("change_user", user=cast.APPROVER, status_text="Beach again")
    await met.settle()
    met.sandbox.change_workspace("change_user", user=cast.APPROVER, status_emoji="", status_text="")
    await met.settle()
    assert f"<@{cast.APPROVER}> or" in await card_text(met.second)


async def test_held_back_notifications_without_a_stand_in_tell_the_author_what_is_stuck(met: Stage) -> None:
    await met.machine.desk.database.write(needs_jonas)
    number = await put_up(met, wanted_at=met.now() + TOMORROW)
    await press(met, met.second, wire.APPROVE)
    now = int(met.now().timestamp())
    met.sandbox.change_workspace(
        "change_user", user=cast.APPROVER, dnd_enabled=True, dnd_from=now - 60, dnd_until=now + 9 * 3600
    )
    await met.settle()
    assert f"#{number}은(는) 당분간 결정할 수 있는 분이 없어요." in (await direct_messages(met.author))[-1]
    met.sandbox.change_workspace("change_user", user=cast.APPROVER, dnd_enabled=False)
    await met.settle()
    await press(met, met.approver, wire.APPROVE)
    assert (await record(met, number)).state == Editorial.APPROVED


async def test_a_stand_in_who_is_deactivated_covers_nobody_any_more(met: Stage) -> None:
    await met.machine.desk.database.write(needs_jonas)
    number = await put_up(met, wanted_at=met.now() + TOMORROW)
    await press(met, met.second, wire.APPROVE)
    await say(met, met.approver, "away until Mon @Ada Brooks")
    assert f"<@{cast.ADMIN}> (for Jonas Weber)" in await card_text(met.second)
    met.sandbox.change_workspace("deactivate", user=cast.ADMIN)
    await met.settle()
    assert f"#{number}은(는) 당분간 결정할 수 있는 분이 없어요." in (await direct_messages(met.author))[-1]
    assert f"<@{cast.APPROVER}>" in await card_text(met.second)


async def test_a_status_that_no_event_told_of_is_seen_when_the_person_is_asked_about(met: Stage) -> None:
    await put_up(met, wanted_at=met.now() + TOMORROW)
    await say(met, met.approver, "away @Ada Brooks")
    await say(met, met.approver, "back")
    met.sandbox.world.members[cast.APPROVER].status_text = "휴가 중"
    await members.fetch_person(met.machine.desk, cast.APPROVER)
    await met.settle()
    assert f"<@{cast.ADMIN}> (for Jonas Weber)" in await card_text(met.second)


async def test_home_says_so_and_leads_back(met: Stage) -> None:
    await say(met, met.approver, "away until Mon @Ada Brooks")
    assert "You are away until Monday 30 November." in text_of(await open_home(met, met.approver))
    await press_at_home(met, met.approver, wire.BACK)
    assert "Welcome back." in text_of(await modal(met.approver))
    assert "You are away" not in text_of(await seen_home(met.approver))


async def test_the_absence_of_somebody_who_is_not_named_leaves_no_trace(met: Stage) -> None:
    met.sandbox.change_workspace("change_user", user=cast.AUTHOR, status_text="On vacation")
    await met.settle()
    assert await met.machine.desk.database.read(absences.standing) == {}
    met.sandbox.change_workspace("change_user", user=cast.APPROVER, status_text="On vacation")
    await met.settle()
    assert set(await met.machine.desk.database.read(absences.standing)) == {cast.APPROVER}
    assert await direct_messages(met.approver) == []
