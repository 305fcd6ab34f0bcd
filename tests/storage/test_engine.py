"""What write and read promise, on both databases."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import StatementError
from sqlmodel import Session, func, select

from storage.database import Database
from storage.history import HistoryHead, Words
from storage.slots import Heartbeat


def put(session: Session, text: str) -> int | None:
    words = Words(text=text, salt="", written_by="U0MINA")
    session.add(words)
    session.flush()
    return words.id


def texts(session: Session) -> list[str]:
    return list(session.exec(select(Words.text).order_by(Words.text)))


def count_on(session: Session) -> int:
    """Read, compute, write: what loses updates when two do it at once."""
    head = session.exec(select(HistoryHead).with_for_update()).one()
    head.seq += 1
    return head.seq


class Refused(Exception):
    """Somebody's own exception."""


def refuse(session: Session, text: str, why: Exception) -> None:
    put(session, text)
    raise why


async def test_what_is_written_is_read(database: Database) -> None:
    number = await database.write(put, "kept")
    assert number is not None
    assert await database.read(texts) == ["kept"]


async def test_an_exception_reaches_the_caller_unchanged_and_leaves_nothing(database: Database) -> None:
    why = Refused("not like this")
    with pytest.raises(Refused) as caught:
        await database.write(refuse, "gone", why)
    assert caught.value is why
    assert await database.read(texts) == []


async def test_one_that_fails_spoils_nobody_of_its_group(database: Database) -> None:
    good = [database.write(put, f"{number:02}") for number in range(20)]
    bad = database.write(refuse, "bad", Refused("no"))
    ends = await asyncio.gather(*good[:7], bad, *good[7:], return_exceptions=True)
    assert [isinstance(end, Refused) for end in ends] == [place == 7 for place in range(21)]
    assert await database.read(texts) == [f"{number:02}" for number in range(20)]


def test_two_writers_lose_no_update(database: Database) -> None:
    database.write_sync(lambda session: session.add(HistoryHead(brand_id=1)))
    with ThreadPoolExecutor(8) as threads:
        seen = list(threads.map(lambda _: database.write_sync(count_on), range(200)))
    assert sorted(seen) == list(range(1, 201))
    assert database.read_sync(lambda session: session.exec(select(HistoryHead.seq)).one()) == 200


async def test_nobody_reads_what_is_not_committed(database: Database) -> None:
    written, may_end = threading.Event(), threading.Event()

    def dawdle(session: Session) -> None:
        put(session, "late")
        written.set()
        assert may_end.wait(30)

    writing = asyncio.ensure_future(database.write(dawdle))
    await asyncio.get_running_loop().run_in_executor(None, written.wait)
    assert await database.read(texts) == []
    assert not writing.done()
    may_end.set()
    await writing
    assert await database.read(texts) == ["late"]


async def test_a_time_comes_back_as_the_same_moment_in_utc(database: Database) -> None:
    seoul = datetime(2026, 11, 23, 18, 30, 15, 123456, tzinfo=timezone(timedelta(hours=9)))
    await database.write(lambda session: session.add(Heartbeat(name="one", at=seoul)))
    found = await database.read(lambda session: session.exec(select(Heartbeat.at)).one())
    assert found == seoul
    assert found.tzinfo is UTC


async def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="timezone"):
        await database.write(lambda session: session.add(Heartbeat(name="one", at=datetime(2026, 11, 23))))
    assert await database.read(lambda session: session.exec(select(func.count()).select_from(Heartbeat)).one()) == 0
