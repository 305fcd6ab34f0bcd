"""Presses that commit a decision, beside a bare Bolt app with an empty listener, through the same sandbox.

The bot runs in a process of its own, as in real life; the sandbox and the pressing people share this one.
"""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import machine_now
from bot.demo import cast
from bot.sandbox.people.person import Person
from bot.sandbox.server import Sandbox
from handlers import wire
from handlers.blocks import parts
from handlers.deciding import verdicts
from storage import decisions
from storage.database import Database
from tests.bench import undecided, watched
from tests.bench.figures import Table, percentile
from tests.bench.watched import Split

OUTSTANDING = 50
BARE = """
import asyncio, os
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.web.async_client import AsyncWebClient

async def main():
    client = AsyncWebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])
    app = AsyncApp(client=client, signing_secret="x", request_verification_enabled=False)

    @app.action("approve")
    async def approve(ack):
        await ack()

    await AsyncSocketModeHandler(app, os.environ["SLACK_APP_TOKEN"]).start_async()

asyncio.run(main())
"""


ECHO = """
import asyncio, os
import aiohttp

async def main():
    token = {"Authorization": "Bearer " + os.environ["SLACK_APP_TOKEN"]}
    async with aiohttp.ClientSession() as http:
        async with http.post(os.environ["SLACK_API_URL"] + "apps.connections.open", headers=token) as answer:
            address = (await answer.json())["url"]
        async with http.ws_connect(address) as socket:
            async for frame in socket:
                envelope = frame.json()
                if "envelope_id" in envelope:
                    await socket.send_json({"envelope_id": envelope["envelope_id"]})

asyncio.run(main())
"""
"""No app at all: what is left is the sandbox, and the people in it who press."""


class Run:
    """What one round of presses took; `busy` are the sandbox's own seconds on a processor."""

    def __init__(self, seconds: float, waits: list[float], busy: float = 0.0) -> None:
        self.rate, self.busy = len(waits) / seconds, 1000 * busy / len(waits)
        self.mean = sum(waits) / len(waits) * 1000
        self.p50, self.p99 = percentile(waits, 0.5) * 1000, percentile(waits, 0.99) * 1000


async def measure(folder: Path, presses: int) -> list[Table]:
    """Acks a second and waiting times, of both; and what a decision waited for."""
    url, report = f"sqlite:///{folder / 'clicks.db'}", folder / "split.json"
    async with sandbox() as slack:
        environ = {**os.environ, **cast.environment(slack.world.workspace, slack.api_url, url, "en")}
        numbers = undecided.put_up(url, environ, presses)
        echo = await _serve(slack, environ, ["-c", ECHO], [1] * presses)
        bare = await _serve(slack, environ, ["-c", BARE], [1] * presses)
        ours = await _serve(slack, environ, ["-m", "tests.bench.watched", str(report)], numbers)
    alone = await _without_bolt(f"sqlite:///{folder / 'alone.db'}", environ, presses)
    rates = _rates(echo, bare, ours, alone, undecided.count(url), presses)
    return [rates, _split(ours, watched.read(report))]


def _rates(echo: Run, bare: Run, ours: Run, alone: Run, found: tuple[int, bool], presses: int) -> Table:
    table = Table(
        f"Presses that commit a decision, {OUTSTANDING} outstanding, Socket Mode",
        ["who answers", "acks a second", "p50 ms", "p99 ms", "beside the bare app"],
    )
    for name, run in (
        ("a socket that acks at once: the sandbox itself", echo),
        ("bare AsyncApp, empty listener", bare),
        ("Greenlight, decision committed", ours),
        ("the same decisions without Bolt and sockets", alone),
    ):
        table.add(name, run.rate, run.p50, run.p99, run.rate / bare.rate)
    decided, is_whole = found
    table.remark = (
        f"On the journal that is safe with this SQLite. {decided:,} of {presses:,} decisions are in the records, and "
        f"the chain of the history is {'whole' if is_whole else 'broken'}. Asked for: 200 a second with p99 under "
        f"400 ms, and if possible half the bare app's rate. The sandbox, people who press included, is busy for "
        f"{echo.busy:.2f} ms an envelope, in a process of its own: it does not hold the bot up."
    )
    return table


