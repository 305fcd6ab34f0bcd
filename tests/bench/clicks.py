"""Presses that commit a decision, beside a bare Bolt app with an empty listener, through the same sandbox.

The bot runs in a process of its own, as in real life; the sandbox and the pressing people share this one.
"""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from slack_sdk.web.async_client import AsyncWebClient
from sqlmodel import Session, func, select

from bot.clock import machine_now
from bot.demo import cast
from bot.furnish import furnish
from bot.sandbox.people.person import Person
from bot.sandbox.server import Sandbox
from handlers import wire
from handlers.blocks import parts
from handlers.deciding import verdicts
from storage import decisions, history, migrate, people, publications, submissions
from storage.database import Database
from storage.submissions import Content
from tests.bench.figures import Table, percentile

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


async def measure(folder: Path, presses: int) -> Table:
    """Acks a second and waiting times, of both."""
    table = Table(
        f"Presses that commit a decision, {OUTSTANDING} outstanding, Socket Mode",
        ["who answers", "acks a second", "p50 ms", "p99 ms", "beside the bare app"],
    )
    url = f"sqlite:///{folder / 'clicks.db'}"
    async with sandbox() as slack:
        environ = {**os.environ, **cast.environment(slack.world.workspace, slack.api_url, url, "en")}
        numbers = _put_up(url, environ, presses)
        bare = await _serve(slack, environ, ["-c", BARE], [1] * presses)
        ours = await _serve(slack, environ, ["-m", "bot", "run"], numbers)
    table.add("bare AsyncApp, empty listener", bare.rate, bare.p50, bare.p99, "1")
    table.add("Greenlight, decision committed", ours.rate, ours.p50, ours.p99, ours.rate / bare.rate)
    decided, is_whole = _count(url)
    alone = await _without_bolt(f"sqlite:///{folder / 'alone.db'}", environ, presses)
    table.add("the same decisions without Bolt and sockets", alone.rate, alone.p50, alone.p99, alone.rate / bare.rate)
    table.remark = (
        f"{decided} of {presses} decisions are in the records, and the chain of the history is "
        f"{'whole' if is_whole else 'broken'}. A press costs {1000 / ours.rate:.2f} ms: Bolt and both sockets "
        f"{1000 / bare.rate:.2f} ms, the transaction with its share of a commit {1000 / alone.rate:.2f} ms, the rest "
        f"is the private answer and waiting for one another on two cores."
    )
    return table


class Run:
    """What one round of presses took."""

    def __init__(self, seconds: float, waits: list[float]) -> None:
        self.rate = len(waits) / seconds
        self.p50, self.p99 = percentile(waits, 0.5) * 1000, percentile(waits, 0.99) * 1000


@asynccontextmanager
async def sandbox() -> AsyncIterator[Sandbox]:
    slack = Sandbox(cast.workspace())
    await slack.start()
    try:
        yield slack
    finally:
        await slack.stop()


async def _serve(slack: Sandbox, environ: Mapping[str, str], command: list[str], numbers: list[int]) -> Run:
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, env=environ, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        await slack.connected(within=60)
        ts = await _message(slack)
        await _press_all(slack, ts, numbers[:OUTSTANDING])
        began, rest = time.perf_counter(), numbers[OUTSTANDING:]
        waits = await _press_all(slack, ts, rest)
        return Run(time.perf_counter() - began, waits)
    finally:
        process.terminate()
        await process.wait()


async def _message(slack: Sandbox) -> str:
    """One message with one button; each press carries a value of its own."""
    blocks = [parts.actions(parts.button("Yes", wire.APPROVE, "1.1"), block_id="act")]
    client = AsyncWebClient(token=slack.world.workspace.bot_token, base_url=slack.api_url)
    return str((await client.chat_postMessage(channel=cast.REVIEW, text="A card", blocks=blocks))["ts"])


async def _press_all(slack: Sandbox, ts: str, numbers: list[int]) -> list[float]:
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


def _put_up(url: str, environ: Mapping[str, str], count: int) -> list[int]:
    migrate.upgrade(url)
    database = Database(url)
    settings = cast.told(dict(environ))
    accounts = database.write_sync(furnish, settings, team_id="T0GREEN", channel_id=cast.REVIEW)
    numbers = database.write_sync(_in_review, count, accounts["news"])
    database.close_sync()
    return numbers


def _in_review(session: Session, count: int, account_id: int) -> list[int]:
    """Due in a month, so that nothing but the decision happens; without a card, so that nothing is redrawn."""
    now = machine_now()
    content = Content(text="Our oat cookies are back.", accounts=(account_id,), wanted_at=now + timedelta(days=30))
    session.add(people.Person(user_id=cast.APPROVER, team_id="T0GREEN", name="Jonas", refreshed_at=now))
    numbers = []
    for _ in range(count):
        one = submissions.create(session, brand_id=1, author_id=cast.AUTHOR, draft_id=None, now=now)
        revision = submissions.add_revision(session, one, content, created_by=cast.AUTHOR, now=now)
        publications.plan(session, one, content, revision.fingerprint, now=now)
        numbers.append(one.number)
    return numbers


def _count(url: str) -> tuple[int, bool]:
    database = Database(url)
    try:
        rows = database.read_sync(
            lambda session: session.exec(select(func.count()).select_from(decisions.Decision)).one()
        )
        return rows, database.read_sync(history.first_broken) is None
    finally:
        database.close_sync()


async def _without_bolt(url: str, environ: Mapping[str, str], count: int) -> Run:
    """What queue, transaction and group commit alone can do."""
    numbers = _put_up(url, environ, count)
    database, waits, waiting = Database(url), [], iter(numbers)
    house = verdicts.House(frozenset(), {})

    async def one_after_the_other() -> None:
        for number in waiting:
            began = time.perf_counter()
            await database.write(
                verdicts.decide,
                cast.APPROVER,
                wire.Target(number, 1),
                decisions.Verdict.APPROVE,
                "",
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
