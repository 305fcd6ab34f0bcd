"""People settle what the machine cannot: it is live, send again, leave it, now or at a new time, by hand."""

from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from typing import Any

import pytest

from bot.demo import cast, reading
from bot.demo.stage import Stage, stage
from bot.sandbox.people.person import Person
from handlers import wire
from handlers.clock import miss, publish, reconcile
from handlers.problem import Problem
from handlers.publisher import Absent, Doubtful, HandedOver, Manner, Published, Refused
from handlers.snapshot import OnAccount
from storage import history
from storage.lifecycle import Delivery, Editorial
from tests.stories.acting import direct_messages, modal, press, private_answers, put_up, record
from tests.stories.clock.scripted_publisher import ScriptedPublisher
from tests.stories.conftest import MONDAY_MORNING

NEWS, LINKEDIN = 1, 2
"""Ids of the two accounts, in the order of the settings."""


@pytest.fixture
def news() -> ScriptedPublisher:
    return ScriptedPublisher()


@pytest.fixture
async def scripted(news: ScriptedPublisher) -> AsyncIterator[Stage]:
    """The stage with networks that answer as the test says; by hand it is Ollie who posts."""
    by_hand = ScriptedPublisher(*[HandedOver(cast.OUTSIDER)] * 3, manner=Manner(by_hand=True))
    changes = {"APPROVERS": cast.APPROVER}  # Priya sees the channel, and has no say.
    async with stage(
        begins=MONDAY_MORNING, changes=changes, parts={"publishers": {NEWS: news, LINKEDIN: by_hand}}
    ) as opened:
        yield opened


def answers(news: ScriptedPublisher, *script: Any, finds: Sequence[Any] = ()) -> None:
    news.answers, news.is_scripted, news.finds = list(script), True, list(finds)


async def approved(scene: Stage, **more: Any) -> int:
    number = await put_up(scene, **more)
    await press(scene, scene.approver, wire.APPROVE)
    return number


async def go_out(scene: Stage) -> None:
    await publish.run_due(scene.machine.desk, scene.now())
    await scene.settle()


async def in_doubt(scene: Stage, news: ScriptedPublisher) -> int:
    """Sent, no answer, and five looks that found nothing: put to people."""
    answers(news, Doubtful("the answer was lost"), finds=[Absent()] * 5)
    number = await approved(scene)
    await go_out(scene)
    for _ in range(5):
        await scene.machine.desk.database.write(_look_now)
        await reconcile.run_due(scene.machine.desk, scene.now())
    await scene.settle()
    return number


def _look_now(session: Any) -> None:
    session.connection().exec_driver_sql(
        "UPDATE publication SET look_at = '2020-01-01 00:00:00.000000' WHERE look_at IS NOT NULL"
    )


async def on(scene: Stage, number: int) -> OnAccount:
    [found] = (await record(scene, number)).on
    return found


async def thread_of(scene: Stage, number: int) -> str:
    stands = await record(scene, number)
    assert stands.card_ts is not None
    return stands.card_ts


async def press_in_thread(scene: Stage, who: Person, number: int, action: str) -> None:
    await press(scene, who, action, thread=await thread_of(scene, number))


async def press_in_messages(scene: Stage, who: Person, action: str) -> None:
    channel: str = (await who.open_dm())["channel"]
    await press(scene, who, action, channel=channel)


async def fill(scene: Stage, who: Person, **values: Any) -> Any:
    """Sends the form on top; each value is the state of the field of that name."""
    answer = await who.submit((await modal(who))["id"], {name: {name: value} for name, value in values.items()})
    await scene.settle()
    return answer


async def answered(scene: Stage, who: Person, number: int) -> str:
    return (await private_answers(who, thread=await thread_of(scene, number)))[-1]


