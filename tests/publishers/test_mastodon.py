"""Mastodon beyond the contract: its limits, its media, its doubts."""

import json
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.publishers.http import BadAddress
from bot.publishers.mastodon import publisher as mastodon_publisher
from bot.publishers.mastodon import search
from bot.publishers.opening import Opening
from handlers.problem import Problem
from handlers.publisher import Absent, CannotTell, Doubtful, NotSent, Outgoing, Published, Publisher, Refused, Trending
from tests.publishers.mastodon_server import MastodonServer
from tests.publishers.rigs import MastodonRig, Pauses, film, picture, publish
from tests.publishers.wires import answering, to

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TEXT = "Oak & acorn <3"
OUT = Outgoing(7, 3, "https://example.social", "toots", TEXT, idempotency_key="greenlight-3-1", started_at=NOW)
ILLUSTRATED = replace(OUT, pictures=(picture(),))

Server = Callable[[httpx.Request], httpx.Response]


@pytest.fixture
async def rig(mastodon: MastodonServer) -> AsyncIterator[MastodonRig]:
    rig = MastodonRig(mastodon)
    yield rig
    await rig.close()


def opened(server: Server, pauses: Pauses | None = None, address: str = "https://example.social") -> Publisher:
    return mastodon_publisher.open(
        Opening(
            name="my-toots",
            address=address,
            token="s3cret",
            slack=AsyncWebClient(),
            machine_now=lambda: NOW,
            http_transport=answering(server),
            pause=pauses or Pauses(),
        )
    )


def always(status: int, body: Any = None, **headers: str) -> Server:
    return lambda _: httpx.Response(status, json=body, headers=headers)


# What it allows


async def test_the_instance_says_what_it_allows(rig: MastodonRig) -> None:
    allowance = await rig.open().learn()
    assert (allowance.max_length, allowance.max_images, allowance.image.max_bytes) == (500, 4, 10_485_760)
    assert allowance.image.types == {"image/jpeg", "image/png", "image/gif", "image/webp"}


async def test_a_generous_instance_is_believed_and_remembered() -> None:
    statuses = {"max_characters": 5000, "max_media_attachments": 16, "characters_reserved_per_url": 30}
    media = {"supported_mime_types": ["image/png", "video/mp4"], "image_size_limit": 99}
    publisher = opened(always(200, {"configuration": {"statuses": statuses, "media_attachments": media}}))
    learned = await publisher.learn()
    assert (learned.max_length, learned.max_images, learned.image.max_bytes) == (5000, 16, 99)
    assert learned.image.types == {"image/png"}
    assert learned.count("https://example.com") == 30
    assert publisher.allowance() is learned


@pytest.mark.parametrize(
    "answer",
    [
        always(200, {"configuration": {"statuses": {"max_characters": "many"}, "media_attachments": []}}),
        always(200, {"configuration": None}),
        always(200, ["no object"]),
        always(503),
        lambda request: httpx.Response(200, content=b"<html>"),
    ],
)
async def test_a_strange_answer_leaves_the_defaults(answer: Server) -> None:
    learned = await opened(answer).learn()
    assert (learned.max_length, learned.max_images) == (500, 4)


async def test_what_was_learned_outlives_an_outage() -> None:
    answers = iter([always(200, {"configuration": {"statuses": {"max_characters": 900}}}), always(502)])
    publisher = opened(lambda request: next(answers)(request))
    assert (await publisher.learn()).max_length == 900
    assert (await publisher.learn()).max_length == 900


async def test_images_need_no_text(rig: MastodonRig) -> None:
    publisher = rig.open()
    assert not publisher.allowance().needs_text
    assert isinstance(await publish(publisher, rig.outgoing("", picture())), Published)


# How it publishes


async def test_it_is_public(rig: MastodonRig) -> None:
    await publish(rig.open(), rig.outgoing("For everybody"))
    [status] = rig.server.statuses()
    assert status["visibility"] == "public"


async def test_an_attempt_repeated_after_a_lost_answer_publishes_once(rig: MastodonRig) -> None:
    publisher, outgoing = rig.open(), rig.outgoing("Once", picture())
    await rig.lose_the_answer(outgoing)
    assert isinstance(await publish(publisher, outgoing), Doubtful)
    assert isinstance(await publish(publisher, outgoing), Published)
    assert len(rig.server.statuses()) == 1
    assert publisher.manner.repeatable_for == timedelta(minutes=55)


