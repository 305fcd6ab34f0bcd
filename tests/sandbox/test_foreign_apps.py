"""Apps that know nothing of the sandbox: synchronous Bolt on its own socket client, in threads."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.sandbox.server import Sandbox


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    """Threads for the app's blocking calls."""
    with ThreadPoolExecutor() as pool:
        yield pool


async def test_synchronous_bolt_answers_a_command(sandbox: Sandbox, threads: ThreadPoolExecutor) -> None:
    def connect() -> SocketModeHandler:
        app = App(client=WebClient("xoxb-sandbox", base_url=sandbox.api_url))

        @app.command("/hello")
        def hello(ack: Any, body: dict[str, Any], client: WebClient) -> None:
            ack("hello")
            client.chat_postMessage(channel=body["channel_id"], text=f"<@{body['user_id']}> said hello")

        handler = SocketModeHandler(app, "xapp-sandbox")
        handler.connect()
        return handler

    handler = await asyncio.get_running_loop().run_in_executor(threads, connect)
    try:
        await sandbox.connected()
        done = await sandbox.person("U0MINA").command("C0PUB", "/hello")
        assert done["response"] == {"text": "hello"}
        (said,) = await sandbox.until(lambda: sandbox.person("U0JONAS").messages("C0PUB"))
        assert said["text"] == "<@U0MINA> said hello"
    finally:
        await asyncio.get_running_loop().run_in_executor(threads, handler.close)
