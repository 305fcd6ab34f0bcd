"""What each setting accepts, and the sentence that stops the start when it does not."""

from collections.abc import Mapping
from datetime import time, timedelta
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, database_url, gather, load

LEAST = {
    "SLACK_BOT_TOKEN": "xoxb-1-abc",
    "SLACK_APP_TOKEN": "xapp-1-abc",
    "REVIEW_CHANNEL": "#social-approvals",
    "TIMEZONE": "Asia/Seoul",
}


def loaded(**changes: str) -> Settings:
    return load({**LEAST, **changes})


def refusal(environ: Mapping[str, str]) -> str:
    with pytest.raises(SettingsError) as caught:
        load(environ)
    return str(caught.value)


def test_the_least_that_one_must_say_brings_every_default() -> None:
    settings = load(LEAST)
    assert settings.slack_api_url == "https://slack.com/api/"
    assert settings.database_url == "sqlite:///greenlight.db"
    assert (settings.admins, settings.approvers, settings.approvals_needed) == ((), (), 1)
    assert (settings.language, settings.digest_at) == ("en", time(9, 0))
    assert settings.nudge_after == timedelta(hours=24)
    assert settings.escalate_after == timedelta(hours=48)
    assert settings.late_grace == timedelta(minutes=30)
    assert [(account.name, account.network) for account in settings.accounts] == [("practice", "practice")]
    assert not settings.is_http_mode


@pytest.mark.parametrize("name", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "REVIEW_CHANNEL", "TIMEZONE"])
@pytest.mark.parametrize("blank", [None, "", "  "])
def test_what_has_no_default_is_asked_for_by_name(name: str, blank: str | None) -> None:
    environ = {key: value for key, value in LEAST.items() if key != name}
    if blank is not None:
        environ[name] = blank
    assert refusal(environ).startswith(f"{name} is missing: ")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SLACK_BOT_TOKEN", "xapp-1-swapped"),
        ("SLACK_BOT_TOKEN", "xoxb-two words"),
        ("SLACK_BOT_TOKEN", "xoxb-한글"),
        ("SLACK_APP_TOKEN", "xoxb-swapped"),
        ("SLACK_API_URL", "slack.com/api"),
        ("SLACK_API_URL", "http://slack.example/api/"),  # The token would travel in the clear.
        ("SLACK_API_URL", "https://user:word@slack.example/"),
        ("SLACK_API_URL", "https://[broken/"),
        ("SLACK_API_URL", "https://slack.example:99999/"),
        ("HTTP_PORT", "0"),
        ("HTTP_PORT", "65536"),
        ("HTTP_PORT", "http"),
        ("DATABASE_URL", "mysql://host/name"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("DATABASE_URL", "greenlight.db"),
        ("REVIEW_CHANNEL", "social-approvals"),
        ("REVIEW_CHANNEL", "#two words"),
        ("REVIEW_CHANNEL", "U012AB3CD"),
        ("ADMINS", "U1, @mina"),
        ("APPROVERS", "mina@example.com"),
        ("APPROVERS", "u012ab3cd"),
        ("APPROVALS_NEEDED", "0"),
        ("APPROVALS_NEEDED", "-1"),
        ("APPROVALS_NEEDED", "two"),
        ("APPROVALS_NEEDED", "1.5"),
        ("APPROVALS_NEEDED", "٢"),  # A digit to Python, but nobody means it.
        ("TIMEZONE", "KST+9"),
        ("TIMEZONE", "../etc/passwd"),
        ("LANGUAGE", "fr"),
        ("LANGUAGE", "EN"),
        ("DIGEST_AT", "24:00"),
        ("DIGEST_AT", "9"),
        ("DIGEST_AT", "9am"),
        ("NUDGE_AFTER", "24"),
        ("NUDGE_AFTER", "0h"),
        ("NUDGE_AFTER", "1 day"),
        ("NUDGE_AFTER", "-1h"),
        ("ESCALATE_AFTER", "366d"),
        ("ESCALATE_AFTER", "999999d"),
        ("ESCALATE_AFTER", "1h"),  # Shorter than NUDGE_AFTER.
        ("LATE_GRACE", "30 min"),
        ("LATE_GRACE", ""),
    ],
)
def test_a_wrong_value_is_refused_in_one_sentence_that_names_its_variable(name: str, value: str) -> None:
    if value == "":
        assert load({**LEAST, name: value}) == load(LEAST)
        return
    sentence = refusal({**LEAST, name: value})
    assert sentence.startswith(f"{name} ")
    assert sentence.endswith(".") and ": " in sentence and "\n" not in sentence


def test_a_misspelt_zone_is_answered_with_the_nearest() -> None:
    assert refusal({**LEAST, "TIMEZONE": "Asia/Soul"}).endswith("did you mean Asia/Seoul.")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("90s", timedelta(seconds=90)),
        ("30m", timedelta(minutes=30)),
        ("24h", timedelta(hours=24)),
        ("2d", timedelta(days=2)),
        ("0s", timedelta()),
        (" 365d ", timedelta(days=365)),
    ],
)
def test_durations(written: str, meant: timedelta) -> None:
    assert loaded(LATE_GRACE=written).late_grace == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("", ()),
        (" , ,", ()),
        ("U1", ("U1",)),
        (" U1 ,W2,, U3", ("U1", "W2", "U3")),
        ("U1,U2,U1", ("U1", "U2")),
    ],
)
def test_lists_of_people(written: str, meant: tuple[str, ...]) -> None:
    assert loaded(ADMINS=written).admins == meant
    assert loaded(APPROVERS=written).approvers == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("http://127.0.0.1:8420/api", "http://127.0.0.1:8420/api/"),
        ("http://localhost:8420/api///", "http://localhost:8420/api/"),
        ("https://slack.example/api/", "https://slack.example/api/"),
    ],
)
def test_the_address_of_slack_ends_with_one_slash(written: str, meant: str) -> None:
    assert loaded(SLACK_API_URL=written).slack_api_url == meant


