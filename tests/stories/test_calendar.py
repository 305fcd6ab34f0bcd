"""The calendar: a week with what each waits for, moving from there, a month as a picture, files for other programs."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import vobject

from bot.demo import cast, reading
from bot.demo.stage import Stage
from bot.sandbox.people.person import Person
from handlers import wire
from handlers.blocks import publication_forms
from handlers.planning.telling import file
from storage import brands
from storage.lifecycle import Editorial
from tests.stories.acting import modal, press, private_answers, put_up, record
from tests.stories.composing import lines
from tests.stories.visiting import open_home, press_at_home

Json = Mapping[str, Any]
THURSDAY = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
"""09:00 in Berlin."""


async def asked(scene: Stage, who: Person, text: str) -> str:
    answer = await who.command(cast.GENERAL, wire.GREENLIGHT, text)
    await scene.settle()
    assert answer["acked"]
    return lines(await modal(who))


async def use(scene: Stage, who: Person, action_id: str, **chosen: Any) -> str:
    """Uses an element of the calendar; what is on top then."""
    view = await modal(who)
    _, block, element = reading.button([view], action_id)
    value = chosen or {"value": element.get("value")}
    await who.press(view_id=view["id"], block_id=block["block_id"], action_id=action_id, value=value)
    await scene.settle()
    return lines(await modal(who))


async def move(scene: Stage, who: Person, number: int, date: str, time: str) -> str:
    """From the row's menu, by the form; what is said then."""
    view = await modal(who)
    for block in view["blocks"]:
        options = (block.get("accessory") or {}).get("options") or []
        option = next((one for one in options if one["value"].startswith(f"{wire.CALENDAR_MOVE}:{number}.")), None)
        if option:
            chosen = {"selected_option": option}
            await who.press(view_id=view["id"], block_id=block["block_id"], action_id=wire.CARD_MENU, value=chosen)
    await scene.settle()
    fields = {
        publication_forms.DATE: {publication_forms.DATE: date},
        publication_forms.TIME: {publication_forms.TIME: time},
    }
    answer = await who.submit((await modal(who))["id"], fields)
    await scene.settle()
    return str(answer) + lines(await modal(who))


async def test_the_week_says_what_each_waits_for_and_is_filtered(scene: Stage) -> None:
    first = await put_up(scene, wanted_at=THURSDAY)
    await press(scene, scene.approver, wire.APPROVE)
    await put_up(scene, "Oats, three ways.", wanted_at=THURSDAY + timedelta(hours=1), accounts=("linkedin",))
    await put_up(scene, "Whenever it fits.")
    shown = await asked(scene, scene.author, "달력")
    assert f"*09:00* · #{first} · news · 🗓️ 승인됨" in shown and "26일 목요일" in shown
    assert "*10:00* · #2 · linkedin · ⏳ 검토 중" in shown and "승인되는 대로" in shown
    shown = await use(scene, scene.author, wire.CALENDAR_STATE, selected_option={"value": "review"})
    assert f"#{first} " not in shown and "#2" in shown
    shown = await use(scene, scene.author, wire.CALENDAR_ACCOUNT, selected_option={"value": "1"})
    assert "linkedin · ⏳" not in shown and "Whenever" in shown
    shown = await use(scene, scene.author, wire.CALENDAR_LATER)
    assert "여기에는 계획된 글이 없어요" in shown
    await scene.author.close((await modal(scene.author))["id"])
    shown = await asked(scene, scene.approver, "calendar month 2026-11")
    assert "November 2026" in shown and f"*Thursday 26*  🗓️ 09:00 #{first} news · ⏳ 10:00 #2 linkedin" in shown
    await scene.approver.close((await modal(scene.approver))["id"])
    await scene.approver.command(cast.GENERAL, wire.GREENLIGHT, "calendar someday")
    await scene.settle()
    assert "I do not understand" in (await private_answers(scene.approver, cast.GENERAL))[-1]


async def test_moving_keeps_to_the_rules_of_approvals(scene: Stage) -> None:
    number = await put_up(scene, wanted_at=THURSDAY)
    await press(scene, scene.approver, wire.APPROVE)
    await open_home(scene, scene.author)
    await press_at_home(scene, scene.author, wire.CALENDAR)
    assert "이미 지난" in await move(scene, scene.author, number, "2026-11-23", "09:00")
    await scene.author.close((await modal(scene.author))["id"])
    assert "결정은 그대로" in await move(scene, scene.author, number, "2026-11-27", "09:00")
    stands = await record(scene, number)
    assert (stands.state, stands.revision, stands.due_at) == (Editorial.APPROVED, 1, THURSDAY + timedelta(days=1))
    await scene.author.close((await modal(scene.author))["id"])
    assert "27일 금요일" in lines(await modal(scene.author)), "the calendar below shows where it is now"
    assert "새 버전" in await move(scene, scene.author, number, "2026-11-25", "09:00")
    stands = await record(scene, number)
    assert (stands.state, stands.revision, stands.due_at) == (Editorial.IN_REVIEW, 2, THURSDAY - timedelta(days=1))


async def test_a_picture_and_a_file_come_as_direct_messages(scene: Stage) -> None:
    number = await put_up(scene, "Oats; three, ways\\. Now", wanted_at=THURSDAY)
    await asked(scene, scene.approver, "calendar")
    for action in (wire.CALENDAR_PICTURE, wire.CALENDAR_FILE):
        await use(scene, scene.approver, action)
        await scene.approver.close((await modal(scene.approver))["id"])
    assert wire.CALENDAR_FEED not in str(await modal(scene.approver)), "nobody outside can reach this bot"
    channel = (await scene.approver.open_dm())["channel"]
    files = [one["files"][0] for one in await scene.approver.messages(channel) if one.get("files")]
    assert [one["name"] for one in files] == ["calendar-2026-11.png", "greenlight.ics"]
    assert f"2026-11-26: 09:00 #{number} news (in review)" in str(files[0])
    content = await scene.machine.desk.database.read(a_file, now=scene.now())
    [event] = vobject.readOne(content.decode()).vevent_list
    assert event.dtstart.value == THURSDAY and event.summary.value == "news: Oats; three, ways\\. Now"
    assert event.uid.value == "publication-1-T0GREEN@greenlight" and event.status.value == "TENTATIVE"


def a_file(session: Any, *, now: datetime) -> bytes:
    return file(session, brands.the_brand(session), "en", now=now)
