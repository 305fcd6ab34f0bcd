"""`python -m bot history`: whether the record is whole, and what it says, on both databases."""

import csv
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session
from typer.testing import CliRunner

from bot.__main__ import app
from bot.recording.export import harmless
from storage import anchors, history, migrate, people
from storage.chain import Keys
from storage.database import Database
from tests.storage import records
from tests.storage.conftest import Open
from tests.storage.records import APPROVER, NOW
from tests.storage.unguarded import take_down

KEY = "k" * 64
Command = Callable[..., Any]


@pytest.fixture
def command(url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", url.replace("postgresql+psycopg", "postgresql"))
    return lambda *words: CliRunner().invoke(app, ["history", *words])


@pytest.fixture
def told(url: str, open_database: Open) -> Database:
    """Two brands; three entries about the first one's submission, one about the second's."""
    database = open_database(url)
    database.write_sync(tell)
    return database


def tell(session: Session) -> None:
    records.furnish(session)
    session.add(records.brand("Acorn Drinks"))
    session.add(people.Person(user_id=APPROVER, team_id="T0GREEN", name="=Jonas", refreshed_at=NOW))
    session.flush()
    first, second = records.put_up(session), records.put_up(session, brand_id=2)
    words = history.keep_words(session, '=HYPERLINK("https://evil.example") 안녕', APPROVER)
    about: dict[str, Any] = {"actor_id": APPROVER, "at": NOW}
    history.add(session, "decision.made", submission_id=first, words=words, verdict="reject", place="card", **about)
    history.add(session, "publication.missed", submission_id=first, actor_id=history.BOT, at=NOW)
    history.add(session, "decision.undone", submission_id=first, **about)
    history.add(session, "decision.made", submission_id=second, verdict="approve", **about)


def tamper(session: Session) -> None:
    take_down(session.connection())
    session.connection().exec_driver_sql("UPDATE event SET actor_id = 'U0EVIL' WHERE brand_id = 1 AND seq = 2")


def test_a_whole_record_is_told_with_its_ends(told: Database, command: Command) -> None:
    outcome = command("verify")
    assert outcome.exit_code == 0, outcome.output
    first, second, *heads = outcome.output.splitlines()
    assert first == "brand 1 (Acorn Foods): 3 entries, whole, not signed."
    assert second == "brand 2 (Acorn Drinks): 1 entries, whole, not signed."
    assert heads == [f"history head {head}" for head in told.read_sync(anchors.heads)]


def test_the_first_bad_entry_of_each_brand_is_named(told: Database, command: Command) -> None:
    told.write_sync(tamper)
    migrate.upgrade(told.url)
    outcome = command("verify")
    assert outcome.exit_code == 1
    assert "brand 1 (Acorn Foods): entry 2 is not what was written" in outcome.output
    assert "brand 2 (Acorn Drinks): 1 entries, whole" in outcome.output


def test_a_database_without_its_guards_is_told(told: Database, command: Command) -> None:
    if told.dialect == "sqlite":
        told.write_sync(lambda session: take_down(session.connection()))
        assert "run python -m bot migrate" in command("verify").output
        migrate.upgrade(told.url)
    assert command("verify").exit_code == 0


def test_an_end_of_former_days_is_looked_for(told: Database, command: Command) -> None:
    head = told.read_sync(anchors.heads)[0]
    told.write_sync(history.add, "digest.posted", actor_id=history.BOT, at=NOW)
    assert command("verify", "--anchor", f"1/{head.seq}:{head.hash[:10]}").exit_code == 0
    outcome = command("verify", "--anchor", f"history head {head}", "--anchor", f"1/{head.seq}:{'0' * 10}")
    assert outcome.exit_code == 1
    assert outcome.output.count("is still in the chain") == 1 and outcome.output.count("is NOT in the chain") == 1
    assert command("verify", "--anchor", "yesterday").exit_code == 2


def test_the_keys_come_from_the_settings(told: Database, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    told.sign_history(Keys.of(KEY))
    told.write_sync(anchors.seal, at=NOW)
    assert "signed with a key that is in neither HISTORY_KEY nor" in command("verify").output
    monkeypatch.setenv("HISTORY_KEY", KEY)
    outcome = command("verify")
    assert outcome.exit_code == 0 and "2 entries, whole, and signed." in outcome.output
    monkeypatch.setenv("HISTORY_KEY", "short")
    outcome = command("verify")
    assert outcome.exit_code == 2 and "fewer than 32 characters" in outcome.output


def test_a_spreadsheet_runs_nothing_that_somebody_wrote(told: Database, command: Command) -> None:
    rows = list(csv.DictReader(StringIO(command("export").output)))
    assert len(rows) == 4
    assert (rows[0]["brand"], rows[0]["number"], rows[0]["kind"]) == ("1", "1", "decision.made")
    assert rows[0]["words"] == '\'=HYPERLINK("https://evil.example") 안녕' and rows[0]["actor_name"] == "'=Jonas"
    assert (rows[0]["place"], rows[1]["actor_name"], rows[1]["post"]) == ("card", "Greenlight", "1")
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


def test_a_program_reads_what_was_written(told: Database, command: Command, tmp_path: Path) -> None:
    outcome = command("export", "--format", "json", "--brand", "1", "--to", "record.json")
    assert outcome.output == "3 entries are in record.json.\n"
    found = json.loads((tmp_path / "record.json").read_text(encoding="utf-8"))
    assert found[0]["words"].startswith("=HYPERLINK") and found[0]["data"] == {"verdict": "reject"}
    assert [one["number"] for one in found] == [1, 2, 3]
    only = json.loads(command("export", "--format", "json", "--submission", "2").output)
    assert [(one["brand"], one["at"]) for one in only] == [(2, NOW.isoformat())]
    assert json.loads(command("export", "--format", "json", "--brand", "9").output) == []


def test_where_nothing_can_be_written_is_told(told: Database, command: Command) -> None:
    outcome = command("export", "--to", "no/such/folder.csv")
    assert outcome.exit_code == 1 and outcome.output.startswith("no/such/folder.csv cannot be written")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "|calc", "%0A=1"])
def test_what_looks_like_a_formula_is_quoted(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", " ", "It is = to", "{}", "12", "안녕"])
def test_what_is_none_stays_as_it_is(cell: str) -> None:
    assert harmless(cell) == cell
