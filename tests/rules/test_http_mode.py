"""The door of HTTP mode: only what Slack signed within five minutes gets in, and only once."""

import asyncio
import io
import json
import logging
import random
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from hypothesis import given
from hypothesis import strategies as st
from multidict import CIMultiDict, CIMultiDictProxy
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.http_mode import LARGEST_BODY, read_claim, sign, web_app

SECRET = "the-signing-secret"
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
COMMAND = urlencode({"command": "/submit-post", "text": "안녕", "team_id": "T1", "user_id": "U1"}).encode()


@dataclass
class World:
    """A door, its clock, and what came through."""

    client: "TestClient[web.Request, web.Application]"
    entered: list[str]
    clock: list[datetime]
    status: list[int] = field(default_factory=lambda: [200])

    async def post(self, body: bytes, headers: "CIMultiDict[str] | dict[str, str]", path: str = "/slack/events") -> int:
        async with self.client.post(path, data=io.BytesIO(body), headers=headers) as response:
            return response.status

    def signed(self, body: bytes, at: datetime | None = None) -> dict[str, str]:
        timestamp = str(int((at or self.clock[0]).timestamp()))
        return {
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": sign(SECRET.encode(), timestamp, body),
            "Content-Type": "application/x-www-form-urlencoded",
        }


@pytest.fixture
async def world() -> AsyncIterator[World]:
    entered: list[str] = []
    clock = [NOW]
    status = [200]

    class Inside:
        async def async_dispatch(self, req: AsyncBoltRequest) -> BoltResponse:
            entered.append(req.raw_body)
            return BoltResponse(status=status[0], body="")

    health = {"ok": True}
    app = web_app(Inside(), SECRET, lambda: clock[0], lambda: health)
    async with TestClient(TestServer(app)) as client:
        yield World(client, entered, clock, status)


async def test_what_slack_signed_gets_in_as_it_was_written(world: World) -> None:
    assert await world.post(COMMAND, world.signed(COMMAND)) == 200
    assert world.entered == [COMMAND.decode()]


UNPARSABLE = [
    b"",
    b"[]",
    b"1",
    b"null",
    b'{"a":',
    b"payload=[]",
    b"payload=1",
    b"payload=" + b"[" * 5000,
    b"\xff\xfe\x00",
    b"ssl_check=1",
    b'{"type":"url_verification","challenge":"x"}',
]
BAD_TIMESTAMPS = ["", "abc", "9" * 400, "9" * 5000, "-1", "1.5", "1e9", " 1", "0x10", "١٢٣", "1,2", "NaN"]
BAD_SIGNATURES = ["", "v0=", "v0=" + "0" * 63, "v0=" + "g" * 64, "v1=" + "0" * 64, "v0=é", "é" * 70, "0" * 5000]


@pytest.mark.parametrize("body", UNPARSABLE)
@pytest.mark.parametrize("content_type", ["application/json", "application/x-www-form-urlencoded", "text/plain"])
async def test_unsigned_junk_is_turned_away_without_being_read(world: World, body: bytes, content_type: str) -> None:
    headers = {**world.signed(b"something else"), "Content-Type": content_type}
    assert await world.post(body, headers) == 401
    assert await world.post(body, {"Content-Type": content_type}) == 401
    assert world.entered == []


@pytest.mark.parametrize("timestamp", BAD_TIMESTAMPS)
async def test_a_timestamp_that_is_none(world: World, timestamp: str) -> None:
    headers = {**world.signed(COMMAND), "X-Slack-Request-Timestamp": timestamp}
    assert await world.post(COMMAND, headers) == 401
    assert world.entered == []


@pytest.mark.parametrize("signature", BAD_SIGNATURES)
async def test_a_signature_that_is_none(world: World, signature: str) -> None:
    headers = {**world.signed(COMMAND), "X-Slack-Signature": signature}
    assert await world.post(COMMAND, headers) == 401
    assert world.entered == []


@pytest.mark.parametrize("name", ["X-Slack-Request-Timestamp", "X-Slack-Signature"])
async def test_each_header_is_there_exactly_once(world: World, name: str) -> None:
    headers = CIMultiDict(world.signed(COMMAND))
    headers.add(name, headers[name])
    assert await world.post(COMMAND, headers) == 401
    del headers[name]
    assert await world.post(COMMAND, headers) == 401


@pytest.mark.parametrize(("off", "status"), [(-301, 401), (-300, 200), (0, 200), (300, 200), (301, 401)])
async def test_five_minutes_either_way(world: World, off: int, status: int) -> None:
    assert await world.post(COMMAND, world.signed(COMMAND, NOW + timedelta(seconds=off))) == status


async def test_a_changed_byte_breaks_the_signature(world: World) -> None:
    headers = world.signed(COMMAND)
    assert await world.post(COMMAND.replace(b"U1", b"U2"), headers) == 401
    assert await world.post(COMMAND, headers) == 200


