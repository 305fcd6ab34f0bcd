"""The stage of every story: real Bolt, real slack_sdk, the sandbox over real sockets, and a real database."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.demo import cast
from bot.demo.stage import Stage, stage
from bot.sandbox.clocks import Cancellable, Machine
from tests.ports import free_port

MONDAY_MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""10:00 in Berlin, a working day."""

PATIENCE = timedelta(seconds=2.8)
"""Longer than in earnest, and shorter than Slack's: on a busy machine a form is still answered in one piece."""


SLOWLY = 3
"""How many of our seconds one of Slack's takes: a machine that stalls for a moment has not let a trigger expire."""


class SlowMachine(Machine):
    """Slack's own clock, running slowly. What a story is about is what is said; sandbox tests look at the seconds."""

    def now(self) -> float:
        return super().now() / SLOWLY

    def later(self, seconds: float, act: Callable[[], None]) -> Cancellable:
        return super().later(seconds * SLOWLY, act)


@pytest.fixture
def carrier() -> str:
    """How Slack reaches the bot."""
    return "socket"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Stories are told over the bot's socket, and by HTTP too: those marked `either_way` always, all by `make slow`."""
    if "carrier" in metafunc.fixturenames:
        is_always = metafunc.definition.get_closest_marker("either_way")
        http = "http" if is_always else pytest.param("http", marks=pytest.mark.slow)
        metafunc.parametrize("carrier", ["socket", http])


@pytest.fixture
async def scene(carrier: str, sqlite_url: str) -> AsyncIterator[Stage]:
    """Acorn Foods on a Monday at ten; nobody strikes the clock but the test."""
    workspace, changes = cast.workspace(), {"DATABASE_URL": sqlite_url}
    if carrier == "http":
        port = free_port()
        workspace.request_url = f"http://127.0.0.1:{port}/slack/events"
        changes |= {"SLACK_SIGNING_SECRET": workspace.signing_secret, "HTTP_PORT": str(port), "SLACK_APP_TOKEN": ""}
    parts = {"patience": PATIENCE}
    stands: dict[str, Any] = {
        "workspace": workspace,
        "changes": changes,
        "parts": parts,
        "slack_machine": SlowMachine(),
    }
    async with stage(begins=MONDAY_MORNING, **stands) as opened:
        yield opened