async def test_another_text_is_not_taken_for_the_old_one(rig: MastodonRig) -> None:
    publisher = rig.open()
    first = await publish(publisher, rig.outgoing("Version 1"))
    second = await publish(publisher, rig.outgoing("Version 2"))
    assert first != second
    assert [live.text for live in await rig.live()] == ["Version 1", "Version 2"]


async def test_nor_is_another_image(rig: MastodonRig) -> None:
    publisher = rig.open()
    await publish(publisher, rig.outgoing("Look", picture(alt_text="An acorn")))
    await publish(publisher, rig.outgoing("Look", picture(alt_text="An oak")))
    assert [live.alt_texts for live in await rig.live()] == [("An acorn",), ("An oak",)]


async def test_an_image_that_takes_time_is_waited_for() -> None:
    looks = iter([206, 206, 200])
    pauses = Pauses()

    def server(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/api/v2/media":
            return httpx.Response(202, json={"id": "55", "url": None})
        if request.url.path == "/api/v1/media/55":
            return httpx.Response(next(looks), json={"id": "55"})
        assert json.loads(request.content)["media_ids"] == ["55"]
        return httpx.Response(200, json={"id": "9", "url": "https://example.social/@ann/9"})

    outcome = await publish(opened(server, pauses), ILLUSTRATED)
    assert outcome == Published("9", "https://example.social/@ann/9")
    assert pauses.seconds == [1, 1, 1]


async def test_a_video_may_take_minutes() -> None:
    pauses = Pauses()

    def server(request: httpx.Request) -> httpx.Response:
        return httpx.Response(202 if request.method == "POST" else 206, json={"id": "55"})

    assert isinstance(await publish(opened(server, pauses), replace(OUT, video=film())), NotSent)
    assert sum(pauses.seconds) == 300


async def test_an_image_that_is_never_ready_stops_it_before_anything_is_live() -> None:
    asked: list[str] = []

    def server(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        return httpx.Response(202 if request.method == "POST" else 206, json={"id": "55"})

    assert isinstance(await publish(opened(server), ILLUSTRATED), NotSent)
    assert "/api/v1/statuses" not in asked


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(500, NotSent), (422, Refused), (413, Refused), (429, NotSent), (401, Refused)],
)
async def test_a_failed_upload_leaves_no_doubt(status: int, outcome: type) -> None:
    paths: list[str] = []

    def server(request: httpx.Request) -> httpx.Response:
        paths.append(request.url.path)
        return httpx.Response(status, json={"error": "no"})

    assert isinstance(await publish(opened(server), ILLUSTRATED), outcome)
    assert paths == ["/api/v2/media"]


async def test_an_upload_whose_answer_is_lost_leaves_no_doubt(rig: MastodonRig) -> None:
    rig.wire.lose_the_answer(to("POST", "/api/v2/media"))
    assert isinstance(await publish(rig.open(), rig.outgoing("With a picture", picture())), NotSent)
    assert await rig.live() == []


# How it fails


@pytest.mark.parametrize(
    ("status", "problem"),
    [
        (401, Problem.NOT_ALLOWED),
        (403, Problem.NOT_ALLOWED),
        (404, Problem.GONE),
        (410, Problem.GONE),
        (301, Problem.GONE),
        (400, Problem.REFUSED),
        (422, Problem.REFUSED),
    ],
)
async def test_a_definite_no_has_its_problem_and_the_servers_words(status: int, problem: Problem) -> None:
    outcome = await publish(opened(always(status, {"error": "Because of the acorns"})), OUT)
    assert outcome == Refused(problem, f"Because of the acorns (HTTP {status})")


async def test_the_server_itself_refuses_what_is_too_long(rig: MastodonRig) -> None:
    outcome = await publish(rig.open(), rig.outgoing("x" * 501))
    assert isinstance(outcome, Refused) and outcome.problem == Problem.REFUSED
    assert "too long" in outcome.detail


