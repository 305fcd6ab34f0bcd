"""Bad luck and bad intent at the door: foreign teams, a locked database, a full disk, a slow one."""

import asyncio
import json
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session

from bot.demo import cast, reading
from bot.demo.stage import Stage, stage
from handlers import wire
from storage.database import Database
from storage.lifecycle import Editorial
from tests.stories.acting import direct_messages, give_reason, press, private_answers, put_up, record
from tests.stories.conftest import MONDAY_MORNING


def impatient(url: str) -> Database:
    """Gives up on a lock at once, instead of after 5 s."""
    return Database(url, busy_timeout=timedelta(milliseconds=50))


async def test_another_teams_press_changes_nothing(scene: Stage) -> None:
    number = await put_up(scene)
    message, block, _ = reading.button(await scene.approver.messages(cast.REVIEW), wire.APPROVE)
    payload = await _payload_of_a_press(scene, message, block)
    payload["team"]["id"] = payload["user"]["team_id"] = "T0OTHER"
    ack = await scene.sandbox.world.link.send("interactive", "block_actions", payload)
    await scene.settle()
    assert ack.in_time
    assert (await record(scene, number)).state == Editorial.IN_REVIEW


async def _payload_of_a_press(scene: Stage, message: Any, block: Any) -> dict[str, Any]:
    """What a real press sends: the outsider's, who may change nothing by it."""
    await scene.outsider.press(cast.REVIEW, message["ts"], block["block_id"], wire.APPROVE)
    await scene.settle()
    sent = [one for one in scene.sandbox.traffic() if one["direction"] == "to_app" and one["kind"] == "interactive"]
    found: dict[str, Any] = json.loads(json.dumps(sent[-1]["payload"]))
    found = found.get("payload", found)
    found["user"]["id"] = cast.APPROVER
    return found


async def test_a_locked_database_says_so_and_the_next_press_works(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'locked.db'}"
    async with stage(changes={"DATABASE_URL": url}, parts={"database": impatient}, begins=MONDAY_MORNING) as scene:
        number = await put_up(scene, wanted_at=scene.now() + timedelta(days=1))
        message, block, button = reading.button(await scene.approver.messages(cast.REVIEW), wire.APPROVE)
        with _lock(tmp_path / "locked.db"):
            answer = await scene.approver.press(
                cast.REVIEW, message["ts"], block["block_id"], wire.APPROVE, value=button["value"]
            )
            assert answer["acked"]
            # The answer follows the acknowledgement, so that for a moment nothing at all is under way.
            await scene.sandbox.until(lambda: _told(scene, "could not be saved"))
        await press(scene, scene.approver, wire.APPROVE)
        assert (await record(scene, number)).state == Editorial.APPROVED


async def test_what_was_typed_survives_a_locked_database(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'locked.db'}"
    async with stage(changes={"DATABASE_URL": url}, parts={"database": impatient}, begins=MONDAY_MORNING) as scene:
        await put_up(scene)
        await press(scene, scene.approver, wire.REJECT)
        with _lock(tmp_path / "locked.db"):
            answer = await give_reason_unsettled(scene, "It took me long to write this.")
        assert "could not be saved" in answer["errors"]["reason"]
        view = (await scene.approver.screen())["modals"][-1]
        assert "It took me long to write this." in json.dumps(view["state"]["values"])
        await give_reason(scene, scene.approver, "It took me long to write this.")
        assert any("It took me long" in text for text in await direct_messages(scene.author))


async def give_reason_unsettled(scene: Stage, reason: str) -> Any:
    view = (await scene.approver.screen())["modals"][-1]
    return await scene.approver.submit(view["id"], {"reason": {"reason": {"value": reason}}})


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    """Another process that holds the write lock."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


async def test_a_slow_commit_is_acknowledged_in_time_and_told_afterwards() -> None:
    async with stage(begins=MONDAY_MORNING, parts={"patience": timedelta(milliseconds=20)}) as scene:
        number = await put_up(scene, wanted_at=scene.now() + timedelta(days=1))
        message, block, button = reading.button(await scene.approver.messages(cast.REVIEW), wire.APPROVE)
        gate = threading.Event()
        stuck = scene.machine.desk.database.write(_wait_for, gate)
        waiting = asyncio.ensure_future(stuck)
        answer = await scene.approver.press(
            cast.REVIEW, message["ts"], block["block_id"], wire.APPROVE, value=button["value"]
        )
        assert answer["acked"], "acknowledged while the commit is still stuck"
        assert not waiting.done()
        gate.set()
        await waiting
        await scene.sandbox.until(lambda: _told(scene, f"You approved #{number}"))


def _wait_for(_session: Session, gate: threading.Event) -> None:
    assert gate.wait(timeout=30)


async def _told(scene: Stage, words: str) -> bool:
    return any(words in answer for answer in await private_answers(scene.approver))


async def test_a_full_disk_says_so_and_nothing_is_lost() -> None:
    opened: list[Database] = []

    def growing(url: str) -> Database:
        opened.append(Database(url))
        return opened[0]

    async with stage(begins=MONDAY_MORNING, parts={"database": growing}) as scene:
        number = await put_up(scene, "x" * 1000)
        refill = _fill_the_disk(opened[0])
        for action in [wire.APPROVE, wire.UNDO] * 40:
            before = (await record(scene, number)).state
            await press(scene, scene.approver, action)
            if any("could not be saved" in answer for answer in await private_answers(scene.approver)):
                break
        assert any("could not be saved" in answer for answer in await private_answers(scene.approver))
        refill()
        stands = await record(scene, number)
        assert (stands.content.text, stands.state) == ("x" * 1000, before)
        await press(scene, scene.approver, action)
        after = {wire.APPROVE: Editorial.APPROVED, wire.UNDO: Editorial.IN_REVIEW}[action]
        assert (await record(scene, number)).state == after, "what failed works again"


def _fill_the_disk(database: Database) -> Callable[[], None]:
    """From now on no page may be added; the answer makes room again."""
    engine, full = database._engine, True

    @event.listens_for(engine, "begin")
    def limit(connection: Any) -> None:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages if full else 1_000_000}")

    def make_room() -> None:
        nonlocal full
        full = False

    return make_room


@pytest.mark.parametrize("option", ["approve:1.1", "nonsense", "", "edit:0.0", "history:99999.1"])
async def test_a_forged_menu_choice_is_answered(scene: Stage, option: str) -> None:
    number = await put_up(scene)
    message, block, _ = reading.button(await scene.outsider.messages(cast.REVIEW), wire.APPROVE)
    payload = await _payload_of_a_press(scene, message, block)
    payload["user"]["id"] = cast.OUTSIDER
    payload["actions"][0] |= {"type": "overflow", "action_id": wire.CARD_MENU, "selected_option": {"value": option}}
    ack = await scene.sandbox.world.link.send("interactive", "block_actions", payload)
    await scene.settle()
    assert ack.in_time
    assert (await record(scene, number)).state == Editorial.IN_REVIEW
