"""Whoever cannot be told whether something is live is told that within two minutes, whatever went wrong."""

from datetime import timedelta

from bot.timetable import JOBS
from handlers.clock import publish, reconcile
from handlers.publication import publishing, retry

LONGEST = timedelta(minutes=2)
POLL = next(job.every for job in JOBS if job.name == "reconcile")


def test_after_a_call_that_hangs() -> None:
    """The call's hard end, the wait before the first look, and a look that hangs as well."""
    assert publish.CALL + retry.LOOK_AFTER[0] + POLL + reconcile.LOOK <= LONGEST


def test_after_a_process_that_died() -> None:
    """Its lease, until somebody notices, and a look that hangs."""
    assert publishing.LEASE + POLL + reconcile.LOOK <= LONGEST


def test_a_process_that_lives_keeps_its_lease() -> None:
    """Even if one renewal comes to nothing, and the answer has to be written down again and again."""
    assert 3 * publish.RENEWED_EVERY < publishing.LEASE
    assert timedelta(seconds=sum(publish.FINISH_AGAIN)) < publishing.LEASE
