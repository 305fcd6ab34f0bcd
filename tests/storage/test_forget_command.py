"""`python -m bot forget`: shows, asks, erases, and says what others keep."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from storage import forgetting, history
from storage.database import Database
from tests.storage.conftest import Open
from tests.storage.records import APPROVER
from tests.storage.test_forgetting import write_everywhere

runner = CliRunner()


@pytest.fixture
def busy(url: str, open_database: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Database:
    """The approver has written wherever one can write; the settings name this database."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", url.replace("postgresql+psycopg", "postgresql"))
    database = open_database(url)
    database.write_sync(write_everywhere)
    return database


def test_nothing_is_erased_before_somebody_says_yes(busy: Database) -> None:
    outcome = runner.invoke(app, ["forget", APPROVER], input="n\n")
    assert outcome.exit_code == 0
    assert "their name, Jonas Weber" in outcome.output and "2 reasons, comments" in outcome.output
    assert "Erased" not in outcome.output
    assert not busy.read_sync(forgetting.trace, APPROVER).is_nothing


def test_what_others_keep_is_said_in_sentences(busy: Database) -> None:
    outcome = runner.invoke(app, ["forget", APPROVER, "--yes"])
    assert outcome.exit_code == 0, outcome.output
    for kept in ("Slack keeps", "The networks keep", "Texts of posts stay", "Backups of the database"):
        assert kept in outcome.output
    assert busy.read_sync(forgetting.trace, APPROVER).is_nothing
    assert busy.read_sync(history.first_broken) is None
    assert "There is nothing to erase" in runner.invoke(app, ["forget", APPROVER, "--yes"]).output


def test_a_name_is_no_id() -> None:
    outcome = runner.invoke(app, ["forget", "jonas"])
    assert outcome.exit_code == 2 and "no Slack user id" in outcome.output
