"""The rhythm of an account: typed by an admin, shown to everybody, kept by the composer, told by the digest."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlmodel import Session

from bot.demo import cast, reading
from bot.demo.stage import Stage
from bot.sandbox.people.person import Person
from handlers import wire
from handlers.blocks.rhythm import FIELD
from handlers.clock import digest, offer
from storage import brands, learned
from storage.lifecycle import Editorial
from storage.pauses import Pause
from tests.stories.acting import card_text, direct_messages, modal, press, private_answers, put_up, record
from tests.stories.composing import choose_accounts, every_submission, lines, open_composer, send
from tests.stories.visiting import open_home, press_at_home

Json = Mapping[str, Any]

NEXT = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
"""Monday 15:00 in Berlin: the first slot after ten."""

TUESDAY = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
WEEK = "Mon to Fri 09:00 and 15:00, Sat 11:00; at most 3 a day, aim for 5 a week"


async def press_in_modal(scene: Stage, who: Person, action_id: str, **chosen: Any) -> None:
    view = await modal(who)
    _, block, button = reading.button([view], action_id)
    value = chosen or {"value": button.get("value")}
    await who.press(view_id=view["id"], block_id=block["block_id"], action_id=action_id, **value)
    await scene.settle()


async def type_rhythm(scene: Stage, who: Person, text: str) -> Json:
    """Into the form that is open; what Slack was answered."""
    answer = await who.submit((await modal(who))["id"], {FIELD: {FIELD: {"value": text}}})
    await scene.settle()
    return answer


def set_rhythm(session: Session, slots: Mapping[str, list[tuple[str, str, str]]], **more: Any) -> None:
    for account in brands.active_accounts(session, brands.the_brand(session).number):
        account.slots = [{"days": days, "at": at, "queue": queue} for days, at, queue in slots.get(account.name, [])]
        for name, value in more.items() if account.slots else ():
            setattr(account, name, value)


TWICE_A_DAY = [("12345", "09:00", ""), ("12345", "15:00", "")]


async def choose_slot(scene: Stage, who: Person, accounts: list[str]) -> str:
    """Chooses accounts and the next free slot in the open composer; the view that it then is."""
    values = {"accounts": await choose_accounts(scene, *accounts), "goes_out": "slot"}
    for name, value in values.items():
        view = await modal(who)
        action = wire.COMPOSER_ACCOUNTS if name == "accounts" else wire.COMPOSER_GOES_OUT
        await who.press(view_id=view["id"], block_id=name, action_id=action, value=value)
        await scene.settle()
    return str(await modal(who))


async def test_an_admin_types_it_and_everybody_sees_the_week(scene: Stage) -> None:
    await open_home(scene, scene.admin)
    await press_at_home(scene, scene.admin, wire.RHYTHM)
    await press_in_modal(scene, scene.admin, wire.EDIT_RHYTHM)
    wrong = await type_rhythm(scene, scene.admin, "Mon 9")
    assert "“9” is no time" in str(wrong)
    await type_rhythm(scene, scene.admin, WEEK)
    assert WEEK in lines(await modal(scene.admin)), "said back as it was understood"
    number = await put_up(scene, wanted_at=TUESDAY, accounts=("linkedin",))
    await scene.author.command(cast.GENERAL, wire.GREENLIGHT, "리듬")
    await scene.settle()
    shown = lines(await modal(scene.author))
    assert "이번 주 5개 중 1개" in shown and f"09:00 #{number}" in shown and "월~금 09:00, 15:00" in shown
    assert wire.EDIT_RHYTHM not in str(await modal(scene.author))
    assert await digest.run_due(scene.machine.desk, scene.now())
    await scene.settle()
    said = "\n".join("\n".join(reading.lines(one)) for one in await scene.approver.messages(cast.REVIEW))
    assert "1 of 5 this week, 5 days empty" in said


async def test_the_next_free_slot_is_given_for_each_account_and_never_twice(scene: Stage) -> None:
    slots = {"news": TWICE_A_DAY, "linkedin": [*TWICE_A_DAY[:1], ("1", "16:00", "Tips")]}
    await scene.machine.desk.database.write(set_rhythm, slots, most_a_day=1)
    for _ in range(2):
        await open_composer(scene, scene.author, "Our oat cookies are back.")
        await send(scene, scene.author, accounts=await choose_accounts(scene, "news"), goes_out="slot")
        await scene.author.close((await modal(scene.author))["id"])
    first, second = await every_submission(scene)
    assert (first.due_at, second.due_at) == (NEXT, TUESDAY), "at most one a day"
    await open_composer(scene, scene.author, "Oats, three ways.")
    shown = await choose_slot(scene, scene.author, ["news", "linkedin"])
    assert "다음 빈 자리에" in shown and "11월 24일(화) 09:00, 계정마다 달라요" in shown and "그 밖의 자리" in shown
    await send(scene, scene.author, goes_out="slot", queue="Tips")
    third = (await every_submission(scene))[-1]
    due = {one.account: one.due_at for one in third.on}
    assert due == {"linkedin": NEXT + timedelta(hours=1), "news": TUESDAY + timedelta(days=1)}
    assert third.content.wanted_at == NEXT + timedelta(hours=1), "approved for exactly these times"


async def test_where_nothing_is_free_it_is_said_at_the_field(scene: Stage) -> None:
    await scene.machine.desk.database.write(set_rhythm, {"news": [("6", "11:00", "")]})
    await scene.machine.desk.database.write(pause_news, scene.now())
    await open_composer(scene, scene.author, "Our oat cookies are back.")
    answer = await send(scene, scene.author, accounts=await choose_accounts(scene, "news"), goes_out="slot")
    assert "멈춰 있어서" in str(answer) + lines(await modal(scene.author))
    assert await every_submission(scene) == []


def pause_news(session: Session, now: datetime) -> None:
    session.add(Pause(account_id=1, starts_at=now, paused_by=cast.ADMIN))


async def test_two_within_five_minutes_and_sensitive_days_are_warned_of(scene: Stage) -> None:
    await scene.machine.desk.database.write(set_days)
    await put_up(scene, wanted_at=TUESDAY)
    await open_composer(scene, scene.author, "Oats, three ways.")
    await scene.author.type((await modal(scene.author))["id"], "goes_out", wire.COMPOSER_GOES_OUT, "chosen")
    await scene.settle()
    news = await choose_accounts(scene, "news")
    await send(scene, scene.author, accounts=news, goes_out="chosen", date="2026-11-24", time="09:04")
    said = lines(await modal(scene.author))
    assert "#1이(가) 같은 계정에서" in said and "조심할 날에 나가요: 추모일" in said
    assert "goes out on the same account within five minutes" in await card_text(scene.approver)


def set_days(session: Session) -> None:
    brand = brands.the_brand(session)
    brand.sensitive_days = [{"date": "11-24", "name": "추모일"}]
    session.add(brand)


async def offered(scene: Stage, minutes: int = 6) -> list[str]:
    """What the author was offered, so many minutes later."""
    scene.sandbox.turn_clock(forward=minutes * 60)
    await offer.run_due(scene.machine.desk, scene.now())
    await scene.settle()
    return [one for one in await direct_messages(scene.author) if "자리가 났어요" in one]


async def mina(scene: Stage) -> str:
    """Where the bot writes to the author."""
    return str((await scene.author.open_dm())["channel"])


async def test_a_freed_slot_is_offered_to_one_author_and_taking_it_is_a_new_version(scene: Stage) -> None:
    await scene.machine.desk.database.write(set_rhythm, {"news": TWICE_A_DAY})
    later = await put_up(scene, wanted_at=TUESDAY + timedelta(hours=6))
    await press(scene, scene.approver, wire.APPROVE)
    await put_up(scene, "Oats, three ways.", wanted_at=TUESDAY)
    assert await offered(scene) == []
    await press(scene, scene.approver, wire.REJECT)
    await scene.approver.submit((await modal(scene.approver))["id"], {"reason": {"reason": {"value": "No."}}})
    await scene.settle()
    assert await offered(scene, minutes=1) == [], "whoever rejected it may think again"
    [said] = await offered(scene)
    assert f"11월 24일(화) 09:00 (베를린). #{later}이(가) 거기서 11월 24일(화) 15:00" in said
    assert (await record(scene, later)).due_at == TUESDAY + timedelta(hours=6), "nothing is taken by itself"
    await press(scene, scene.author, wire.TAKE_SLOT, channel=await mina(scene))
    stands = await record(scene, later)
    assert (stands.state, stands.revision, stands.due_at) == (Editorial.IN_REVIEW, 2, TUESDAY)
    await press(scene, scene.author, wire.TAKE_SLOT, channel=await mina(scene))
    assert "비어 있지 않거나" in (await private_answers(scene.author, await mina(scene)))[-1]
    assert (await record(scene, later)).revision == 2
    assert len(await offered(scene)) == 1, "of what it left, nobody waits for a later one"


async def test_an_offer_lapses_when_somebody_else_has_the_slot_or_it_is_near(scene: Stage) -> None:
    await scene.machine.desk.database.write(set_rhythm, {"news": TWICE_A_DAY})
    await put_up(scene, wanted_at=TUESDAY + timedelta(hours=6))
    for wanted in (NEXT, TUESDAY):
        await put_up(scene, "Oats, three ways.", wanted_at=wanted)
        await press(scene, scene.author, wire.WITHDRAW, channel=await mina(scene))
    await put_up(scene, "Oats again.", wanted_at=TUESDAY + timedelta(minutes=2))
    [said] = await offered(scene)
    assert "11월 23일(월) 15:00" in said, "the other one is taken already"
    scene.sandbox.turn_clock(forward=4 * 3600)
    await press(scene, scene.author, wire.TAKE_SLOT, channel=await mina(scene))
    assert "시간이 너무 가까워요" in (await private_answers(scene.author, await mina(scene)))[-1]


async def test_a_suggested_time_is_offered_where_results_speak_for_one(scene: Stage) -> None:
    await open_composer(scene, scene.author, "Our oat cookies are back.")
    assert "추천 시간에" not in str(await modal(scene.author))
    await scene.author.close((await modal(scene.author))["id"])
    await scene.machine.desk.database.write(learn_thursdays, scene.now())
    await open_composer(scene, scene.author, "Oats, three ways.")
    drawn = str(await modal(scene.author))
    assert "추천 시간에" in drawn and "11월 26일(목) 18:00, news의 결과 60건으로 보아" in drawn
    news = await choose_accounts(scene, "news")
    await send(scene, scene.author, accounts=news, goes_out="suggested@2026-11-26T18:00")
    assert (await every_submission(scene))[-1].due_at == datetime(2026, 11, 26, 17, 0, tzinfo=UTC)


def learn_thursdays(session: Session, now: datetime) -> None:
    """The hour of the week that goes best is Thursday at six."""
    best = [hour == 3 * 24 + 18 for hour in range(168)]
    shares = [0.4 if is_best else -0.01 for is_best in best]
    lows = [0.2 if is_best else -0.1 for is_best in best]
    highs = [0.6 if is_best else 0.1 for is_best in best]
    data = {"results": 60, "tells": True, "shares": shares, "lows": lows, "highs": highs, "to_learn": None, "tags": []}
    learned.keep(session, 1, data, now=now)


async def test_two_admins_at_once_and_somebody_who_is_none_any_more(scene: Stage) -> None:
    await open_home(scene, scene.admin)
    await press_at_home(scene, scene.admin, wire.RHYTHM)
    await press_in_modal(scene, scene.admin, wire.EDIT_RHYTHM)
    await scene.machine.desk.database.write(set_rhythm, {"linkedin": TWICE_A_DAY})
    assert "Somebody else changed this" in str(await type_rhythm(scene, scene.admin, WEEK))
    await scene.admin.close((await modal(scene.admin))["id"])
    await press_in_modal(scene, scene.admin, wire.EDIT_DAYS)
    assert "begins with no date" in str(await type_rhythm(scene, scene.admin, "Christmas"))
    await scene.machine.desk.database.write(brands.name_people, 1, brands.Role.ADMIN, [cast.SECOND])
    assert "Only the brand's admins" in str(await type_rhythm(scene, scene.admin, "12-25 Christmas"))
    await scene.machine.desk.database.write(brands.name_people, 1, brands.Role.ADMIN, [cast.ADMIN])
    await type_rhythm(scene, scene.admin, "12-25 <!channel>")
    await scene.admin.close((await modal(scene.admin))["id"])
    below = str(await modal(scene.admin))
    assert "12-25 &lt;!channel&gt;" in below and "<!channel>" not in below