@pytest.mark.parametrize(
    "answer",
    [
        always(200, {}),
        always(200, ["strange"]),
        lambda request: httpx.Response(200, content=b'{"id": "9'),
        always(408),
        always(500),
        always(502),
        always(504),
    ],
)
async def test_an_answer_that_cannot_be_trusted_is_a_doubt(answer: Server) -> None:
    assert isinstance(await publish(opened(answer), OUT), Doubtful)


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (httpx.ConnectError, NotSent),
        (httpx.ConnectTimeout, NotSent),
        (httpx.PoolTimeout, NotSent),
        (httpx.ReadTimeout, Doubtful),
        (httpx.WriteTimeout, Doubtful),
        (httpx.ReadError, Doubtful),
        (httpx.WriteError, Doubtful),
        (httpx.RemoteProtocolError, Doubtful),
    ],
)
async def test_only_a_failure_before_the_request_left_is_certain(
    rig: MastodonRig, error: type[httpx.TransportError], outcome: type
) -> None:
    rig.wire.fail(to("POST", "/api/v1/statuses"), error)
    assert isinstance(await publish(rig.open(), rig.outgoing("Hello")), outcome)


async def test_a_hostile_redirect_is_not_followed() -> None:
    asked: list[str] = []

    def server(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(307, headers={"Location": "https://thief.example/api/v1/statuses"})

    assert isinstance(await publish(opened(server), OUT), Refused)
    assert asked == ["https://example.social/api/v1/statuses"]


@pytest.mark.parametrize(
    "address",
    [
        "http://example.social",
        "ftp://example.social",
        "example.social",
        "https://",
        "https://ann:pw@example.social",
        "https://example.social?x=1",
        "http://127.0.0.1.example.com",
        "javascript:alert(1)",
    ],
)
def test_a_token_is_sent_to_no_unsafe_address(address: str) -> None:
    with pytest.raises(BadAddress):
        opened(always(200), address=address)


@pytest.mark.parametrize("address", ["http://localhost:3000", "http://[::1]:3000/", "https://example.social/sub/"])
async def test_a_safe_address_is_taken_with_or_without_a_slash(address: str) -> None:
    asked: list[str] = []

    def server(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(200, json={"id": "9", "url": None})

    await publish(opened(server, address=address), OUT)
    assert asked == [address.rstrip("/") + "/api/v1/statuses"]


async def test_a_token_that_the_server_repeats_does_not_come_back() -> None:
    publisher = opened(always(401, {"error": "The access token s3cret is invalid"}))
    outcome, health = await publish(publisher, OUT), await publisher.check()
    assert isinstance(outcome, Refused)
    assert "s3cret" not in outcome.detail + health.detail
    assert "The access token" in outcome.detail


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"Retry-After": "30"}, timedelta(seconds=30)),
        ({"Retry-After": "Mon, 02 Mar 2026 09:00:45 GMT"}, timedelta(seconds=45)),
        ({"X-RateLimit-Reset": "2026-03-02T09:05:00.000000Z"}, timedelta(minutes=5)),
        ({"X-RateLimit-Reset": str(int(NOW.timestamp()) + 90)}, timedelta(seconds=90)),
        ({"X-RateLimit-Reset": "2026-03-02T08:00:00Z"}, timedelta(seconds=1)),
        ({"Retry-After": "99999999999999"}, timedelta(days=1)),
        ({"Retry-After": "soon"}, None),
        ({"X-RateLimit-Reset": "tomorrow"}, None),
        ({}, None),
    ],
)
async def test_the_wait_it_asks_for_is_read_in_all_its_forms(headers: dict[str, str], wait: timedelta | None) -> None:
    outcome = await publish(opened(always(429, {"error": "Too many"}, **headers)), OUT)
    assert outcome == NotSent("Too many (HTTP 429)", wait)


async def test_an_endless_answer_is_cut_off() -> None:
    def server(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=b" " * 3_000_000)

    assert isinstance(await publish(opened(server), OUT), Doubtful)


# How it is looked up


async def test_an_older_status_with_the_same_text_is_not_it() -> None:
    old = status("8", NOW - timedelta(minutes=3))
    assert isinstance(await opened(timeline([old])).look_up(OUT), Absent)


async def test_of_those_since_the_attempt_the_one_with_the_text_is_it() -> None:
    other, own = status("9", NOW + timedelta(seconds=2), "Oak"), status("8", NOW + timedelta(seconds=1))
    assert await opened(timeline([other, own])).look_up(OUT) == Published("8", "https://example.social/@ann/8")


