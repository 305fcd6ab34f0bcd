"""Whatever a network answers, an outcome is a value: no answer makes a publisher stumble, or claim what it cannot."""

import asyncio
import json
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.web.async_client import AsyncWebClient

from bot import clock, network_facts
from bot.publishers.opening import Opening
from bot.publishers.registry import NETWORKS
from handlers.publisher import (
    Absent,
    CannotTell,
    Doubtful,
    Figures,
    Gone,
    Made,
    NotSent,
    Outgoing,
    Published,
    Publisher,
    Refused,
)
from tests.publishers.rigs import Pauses, picture
from tests.publishers.test_registry import ADDRESSES
from tests.publishers.wires import answering

HANDLES = {
    "linkedin": '{"media": ["urn:li:image:1"]}',
    "mastodon": '["1"]',
    "webhook": "",
    "x": '["1"]',
    "facebook": '{"photos": ["1"]}',
    "instagram": "1",
    "threads": "1",
    "bluesky": '{"key": "3n2y5pjbum72b", "created": "2026-11-23T12:41:50.535Z"}',
}
SESSION = {"accessJwt": "access", "refreshJwt": "refresh", "did": "did:plc:a", "handle": "a.example"}
NAMES = st.sampled_from(
    [
        *("id", "data", "error", "errors", "message", "code", "error_subcode", "detail", "type", "meta", "next_token"),
        *("status", "status_code", "error_message", "quota_usage", "config", "quota_total", "paging", "cursors"),
        *("attachments", "target", "created_time", "timestamp", "uri", "cid", "value", "posts", "blob", "text"),
        *("processing_info", "state", "entities", "urls", "public_metrics", "values", "success", "published"),
        *("elements", "createdAt", "commentary", "totalShareStatistics"),
    ]
)
WORDS = st.sampled_from(
    ["1", "FINISHED", "PUBLISHED", "ERROR", "2026-11-23T12:00:00+0000", "ExpiredToken", "succeeded"]
)
LEAVES = st.none() | st.booleans() | st.integers(-2, 400) | WORDS
TREES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=5))
BODIES = TREES.map(lambda tree: json.dumps(tree).encode()) | st.binary(max_size=12)
STATUSES = st.sampled_from([200, 200, 200, 201, 204, 302, 400, 400, 401, 403, 404, 408, 409, 429, 500, 503])


class Answers:
    """A network that says the same to everything, but for the door."""

    def __init__(self) -> None:
        self.status, self.body = 200, b""

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith(".createSession"):
            return httpx.Response(200, json=SESSION)
        return httpx.Response(self.status, content=self.body)


class Place:
    async def address(self, content: bytes, mime: str) -> str:
        return "https://media.example/1"


def opened(network: str, answers: Answers) -> Publisher:
    facts = network_facts.ours()[network]
    opening = Opening(
        name="ours",
        address=ADDRESSES[network],
        token="s3cret",
        slack=AsyncWebClient(),
        machine_now=clock.machine_now,
        http_transport=answering(answers),
        pause=Pauses(),
        origin=str(facts.get("origin", "")),
        facts={**facts, **({"polls": 2} if "polls" in facts else {})},
        public=Place(),
    )
    return NETWORKS[network](opening)


@pytest.mark.parametrize("examples", [60, pytest.param(500, marks=pytest.mark.slow)], ids=["few", "many"])
@pytest.mark.parametrize("network", HANDLES)
def test_no_answer_makes_a_publisher_stumble(network: str, examples: int) -> None:
    with asyncio.Runner() as runner:
        answers = Answers()
        publisher = opened(network, answers)

        @settings(max_examples=examples, deadline=None, derandomize=True, database=None)
        @given(STATUSES, BODIES)
        def check(status: int, body: bytes) -> None:
            answers.status, answers.body = status, body
            runner.run(_all_of_it(publisher, HANDLES[network]))

        check()
        runner.run(publisher.close())


async def _all_of_it(publisher: Publisher, handle: str) -> None:
    outgoing = Outgoing(7, 3, "", "ours", "1", pictures=(picture(),), handle=handle, started_at=clock.machine_now())
    said: list[tuple[Any, tuple[type, ...]]] = [
        (await publisher.prepare(outgoing), (Made, Refused, NotSent)),
        (await publisher.publish(outgoing), (Published, Refused, NotSent, Doubtful)),
        (await publisher.look_up(outgoing), (Published, Absent, CannotTell)),
        (
            await publisher.comment(outgoing, "at://did:plc:a/app.bsky.feed.post/3n2y5pjbum72b"),
            (
                Published,
                Refused,
                NotSent,
                Doubtful,
            ),
        ),
        (await publisher.take_down("1"), (Gone, Refused, NotSent, Doubtful)),
        (await publisher.figures("1_1"), (Figures, Refused, NotSent)),
    ]
    for found, allowed in said:
        assert isinstance(found, allowed), found
    await publisher.check()
