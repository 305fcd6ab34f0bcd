"""What is particular about Bluesky: record keys, facets, sessions."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot import network_facts
from bot.publishers.bluesky import answers, facets, keys, limits
from bot.publishers.http import Answer
from bot.publishers.link_card import Card
from bot.publishers.registry import open_publisher
from bot.sandbox.networks.bluesky import Bluesky
from handlers.problem import Problem
from handlers.publisher import Absent, CannotTell, Doubtful, Flags, Health, NotSent, Published, Refused, Trending
from tests.publishers.bluesky_rig import BlueskyRig
from tests.publishers.fakes import opened
from tests.publishers.rigs import film, picture, prepared

FACTS = network_facts.ours()["bluesky"]
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
OAK = {"oak.example": "did:plc:oak"}


@pytest.fixture
async def rig() -> AsyncIterator[BlueskyRig]:
    async with opened(BlueskyRig) as found:
        assert isinstance(found, BlueskyRig)
        yield found


@pytest.fixture
def fake(rig: BlueskyRig) -> Bluesky:
    assert isinstance(rig.fake, Bluesky)
    return rig.fake


def marked(text: str) -> list[tuple[str, str]]:
    """What each facet covers, and what it says."""
    found = []
    for facet in facets.facets(text, OAK):
        index, [feature] = facet["index"], facet["features"]
        covered = text.encode()[index["byteStart"] : index["byteEnd"]].decode()
        found.append((covered, feature.get("uri") or feature.get("did") or feature.get("tag")))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plain words, 3 > 2 & a#b", []),
        ("한글 https://example.com/a?b=1 끝", [("https://example.com/a?b=1", "https://example.com/a?b=1")]),
        ("👩‍👩‍👧‍👦 see a.ai.", [("a.ai", "https://a.ai")]),
        ("Hi @oak.example, @nobody.example and @acorn", [("@oak.example", "did:plc:oak")]),
        ("(@Oak.Example)", [("@Oak.Example", "did:plc:oak")]),
        ("mail@oak.example is neither", []),
        ("https://a.ai/@oak.example", [("https://a.ai/@oak.example", "https://a.ai/@oak.example")]),
        ("a.ai/@oak.example", [("a.ai/@oak.example", "https://a.ai/@oak.example")]),
        ("https://a.ai/도토리, 끝", [("https://a.ai/도토리", "https://a.ai/도토리")]),
        (
            "#오크 ＃oak, #1 #1st https://a.ai/#top",
            [
                ("#오크", "오크"),
                ("＃oak", "oak"),
                ("#1st", "1st"),
                ("https://a.ai/#top", "https://a.ai/#top"),
            ],
        ),
        ("#" + "x" * 64, [("#" + "x" * 64, "x" * 64)]),
        ("#" + "x" * 65, []),
    ],
)
def test_facets_cover_what_readers_can_follow(text: str, expected: list[tuple[str, str]]) -> None:
    assert marked(text) == expected


def test_keys_are_in_the_order_of_time_and_differ_within_it() -> None:
    made = [keys.key(NOW, 7), keys.key(NOW, 8), keys.key(NOW + timedelta(microseconds=1), 0)]
    assert made == sorted(set(made))
    assert all(len(one) == 13 and set(one) <= set(keys.DIGITS) for one in made)
    assert keys.after(made[0]) == keys.key(NOW + timedelta(microseconds=1), 7)


def test_a_moment_is_written_as_records_hold_it() -> None:
    assert keys.written(NOW + timedelta(microseconds=1234)) == "2026-11-23T09:00:00.001Z"


def test_signs_count_as_readers_see_them_and_bytes_besides() -> None:
    allowance = limits.allowance(FACTS)
    assert allowance.flaws("가" * 300) == []
    [flaw] = allowance.flaws("👩‍👩‍👧‍👦" * 121)
    assert (flaw.problem, flaw.found, flaw.allowed) == (Problem.TOO_LONG, 121 * 25, 3000)
    assert len(allowance.flaws("👩‍👩‍👧‍👦" * 301)) == 1


def said(status: int, error: str, message: str = "Said so") -> Answer:
    return Answer(status, {}, json.dumps({"error": error, "message": message}).encode())


REFUSALS = {
    "no session": (said(401, "AuthMissing"), Problem.NOT_ALLOWED),
    "taken down": (said(400, "AccountTakedown"), Problem.NOT_ALLOWED),
    "too large": (said(400, "BlobTooLarge"), Problem.IMAGE_TOO_BIG),
    "much too large": (said(413, "PayloadTooLarge"), Problem.IMAGE_TOO_BIG),
    "not there": (said(400, "RepoNotFound"), Problem.GONE),
    "invalid": (said(400, "InvalidRequest"), Problem.REFUSED),
}


@pytest.mark.parametrize(("answer", "problem"), REFUSALS.values(), ids=REFUSALS)
def test_a_definite_no_is_told_with_its_words(answer: Answer, problem: Problem) -> None:
    assert answers.failure(answer, NOW, FACTS) == Refused(problem, f"Said so (HTTP {answer.status})")


@pytest.mark.parametrize("answer", [said(500, ""), said(502, "UpstreamFailure"), said(400, "InvalidSwap")])
def test_what_may_be_live_all_the_same_is_a_doubt(answer: Answer) -> None:
    assert isinstance(answers.failure(answer, NOW, FACTS), Doubtful)


def test_a_limit_waits_until_its_window_ends() -> None:
    reset = str(int(NOW.timestamp()) + 90)
    found = answers.failure(Answer(429, {"RateLimit-Reset": reset}, b""), NOW, FACTS)
    assert isinstance(found, NotSent) and found.retry_after == timedelta(seconds=90)
    found = answers.failure(Answer(429, {}, b""), NOW, FACTS)
    assert isinstance(found, NotSent) and found.retry_after == timedelta(minutes=5)


async def test_the_same_handle_is_the_same_record_whenever_it_is_sent(rig: BlueskyRig, fake: Bluesky) -> None:
    publisher = rig.open()
    outgoing = await prepared(publisher, rig.outgoing("Once", picture()))
    assert await publisher.look_up(outgoing) == Absent(may_repeat=True)
    first = await publisher.publish(outgoing)
    assert isinstance(first, Published)
    again = await rig.open().publish(outgoing)
    assert isinstance(again, Published) and again.remote_id == first.remote_id
    assert len(fake.shown) == 1


async def test_other_words_under_the_same_key_are_not_taken_for_ours(rig: BlueskyRig, fake: Bluesky) -> None:
    publisher = rig.open()
    outgoing = await prepared(publisher, rig.outgoing("Once"))
    assert isinstance(await publisher.publish(outgoing), Published)
    assert isinstance(await publisher.publish(replace(outgoing, text="Twice")), Doubtful)
    assert [one.text for one in fake.shown] == ["Once"]


async def test_without_a_key_nothing_can_have_been_published(rig: BlueskyRig, fake: Bluesky) -> None:
    assert await rig.open().look_up(rig.outgoing("Died before")) == Absent(may_repeat=True)
    fake.fault("5xx", "getSession", method="GET")
    assert isinstance(await rig.open().look_up(rig.outgoing("Cannot be asked")), CannotTell)


async def test_a_session_is_opened_once_and_renewed_when_it_ends(rig: BlueskyRig, fake: Bluesky) -> None:
    publisher = rig.open()
    assert isinstance(await publisher.publish(await prepared(publisher, rig.outgoing("One"))), Published)
    fake.sessions.clear()
    assert isinstance(await publisher.publish(await prepared(publisher, rig.outgoing("Two"))), Published)
    asked = [call.path.rpartition(".")[2] for call in fake.calls if "server" in call.path]
    assert asked == ["createSession", "refreshSession"]


async def test_a_session_that_cannot_be_renewed_is_opened_anew(rig: BlueskyRig, fake: Bluesky) -> None:
    publisher = rig.open()
    assert (await publisher.check()).is_well
    fake.sessions.clear()
    fake.refreshing.clear()
    assert (await publisher.check()).is_well


async def test_a_stumble_while_renewing_does_not_cost_the_session(rig: BlueskyRig, fake: Bluesky) -> None:
    publisher = rig.open()
    assert (await publisher.check()).is_well
    fake.sessions.clear()
    fake.fault("5xx", "refreshSession")
    assert not (await publisher.check()).is_well
    assert (await publisher.check()).is_well
    assert [call.path.rpartition(".")[2] for call in fake.calls if "Session" in call.path].count("createSession") == 1


async def test_a_server_that_opens_no_session_for_now_is_waited_for(rig: BlueskyRig, fake: Bluesky) -> None:
    fake.fault("429", "createSession")
    assert isinstance(await rig.open().prepare(rig.outgoing("Later", picture())), NotSent)


async def test_media_that_the_server_has_forgotten_are_uploaded_anew(rig: BlueskyRig, fake: Bluesky) -> None:
    publisher = rig.open()
    outgoing = await prepared(publisher, rig.outgoing("Days later", picture()))
    fake.blobs.clear()
    found = await publisher.publish(outgoing)
    assert isinstance(found, NotSent) and found.is_spent


async def test_links_mentions_tags_shape_and_labels_go_along(rig: BlueskyRig, fake: Bluesky) -> None:
    publisher = rig.open()
    outgoing = rig.outgoing("Ask @oak.example and @nobody.example at a.ai #오크", picture())
    outgoing = await prepared(publisher, replace(outgoing, flags=Flags(is_sensitive=True)))
    assert isinstance(await publisher.publish(outgoing), Published)
    [record] = fake.records.values()
    kinds = [facet["features"][0]["$type"].partition("#")[2] for facet in record["facets"]]
    assert kinds == ["mention", "link", "tag"]
    assert record["embed"]["images"][0]["aspectRatio"] == {"width": 6, "height": 4}
    assert fake.shown[0].flags["labels"] == ["graphic-media"]


async def test_a_video_goes_out_with_its_alt_text(rig: BlueskyRig, fake: Bluesky) -> None:
    publisher = rig.open()
    outgoing = await prepared(publisher, rig.filmed("Moving", film()))
    assert isinstance(await publisher.publish(outgoing), Published)
    [medium] = fake.shown[0].media
    assert (medium.content, medium.alt) == (film().content, film().alt_text)


async def test_a_reply_does_not_double_either(rig: BlueskyRig, fake: Bluesky) -> None:
    publisher = rig.open()
    above = await publisher.publish(await prepared(publisher, rig.outgoing("Above")))
    assert isinstance(above, Published)
    fake.fault("lose", "putRecord")
    assert isinstance(await publisher.comment(rig.outgoing("Below"), above.remote_id), Doubtful)
    assert isinstance(await publisher.comment(rig.outgoing("Below"), above.remote_id), Published)
    assert await rig.comments_under(above.remote_id) == ["Below"]
    await publisher.take_down(above.remote_id)
    gone = await publisher.comment(rig.outgoing("Below"), above.remote_id)
    assert isinstance(gone, Refused) and gone.problem == Problem.GONE


async def test_the_last_of_the_window_makes_the_account_rest(rig: BlueskyRig, fake: Bluesky) -> None:
    fake.remaining = 3
    publisher = rig.open()
    found = await publisher.publish(await prepared(publisher, rig.outgoing("The last")))
    assert isinstance(found, Published) and found.rests_for is not None


async def test_the_doctor_names_the_account(rig: BlueskyRig) -> None:
    assert await rig.open().check() == Health(True, "@acorn.example")


async def test_a_link_gets_the_card_of_its_page(rig: BlueskyRig, fake: Bluesky) -> None:
    async def read(address: str, most: int) -> Card | None:
        return Card(address, "Acorns", "About oaks", b"png", "image/png") if "example.com" in address else None

    publisher = open_publisher("bluesky", replace(rig.opening(None, True), cards=read))
    rig.opened.append(publisher)
    for text in ("See example.com", "See a.ai"):
        assert isinstance(await publisher.publish(await prepared(publisher, rig.outgoing(text))), Published)
    with_media = await prepared(publisher, rig.outgoing("See example.com", picture()))
    assert isinstance(await publisher.publish(with_media), Published)
    shown = [one.card and (one.card["uri"], one.card["title"], one.card["thumb"]["size"]) for one in fake.shown]
    assert shown == [("https://example.com", "Acorns", 3), None, None]


async def test_a_card_with_everything_fits_into_a_handle(rig: BlueskyRig) -> None:
    async def read(address: str, most: int) -> Card | None:
        return Card(address, "가" * 200, "나" * 300, b"png", "image/png")

    publisher = open_publisher("bluesky", replace(rig.opening(None, True), cards=read))
    rig.opened.append(publisher)
    outgoing = await prepared(publisher, rig.outgoing("https://example.com/" + "x" * 250))
    assert len(outgoing.handle) < 4000


async def test_topics_of_the_day_are_told_as_the_network_names_them(rig: BlueskyRig, fake: Bluesky) -> None:
    fake.topics = ["Rye harvest", "World Bread Day"]
    publisher = rig.open()
    assert isinstance(publisher, Trending)
    assert list(await publisher.trends()) == ["Rye harvest", "World Bread Day"]


def test_what_is_no_list_of_topics_tells_none() -> None:
    for body in ({}, {"trends": None}, {"trends": ["Rye"]}, {"trends": [{"displayName": None}]}):
        assert answers.trends(body) == []
