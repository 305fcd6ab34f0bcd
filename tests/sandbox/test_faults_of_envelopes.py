"""Envelopes that come twice or late on demand."""

from typing import Any

import pytest

from bot.sandbox.clocks import HandTurned
from bot.sandbox.server import Sandbox


@pytest.mark.parametrize(
    ("where", "is_hit"),
    [
        ({}, True),
        ({"envelope": "slash_commands", "channel": "C0REVIEW", "user": "U0MINA"}, True),
        ({"envelope": "/any"}, True),
        ({"envelope": "interactive"}, False),
        ({"channel": "C0PUB"}, False),
        ({"user": "U0JONAS"}, False),
    ],
)
async def test_an_envelope_comes_twice_where_it_was_asked_for(
    sandbox: Sandbox, app: Any, where: dict[str, str], is_hit: bool
) -> None:
    sandbox.fault("duplicate", **where)
    await sandbox.person("U0MINA").command("C0REVIEW", "/any")
    await app.has_heard(1 + is_hit)
    assert len({request.envelope_id for request in app.heard}) == 1
    assert len(sandbox.world.faults.still_set()) == (not is_hit)


async def test_a_late_event_comes_after_its_own_retry(start: Any, listen: Any) -> None:
    hand = HandTurned()
    sandbox = await start(machine=hand)
    app = await listen(sandbox)
    sandbox.fault("late", envelope="events_api", user="U0MINA", delay=4.0)
    await sandbox.person("U0MINA").say("C0REVIEW", "hello")
    hand.advance(3.0)
    await app.has_heard(1)
    hand.advance(1.0)
    await app.has_heard(2)
    assert [request.retry_attempt for request in app.heard] == [1, 0]
    assert len({request.payload["event_id"] for request in app.heard}) == 1
    await sandbox.until(lambda: [e for e in sandbox.traffic() if e.get("error") == "late_ack"])


async def test_what_is_late_is_in_time_when_it_comes_within_three_seconds(start: Any, listen: Any) -> None:
    hand = HandTurned()
    sandbox = await start(machine=hand)
    app = await listen(sandbox)
    sandbox.fault("late", envelope="reaction_added", channel="C0REVIEW", delay=2.0)
    said = await sandbox.person("U0MINA").say("C0REVIEW", "hello")
    await sandbox.idle()
    await sandbox.person("U0MINA").react("C0REVIEW", said["ts"], "eyes")
    assert app.payloads("reaction_added") == []
    hand.advance(2.0)
    await sandbox.idle()
    assert len(app.payloads("reaction_added")) == 1
    assert sandbox.world.link.waiting_retries == 0
