"""Publishing into a channel, and into a card's thread, beyond the contract."""

from collections.abc import AsyncIterator
from dataclasses import replace

import httpx
import pytest

from bot import clock
from bot.publishers.slack import search, sending
from bot.sandbox.server import Sandbox
from handlers.problem import Problem
from handlers.publisher import Absent, CannotTell, Doubtful, Gone, NotSent, Picture, Published, Refused
from tests.publishers.rigs import picture, publish
from tests.publishers.slack_rigs import PracticeRig, SlackRig, client

PEOPLE = ["U0MINA", "U0JONAS", "U0PRIYA", "U0ADA", "U0OLLIE"]
PINGS = "<!channel> <!here> @here <@U0JONAS> @jonas @Jonas Weber <!everyone>"


@pytest.fixture
async def rig(sandbox: Sandbox) -> AsyncIterator[SlackRig]:
    rig = SlackRig(sandbox)
    yield rig
    await rig.close()


@pytest.mark.parametrize("pictures", [(), (picture(),)], ids=["text", "image"])
async def test_a_hostile_text_pings_nobody(rig: SlackRig, pictures: tuple[Picture, ...]) -> None:
    assert isinstance(await publish(rig.open(), rig.outgoing(PINGS, *pictures)), Published)
    assert [await rig.sandbox.person(user).notifications() for user in PEOPLE] == [[]] * len(PEOPLE)


async def test_an_address_can_be_clicked(rig: SlackRig) -> None:
    await publish(rig.open(), rig.outgoing("See https://example.com/a?b=1&c=2."))
    [message] = await rig.messages()
    links = [e for e in message["blocks"][0]["elements"][0]["elements"] if e["type"] == "link"]
    assert [link["url"] for link in links] == ["https://example.com/a?b=1&c=2"]


async def test_a_long_text_goes_out_together_with_an_image(rig: SlackRig) -> None:
    text = "가" * rig.open().allowance().max_length
    assert isinstance(await publish(rig.open(), rig.outgoing(text, picture())), Published)
    assert [live.text for live in await rig.live()] == [text]


@pytest.mark.parametrize(
    ("change", "problem"),
    [({"change": "archive"}, Problem.GONE), ({"change": "remove_bot"}, Problem.NOT_ALLOWED)],
)
@pytest.mark.parametrize("pictures", [(), (picture(),)], ids=["text", "image"])
async def test_a_channel_that_is_closed_to_us_is_a_definite_no(
    rig: SlackRig, change: dict[str, str], problem: Problem, pictures: tuple[Picture, ...]
) -> None:
    rig.sandbox.change_workspace(**change, channel="C0PUB")
    outcome = await publish(rig.open(), rig.outgoing("Hello", *pictures))
    assert isinstance(outcome, Refused) and outcome.problem == problem
    health = await rig.open().check()
    assert not health.is_well and health.advice


async def test_a_channel_that_never_was_is_gone(rig: SlackRig) -> None:
    outcome = await publish(rig.open(), replace(rig.outgoing("Hello"), address="C0NOWHERE"))
    assert isinstance(outcome, Refused) and outcome.problem == Problem.GONE


async def test_it_stays_published_when_its_link_cannot_be_had(rig: SlackRig) -> None:
    rig.sandbox.fault("error", method="chat.getPermalink", error="fatal_error")
    outcome = await publish(rig.open(), rig.outgoing("Hello"))
    assert isinstance(outcome, Published)
    assert outcome.link is None


async def test_a_cut_connection_before_the_effect_is_a_doubt_that_a_look_settles(rig: SlackRig) -> None:
    rig.sandbox.fault("drop_before", method="chat.postMessage")
    outgoing = rig.outgoing("Hello")
    assert isinstance(await publish(rig.open(), outgoing), Doubtful)
    assert isinstance(await rig.open().look_up(outgoing), Absent)


@pytest.mark.parametrize("error", ["fatal_error", "internal_error"])
async def test_slacks_own_stumble_may_have_worked(rig: SlackRig, error: str) -> None:
    rig.sandbox.fault("error", method="chat.postMessage", error=error)
    assert isinstance(await publish(rig.open(), rig.outgoing("Hello")), Doubtful)


async def test_one_call_publishes_and_it_is_made_once(rig: SlackRig) -> None:
    rig.sandbox.fault("5xx", method="files.completeUploadExternal", times=None)
    await publish(rig.open(), rig.outgoing("Hello", picture(), picture()))
    called = [entry["method"] for entry in rig.sandbox.traffic() if entry["kind"] == "web_api"]
    assert called.count("files.completeUploadExternal") == 1
    assert "chat.postMessage" not in called


@pytest.mark.parametrize("kind", ["drop_before", "drop_after", "5xx", "429"])
async def test_a_failed_upload_leaves_no_doubt(rig: SlackRig, kind: str) -> None:
    rig.sandbox.fault(kind, method="files.getUploadURLExternal")
    assert isinstance(await publish(rig.open(), rig.outgoing("Hello", picture())), NotSent)
    assert await rig.live() == []