def test_two_approvals_need_two_people_if_people_are_named() -> None:
    assert loaded(APPROVALS_NEEDED="2").approvals_needed == 2
    assert loaded(APPROVALS_NEEDED="2", APPROVERS="U1,U2").approvals_needed == 2
    sentence = refusal({**LEAST, "APPROVALS_NEEDED": "2", "APPROVERS": "U1,U1"})
    assert sentence.startswith("APPROVALS_NEEDED is 2, but APPROVERS names 1: ")


@pytest.mark.parametrize(
    ("extra", "is_http_mode"),
    [
        ({"SLACK_SIGNING_SECRET": "s", "HTTP_PORT": "3000"}, True),
        ({"SLACK_SIGNING_SECRET": "s"}, False),
        ({"HTTP_PORT": "3000"}, False),
    ],
)
def test_http_mode_takes_both_a_secret_and_a_port(extra: dict[str, str], is_http_mode: bool) -> None:
    assert load({**LEAST, **extra}).is_http_mode is is_http_mode


def test_http_mode_needs_no_app_token() -> None:
    without = {key: value for key, value in LEAST.items() if key != "SLACK_APP_TOKEN"}
    assert load({**without, "SLACK_SIGNING_SECRET": "s", "HTTP_PORT": "3000"}).slack_app_token is None
    assert refusal({**without, "HTTP_PORT": "3000"}).startswith("SLACK_APP_TOKEN is missing")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("sqlite:////var/lib/greenlight.db", "sqlite:////var/lib/greenlight.db"),
        ("postgres://a:b@host/name", "postgresql+psycopg://a:b@host/name"),
        ("postgresql://a:b@host/name", "postgresql+psycopg://a:b@host/name"),
        ("postgresql+psycopg://a:b@host/name", "postgresql+psycopg://a:b@host/name"),
    ],
)
def test_a_migration_needs_only_the_database(written: str, meant: str) -> None:
    assert database_url({"DATABASE_URL": written}) == meant


def test_secrets_are_never_printed() -> None:
    settings = loaded(
        SLACK_BOT_TOKEN="xoxb-hush",
        SLACK_APP_TOKEN="xapp-hush",
        SLACK_SIGNING_SECRET="hush",
        DATABASE_URL="postgresql://u:hush@host/name",
        ACCOUNTS="toots=mastodon:https://example.social",
        ACCOUNT_TOOTS_TOKEN="hush",
    )
    assert "hush" not in repr(settings) + str(settings)
    assert settings.slack_bot_token.get_secret_value() == "xoxb-hush"


@pytest.mark.parametrize(
    "wrong",
    [
        {"SLACK_BOT_TOKEN": "xoxp-hush"},
        {"SLACK_SIGNING_SECRET": "hush hush"},
        {"DATABASE_URL": "oracle://u:hush@host"},
        {"ACCOUNTS": "toots=mastodon:hush"},
    ],
)
def test_a_refusal_does_not_repeat_a_secret(wrong: dict[str, str]) -> None:
    assert "hush" not in refusal({**LEAST, **wrong})


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("xoxb-from-a-file\n")
    environ = {**LEAST, "SLACK_BOT_TOKEN": "", "SLACK_BOT_TOKEN_FILE": str(file)}
    assert load(environ).slack_bot_token.get_secret_value() == "xoxb-from-a-file"
    assert "both set" in refusal({**environ, "SLACK_BOT_TOKEN": "xoxb-1"})
    file.write_text("\n")
    assert refusal(environ).startswith("SLACK_BOT_TOKEN_FILE ")
    assert refusal({**environ, "SLACK_BOT_TOKEN_FILE": str(tmp_path)}).startswith("SLACK_BOT_TOKEN_FILE ")


def test_the_real_environment_overrules_the_file(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("TIMEZONE=Asia/Seoul\nADMINS=U1\nDIGEST_AT=\nSLACK_BOT_TOKEN='xoxb-${HOME}'\n")
    gathered = gather(file, {"ADMINS": "U2", "LANGUAGE": "ko"})
    assert gathered == {
        "TIMEZONE": "Asia/Seoul",
        "ADMINS": "U2",
        "LANGUAGE": "ko",
        "SLACK_BOT_TOKEN": "xoxb-${HOME}",
    }
    assert gather(tmp_path / "missing", {"A": "b"}) == {"A": "b"}


@pytest.mark.parametrize("desktop", ["en_US:en", "de_DE.UTF-8", "ko_KR:ko"])
def test_the_language_that_a_desktop_sets_for_itself_is_not_ours(tmp_path: Path, desktop: str) -> None:
    file = tmp_path / ".env"
    file.write_text("LANGUAGE=ko\n")
    assert gather(file, {"LANGUAGE": desktop}) == {"LANGUAGE": "ko"}
