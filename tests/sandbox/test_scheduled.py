"""Scheduled messages: they go out when the calendar gets there, turned or not; what Slack would not take is refused."""

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.clocks import HandTurned
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import default_workspace

HOUR, DAY = 3600, 86_400


async def texts(sandbox: Sandbox) -> list[str]:
    return [str(one["text"]) for one in await sandbox.person("U0MINA").messages("C0PUB")]


async def test_a_scheduled_message_waits_for_the_calendar(client: AsyncWebClient, sandbox: Sandbox) -> None:
    begin = sandbox.world.unix_now()
    for text, hours in (("Later <@U0MINA>", 2), ("Soon", 1), ("Much later", 48)):
        await client.chat_scheduleMessage(channel="C0PUB", text=text, post_at=begin + hours * HOUR)
    listed = (await client.chat_scheduledMessages_list(channel="C0PUB"))["scheduled_messages"]
    assert [one["text"] for one in listed] == ["Soon", "Later <@U0MINA>", "Much later"]
    assert await texts(sandbox) == []
    sandbox.turn_clock(forward=3 * HOUR)
    assert await texts(sandbox) == ["Soon", "Later <@U0MINA>"]
    assert [one["why"] for one in await sandbox.person("U0MINA").notifications()] == ["mention"]
    (rest,) = (await client.chat_scheduledMessages_list())["scheduled_messages"]
    await client.chat_deleteScheduledMessage(channel="C0PUB", scheduled_message_id=rest["id"])
    sandbox.turn_clock(forward=3 * DAY)
    assert len(await texts(sandbox)) == 2


async def test_it_goes_out_without_anybody_turning_the_clock() -> None:
    machine = HandTurned()
    sandbox = Sandbox(default_workspace(), machine=machine)
    await sandbox.start()
    try:
        client = AsyncWebClient("xoxb-sandbox", base_url=sandbox.api_url)
        await client.chat_scheduleMessage(channel="C0PUB", text="Now", post_at=sandbox.world.unix_now() + 30)
        sandbox.world.calendar.forward(30)
        machine.advance(30)
        assert await texts(sandbox) == ["Now"]
    finally:
        await sandbox.stop()


async def test_metadata_keeps_it_from_ever_being_posted_and_that_is_said(
    client: AsyncWebClient, sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    metadata = {"event_type": "x", "event_payload": {}}
    at = sandbox.world.unix_now() + HOUR
    await client.chat_scheduleMessage(channel="C0PUB", text="Never", post_at=at, metadata=metadata)
    assert "never posted" in str(sandbox.traffic()[-1]["warnings"])
    sandbox.turn_clock(forward=2 * HOUR)
    assert await texts(sandbox) == []
    assert sandbox.traffic()[-1]["error"] == "metadata_never_posts"
    assert "metadata_never_posts" in caplog.text


@pytest.mark.parametrize(
    ("ahead", "error"), [(-1, "time_in_past"), (0, "time_in_past"), (121 * DAY, "time_too_far"), (120 * DAY, None)]
)
async def test_a_time_that_slack_would_not_take(
    client: AsyncWebClient, sandbox: Sandbox, ahead: int, error: str | None
) -> None:
    call = client.chat_scheduleMessage(channel="C0PUB", text="x", post_at=sandbox.world.unix_now() + ahead)
    if error is None:
        assert (await call)["ok"]
    else:
        with pytest.raises(SlackApiError, match=error):
            await call


async def test_at_most_thirty_in_five_minutes_of_a_channel(client: AsyncWebClient, sandbox: Sandbox) -> None:
    at = (sandbox.world.unix_now() // 300 + 10) * 300
    for second in range(30):
        await client.chat_scheduleMessage(channel="C0PUB", text="x", post_at=at + second)
    with pytest.raises(SlackApiError, match="restricted_too_many"):
        await client.chat_scheduleMessage(channel="C0PUB", text="x", post_at=at + 299)
    await client.chat_scheduleMessage(channel="C0PUB", text="x", post_at=at + 300)
    await client.chat_scheduleMessage(channel="C0REVIEW", text="x", post_at=at)


async def test_what_is_about_to_go_out_cannot_be_deleted(client: AsyncWebClient, sandbox: Sandbox) -> None:
    at = sandbox.world.unix_now() + HOUR
    number = (await client.chat_scheduleMessage(channel="C0PUB", text="x", post_at=at))["scheduled_message_id"]
    for channel, forward in (("C0REVIEW", 0), ("C0PUB", HOUR - 30)):
        sandbox.turn_clock(forward=forward)
        with pytest.raises(SlackApiError, match="invalid_scheduled_message_id"):
            await client.chat_deleteScheduledMessage(channel=channel, scheduled_message_id=number)


@pytest.mark.parametrize(("change", "error"), [("archive", "is_archived"), ("remove_bot", "not_in_channel")])
async def test_a_channel_that_was_closed_to_the_bot_meanwhile_gets_nothing(
    client: AsyncWebClient, sandbox: Sandbox, change: str, error: str
) -> None:
    sandbox.world.manifest.scopes.remove("chat:write.public")
    await client.chat_scheduleMessage(channel="C0PUB", text="x", post_at=sandbox.world.unix_now() + HOUR)
    sandbox.change_workspace(change, channel="C0PUB")
    sandbox.turn_clock(forward=2 * HOUR)
    assert "x" not in await texts(sandbox)
    assert sandbox.traffic()[-1]["error"] == error


async def test_a_time_that_is_no_number(client: AsyncWebClient) -> None:
    for post_at in ("", "tomorrow", "-5"):
        with pytest.raises(SlackApiError, match="invalid_time"):
            await client.api_call("chat.scheduleMessage", json={"channel": "C0PUB", "text": "x", "post_at": post_at})
