"""What may stand in a log."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from bot.logs import HIDDEN, OneLine, configure


def line(message: str, *arguments: object, name: str = "bot.app", error: BaseException | None = None) -> str:
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord(name, logging.INFO, __file__, 1, message, arguments, info)
    return OneLine([SecretStr("mastodon-secret"), None, SecretStr("ab")]).format(record)


def said(message: str, *arguments: object) -> str:
    return str(json.loads(line(message, *arguments))["said"])


@pytest.mark.parametrize(
    ("message", "kept", "gone"),
    [
        ("token xoxb-12-ab.cd_ef done", "done", "12-ab"),
        ("token xoxe.xoxp-1-Mi0y done", "done", "Mi0y"),
        ("token xapp-1-A0-99-ff done", "done", "A0-99"),
        ("Authorization: Bearer abc.def", "Authorization", "abc.def"),
        ("{'response_url': 'https://hooks.slack.com/actions/T1/2/x'}", "response_url", "actions"),
        ("{'response_url': 'http://127.0.0.1:8420/respond/t0ken'}", "response_url", "t0ken"),
        ('{"trigger_id": "abc"}', "trigger_id", "abc"),
        ("opened with 1234567.7654321.0123456789abcdef0123", "opened", "abcdef"),
        ("connecting to wss://wss.slack.example/link/?ticket=abc", "connecting", "ticket"),
        ("postgresql+psycopg://mina:hunter2@host/name", "@host/name", "hunter2"),
        ("the token mastodon-secret", "the token", "mastodon"),
    ],
)
def test_secrets_are_hidden_wherever_they_come_from(message: str, kept: str, gone: str) -> None:
    for text in (said(message), said("%s", message), json.loads(line("x", error=ValueError(message)))["error"]):
        assert kept in text
        assert gone not in text
        assert HIDDEN in text


def test_a_short_secret_does_not_blot_out_words() -> None:
    assert said("about a table") == "about a table"


@pytest.mark.parametrize(
    "ordinary", ["post 142 at 2026-11-22T10:00:00Z", "초안을 저장했습니다", "C012AB3CD 1700000000.000100"]
)
def test_ordinary_words_stay(ordinary: str) -> None:
    assert ordinary in line(ordinary)


@pytest.mark.parametrize(
    "hostile", ["a\nb", "a\r\nb", "\x1b[31m", "\x85", "\u2028", "\u202e", "\ud800", "\x00", "\U000e0041"]
)
def test_nothing_breaks_the_line_or_turns_it_around(hostile: str) -> None:
    written = line(hostile)
    assert json.loads(written)["said"] == hostile
    assert written.isprintable()


def test_a_flood_is_cut() -> None:
    assert len(line("x" * 100_000)) < 5_000


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    for name in ("slack_bolt", "slack_sdk", "slack_bolt.AsyncApp"):
        logging.getLogger(name).setLevel(logging.NOTSET)
    logging.captureWarnings(False)


def test_slacks_libraries_are_heard_from_warnings_on(stream: io.StringIO) -> None:
    configure(stream)
    chatty = logging.getLogger("slack_bolt.AsyncApp")
    chatty.level = logging.INFO  # As Bolt does: it copies the root's level.
    chatty.info("the whole body")
    chatty.warning("unhandled")
    logging.getLogger("bot.app").info("ready")
    assert [json.loads(entry)["said"] for entry in stream.getvalue().splitlines()] == ["unhandled", "ready"]