async def test_nor_does_one_whose_bytes_get_lost(rig: SlackRig) -> None:
    rig.wire.fail(lambda request: "/upload/" in request.url.path, httpx.ReadTimeout)
    assert isinstance(await publish(rig.open(), rig.outgoing("Hello", picture())), NotSent)
    assert await rig.live() == []


async def test_an_upload_carries_no_token_elsewhere(rig: SlackRig) -> None:
    await publish(rig.open(), rig.outgoing("Hello", picture()))
    [upload] = rig.wire.sent
    assert "Authorization" not in upload.headers


async def test_with_an_image_slacks_yes_counts_even_before_the_message_shows(rig: SlackRig) -> None:
    rig.sandbox.fault("5xx", method="conversations.history", times=sending.LOOKS_FOR_IMAGES)
    outcome = await publish(rig.open(), rig.outgoing("Hello", picture()))
    assert isinstance(outcome, Published)
    assert outcome.remote_id.startswith("F")
    assert rig.pauses.seconds == [1] * sending.LOOKS_FOR_IMAGES


async def test_it_turns_pages_back_to_the_attempt(rig: SlackRig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "PAGE", 2)
    publisher, outgoing = rig.open(), rig.outgoing("Hello")
    await publish(publisher, outgoing)
    for number in range(5):
        await rig.sandbox.person("U0MINA").say("C0PUB", f"Message {number}")
    assert isinstance(await publisher.look_up(outgoing), Published)
    later = replace(outgoing, started_at=clock.machine_now() + 2 * sending.CLOCK_SKEW)
    assert isinstance(await publisher.look_up(later), Absent)
    monkeypatch.setattr(search, "PAGES", 1)
    assert isinstance(await publisher.look_up(outgoing), CannotTell)


async def test_a_calendar_that_is_behind_hides_nothing(rig: SlackRig) -> None:
    rig.sandbox.turn_clock(forward=-36_000)
    outgoing = rig.outgoing("Hello", picture())
    assert isinstance(await publish(rig.open(), outgoing), Published)
    assert isinstance(await rig.open().look_up(outgoing), Published)
    assert rig.pauses.seconds == []


async def test_the_same_number_from_an_older_database_is_not_it(rig: SlackRig) -> None:
    await publish(rig.open(), rig.outgoing("Hello"))
    assert isinstance(await rig.open().look_up(rig.outgoing("Something else")), Absent)


async def test_practice_turns_the_pages_of_a_long_thread(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    card = await client(sandbox).chat_postMessage(channel="C0REVIEW", text="The card")
    for number in range(5):
        await sandbox.person("U0MINA").say("C0REVIEW", f"Message {number}", thread_ts=card["ts"])
    rig = PracticeRig(sandbox, card["ts"])
    monkeypatch.setattr(search, "PAGE", 2)
    await publish(rig.open(), rig.outgoing("Hello"))
    assert isinstance(await rig.open().look_up(rig.outgoing("Hello")), Published)
    await rig.close()


async def test_a_look_that_slack_refuses_tells_nothing(rig: SlackRig) -> None:
    rig.sandbox.fault("429", method="conversations.history")
    assert isinstance(await rig.open().look_up(rig.outgoing("Hello")), CannotTell)


async def test_figures_of_a_message_that_somebody_deleted_are_not_nought(rig: SlackRig) -> None:
    publisher = rig.open()
    found = await publish(publisher, rig.outgoing("Here for a while"))
    assert isinstance(found, Published)
    assert await publisher.take_down(found.remote_id) == Gone()
    figures = await publisher.figures(found.remote_id)
    assert isinstance(figures, Refused) and figures.problem == Problem.GONE


async def test_the_doctor_hears_the_channels_name(rig: SlackRig) -> None:
    assert (await rig.open().check()).detail == "#published"


async def test_closing_leaves_the_slack_client_alone_and_ends_the_rest(rig: SlackRig) -> None:
    publisher = rig.open()
    await publisher.close()
    assert rig.wire.is_closed
    assert isinstance(await publish(publisher, rig.outgoing("Still here")), Published)


async def test_practice_waits_for_its_card(sandbox: Sandbox) -> None:
    rig = PracticeRig(sandbox, "")
    outgoing = replace(rig.outgoing("Hello"), card_ts=None)
    assert isinstance(await publish(rig.open(), outgoing), NotSent)
    assert isinstance(await rig.open().look_up(outgoing), Absent)
    await rig.close()


async def test_practice_into_a_thread_whose_card_is_gone_is_refused(sandbox: Sandbox) -> None:
    rig = PracticeRig(sandbox, "1700000000.000100")
    outcome = await publish(rig.open(), rig.outgoing("Hello"))
    assert isinstance(outcome, Refused) and outcome.problem == Problem.GONE
    await rig.close()
