"""A sandbox, a real Bolt app on it, and Chromium windows in which people look at its page."""

import os
import re
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright, expect
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.clocks import HandTurned
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import default_workspace

Json = dict[str, Any]
Open = Callable[..., Awaitable[Page]]

HERE = Path(__file__).parent
EVERYTHING = re.compile("")
NO_SETUP = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
# A refused request is part of some tests; Chromium writes a line about each.
EXPECTED = "Failed to load resource: the server responded with a status of 400"
WITHIN_MS = 10_000
# A socket that is silent for four of these counts as dead: a busy computer must not look like that.
PING_EVERY = 5

MANIFEST: Json = {
    "display_information": {"name": "Greenlight"},
    "features": {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "greenlight", "always_online": True},
        "shortcuts": [
            {"name": "New post", "type": "global", "callback_id": "new_post", "description": "Write a post"},
            {"name": "Submit as post", "type": "message", "callback_id": "as_post", "description": "Use this text"},
        ],
        "slash_commands": [
            {"command": "/submit-post", "description": "Write a post", "usage_hint": "[text]"},
            {"command": "/greenlight", "description": "Everything else", "usage_hint": "help"},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": ["commands", "chat:write", "im:write", "im:history", "channels:history", "files:read", "users:read"]
        }
    },
    "settings": {
        "event_subscriptions": {"bot_events": ["app_home_opened", "message.channels", "message.im"]},
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}


class App:
    """A Bolt app that remembers every payload it was sent and acks whatever a test gave no listener for."""

    def __init__(self, sandbox: Sandbox) -> None:
        """Connect with `connect`, after the test's own listeners are on `bolt`."""
        self.heard: list[Json] = []
        self.client = AsyncWebClient("xoxb-sandbox", base_url=sandbox.api_url)
        self.bolt = AsyncApp(name="app", client=self.client)
        self.bolt.use(self._remember)
        self._sandbox = sandbox
        self._handler = AsyncSocketModeHandler(self.bolt, "xapp-sandbox", ping_interval=PING_EVERY)

    async def connect(self) -> "App":
        """Open the socket."""
        bolt = self.bolt
        for kind in (bolt.action, bolt.command, bolt.shortcut, bolt.view_submission, bolt.view_closed, bolt.event):
            kind(EVERYTHING)(_ack)
        await self._handler.connect_async()
        await self._sandbox.connected()
        return self

    async def close(self) -> None:
        """Close the socket."""
        await self._handler.close_async()

    async def say(self, blocks: list[Json] | None = None, text: str = "A message", **more: Any) -> str:
        """Write into the review channel (or `channel`); answers the message's ts."""
        answer = await self.client.chat_postMessage(
            **{"channel": "C0REVIEW", "text": text, **({"blocks": blocks} if blocks else {}), **more}
        )
        return str(answer["ts"])

    async def next(self, kind: str, **holds: Any) -> Json:
        """Answer the newest payload of this type whose fields hold, waiting for it."""

        def newest() -> Json | None:
            return next((p for p in reversed(self.heard) if p.get("type", "command") == kind and _fits(p, holds)), None)

        found: Json = await self._sandbox.until(newest)
        return found

    async def action(self, action_id: str) -> Json:
        """Answer the newest action with this id, waiting for it."""

        def newest() -> Json | None:
            actions = [a for p in self.heard if p.get("type") == "block_actions" for a in p["actions"]]
            return next((a for a in reversed(actions) if a["action_id"] == action_id), None)

        found: Json = await self._sandbox.until(newest)
        return found

    async def _remember(self, body: Json, next: Callable[[], Awaitable[None]]) -> None:
        self.heard.append(body.get("event", body) if body.get("type") == "event_callback" else body)
        await next()


def _fits(payload: Json, holds: Json) -> bool:
    return all(payload.get(name) == value for name, value in holds.items())


async def _ack(ack: Callable[[], Awaitable[None]]) -> None:
    await ack()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Chromium takes seconds to start: the tests of this folder share one, and therefore one event loop."""
    for item in items:
        if item.path.parent == HERE:
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)
            item.add_marker(pytest.mark.browser)


@pytest.fixture
def machine() -> HandTurned:
    """The sandbox's machine clock: time-outs come when a test says so, not when this computer is slow."""
    return HandTurned()


@pytest_asyncio.fixture(loop_scope="session")
async def sandbox(machine: HandTurned) -> AsyncIterator[Sandbox]:
    """A strict sandbox with the usual cast and an app with commands, shortcuts and a Home tab."""
    running = Sandbox(default_workspace(MANIFEST), machine=machine)
    await running.start()
    yield running
    await running.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def app(sandbox: Sandbox) -> AsyncIterator[App]:
    """The app, not connected yet: a test may put listeners on `app.bolt` first."""
    made = App(sandbox)
    yield made
    await made.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Chromium, once for all tests."""
    # What is expected to be seen has the same time as everything else.
    expect.set_options(timeout=WITHIN_MS)
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=chromium_path(), args=NO_SETUP)
        yield chromium
        await chromium.close()


def chromium_path() -> str | None:
    """The one that CHROMIUM names, an installed one, else Playwright's own."""
    installed = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    return os.environ.get("CHROMIUM") or next(filter(None, installed), None)


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(browser: Browser, sandbox: Sandbox) -> AsyncIterator[Open]:
    """Opens windows: open_page("U0MINA", channel="C0REVIEW", width=1280). Any error in one fails the test."""
    problems: list[str] = []

    async def opened(user: str, channel: str = "C0REVIEW", width: int = 1280, height: int = 800) -> Page:
        context = await browser.new_context(viewport={"width": width, "height": height})
        context.set_default_timeout(WITHIN_MS)
        page = await context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda line: problems.extend(_complaints(line)))
        page.on("request", lambda request: problems.extend(_strays(request.url, sandbox.url)))
        await page.goto(f"{sandbox.url}/?as={user}&channel={channel}")
        await page.locator("#place .place-head").wait_for()
        return page

    yield opened
    for context in browser.contexts:
        await context.close()
    assert problems == []


@pytest_asyncio.fixture(loop_scope="session")
async def page(app: App, open_page: Open) -> Page:
    """Mina's window on the review channel, with an app that answers everything."""
    await app.connect()
    return await open_page("U0MINA")


def _complaints(line: ConsoleMessage) -> list[str]:
    return [line.text] if line.type in ("error", "warning") and not line.text.startswith(EXPECTED) else []


def _strays(address: str, home: str) -> list[str]:
    """The page lives from its own server alone: no fonts, scripts or pictures from elsewhere."""
    own = (home, home.replace("http", "ws", 1), "data:", "blob:")
    return [] if address.startswith(own) else [f"the page reached for {address}"]
