"""What is looked at when something is put up, and once more shortly before it goes out; in both languages."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session

from bot.demo import cast, reading
from bot.demo.stage import Stage, stage
from bot.sandbox.people.person import Person
from handlers import wire
from handlers.checks.link_reader import Dead, Looked
from handlers.clock import publish, recheck
from storage import brands, link_checks
from storage.lifecycle import Status
from storage.link_checks import Verdict
from storage.promotions import Promotion
from storage.submissions import Hold
from tests.stories.acting import card_text, direct_messages, modal, press, private_answers, put_up, record
from tests.stories.composing import choose_accounts, lines, only_submission, open_composer, send
from tests.stories.conftest import MONDAY_MORNING, PATIENCE, SlowMachine

MANY = "Korea's first oat cookie, loved by 98% of 20,000 customers. [TODO]  HTTPS//acorn  Thanks to Oaty for sending it"


@dataclass
class Eyes:
    """What a look at each address comes to; whatever is not here works."""

    found: dict[str, Looked] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def look(self, address: str) -> Looked:
        self.asked.append(address)
        return self.found.get(address, Looked(Verdict.OK, 200))


@pytest.fixture
def eyes() -> Eyes:
    return Eyes()


@pytest.fixture
async def seoul(sqlite_url: str, eyes: Eyes) -> AsyncIterator[Stage]:
    """The same stage in Korean."""
    async with stage(
        language="ko",
        begins=MONDAY_MORNING,
        changes={"DATABASE_URL": sqlite_url},
        parts={"patience": PATIENCE, "links": eyes},
        slack_machine=SlowMachine(),
    ) as opened:
        yield opened


async def test_what_is_found_is_told_after_sending_and_on_the_card(scene: Stage) -> None:
    await open_composer(scene, scene.author, "Korea's first oat cookie, loved by 98%.")
    await send(scene, scene.author)
    assert "어디에서 나온 내용인가요? Korea's first, 98%." in lines(await modal(scene.author))
    assert "Where is this from? Korea's first, 98%. A source in the note answers it." in await card_text(scene.approver)
    assert [one.code for one in (await only_submission(scene)).found] == ["claim"]


async def test_the_worst_three_are_shown_and_the_others_are_a_press_away(scene: Stage) -> None:
    await open_composer(scene, scene.author, MANY)
    await send(scene, scene.author)
    shown = await card_text(scene.approver)
    assert "[TODO]" in shown and "nothing says so" in shown and "Where is this from?" not in shown
    assert "and 2 more" in shown
    await press(scene, scene.approver, wire.SEE_FINDINGS)
    every = lines(await modal(scene.approver))
    assert "Where is this from?" in every and "Two spaces" in every and "[TODO]" in every


async def test_a_source_in_the_note_answers_the_question(seoul: Stage) -> None:
    await open_composer(seoul, seoul.author, "국내 최초 도토리 쿠키, 9,900원")
    await send(seoul, seoul.author)
    told = "어디에서 나온 내용인가요? 국내 최초, 9,900원."
    assert told in lines(await modal(seoul.author)) and told in await card_text(seoul.approver)
    await press(seoul, seoul.author, wire.EDIT, channel=(await seoul.author.open_dm())["channel"])
    await send(
        seoul, seoul.author, note={"value": "가격표.xlsx, 2쪽"}, text={"value": "국내 최초 도토리 쿠키, 9,900원이에요"}
    )
    assert told not in lines(await modal(seoul.author)) and told not in await card_text(seoul.approver)


async def test_a_link_that_is_certainly_dead_is_refused_at_its_field(seoul: Stage, eyes: Eyes) -> None:
    """And one that leads elsewhere is told; each is looked at once in ten minutes."""
    eyes.found["https://acorn.kr/none"] = Looked(Verdict.BROKEN, 404, why=Dead.MISSING)
    eyes.found["https://bit.ly/oak"] = Looked(Verdict.REDIRECTED, 200, "https://oak.kr/shop")
    await open_composer(seoul, seoul.author, "새 쿠키가 나왔어요. https://acorn.kr/none https://bit.ly/oak")
    answer = await send(seoul, seoul.author)
    assert "https://acorn.kr/none 페이지가 없어요(404)" in str(answer)
    await send(seoul, seoul.author, text={"value": "새 쿠키가 나왔어요. https://acorn.kr/shop https://bit.ly/oak#top"})
    told = "https://bit.ly/oak#top은 https://oak.kr/shop로 이어져요."
    assert told in lines(await modal(seoul.author)) and told in await card_text(seoul.approver)
    assert sorted(eyes.asked) == ["https://acorn.kr/none", "https://acorn.kr/shop", "https://bit.ly/oak"]


DEAD = Looked(Verdict.BROKEN, 404, why=Dead.MISSING)
LINK = "https://acorn.kr/oak"


async def checked_again(scene: Stage, now: datetime) -> int:
    await scene.turn(now)
    told = await recheck.run_due(scene.machine.desk, now)
    await scene.settle()
    return told


async def approved_for_noon(scene: Stage, text: str = f"도토리 쿠키가 나왔어요. {LINK}") -> tuple[int, datetime]:
    due = scene.now() + timedelta(hours=5)
    number = await put_up(scene, text, wanted_at=due)
    await press(scene, scene.approver, wire.APPROVE)
    return number, due


async def test_what_broke_since_is_held_and_told_once_to_those_whom_it_concerns(seoul: Stage, eyes: Eyes) -> None:
    number, due = await approved_for_noon(seoul)
    assert await checked_again(seoul, due - timedelta(hours=3)) == 0 and not eyes.asked
    rung = {who.id: len(await who.notifications()) for who in (seoul.author, seoul.approver, seoul.second, seoul.admin)}
    eyes.found[LINK] = DEAD
    assert await checked_again(seoul, due - timedelta(minutes=100)) == 1
    assert await checked_again(seoul, due - timedelta(minutes=80)) == 0
    more = {one: len(await seoul.sandbox.person(one).notifications()) - before for one, before in rung.items()}
    assert more == {seoul.author.id: 1, seoul.approver.id: 1, seoul.second.id: 0, seoul.admin.id: 0}
    told = f"{LINK} 페이지가 없어요(404)"
    assert told in (await direct_messages(seoul.author))[-1] and told in await card_text(seoul.admin)
    assert (await record(seoul, number)).holds == Hold.BROKEN
    assert await publish.run_due(seoul.machine.desk, due) == 0


async def test_what_works_again_goes_out_after_all(seoul: Stage, eyes: Eyes) -> None:
    number, due = await approved_for_noon(seoul)
    eyes.found[LINK] = DEAD
    await checked_again(seoul, due - timedelta(hours=1))
    del eyes.found[LINK]
    await seoul.machine.desk.database.write(forget_links)
    assert await checked_again(seoul, due - timedelta(minutes=30)) == 1
    assert "다시 돼요" in (await direct_messages(seoul.author))[-1]
    assert (await record(seoul, number)).holds is None
    assert await publish.run_due(seoul.machine.desk, due) == 1
    assert (await record(seoul, number)).status == Status.PUBLISHED


async def test_an_approver_sends_it_as_it_is_and_the_author_does_not(seoul: Stage, eyes: Eyes) -> None:
    number, due = await approved_for_noon(seoul)
    eyes.found[LINK] = DEAD
    await checked_again(seoul, due - timedelta(hours=1))
    await press(seoul, seoul.author, wire.SEND_AS_IT_IS)
    assert (await record(seoul, number)).holds == Hold.BROKEN
    await press(seoul, seoul.second, wire.SEND_AS_IT_IS)
    assert "goes out as it is" in (await private_answers(seoul.second))[-1]
    assert await checked_again(seoul, due - timedelta(minutes=20)) == 0
    assert await publish.run_due(seoul.machine.desk, due) == 1


def forget_links(session: Session) -> None:
    link_checks.forget(session, before=datetime(2100, 1, 1, tzinfo=UTC))


async def test_admins_keep_promotions_and_their_days_are_held_against_texts(scene: Stage) -> None:
    await scene.author.command(cast.REVIEW, wire.GREENLIGHT, "promotions")
    await scene.settle()
    seen = lines(await modal(scene.author))
    assert "아직 프로모션이 없어요" in seen and "새 프로모션" not in seen
    await scene.admin.command(cast.REVIEW, wire.GREENLIGHT, "promotions")
    await scene.settle()
    await press_in_modal(scene, scene.admin, wire.PROMOTION_EDIT)
    await fill(scene, scene.admin, code="OAK10", first_day="2026-11-30", last_day="2026-11-24")
    assert (await modal(scene.admin))["callback_id"] == wire.PROMOTION_FORM
    days = {"first_day": "2026-11-24", "last_day": "2026-11-30"}
    await fill(scene, scene.admin, code="OAK10", address="https://acorn.kr/oak", **days)
    assert "OAK10" in lines(await modal(scene.admin)) and "not begun" in lines(await modal(scene.admin))
    await open_composer(scene, scene.author, "Ten off with OAK10 at https://acorn.kr/shop")
    await send(scene, scene.author)
    assert "OAK10 프로모션은 2026년 11월 24일에 시작하는데" in lines(await modal(scene.author))


async def test_links_are_tagged_before_review_and_once(scene: Stage) -> None:
    await scene.admin.command(cast.REVIEW, wire.GREENLIGHT, "utm")
    await scene.settle()
    await press_in_modal(scene, scene.admin, wire.UTM_EDIT)
    await fill(scene, scene.admin, parameters="utm_source={network}\nutm_medium=social", hosts="acorn.kr")
    assert "utm_source=mastodon&amp;utm_medium=social" in lines(await modal(scene.admin))
    await open_composer(scene, scene.author, "쿠키 https://acorn.kr/oak?a=1#top 그리고 https://other.kr")
    chosen = [{"value": one} for one in await choose_accounts(scene, "news", "linkedin")]
    await send(scene, scene.author, accounts={"selected_options": chosen})
    content = (await only_submission(scene)).content
    assert sorted(content.text_for(one) for one in content.accounts) == [
        "쿠키 https://acorn.kr/oak?a=1&utm_source=manual&utm_medium=social#top 그리고 https://other.kr",
        "쿠키 https://acorn.kr/oak?a=1&utm_source=slack&utm_medium=social#top 그리고 https://other.kr",
    ]
    assert "utm_source=slack" in await card_text(scene.approver)
    await press(scene, scene.author, wire.EDIT, channel=(await scene.author.open_dm())["channel"])
    view = await modal(scene.author)
    await send(scene, scene.author, text={"value": "쿠키가 나왔어요 https://acorn.kr/oak?a=1#top"})
    after = (await only_submission(scene)).content
    assert "utm_source" not in str(view["state"]) and after.text == "쿠키가 나왔어요 https://acorn.kr/oak?a=1#top"
    assert {after.text_for(one).count("utm_source") for one in after.accounts} == {1}


async def press_in_modal(scene: Stage, who: Person, action: str) -> None:
    """The last button of this name in the open modal."""
    view = await modal(who)
    _, block, element = reading.button([view], action)
    await who.press(view_id=view["id"], block_id=block["block_id"], action_id=action, value=element.get("value"))
    await scene.settle()


async def fill(scene: Stage, who: Person, **given: str) -> None:
    """The open form, sent; days are chosen, everything else is typed."""
    view = await modal(who)
    kinds = {block["block_id"]: block["element"]["type"] for block in view["blocks"] if block["type"] == "input"}
    values = {
        name: {name: {"selected_date": value} if kinds[name] == "datepicker" else {"value": value}}
        for name, value in given.items()
    }
    await who.submit(view["id"], values)
    await scene.settle()


async def test_moved_out_of_a_promotions_days_is_told_at_once(scene: Stage) -> None:
    await scene.machine.desk.database.write(promote, scene.now())
    due = scene.now() + timedelta(days=2)
    await put_up(scene, "Ten off with OAK10", wanted_at=due)
    await press(scene, scene.author, wire.EDIT, channel=(await scene.author.open_dm())["channel"])
    assert "promotion" not in await card_text(scene.approver)
    await send(scene, scene.author, date={"selected_date": (due + timedelta(days=5)).date().isoformat()})
    assert "OAK10 프로모션은 2026년 11월 25일에 끝나는데" in lines(await modal(scene.author))


def promote(session: Session, now: datetime) -> None:
    brand_id = brands.the_brand(session).number
    one = Promotion(
        brand_id=brand_id,
        code="OAK10",
        first_day="2026-11-20",
        last_day="2026-11-25",
        changed_by=cast.ADMIN,
        changed_at=now,
    )
    session.add(one)