def _split(ours: Run, split: Split) -> Table:
    """Means, measured inside the same run; the first row is what the people who pressed saw."""
    table = Table("What a press waited for, in that run", ["mean", "ms", "share"])
    queued, deciding, shared = (1000 * part / split.decisions for part in (split.queued, split.deciding, split.shared))
    rest = ours.mean - queued - deciding - shared
    for name, part in (
        ("from the press to its acknowledgement", ours.mean),
        ("in the writer's queue", queued),
        ("its own transaction", deciding),
        ("the rest of its group, and the commit", shared),
        ("Bolt, both sockets and the event loop", rest),
    ):
        table.add(name, part, part / ours.mean)
    table.remark = (
        f"{split.decisions:,} decisions and what else the bot wrote meanwhile took {split.commits:,} commits, "
        f"{split.decisions / split.commits:.0f} decisions each; a COMMIT took "
        f"{1000 * split.committing / split.commits:.1f} ms, which is "
        f"{1000 * split.committing / split.decisions:.2f} ms a decision. So not the disk is the limit any more, but "
        f"Python: one interpreter runs the transactions and Bolt by turns, and queue and group are others' turns."
    )
    return table


@asynccontextmanager
async def sandbox() -> AsyncIterator[Sandbox]:
    """The little Slack, with its cast."""
    slack = Sandbox(cast.workspace())
    await slack.start()
    try:
        yield slack
    finally:
        await slack.stop()


async def _serve(slack: Sandbox, environ: Mapping[str, str], command: list[str], numbers: Sequence[int]) -> Run:
    async with child(environ, command):
        await slack.connected(within=60)
        ts = await _message(slack)
        await _press_all(slack, ts, numbers[:OUTSTANDING])
        began, busy, rest = time.perf_counter(), time.process_time(), numbers[OUTSTANDING:]
        waits = await _press_all(slack, ts, rest)
        return Run(time.perf_counter() - began, waits, time.process_time() - busy)


@asynccontextmanager
async def child(environ: Mapping[str, str], command: list[str]) -> AsyncIterator[int]:
    """A Python process that is gone at the end, whatever happens; its number."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, env=environ, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        yield process.pid
        process.terminate()
        await asyncio.wait_for(process.wait(), timeout=30)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def _message(slack: Sandbox) -> str:
    """One message with one button; each press carries a value of its own."""
    blocks = [parts.actions(parts.button("Yes", wire.APPROVE, "1.1"), block_id="act")]
    client = AsyncWebClient(token=slack.world.workspace.bot_token, base_url=slack.api_url)
    return str((await client.chat_postMessage(channel=cast.REVIEW, text="A card", blocks=blocks))["ts"])


async def _press_all(slack: Sandbox, ts: str, numbers: Sequence[int]) -> list[float]:
    waiting, waits = iter(numbers), []
    who = slack.person(cast.APPROVER)

    async def one_after_the_other() -> None:
        for number in waiting:
            waits.append(await _press(who, ts, number))

    await asyncio.gather(*(one_after_the_other() for _ in range(OUTSTANDING)))
    return waits


async def _press(who: Person, ts: str, number: int) -> float:
    began = time.perf_counter()
    answer = await who.press(cast.REVIEW, ts, "act", wire.APPROVE, value={"value": f"{number}.1"})
    assert answer["acked"], f"the press on {number} was not answered within three seconds"
    return time.perf_counter() - began


async def _without_bolt(url: str, environ: Mapping[str, str], presses: int) -> Run:
    """What queue, transaction and group commit alone can do."""
    numbers = undecided.put_up(url, environ, presses)
    database, waits, waiting = Database(url), [], iter(numbers)
    house = verdicts.House(frozenset(), {})

    async def one_after_the_other() -> None:
        for number in waiting:
            began = time.perf_counter()
            await database.write(
                verdicts.decide,
                cast.APPROVER,
                wire.Target(number, 1),
                verdicts.Word(decisions.Verdict.APPROVE),
                now=machine_now(),
                house=house,
                has_read=True,
            )
            waits.append(time.perf_counter() - began)

    began = time.perf_counter()
    await asyncio.gather(*(one_after_the_other() for _ in range(OUTSTANDING)))
    run = Run(time.perf_counter() - began, waits)
    await database.close()
    return run