async def test_one_without_the_image_is_not_it() -> None:
    plain = status("8", NOW)
    assert isinstance(await opened(timeline([plain])).look_up(ILLUSTRATED), Absent)


async def test_where_the_source_is_kept_back_the_page_is_read() -> None:
    own = status("8", NOW)
    own["content"] = '<p>Oak &amp;<br/>acorn <span class="h">&lt;3</span></p>'
    found = await opened(timeline([own], source=403)).look_up(OUT)
    assert isinstance(found, Published)


async def test_it_turns_pages_until_the_attempt_began() -> None:
    newer = [status(str(1000 - n), NOW + timedelta(minutes=1), "other") for n in range(search.PAGE)]
    own = status("8", NOW)
    assert isinstance(await opened(timeline([*newer, own])).look_up(OUT), Published)


async def test_it_does_not_say_absent_without_having_seen_everything() -> None:
    flood = [status(str(9999 - n), NOW + timedelta(minutes=1), "other") for n in range(search.PAGE * search.PAGES + 1)]
    assert isinstance(await opened(timeline(flood)).look_up(OUT), CannotTell)


@pytest.mark.parametrize(
    "answer", [always(500), always(401), always(429), always(200, {"id": "1"}), always(200, [{"id": "1"}])]
)
async def test_what_cannot_be_read_cannot_be_told(answer: Server) -> None:
    assert isinstance(await opened(answer).look_up(OUT), CannotTell)


async def test_white_space_that_the_server_takes_off_makes_no_difference(rig: MastodonRig) -> None:
    rig.server.say("Hello")
    assert isinstance(await rig.open().look_up(rig.outgoing("  Hello\n")), Published)


def status(number: str, created_at: datetime, text: str = TEXT) -> dict[str, Any]:
    return {
        "id": number,
        "created_at": created_at.isoformat().replace("+00:00", "Z"),
        "url": f"https://example.social/@ann/{number}",
        "content": "<p>something else</p>",
        "media_attachments": [],
        "_source": text,
    }


def timeline(statuses: list[dict[str, Any]], *, source: int = 200) -> Server:
    """A server with these statuses, newest first."""

    def server(request: httpx.Request) -> httpx.Response:
        path = request.url.path
        if path.endswith("verify_credentials"):
            return httpx.Response(200, json={"id": "1", "acct": "ann"})
        if path.endswith("/source"):
            [found] = [one for one in statuses if path == f"/api/v1/statuses/{one['id']}/source"]
            return httpx.Response(source, json={"text": found["_source"]})
        last = request.url.params.get("max_id")
        start = next((n + 1 for n, one in enumerate(statuses) if one["id"] == last), 0)
        return httpx.Response(200, json=statuses[start : start + int(request.url.params["limit"])])

    return server


# What the doctor hears


async def test_the_doctor_hears_whose_account_it_is(rig: MastodonRig) -> None:
    assert (await rig.open().check()).detail == "@testuser"


async def test_a_refused_token_names_its_variable() -> None:
    health = await opened(always(401, {"error": "revoked"})).check()
    assert not health.is_well
    assert "ACCOUNT_MY_TOOTS_TOKEN" in health.advice


async def test_something_that_is_no_mastodon_is_told_from_one() -> None:
    health = await opened(always(200, {"hello": "world"})).check()
    assert not health.is_well
    assert "ACCOUNTS" in health.advice


async def test_closing_ends_the_connections(rig: MastodonRig) -> None:
    publisher = rig.open()
    await publisher.check()
    await publisher.close()
    assert rig.wire.is_closed


# What is trending there


async def test_hashtags_that_trend_are_the_servers_own(rig: MastodonRig) -> None:
    publisher = rig.open()
    assert isinstance(publisher, Trending)
    await publish(publisher, replace(OUT, text="Warm bread #oats #bread"))
    await publish(publisher, replace(OUT, text="More bread #bread", idempotency_key="another"))
    assert list(await publisher.trends())[:2] == ["#bread", "#oats"]


@pytest.mark.parametrize("body", [None, {"error": "no"}, ["bread"], [{"name": None}], 7])
async def test_what_is_no_list_of_hashtags_tells_none(body: Any) -> None:
    publisher = opened(always(200, body))
    assert isinstance(publisher, Trending)
    assert list(await publisher.trends()) == []