async def test_it_is_live_says_the_author_with_its_link(scripted: Stage, news: ScriptedPublisher) -> None:
    number = await in_doubt(scripted, news)
    assert any("확실하지 않아요" in text for text in await direct_messages(scripted.author))

    await press_in_messages(scripted, scripted.author, wire.IT_IS_LIVE)
    await fill(scripted, scripted.author, link={"value": "https://example.social/@acorn/77"})

    found = await on(scripted, number)
    assert (found.state, found.link) == (Delivery.PUBLISHED, "https://example.social/@acorn/77")
    assert len(news.asked) == 1
    thread = await scripted.approver.messages(cast.REVIEW, await thread_of(scripted, number))
    assert any("https://example.social/@acorn/77" in str(message) for message in thread)
    events = await scripted.machine.desk.database.read(history.of_submission, number)
    assert (events[-1][0].kind, events[-1][0].actor_id) == ("publication.settled", cast.AUTHOR)


@pytest.mark.parametrize("link", ["example.social/77", "javascript:alert(1)", "https://a|b", "https://a <@U1>"])
async def test_a_link_that_is_none_is_asked_about_at_its_field(
    scripted: Stage, news: ScriptedPublisher, link: str
) -> None:
    number = await in_doubt(scripted, news)
    await press_in_thread(scripted, scripted.approver, number, wire.IT_IS_LIVE)
    answer = await fill(scripted, scripted.approver, link={"value": link})
    assert "https://" in answer["errors"]["link"]
    assert (await on(scripted, number)).state == Delivery.UNKNOWN


async def test_send_again_goes_out_once_more_and_pressed_twice_not_twice(
    scripted: Stage, news: ScriptedPublisher
) -> None:
    number = await in_doubt(scripted, news)
    answers(news, Published("2", "https://example.social/2"))

    await press_in_thread(scripted, scripted.approver, number, wire.SEND_AGAIN)
    assert "goes out again" in await answered(scripted, scripted.approver, number)
    await press_in_thread(scripted, scripted.admin, number, wire.SEND_AGAIN)
    assert "already" in await answered(scripted, scripted.admin, number)
    await go_out(scripted)
    await press_in_thread(scripted, scripted.approver, number, wire.SEND_AGAIN)
    assert "is live on news already" in await answered(scripted, scripted.approver, number)
    await go_out(scripted)

    assert (await on(scripted, number)).link == "https://example.social/2"
    assert len(news.asked) == 2


async def test_left_as_it_is_nothing_more_is_sent(scripted: Stage, news: ScriptedPublisher) -> None:
    number = await in_doubt(scripted, news)
    await press_in_thread(scripted, scripted.admin, number, wire.LEAVE_IT)
    await go_out(scripted)
    stands = await record(scripted, number)
    assert [one.state for one in stands.taken_off] == [Delivery.CANCELLED]
    assert len(news.asked) == 1
    await press_in_thread(scripted, scripted.admin, number, wire.IT_IS_LIVE)
    assert "will not go out" in await answered(scripted, scripted.admin, number)


@pytest.mark.parametrize("action", [wire.IT_IS_LIVE, wire.SEND_AGAIN, wire.LEAVE_IT])
async def test_somebody_who_is_not_involved_cannot_settle(
    scripted: Stage, news: ScriptedPublisher, action: str
) -> None:
    number = await in_doubt(scripted, news)
    await press_in_thread(scripted, scripted.second, number, action)
    assert (await on(scripted, number)).state == Delivery.UNKNOWN
    assert "can settle that" in await answered(scripted, scripted.second, number)


async def test_a_forged_value_is_no_post(scripted: Stage, news: ScriptedPublisher) -> None:
    first = await in_doubt(scripted, news)
    answers(news, Published("2"))
    second = await put_up(scripted, text="Another one")
    other = (await on(scripted, second)).publication_id
    ts = await thread_of(scripted, first)
    message, block, _ = reading.button(await scripted.approver.messages(cast.REVIEW, ts), wire.SEND_AGAIN)
    for forged in (f"{first}.{other}", f"{first}.999", "'; DROP TABLE publication", ""):
        await scripted.approver.press(cast.REVIEW, message["ts"], block["block_id"], wire.SEND_AGAIN, value=forged)
        await scripted.settle()
        assert "no such post" in await answered(scripted, scripted.approver, first)
    assert (await on(scripted, first)).state == Delivery.UNKNOWN


