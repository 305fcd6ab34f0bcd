"""Our Bluesky publisher against the real server, with its real checks of every record. Run by `make test-networks`."""

import json
import os
import shutil
import subprocess
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot import clock, network_facts
from bot.publishers.opening import Opening
from bot.publishers.registry import open_publisher
from handlers.publisher import Absent, Doubtful, Gone, Outgoing, Picture, Published, Publisher
from tests.publishers.rigs import Pauses, picture, prepared, publish
from tests.publishers.wires import Wire, to

pytestmark = pytest.mark.networks

HERE = Path(__file__).parent
PUT = "com.atproto.repo.putRecord"
TEXTS = (
    "Fresh bread at seven, and <nothing> else & that's it.",
    "도토리 스프레드 🐿️ 한정 수량 #도토리 https://acorn.example/빵?a=1&b=2",
    "👩‍👩‍👧‍👦 @nobody.example #oak_1 e\u0301 \u202eback\u202c\n\nsecond paragraph",
)


@pytest.fixture(scope="module")
def server() -> Iterator[dict[str, str]]:
    """The server from npm, in the folder where `make test-networks` has installed it."""
    folder = Path(os.environ["TEST_NETWORKS_FOLDER"])
    shutil.copy(HERE / "pds.mjs", folder)
    environ = {**os.environ, "NODE_ENV": "test", "LOG_ENABLED": "false"}
    with subprocess.Popen(
        ["node", "pds.mjs"], cwd=folder, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None and process.stdin is not None
        yield json.loads(process.stdout.readline())
        process.stdin.close()
        process.stdout.close()
        process.wait(30)


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
async def sky(server: dict[str, str], wire: Wire) -> AsyncIterator[Publisher]:
    opening = Opening(
        name="sky",
        address=server["handle"],
        token=server["password"],
        slack=AsyncWebClient(),
        machine_now=clock.machine_now,
        http_transport=wire,
        pause=Pauses(),
        origin=server["url"],
        facts=network_facts.ours()["bluesky"],
    )
    publisher = open_publisher("bluesky", opening)
    yield publisher
    await publisher.close()


def records(server: dict[str, str]) -> list[dict[str, Any]]:
    """Everything that the account has posted, as the server keeps it."""
    asked = {"repo": server["did"], "collection": "app.bsky.feed.post", "limit": "100"}
    found = httpx.get(f"{server['url']}/xrpc/com.atproto.repo.listRecords", params=asked).json()["records"]
    return [one["value"] for one in found]


def with_text(server: dict[str, str], text: str) -> list[dict[str, Any]]:
    return [one for one in records(server) if one["text"] == text]


def going(server: dict[str, str], text: str, *pictures: Picture) -> Outgoing:
    return Outgoing(
        publication_id=7,
        submission_id=3,
        address=server["handle"],
        account="sky",
        text=text,
        pictures=pictures,
        idempotency_key="greenlight-3-7",
        started_at=clock.machine_now(),
    )


@pytest.mark.parametrize("text", TEXTS)
async def test_a_text_arrives_exactly_and_its_marks_are_where_they_stand(
    server: dict[str, str], sky: Publisher, text: str
) -> None:
    assert isinstance(await publish(sky, going(server, text)), Published)
    [record] = with_text(server, text)
    for facet in record.get("facets", []):
        marked = text.encode()[facet["index"]["byteStart"] : facet["index"]["byteEnd"]].decode()
        assert marked[0] in "#@h"


async def test_images_arrive_with_their_alt_texts(server: dict[str, str], sky: Publisher) -> None:
    images = [picture(f"{number}.png", f"An oak, {number}") for number in range(4)]
    assert isinstance(await publish(sky, going(server, "Four oaks", *images)), Published)
    [record] = with_text(server, "Four oaks")
    assert [one["alt"] for one in record["embed"]["images"]] == [one.alt_text for one in images]


async def test_a_lost_answer_and_the_same_call_again_make_one_record(
    server: dict[str, str], sky: Publisher, wire: Wire
) -> None:
    outgoing = await prepared(sky, going(server, "Only once"))
    wire.lose_the_answer(to("POST", PUT))
    assert isinstance(await sky.publish(outgoing), Doubtful)
    found = await sky.look_up(outgoing)
    again = await sky.publish(outgoing)
    assert isinstance(found, Published) and isinstance(again, Published)
    assert found.remote_id == again.remote_id
    assert len(with_text(server, "Only once")) == 1


async def test_what_was_never_sent_is_certainly_absent(server: dict[str, str], sky: Publisher) -> None:
    outgoing = await prepared(sky, going(server, "Never sent"))
    assert await sky.look_up(outgoing) == Absent(may_repeat=True)


async def test_a_reply_stands_under_it_and_it_can_be_taken_down(server: dict[str, str], sky: Publisher) -> None:
    above = await publish(sky, going(server, "Above"))
    assert isinstance(above, Published)
    below = await sky.comment(going(server, "Below"), above.remote_id)
    assert isinstance(below, Published), below
    [record] = with_text(server, "Below")
    assert record["reply"]["parent"]["uri"].rpartition("/")[2] in above.remote_id
    for _ in range(2):
        assert isinstance(await sky.take_down(above.remote_id), Gone)
    assert with_text(server, "Above") == []


async def test_the_doctor_is_let_in(sky: Publisher) -> None:
    health = await sky.check()
    assert health.is_well, health
