"""The sandbox by itself: `python -m bot sandbox`, its workspace file, and a bot in another process that follows it."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient
from typer.testing import CliRunner

from bot.__main__ import app
from bot.sandbox import workspace_file
from bot.sandbox.client import RemotePerson, RemoteSandbox
from bot.sandbox.workspace_file import WorkspaceError

EXAMPLE = Path("docs/examples/workspace.toml")


@asynccontextmanager
async def process(*command: str, environ: Mapping[str, str] | None = None) -> AsyncIterator[asyncio.subprocess.Process]:
    """`python -m bot …`, which is told to stop at the end and must do so well."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *command, stdout=asyncio.subprocess.PIPE, env={**os.environ, **(environ or {})}
    )
    try:
        yield child
        child.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(child.wait(), 20) == 0
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()


async def greeting(child: asyncio.subprocess.Process) -> dict[str, str]:
    """What it tells an app, by name, and the address of the page."""
    assert child.stdout is not None
    told: dict[str, str] = {}
    async with asyncio.timeout(20):
        while "CALENDAR_URL" not in told:
            line = (await child.stdout.readline()).decode().strip()
            name, _, value = line.partition("=")
            told[name] = value
            if line.startswith("The page is at "):
                told["page"] = line.removeprefix("The page is at ")
    return told


async def test_any_app_finds_a_workspace_of_its_own() -> None:
    async with process("sandbox", "--port", "0", "--config", str(EXAMPLE)) as child:
        told = await greeting(child)
        client = AsyncWebClient(told["SLACK_BOT_TOKEN"], base_url=told["SLACK_API_URL"])
        assert (await client.auth_test())["team"] == "Harbour Books"
        names = {member["name"] for member in (await client.users_list())["members"]}
        assert {"nora", "hana"} <= names
        await client.api_call("chat.postMessage", json={"channel": "C0DESK", "text": "x", "colour": "red"})
        async with aiohttp.ClientSession() as http:
            (call,) = [one for one in await traffic(told["page"], http) if one.get("method") == "chat.postMessage"]
        assert call["warnings"] == ["unknown argument: colour"], "not strict: it is a warning, and no more"


async def traffic(page: str, http: aiohttp.ClientSession) -> list[dict[str, Any]]:
    return await RemoteSandbox(page, http).traffic()


async def test_a_bot_in_another_process_follows_the_calendar(tmp_path: Path) -> None:
    """The clock is turned on the sandbox's side only, and the bot does at once what it does on another day."""
    async with process("sandbox", "--port", "0") as child, aiohttp.ClientSession() as http:
        told = await greeting(child)
        slack = RemoteSandbox(told["page"], http)
        author, approver = slack.person("U0MINA"), slack.person("U0JONAS")
        async with process("run", "--env-file", os.devnull, environ=told | settings(tmp_path / "bot.db")):
            await slack.until(lambda: connected(slack), within=25)
            await slack.turn_clock(now=TUESDAY)
            await author.command("C0REVIEW", "/submit-post", "Oat cookies are back.")
            view = await slack.until(lambda: composer(author))
            answer = await author.submit(view["id"])
            assert (answer["acked"], answer.get("errors")) == (True, None)
            await slack.until(lambda: messages_with(approver, "C0REVIEW", "Oat cookies"))
            await slack.quiet()
            assert not await messages_with(approver, "C0REVIEW", "Waiting for a decision")
            await slack.turn_clock(now=WEDNESDAY)
            await slack.until(lambda: messages_with(approver, "C0REVIEW", "Waiting for a decision"))


TUESDAY, WEDNESDAY = "2026-11-24T10:00:00+00:00", "2026-11-25T08:00:05+00:00"
"""The second is nine in Berlin, when the digest is due."""


def settings(database: Path) -> dict[str, str]:
    return {
        "DATABASE_URL": f"sqlite:///{database}",
        "REVIEW_CHANNEL": "C0REVIEW",
        "ADMINS": "U0ADA",
        "TIMEZONE": "Europe/Berlin",
        "ACCOUNTS": "news=slack:C0PUB",
    }


async def connected(slack: RemoteSandbox) -> Any:
    return (await slack.workspace())["connections"]


async def composer(author: RemotePerson) -> Any:
    """On top, once its fields are there: it opens as a skeleton."""
    modals = (await author.screen())["modals"]
    return modals[-1] if modals and any(block["type"] == "input" for block in modals[-1]["blocks"]) else None


async def messages_with(who: RemotePerson, channel: str, text: str) -> Any:
    return [one for one in await who.messages(channel) if text in str(one.get("blocks"))]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("team_nam = 'x'", "the file has no team_nam; it may have app_id"),
        ("[[members]]\nid = 'U1'\nname = 'a'", r"members\[0\] needs .*real_name"),
        ("[[members]]\nid = 1\nname = 'a'\nreal_name = 'A'", r"id of members\[0\] must be a text"),
        ("[[members]]\nid = 'U1'\nname = 'a'\nreal_name = 'A'\ntz = 'Mars'", "U1 lives in 'Mars', which is no IANA"),
        ("[[channels]]\nid = 'C1'\nname = 'a'\nmembers = ['U9']", "C1 in channels has U9 in it, whom members"),
        ("[[channels]]\nid='C1'\nname='a'\n[[channels]]\nid='C1'\nname='b'", "channels has the id C1 twice"),
        ("switches = 3", "switches must be a table"),
        ("members = 'x'", "members must be a list of tables"),
        ("members = [", "is not TOML"),
    ],
)
def test_a_mistake_in_the_file_is_told_in_a_sentence(text: str, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "workspace.toml"
    path.write_text(text)
    with pytest.raises(WorkspaceError, match=sentence):
        workspace_file.read(path)


@pytest.mark.parametrize("option", ["--config", "--manifest"])
def test_a_file_that_is_missing_stops_the_start(option: str) -> None:
    ended = CliRunner().invoke(app, ["sandbox", option, "nowhere.toml"])
    assert ended.exit_code == 2
    assert "nowhere.toml cannot be read: No such file or directory." in ended.output


def test_the_example_uses_what_it_can() -> None:
    workspace = workspace_file.read(EXAMPLE)
    assert [group.users for group in workspace.usergroups] == [["U0NORA", "U0HANA"]]
    assert workspace.switches.modal_values_escaped
