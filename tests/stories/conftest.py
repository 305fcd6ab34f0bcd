"""The stage of every story: real Bolt, real slack_sdk, the sandbox over real sockets, and a real database."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.demo.stage import Stage, stage

MONDAY_MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""10:00 in Berlin, a working day."""


@pytest.fixture
async def scene() -> AsyncIterator[Stage]:
    """Acorn Foods on a Monday at ten; nobody strikes the clock but the test."""
    async with stage(begins=MONDAY_MORNING) as opened:
        yield opened
