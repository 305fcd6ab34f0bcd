"""What is particular about X: weights, short links, prices, duplicates, uploads in pieces."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings

from bot import network_facts
from bot.publishers.http import Answer
from bot.publishers.registry import open_publisher
from bot.publishers.x import answers, limits, search
from bot.sandbox.networks.network import Shown
from bot.sandbox.networks.short_links import shortened
from bot.sandbox.networks.x import X
from handlers.problem import Problem
from handlers.publisher import Absent, CannotTell, Doubtful, Figures, Flags, Health, Made, NotSent, Published, Refused
from tests.publishers.fakes import opened
from tests.publishers.rigs import film, picture, prepared
from tests.publishers.test_exactly import TEXTS
from tests.publishers.x_rig import XRig

FACTS = network_facts.ours()["x"]
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
async def rig() -> AsyncIterator[XRig]:
    async with opened(XRig) as found:
        assert isinstance(found, XRig)
        yield found


@pytest.fixture
def fake(rig: XRig) -> X:
    assert isinstance(rig.fake, X)
    return rig.fake


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("", 0),
        ("acorn", 5),
        ("도토리", 6),
        ("é", 1),
        ("e\u0301", 1),
        ("👩‍👩‍👧‍👦", 2),
        ("🇰🇷", 2),
        ("https://example.com/a/very/long/path?that=goes&on=and", 23),
        ("a.ai", 23),
        ("한글 https://a.ai/한글", 4 + 1 + 23 + 4),
    ],
)
def test_weights(text: str, weight: int) -> None:
    assert limits.weight(text) == weight


def test_half_as_many_syllables_fit() -> None:
    allowance = limits.allowance(FACTS)
    assert allowance.flaws("가" * 140) == []
    [flaw] = allowance.flaws("가" * 141)
    assert (flaw.problem, flaw.found, flaw.allowed) == (Problem.TOO_LONG, 282, 280)


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("Plain", []),
        ("See a.ai", [("x_link", "$0.20")]),
        ("$OAK and $OAK", []),
        ("$OAK and $ACORN", [("x_cashtags", "$OAK $ACORN")]),
        ("It costs $5 or US$OAK", []),
    ],
)
def test_what_it_costs_is_said_before(text: str, notes: list[tuple[str, str]]) -> None:
    assert [(note.code, note.figure) for note in limits.allowance(FACTS).notes(text)] == notes


@pytest.mark.parametrize(
    "text",
    [
        "Plain",
        "Signs & <b> &amp; &lt;",
        "https://example.com/a?b=1&c=2 in the beginning",
        "Bare a.ai and https://a.ai/ and https://a.ai/x, twice a.ai",
        "Lines\n\n  and  spaces\t",
        "e\u0301 and 한글 #오크 @acorn",
        "Somebody's https://x.com/oak/status/1/photo/1",
    ],
)
@pytest.mark.parametrize("media", ["", "https://x.com/i/status/7/photo/1"])
def test_a_text_is_recognised_behind_its_short_links(text: str, media: str) -> None:
    short = shortened(text, media)
    post = {"text": short.text, "entities": {"urls": short.urls}}
    assert search.as_read(post) == search.as_typed(text)
    assert search.as_read(post) != search.as_typed(f"{text} and more")


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(TEXTS)
def test_any_text_is_recognised_behind_its_short_links(text: str) -> None:
    short = shortened(text, "")
    assert search.as_read({"text": short.text, "entities": {"urls": short.urls}}) == search.as_typed(text)


def said(status: int, **body: object) -> Answer:
    return Answer(status, {}, json.dumps(body).encode())


REFUSALS = {
    "no token": (said(401, title="Unauthorized"), Problem.NOT_ALLOWED),
    "no credits": (said(402, title="CreditsDepleted", detail="No credits"), Problem.NOT_ALLOWED),
    "the app may not": (
        said(403, detail="Not for you", type="https://api.twitter.com/2/problems/client-forbidden"),
        Problem.NOT_ALLOWED,
    ),
    "a duplicate": (
        said(403, detail="You are not allowed to create a Tweet with duplicate content."),
        Problem.DUPLICATE,
    ),
    "something else": (said(403, detail="You are not permitted to perform this action."), Problem.REFUSED),
    "invalid": (said(400, errors=[{"message": "bad"}]), Problem.REFUSED),
    "not there": (said(404), Problem.GONE),
    "too large": (said(413), Problem.IMAGE_TOO_BIG),
}


@pytest.mark.parametrize(("answer", "problem"), REFUSALS.values(), ids=REFUSALS)
def test_a_definite_no_is_told_with_its_words(answer: Answer, problem: Problem) -> None:
    found = answers.failure(answer, NOW, FACTS)
    assert isinstance(found, Refused) and found.problem == problem and found.detail


@pytest.mark.parametrize("status", [408, 500, 502, 503, 504])
def test_what_may_be_live_all_the_same_is_a_doubt(status: int) -> None:
    assert isinstance(answers.failure(said(status), NOW, FACTS), Doubtful)


def test_a_limit_waits_until_its_window_ends() -> None:
    reset = str(int(NOW.timestamp()) + 300)
    found = answers.failure(Answer(429, {"X-Rate-Limit-Reset": reset}, b""), NOW, FACTS)
    assert isinstance(found, NotSent) and found.retry_after == timedelta(minutes=5)
    found = answers.failure(Answer(429, {}, b""), NOW, FACTS)
    assert isinstance(found, NotSent) and found.retry_after == timedelta(minutes=15)


async def test_the_last_of_the_window_makes_the_account_rest(rig: XRig, fake: X) -> None:
    fake.remaining = 1
    found = await rig.open().publish(rig.outgoing("The last"))
    assert isinstance(found, Published)
    assert found.rests_for is not None and found.rests_for > timedelta(minutes=14)


async def test_media_go_first_and_stay_for_the_next_attempt(rig: XRig, fake: X) -> None:
    publisher = rig.open()
    outgoing = await prepared(publisher, rig.outgoing("Two", picture("a.png"), picture("b.png", "")))
    assert fake.shown == [] and list(fake.uploaded) == json.loads(outgoing.handle)
    await rig.limit(outgoing, 17)
    assert isinstance(await publisher.publish(outgoing), NotSent)
    assert isinstance(await publisher.publish(outgoing), Published)
    assert len(fake.uploaded) == 2


async def test_media_that_x_has_forgotten_are_uploaded_anew(rig: XRig, fake: X) -> None:
    publisher = rig.open()
    outgoing = await prepared(publisher, rig.outgoing("A day later", picture()))
    fake.uploaded.clear()
    found = await publisher.publish(outgoing)
    assert isinstance(found, NotSent) and found.is_spent


async def test_a_video_goes_up_in_pieces_and_is_waited_for(rig: XRig, fake: X) -> None:
    fake.looks_until_ready = 2
    opening = rig.opening(None, True)
    publisher = open_publisher("x", replace(opening, facts={**opening.facts, "chunk_bytes": 100}))
    rig.opened.append(publisher)
    made = await publisher.prepare(rig.filmed("Moving", film()))
    assert isinstance(made, Made)
    [media] = json.loads(made.handle)
    assert len(fake.coming[media]) == 3 and fake.uploaded[media].content == film().content
    assert rig.pauses.seconds == [3, 3]


async def test_a_video_that_cannot_be_read_is_told_in_xs_words(rig: XRig, fake: X) -> None:
    fake.cannot_read = "The codec is not supported"
    found = await rig.open().prepare(rig.filmed("Moving", film()))
    assert found == Refused(Problem.VIDEO_TYPE, "The codec is not supported")


async def test_labels_go_where_x_has_a_place_for_them(rig: XRig, fake: X) -> None:
    publisher = rig.open()
    flags = Flags(is_sensitive=True, is_paid=True, is_ai=True)
    outgoing = replace(rig.outgoing("Labelled", picture()), flags=flags)
    assert isinstance(await publisher.publish(await prepared(publisher, outgoing)), Published)
    assert fake.shown[0].flags == {"paid_partnership": True, "made_with_ai": True, "sensitive": True}


async def test_a_lost_answer_is_found_behind_short_links_among_others(rig: XRig, fake: X) -> None:
    publisher = rig.open()
    outgoing = await prepared(publisher, rig.outgoing("See a.ai & https://example.com/ @acorn", picture()))
    await rig.lose_the_answer(outgoing)
    assert isinstance(await publisher.publish(outgoing), Doubtful)
    [ours] = fake.shown
    fake.shown.insert(0, Shown("1", ours.author, ours.text, ours.at - timedelta(days=1), "old", ours.media))
    fake.shown.insert(1, Shown("2", ours.author, ours.text, ours.at, "without its image"))
    fake.shown += [Shown(f"3{n}", ours.author, f"Later {n}", ours.at, "later") for n in range(12)]
    found = await publisher.look_up(outgoing)
    assert isinstance(found, Published) and (found.remote_id, found.link) == (ours.id, ours.link)
    fake.shown += [Shown(f"4{n}", ours.author, f"More {n}", ours.at, "more") for n in range(60)]
    assert isinstance(await publisher.look_up(outgoing), CannotTell)


async def test_a_doubt_is_never_answered_with_another_attempt(rig: XRig) -> None:
    publisher, outgoing = rig.open(), rig.outgoing("Perhaps")
    await rig.answer_5xx(outgoing)
    assert isinstance(await publisher.publish(outgoing), Doubtful)
    assert await publisher.look_up(outgoing) == Absent(may_repeat=False)
    assert not publisher.manner.repeats_safely and publisher.manner.repeatable_for == timedelta(0)


async def test_a_duplicate_is_told_as_one_even_of_what_was_deleted(rig: XRig) -> None:
    publisher = rig.open()
    first = await publisher.publish(rig.outgoing("Once"))
    assert isinstance(first, Published)
    for _ in range(2):
        again = await publisher.publish(rig.outgoing("Once"))
        assert isinstance(again, Refused) and again.problem == Problem.DUPLICATE
        await publisher.take_down(first.remote_id)


async def test_replies_are_a_teams_own_decision(rig: XRig) -> None:
    opening = rig.opening(None, True)
    publisher = open_publisher("x", replace(opening, facts={**opening.facts, "takes_replies": True}))
    rig.opened.append(publisher)
    assert publisher.manner.takes_comment
    above = await publisher.publish(rig.outgoing("Above"))
    assert isinstance(above, Published)
    assert isinstance(await publisher.comment(rig.outgoing("Below"), above.remote_id), Published)
    assert await rig.comments_under(above.remote_id) == ["Below"]


async def test_figures_of_what_is_gone_are_refused(rig: XRig) -> None:
    publisher = rig.open()
    found = await publisher.publish(rig.outgoing("Counted"))
    assert isinstance(found, Published)
    assert isinstance(await publisher.figures(found.remote_id), Figures)
    await publisher.take_down(found.remote_id)
    gone = await publisher.figures(found.remote_id)
    assert isinstance(gone, Refused) and gone.problem == Problem.GONE


async def test_the_doctor_sees_whose_token_it_is(rig: XRig) -> None:
    assert await rig.open().check() == Health(True, "@acorn")
    publisher = open_publisher("x", replace(rig.opening(None, True), address="1"))
    rig.opened.append(publisher)
    health = await publisher.check()
    assert not health.is_well and "another account" in health.detail and health.advice
