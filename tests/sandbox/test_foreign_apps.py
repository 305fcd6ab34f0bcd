"""The examples of the documentation, as they are: apps in processes of their own that know nothing of the sandbox."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.server import Sandbox

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
PATIENCE = 30.0
"""Seconds for a Python with Bolt to start on a machine that is busy with something else."""


@asynccontextmanager
async def running(example: str, sandbox: Sandbox) -> AsyncIterator[None]:
    """Run an example with the three variables that it reads, until it has connected; end it afterwards."""
    tokens = {"SLACK_BOT_TOKEN": "xoxb-sandbox", "SLACK_APP_TOKEN": "xapp-sandbox"}
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(EXAMPLES / example), env=os.environ | tokens | {"SLACK_API_URL": sandbox.api_url}
    )
    try:
        await sandbox.until(lambda: sandbox.world.sockets.count or process.returncode is not None, PATIENCE)
        assert process.returncode is None, f"{example} has ended by itself"
        yield
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


@pytest.mark.parametrize("example", ["counter_sync.py", "counter_async.py"])
async def test_an_example_counts(example: str, sandbox: Sandbox) -> None:
    mina, jonas = sandbox.person("U0MINA"), sandbox.person("U0JONAS")

    async def modal() -> Any:
        return (await mina.screen())["modals"]

    async def text() -> Any:
        return [said["text"] for said in await jonas.messages("C0PUB")]

    async with running(example, sandbox):
        assert (await mina.command("C0PUB", "/counter"))["acked"]
        (view,) = await sandbox.until(modal)
        assert (view["title"]["text"], view["submit"]["text"]) == ("Count", "Begin")
        assert (await mina.submit(view["id"]))["error"] == "input_required"
        assert (await mina.submit(view["id"], {"what": {"name": "cups of tea"}}))["acked"]
        await sandbox.until(text)
        assert (await text(), await modal()) == (["0 cups of tea"], [])
        for person, expected in ((mina, "1 cups of tea"), (jonas, "2 cups of tea")):
            (card,) = await person.messages("C0PUB")
            assert (await person.press("C0PUB", card["ts"], "count", "one_more"))["acked"]
            await sandbox.until(partial(_is, text, expected))
        assert await jonas.notifications() == []
        calls = [entry["method"] for entry in sandbox.traffic() if entry["kind"] == "web_api"]
        assert calls[-4:] == ["views.open", "chat.postMessage", "chat.update", "chat.update"]
        assert [entry for entry in sandbox.traffic() if not entry["ok"] or entry.get("warnings")] == []


async def _is(text: Any, expected: str) -> bool:
    return bool(await text() == [expected])