async def test_refused_it_is_mended_and_sent_again(scripted: Stage, news: ScriptedPublisher) -> None:
    answers(news, Refused(Problem.NOT_ALLOWED, "token <revoked>"), Published("2"))
    number = await approved(scripted)
    await go_out(scripted)
    assert (await on(scripted, number)).problem == Problem.NOT_ALLOWED

    await press_in_messages(scripted, scripted.author, wire.SEND_AGAIN)
    await go_out(scripted)

    assert (await on(scripted, number)).state == Delivery.PUBLISHED
    events = [event.kind for event, _ in await scripted.machine.desk.database.read(history.of_submission, number)]
    assert events[-4:] == [
        "publication.refused",
        "publication.retried",
        "publication.started",
        "publication.published",
    ]


async def test_sending_again_never_touches_what_is_live(scripted: Stage, news: ScriptedPublisher) -> None:
    answers(news, Published("1"))
    number = await approved(scripted, accounts=("news", "linkedin"))
    await go_out(scripted)
    live = next(one for one in (await record(scripted, number)).on if one.state == Delivery.PUBLISHED)
    await press_in_messages(scripted, scripted.outsider, wire.CANT)
    await fill(scripted, scripted.outsider, reason={"value": "I am locked out."})
    await press_in_thread(scripted, scripted.approver, number, wire.SEND_AGAIN)
    await go_out(scripted)
    assert len(news.asked) == 1
    after = next(one for one in (await record(scripted, number)).on if one.account == "news")
    assert after == live


async def test_missed_and_approved_it_goes_out_now_without_a_second_round(
    scripted: Stage, news: ScriptedPublisher
) -> None:
    number = await approved(scripted, wanted_at=scripted.now() + timedelta(hours=1))
    scripted.sandbox.turn_clock(forward=7200)
    await miss.run_due(scripted.machine.desk, scripted.now())
    await scripted.settle()
    assert (await on(scripted, number)).state == Delivery.MISSED

    await press_in_thread(scripted, scripted.approver, number, wire.PUBLISH_NOW)
    await press_in_thread(scripted, scripted.admin, number, wire.PUBLISH_NOW)
    await go_out(scripted)

    assert (await on(scripted, number)).state == Delivery.PUBLISHED
    assert "waits for a new time" in await answered(scripted, scripted.admin, number)
    assert len(news.asked) == 1


async def test_missed_and_unapproved_a_yes_alone_sends_nothing_a_new_time_does(
    scripted: Stage, news: ScriptedPublisher
) -> None:
    number = await put_up(scripted, wanted_at=scripted.now() + timedelta(hours=1))
    scripted.sandbox.turn_clock(forward=3600)
    await miss.run_due(scripted.machine.desk, scripted.now())
    await scripted.settle()
    rung = [one for one in await scripted.approver.notifications() if one["channel"] == cast.REVIEW]
    assert len(rung) == 2, "the card, and the call in its thread"
    await press(scripted, scripted.approver, wire.APPROVE)
    await go_out(scripted)
    assert (await on(scripted, number)).state == Delivery.MISSED

    await press_in_messages(scripted, scripted.author, wire.NEW_TIME)
    await fill(scripted, scripted.author, date={"selected_date": "2026-11-24"}, time={"selected_time": "09:00"})

    assert (await on(scripted, number)).state == Delivery.SCHEDULED
    assert (await record(scripted, number)).state == Editorial.APPROVED
    scripted.sandbox.turn_clock(now="2026-11-24T08:00:00+00:00")
    await go_out(scripted)
    assert (await on(scripted, number)).state == Delivery.PUBLISHED