async def test_another_secret_opens_nothing(world: World) -> None:
    headers = world.signed(COMMAND)
    forged = sign(b"another secret", headers["X-Slack-Request-Timestamp"], COMMAND)
    assert await world.post(COMMAND, {**headers, "X-Slack-Signature": forged}) == 401


async def test_the_same_request_gets_in_once(world: World) -> None:
    headers = world.signed(COMMAND)
    assert [await world.post(COMMAND, headers) for _ in range(3)] == [200, 401, 401]
    world.clock[0] += timedelta(seconds=299)
    assert await world.post(COMMAND, headers) == 401
    assert len(world.entered) == 1


async def test_what_was_seen_is_forgotten_once_its_time_is_over(world: World) -> None:
    for minute in range(30):
        world.clock[0] = NOW + timedelta(minutes=minute)
        assert await world.post(COMMAND, world.signed(COMMAND)) == 200
    assert len(world.entered) == 30


async def test_a_request_that_failed_may_come_again(world: World) -> None:
    world.status[0] = 503
    headers = world.signed(COMMAND)
    assert await world.post(COMMAND, headers) == 503
    world.status[0] = 200
    assert await world.post(COMMAND, headers) == 200


async def test_a_body_over_a_megabyte_is_refused(world: World) -> None:
    body = b"x" * (LARGEST_BODY + 1)
    assert await world.post(body, world.signed(body)) == 413
    assert world.entered == []


async def test_a_packed_body_is_refused(world: World) -> None:
    """Unpacked, its bytes are not the ones that were signed, and it might be a bomb."""
    headers = {**world.signed(COMMAND), "Content-Encoding": "gzip"}
    assert await world.post(COMMAND, headers) in {400, 415}
    assert world.entered == []


async def test_signed_bytes_that_are_no_text_are_refused(world: World) -> None:
    assert await world.post(b"\xff\xfe", world.signed(b"\xff\xfe")) == 400


async def test_other_doors_are_walls(world: World) -> None:
    assert await world.post(COMMAND, world.signed(COMMAND), path="/") == 404
    async with world.client.get("/slack/events") as response:
        assert response.status == 405


async def test_a_thousand_random_requests_never_get_in_and_never_make_it_stumble(world: World) -> None:
    chance = random.Random(142)
    for _ in range(1000):
        body = chance.randbytes(chance.randrange(64))
        headers = CIMultiDict(world.signed(body))
        name = chance.choice(["X-Slack-Request-Timestamp", "X-Slack-Signature"])
        value = headers[name]
        place = chance.randrange(3 if name.endswith("Signature") else 0, len(value))
        headers[name] = value[:place] + chance.choice("0123456789abcdefxyzé") + value[place + 1 :]
        if headers[name] != value:
            assert await world.post(body, headers) == 401
    assert world.entered == []


@given(timestamp=st.text(), signature=st.text())
def test_no_header_makes_reading_it_fail(timestamp: str, signature: str) -> None:
    headers = CIMultiDict({"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": signature})
    claim = read_claim(CIMultiDictProxy(headers))
    assert claim is None or int(claim.timestamp) >= 0


async def test_a_refusal_logs_one_line_and_not_the_body(world: World, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        await world.post(b"the body", {})
    lines = [record.getMessage() for record in caplog.records if record.name.startswith("bot")]
    assert lines == ["Refused a request on /slack/events: no valid timestamp and signature"]


async def test_health_tells_ok_by_its_status() -> None:
    state: dict[str, object] = {"ok": True, "due": 3}
    app = web_app(AsyncApp(token="xoxb-1", signing_secret=SECRET), SECRET, lambda: NOW, lambda: state)
    async with TestClient(TestServer(app)) as client:
        async with client.get("/healthz") as response:
            assert (response.status, await response.json()) == (200, state)
        state["ok"] = False
        async with client.get("/healthz") as response:
            assert response.status == 503


async def test_the_real_bolt_behind_the_door_answers_a_command_and_a_challenge() -> None:
    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1", bot_id="B1", bot_user_id="U0BOT")

    bolt = AsyncApp(signing_secret=SECRET, authorize=authorize, request_verification_enabled=False)
    heard = asyncio.Event()

    @bolt.command("/submit-post")
    async def submit(ack: AsyncAck) -> None:
        await ack("saved")
        heard.set()

    challenge = json.dumps({"type": "url_verification", "challenge": "abc", "token": "x"}).encode()
    async with TestClient(TestServer(web_app(bolt, SECRET, lambda: NOW, lambda: {"ok": True}))) as client:
        world = World(client, [], [NOW])
        async with client.post("/slack/events", data=COMMAND, headers=world.signed(COMMAND)) as response:
            assert (response.status, await response.text()) == (200, "saved")
        await heard.wait()
        headers = {**world.signed(challenge), "Content-Type": "application/json"}
        async with client.post("/slack/events", data=challenge, headers=headers) as response:
            assert (response.status, await response.json()) == (200, {"challenge": "abc"})
