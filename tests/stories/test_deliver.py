"""What is said reaches Slack once, whatever Slack does; pictures become true again."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from bot.demo import cast, reading
from bot.demo.stage import Stage, stage
from handlers import wire
from handlers.clock import deliver
from storage import cards, media, outbox, submissions
from storage.cards import Surface
from tests.stories.acting import card_text, direct_messages, give_reason, press, put_up, put_up_in, record
from tests.stories.conftest import MONDAY_MORNING
from tests.stories.hand import Hand


def opened(hand: Hand) -> Any:
    parts: dict[str, Callable[..., Any]] = {"machine": hand.now}
    return stage(begins=MONDAY_MORNING, parts=parts)


def locked(session: Session, number: int) -> submissions.Submission:
    found = submissions.lock(session, number)
    assert found is not None
    return found


async def cards_in_channel(scene: Stage) -> list[str]:
    messages = await scene.author.messages(cast.REVIEW)
    return [one["ts"] for one in messages if "#1" in "".join(reading.lines(one))]


async def put_up_unseen(scene: Stage) -> int:
    return await scene.machine.desk.database.write(put_up_in, cast.AUTHOR, "Our oat cookies are back.", scene.now())


async def test_ten_changes_need_one_update(scene: Stage) -> None:
    number = await put_up(scene)
    desk, since = scene.machine.desk, scene.sandbox.traffic()[-1]["seq"]

    def change(session: Any) -> None:
        submission = locked(session, number)
        cards.advance(session, submission)

    for _ in range(10):
        await desk.database.write(change)
    await scene.settle()
    updates = [one for one in scene.sandbox.traffic(since) if one.get("method") == "chat.update"]
    assert len(updates) == 2, "one for the card, one for the author's status message"


@pytest.mark.parametrize("kind", ["drop_after", "5xx"])
async def test_a_card_whose_answer_was_lost_is_looked_up_before_it_is_posted_again(kind: str) -> None:
    hand = Hand()
    async with opened(hand) as scene:
        await put_up_unseen(scene)
        scene.sandbox.fault(kind, method="chat.postMessage", channel=cast.REVIEW, times=1)
        await deliver.run_due(scene.machine.desk)
        hand.forward(600)
        await scene.settle()
        assert len(await cards_in_channel(scene)) == 1


async def test_a_direct_message_whose_answer_was_lost_is_not_said_twice() -> None:
    hand = Hand()
    async with opened(hand) as scene:
        await put_up(scene)
        await scene.approver.press(*await _button(scene, wire.REJECT))
        await scene.sandbox.idle()
        direct = (await scene.author.open_dm())["channel"]
        scene.sandbox.fault("drop_after", method="chat.postMessage", channel=direct, times=1)
        await give_reason(scene, scene.approver, "No")
        hand.forward(600)
        await scene.settle()
        told = [text for text in await direct_messages(scene.author) if "반려했어요" in text]
        assert len(told) == 1


async def _button(scene: Stage, action_id: str) -> tuple[str, str, str, str]:
    message, block, _ = reading.button(await scene.approver.messages(cast.REVIEW), action_id)
    return cast.REVIEW, message["ts"], block["block_id"], action_id


async def test_slack_says_wait_and_it_is_waited_for() -> None:
    hand = Hand()
    async with opened(hand) as scene:
        await put_up_unseen(scene)
        scene.sandbox.fault("429", method="chat.postMessage", times=2, retry_after=30)
        await deliver.run_due(scene.machine.desk)
        assert await cards_in_channel(scene) == []
        hand.forward(31)
        await scene.settle()
        assert len(await cards_in_channel(scene)) == 1


async def test_an_hour_of_outage_loses_nothing() -> None:
    hand = Hand()
    async with opened(hand) as scene:
        number = await put_up_unseen(scene)
        scene.sandbox.fault("5xx", times=10_000)
        for _ in range(20):
            await deliver.run_due(scene.machine.desk)
            hand.forward(180)
        scene.sandbox.world.faults.clear()
        hand.forward(600)
        await scene.settle()
        assert len(await cards_in_channel(scene)) == 1
        assert f"#{number}" in "".join(await direct_messages(scene.author))


async def test_a_card_that_somebody_deleted_comes_back(scene: Stage) -> None:
    number = await put_up(scene, wanted_at=scene.now() + timedelta(days=1))
    stands = await record(scene, number)
    assert stands.card_ts is not None
    await scene.machine.desk.client.chat_delete(channel=cast.REVIEW, ts=stands.card_ts)
    assert await cards_in_channel(scene) == []

    def approve_by_hand(session: Any) -> None:
        cards.advance(session, locked(session, number))

    await scene.machine.desk.database.write(approve_by_hand)
    await scene.settle()
    assert len(await cards_in_channel(scene)) == 1


async def test_an_archived_channel_is_waited_out() -> None:
    hand = Hand()
    async with opened(hand) as scene:
        await put_up_unseen(scene)
        scene.sandbox.change_workspace("archive", channel=cast.REVIEW)
        await scene.settle()
        scene.sandbox.change_workspace("unarchive", channel=cast.REVIEW)
        hand.forward(301)
        await scene.settle()
        assert len(await cards_in_channel(scene)) == 1


async def test_what_belongs_under_the_card_waits_for_the_card() -> None:
    hand = Hand()
    async with opened(hand) as scene:
        number = await put_up_unseen(scene)

        def say(session: Any) -> None:
            outbox.say(
                session,
                "early",
                "reason",
                place=outbox.Place.THREAD,
                recipient="",
                urgency=outbox.Urgency.TROUBLE,
                now=scene.now(),
                submission_id=number,
                by=cast.APPROVER,
                revision=1,
            )

        await scene.machine.desk.database.write(say)
        await deliver.run_due(scene.machine.desk)
        assert await scene.machine.desk.database.read(outbox.unsent) == 1
        hand.forward(2)
        await scene.settle()
        assert await scene.machine.desk.database.read(outbox.unsent) == 0


async def test_hostile_text_pings_nobody_and_breaks_no_card(scene: Stage) -> None:
    text = "<!channel> <@U0OLLIE> <https://evil.example|bank> & \u202egnp\u202c *bold* `code` 안녕 👩‍👩‍👧 " + "x" * 1500
    await put_up(scene, text, note="<!here> <@U0OLLIE>")
    shown = await card_text(scene.author)
    assert "<!channel> <@U0OLLIE> <https://evil.example|bank> &" in shown, "rich text shows it as it is"
    assert "&lt;!here&gt; &lt;@U0OLLIE&gt;" in shown
    assert [one for one in await scene.outsider.notifications() if one["channel"] == cast.REVIEW] == []
    assert len([one for one in await scene.admin.notifications() if one["channel"] == cast.REVIEW]) == 0


async def test_the_status_message_is_one_and_quiet(scene: Stage) -> None:
    number = await put_up(scene, wanted_at=scene.now() + timedelta(days=1))
    before = len(await scene.author.notifications())
    card = await scene.machine.desk.database.read(cards.card_of, number, Surface.STATUS)
    assert card is not None and card.ts is not None
    await press(scene, scene.approver, wire.APPROVE)
    texts = [text for text in await direct_messages(scene.author) if f"*#{number}*" in text]
    assert len(texts) == 2, "the status message in place, and one new message that it is approved"
    assert len(await scene.author.notifications()) == before + 1


async def test_images_are_shared_under_the_card_once() -> None:
    hand = Hand()
    async with opened(hand) as scene:
        number = await scene.machine.desk.database.write(_with_an_image, scene.now())
        await scene.settle()
        stands = await record(scene, number)
        assert stands.card_ts is not None
        scene.sandbox.fault("drop_after", method="files.completeUploadExternal", times=1)
        hand.forward(600)
        await scene.settle()
        thread = await scene.approver.messages(cast.REVIEW, stands.card_ts)
        shared = [one for one in thread if one.get("files")]
        assert [[file["name"] for file in one["files"]] for one in shared] == [["cookie.png"]]
        assert shared[0]["files"][0]["alt_txt"] == "A cookie"


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def _with_an_image(session: Session, now: datetime) -> int:
    sha256 = media.store(session, content=PIXEL, mime="image/png", width=1, height=1, now=now)
    images = [submissions.Image(sha256, "cookie.png", "A cookie")]
    number = put_up_in(session, cast.AUTHOR, "Our oat cookies are back.", now, images=images)
    outbox.say(
        session,
        f"images:{number}:1",
        "images",
        place=outbox.Place.THREAD,
        recipient="",
        urgency=outbox.Urgency.NEWS,
        now=now,
        submission_id=number,
    )
    return number