@pytest.mark.parametrize(
    ("date", "time", "field", "sentence"),
    [
        ("2026-11-20", "09:00", "time", "이미 지난"),
        ("2026-12-24", "09:00", "date", "7일 넘게"),
        ("2036-11-24", "09:00", "date", "1년보다"),
    ],
)
async def test_a_new_time_that_cannot_be_is_asked_about_at_its_field(
    scripted: Stage, date: str, time: str, field: str, sentence: str
) -> None:
    number = await put_up(scripted, wanted_at=scripted.now())
    await miss.run_due(scripted.machine.desk, scripted.now())
    await scripted.settle()
    await press_in_messages(scripted, scripted.author, wire.NEW_TIME)
    answer = await fill(scripted, scripted.author, date={"selected_date": date}, time={"selected_time": time})
    assert sentence in answer["errors"][field]
    assert (await on(scripted, number)).state == Delivery.MISSED


async def test_by_hand_the_person_posts_it_and_gives_the_link(scripted: Stage) -> None:
    text = "Exactly <this> & *that*"
    number = await approved(scripted, text=text, accounts=("linkedin",))
    await go_out(scripted)
    assert any(text in message for message in await direct_messages(scripted.outsider))

    await press_in_messages(scripted, scripted.outsider, wire.I_POSTED_IT)
    await fill(scripted, scripted.outsider, link={"value": "https://linkedin.example/1"})

    found = await on(scripted, number)
    assert (found.state, found.link) == (Delivery.PUBLISHED, "https://linkedin.example/1")


async def test_by_hand_later_comes_back_once_however_often_it_is_pressed(scripted: Stage) -> None:
    number = await approved(scripted, accounts=("linkedin",))
    await go_out(scripted)
    await press_in_messages(scripted, scripted.outsider, wire.LATER)
    await press_in_messages(scripted, scripted.outsider, wire.LATER)
    channel = (await scripted.outsider.open_dm())["channel"]
    said = await private_answers(scripted.outsider, channel)
    assert "at 05:00" in said[0], "an hour from now, where Ollie is"
    assert "already" in said[1]
    assert (await on(scripted, number)).state == Delivery.PUBLISHING
    waiting = await scripted.machine.desk.database.read(
        lambda session: (
            session.connection()
            .exec_driver_sql("SELECT count(*) FROM outbox WHERE kind = 'by_hand' AND sent_at IS NULL")
            .scalar()
        )
    )
    assert waiting == 1


async def test_by_hand_it_cannot_be_done_and_the_author_reads_why(scripted: Stage) -> None:
    number = await approved(scripted, accounts=("linkedin",))
    await go_out(scripted)
    await press_in_messages(scripted, scripted.outsider, wire.CANT)
    await fill(scripted, scripted.outsider, reason={"value": "The <page> is locked."})
    found = await on(scripted, number)
    assert (found.state, found.problem, found.detail) == (Delivery.FAILED, Problem.CANT, "The <page> is locked.")
    assert any("The <page> is locked." in text for text in await direct_messages(scripted.author))
    last, words = (await scripted.machine.desk.database.read(history.of_submission, number))[-1]
    assert words == "The <page> is locked."
    assert "locked" not in str(last.data), "a person's words stay out of the chain"


async def test_by_hand_it_is_nobody_elses_to_say(scripted: Stage) -> None:
    number = await approved(scripted, accounts=("linkedin",))
    await go_out(scripted)
    publication = (await on(scripted, number)).publication_id
    channel = (await scripted.outsider.open_dm())["channel"]
    message, block, _ = reading.button(await scripted.outsider.messages(channel), wire.I_POSTED_IT)
    forged = f"{number}.{publication}"
    await press_in_messages(scripted, scripted.outsider, wire.I_POSTED_IT)
    await fill(scripted, scripted.outsider, link={"value": ""})
    assert (await on(scripted, number)).state == Delivery.PUBLISHED
    await scripted.outsider.press(channel, message["ts"], block["block_id"], wire.LATER, value=forged)
    await scripted.settle()
    assert "can settle that" in (await private_answers(scripted.outsider, channel))[-1]
