"""The watchdog with the SDK's real socket client: a new connection brings a hello, and the old one is given up."""

import asyncio
from typing import Any

from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.server import Sandbox
from bot.watchdog import Watchdog


async def test_a_silent_socket_is_replaced_by_one_that_says_hello(sandbox: Sandbox) -> None:
    at = [0.0]
    web = AsyncWebClient(base_url=sandbox.api_url, retry_handlers=[])
    socket = SocketModeClient("xapp-sandbox", web_client=web)
    watchdog = Watchdog(socket, lambda: at[0])
    hellos: asyncio.Queue[Any] = asyncio.Queue()
    socket.on_message_listeners.append(hellos.put)
    try:
        await socket.connect()
        await hellos.get()
        first = socket.current_session
        at[0] = 901.0
        assert watchdog.is_deaf()
        await watchdog.look()
        await hellos.get()
        assert not watchdog.is_deaf()
        assert socket.current_session is not first
    finally:
        await watchdog.close()
        await socket.close()
