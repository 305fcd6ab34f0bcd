"""python -m bot: arguments and settings, and the sentence that ends a start that cannot succeed."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import app

runner = CliRunner()


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_without_a_command_it_lists_them() -> None:
    outcome = runner.invoke(app, [])
    for command in ("run", "demo", "check", "migrate"):
        assert command in outcome.output


def test_a_missing_setting_stops_the_start_with_one_sentence() -> None:
    outcome = runner.invoke(app, ["run"])
    assert outcome.exit_code == 2
    assert outcome.stderr.startswith("SLACK_BOT_TOKEN is missing: ")
    assert outcome.stderr.count("\n") == 1


def test_settings_come_from_the_file_that_is_named(tmp_path: Path) -> None:
    named = tmp_path / "other.env"
    named.write_text("SLACK_BOT_TOKEN=xoxb-1\nSLACK_APP_TOKEN=xapp-1\nREVIEW_CHANNEL=#a\nTIMEZONE=Nowhere\n")
    outcome = runner.invoke(app, ["run", "--env-file", str(named)])
    assert outcome.exit_code == 2
    assert outcome.stderr.startswith('TIMEZONE is "Nowhere", which is no time zone: ')


def test_a_migration_asks_only_for_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://u:hush@host/name")
    outcome = runner.invoke(app, ["migrate"])
    assert outcome.exit_code == 2
    assert outcome.stderr.startswith("DATABASE_URL ")
    assert "hush" not in outcome.output


def test_a_migration_may_be_repeated(tmp_path: Path) -> None:
    outcomes = [runner.invoke(app, ["migrate"]) for _ in range(2)]
    assert [outcome.exit_code for outcome in outcomes] == [0, 0]
    assert outcomes[0].output == outcomes[1].output
    assert (tmp_path / "greenlight.db").exists()


def test_the_doctor_begins_with_the_settings() -> None:
    outcome = runner.invoke(app, ["check"])
    assert outcome.exit_code == 1
    assert "✗ Settings: SLACK_BOT_TOKEN is missing" in outcome.output


@pytest.mark.parametrize("arguments", [["demo", "--language", "fr"], ["demo", "--port", "65536"], ["dance"]])
def test_what_it_does_not_know_is_refused(arguments: list[str]) -> None:
    assert runner.invoke(app, arguments).exit_code == 2
