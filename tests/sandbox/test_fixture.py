"""The fixtures that other projects take over, used as they would use them."""

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import Channel, Member, Workspace


@pytest.fixture
def workspace() -> Workspace:
    return Workspace(members=[Member("U1", "kim", "Kim")], channels=[Channel("C1", "desk", ["U1", "U0BOT"])])


async def test_a_test_has_its_own_workspace_and_its_own_troubles(sandbox: Sandbox) -> None:
    client = AsyncWebClient("xoxb-sandbox", base_url=sandbox.api_url)
    sandbox.fault("error", method="chat.postMessage", channel="C1", error="is_archived")
    with pytest.raises(SlackApiError, match="is_archived"):
        await client.chat_postMessage(channel="C1", text="Hello")
    await client.chat_postMessage(channel="C1", text="Hello <@U1>")
    assert [one["why"] for one in await sandbox.person("U1").notifications()] == ["mention"]
