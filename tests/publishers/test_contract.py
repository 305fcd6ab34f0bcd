"""What every publisher promises, held against the real counterpart of each."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.sandbox.server import Sandbox
from handlers.allowance import Size
from handlers.problem import Problem
from handlers.publisher import Absent, CannotTell, Doubtful, NotSent, Outcome, Picture, Published, Publisher, Refused
from tests.publishers.mastodon_server import MastodonServer
from tests.publishers.rigs import MastodonRig, Rig, picture, publish
from tests.publishers.slack_rigs import PracticeRig, SlackRig, client

HOSTILE = {
    "everybody": "<!channel> <!here> <!everyone> @channel @here",
    "mention": "<@U0JONAS> <#C0PUB> <!subteam^S123> @Jonas Weber",
    "link": "<https://example.com|click me> and https://example.com/a?b=1&c=<d>",
    "entities": "&amp; &lt;b&gt; &#39; & < >",
    "markup": "*bold* _italic_ ~gone~ `code` ```block``` > quote\n- list\n1. list",
    "html": "<script>alert('x')</script><br>",
    "bidi": "abc \u202e\u2066reversed\u2069\u202c אבג",
    "emoji": "👩‍👩‍👧‍👦 🇰🇷 👍🏽 1️⃣ :smile: :+1:",
    "korean": "새 도토리 스프레드 — 금요일 오전 9시!\n\n한정 수량입니다.",
    "lines": "one\n\n\ntwo\n  indented\n\tand tabbed",
    "quotes": "\"double\" 'single' \\ back\\slash \\n %20 ${x} {{y}}",
}


@pytest.fixture
async def mastodon_rig(mastodon: MastodonServer) -> AsyncIterator[Rig]:
    rig = MastodonRig(mastodon)
    yield rig
    await rig.close()


@pytest.fixture
async def slack_rig(sandbox: Sandbox) -> AsyncIterator[Rig]:
    rig = SlackRig(sandbox)
    yield rig
    await rig.close()


@pytest.fixture
async def practice_rig(sandbox: Sandbox) -> AsyncIterator[Rig]:
    card = await client(sandbox).chat_postMessage(channel=PracticeRig.address, text="The card")
    rig = PracticeRig(sandbox, card["ts"])
    yield rig
    await rig.close()


@pytest.fixture(params=["mastodon", "slack", "practice"])
def rig(request: pytest.FixtureRequest) -> Rig:
    found: Rig = request.getfixturevalue(f"{request.param}_rig")
    return found


@pytest.fixture
def publisher(rig: Rig) -> Publisher:
    return rig.open()


async def texts(rig: Rig) -> list[str]:
    return [found.text for found in await rig.live()]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_a_text_arrives_exactly_as_typed(rig: Rig, publisher: Publisher, text: str) -> None:
    outcome = await publish(publisher, rig.outgoing(text))
    assert isinstance(outcome, Published)
    assert await texts(rig) == [text]


async def test_the_receipt_links_to_what_is_out(rig: Rig, publisher: Publisher) -> None:
    outcome = published(await publish(publisher, rig.outgoing("Hello, oak!")))
    [live] = await rig.live()
    assert outcome.remote_id
    assert outcome.link is not None and outcome.link in live.links


async def test_images_go_out_with_their_alt_texts_and_in_their_order(rig: Rig, publisher: Publisher) -> None:
    first, second = picture("one.png", "An acorn & <leaf>, 도토리"), picture("two.png", "")
    outcome = await publish(publisher, rig.outgoing("Two <pictures>", first, second))
    assert isinstance(outcome, Published)
    [live] = await rig.live()
    assert live.text == "Two <pictures>"
    assert [alt or "" for alt in live.alt_texts] == ["An acorn & <leaf>, 도토리", ""]


async def test_the_longest_text_that_is_allowed_goes_out(rig: Rig, publisher: Publisher) -> None:
    allowance = await publisher.learn()
    text = "가" * allowance.max_length
    assert allowance.flaws(text) == []
    assert isinstance(await publish(publisher, rig.outgoing(text)), Published)
    assert await texts(rig) == [text]


async def test_one_character_more_is_a_flaw_with_its_figures(publisher: Publisher) -> None:
    allowance = await publisher.learn()
    [flaw] = allowance.flaws("x" * (allowance.max_length + 1))
    assert (flaw.problem, flaw.found, flaw.allowed) == (
        Problem.TOO_LONG,
        allowance.max_length + 1,
        allowance.max_length,
    )


async def test_what_it_allows_is_known_before_anybody_is_asked(rig: Rig) -> None:
    allowance = rig.open(reachable=False).allowance()
    assert allowance.max_length > 0
    assert [flaw.problem for flaw in allowance.flaws("   ")] == [Problem.EMPTY]
    too_many = [Size("a.png", "image/png", 10)] * (allowance.max_images + 1)
    assert [flaw.problem for flaw in allowance.flaws("text", too_many)] == [Problem.TOO_MANY_IMAGES]


@pytest.mark.parametrize("pictures", [(), (picture(),)], ids=["text", "image"])
async def test_a_lost_answer_is_a_doubt_and_a_look_settles_it(
    rig: Rig, publisher: Publisher, pictures: tuple[Picture, ...]
) -> None:
    outgoing = rig.outgoing("Did it go out? *yes* <!here>", *pictures)
    await rig.lose_the_answer(outgoing)
    assert isinstance(await publish(publisher, outgoing), Doubtful)
    found = await publisher.look_up(outgoing)
    assert isinstance(found, Published)
    [live] = await rig.live()
    assert found.link in live.links


async def test_a_5xx_is_a_doubt(rig: Rig, publisher: Publisher) -> None:
    outgoing = rig.outgoing("Perhaps")
    await rig.answer_5xx(outgoing)
    assert isinstance(await publish(publisher, outgoing), Doubtful)
    assert isinstance(await publisher.look_up(outgoing), Absent)


@pytest.mark.parametrize("pictures", [(), (picture(),)], ids=["text", "image"])
async def test_without_a_connection_nothing_was_sent(rig: Rig, pictures: tuple[Picture, ...]) -> None:
    unreachable = rig.open(reachable=False)
    outgoing = rig.outgoing("Nobody hears this", *pictures)
    assert isinstance(await publish(unreachable, outgoing), NotSent)
    assert isinstance(await unreachable.look_up(outgoing), CannotTell)
    assert await rig.live() == []


@pytest.mark.parametrize("pictures", [(), (picture(),)], ids=["text", "image"])
async def test_a_refused_token_is_for_a_person_to_mend(rig: Rig, pictures: tuple[Picture, ...]) -> None:
    outcome = await publish(rig.open(token="wrong"), rig.outgoing("Not allowed", *pictures))
    assert isinstance(outcome, Refused) and outcome.problem == Problem.NOT_ALLOWED
    assert await rig.live() == []


async def test_asked_to_wait_it_says_for_how_long(rig: Rig, publisher: Publisher) -> None:
    outgoing = rig.outgoing("Slower, please")
    await rig.limit(outgoing, 17)
    outcome = await publish(publisher, outgoing)
    assert isinstance(outcome, NotSent)
    assert outcome.retry_after == timedelta(seconds=17)
    assert await rig.live() == []
    assert isinstance(await publish(publisher, outgoing), Published)


async def test_it_finds_nothing_where_there_is_nothing(rig: Rig, publisher: Publisher) -> None:
    assert isinstance(await publish(publisher, rig.outgoing("Another one", publication_id=8)), Published)
    assert isinstance(await publisher.look_up(rig.outgoing("This one")), Absent)


async def test_the_doctor_hears_that_all_is_well(publisher: Publisher) -> None:
    health = await publisher.check()
    assert health.is_well, health
    assert health.detail


@pytest.mark.parametrize("rig", ["mastodon", "slack"], indirect=True)
async def test_every_failure_that_the_doctor_finds_comes_with_advice(rig: Rig) -> None:
    for health in (await rig.open(token="wrong").check(), await rig.open(reachable=False).check()):
        assert not health.is_well
        assert health.detail and health.advice


def published(outcome: Outcome) -> Published:
    assert isinstance(outcome, Published), outcome
    return outcome
