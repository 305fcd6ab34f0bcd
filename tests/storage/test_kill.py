"""kill -9 in the middle of a storm of writes: whatever was acknowledged is there, and nothing is half there."""

import subprocess
import sys

import pytest
from sqlmodel import Session, select

from storage import history
from storage.history import Event, Words
from tests.storage.conftest import Open


def killed_after(url: str, first: int, acknowledged: int) -> set[int]:
    """The numbers, from the first on, that the storm had acknowledged when it was killed."""
    storm = subprocess.Popen([sys.executable, "-m", "tests.storage.storm", url, str(first)], stdout=subprocess.PIPE)
    assert storm.stdout is not None
    try:
        seen = [storm.stdout.readline() for _ in range(acknowledged)]
    finally:
        storm.kill()
    with storm.stdout:
        seen += storm.stdout.readlines()
    assert storm.wait(30) == -9
    # The kill may have cut the last line.
    return {int(line) for line in seen if line.endswith(b"\n")}


def stored(session: Session) -> tuple[set[int], set[int]]:
    """By the words, and by the history."""
    by_words = {int(text) for text in session.exec(select(Words.text))}
    return by_words, {event.data["number"] for event in session.exec(select(Event))}


@pytest.mark.parametrize("rounds", [3, pytest.param(100, marks=pytest.mark.slow)])
def test_no_acknowledged_row_is_lost(url: str, open_database: Open, rounds: int) -> None:
    for number in range(rounds):
        acknowledged = killed_after(url, first=number * 1_000_000, acknowledged=20 + 37 * number % 200)
        assert len(acknowledged) >= 20
        database = open_database(url)
        by_words, by_history = database.read_sync(stored)
        assert acknowledged <= by_words
        assert by_words == by_history, "a transaction is whole or not at all"
        assert database.read_sync(history.first_broken) is None
        database.close_sync()
