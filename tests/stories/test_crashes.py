"""kill -9 at each named point, then a restart: nothing is lost, nothing is doubled."""

import asyncio
import os
import sys
from collections.abc import Mapping
from datetime import datetime

import pytest
from sqlmodel import Session

from bot.clock import machine_now
from bot.demo import cast, reading
from bot.demo.stage import Stage, enter, slack
from bot.furnish import furnish
from handlers.clock import publish, reconcile
from storage import cards, decisions, history, publications, submissions
from storage.crashpoints import CRASHPOINTS
from storage.database import Database
from storage.lifecycle import Delivery, Editorial
from tests.stories.acting import put_up_in, record
from tests.stories.hand import Hand

TEXT = "Our oat cookies are back."


@pytest.mark.parametrize("point", CRASHPOINTS)
async def test_a_death_loses_nothing_and_doubles_nothing(point: str, sqlite_url: str) -> None:
    async with slack() as sandbox:
        environ = cast.environment(sandbox.world.workspace, sandbox.api_url, sqlite_url, "en")
        number = _approved(sqlite_url, environ)
        assert await _run_until_it_dies(environ, point) == 137
        hand = Hand()
        hand.forward(600)
        async with enter(sandbox, environ, parts={"machine": hand.now}) as scene:
            await _come_to_rest(scene, hand)
            stands = await record(scene, number)
            assert [one.state for one in stands.on] == [Delivery.PUBLISHED]
            assert len(await _with_text(scene, cast.PUBLISHED)) == 1
            assert len(await _with_text(scene, cast.REVIEW)) == 1
            assert await scene.machine.desk.database.read(history.first_broken) is None
            thread = await scene.author.messages(cast.REVIEW, stands.card_ts)
            assert len([one for one in thread[1:] if f"archives/{cast.PUBLISHED}" in str(one.get("blocks"))]) == 1, (
                "one receipt"
            )


def _approved(url: str, environ: Mapping[str, str]) -> int:
    """Approved, and due at once: the rest is the machine's."""
    database = Database(url)
    database.write_sync(furnish, cast.told(dict(environ)), team_id="T0GREEN", channel_id=cast.REVIEW)
    number = database.write_sync(_approved_in, machine_now())
    database.close_sync()
    return number


def _approved_in(session: Session, now: datetime) -> int:
    number = put_up_in(session, cast.AUTHOR, TEXT, now)
    submission = submissions.lock(session, number)
    assert submission is not None
    decisions.record(session, submission, cast.APPROVER, decisions.Verdict.APPROVE, now=now)
    submissions.move(submission, Editorial.APPROVED)
    submission.approved_fingerprint = submissions.current_revision(session, submission).fingerprint
    for publication in publications.of_submission(session, number):
        publication.due_at = now
    cards.advance(session, submission)
    return number


async def _run_until_it_dies(environ: Mapping[str, str], point: str) -> int:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "run", "--env-file", os.devnull),
        env={**os.environ, **environ, "GREENLIGHT_CRASH": point},
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(60):
            _, errors = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
    assert process.returncode == 137, errors.decode()[-2000:]
    return process.returncode


async def _come_to_rest(scene: Stage, hand: Hand) -> None:
    """Enough rounds for the lease, the look-up, the repetition and every message."""
    for _ in range(8):
        hand.forward(120)
        await reconcile.run_due(scene.machine.desk, scene.now())
        await publish.run_due(scene.machine.desk, scene.now())
        await scene.settle()


async def _with_text(scene: Stage, channel: str) -> list[str]:
    return [one["ts"] for one in await scene.author.messages(channel) if TEXT in "".join(reading.lines(one))]
