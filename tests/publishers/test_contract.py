"""What every publisher promises, held against the real counterpart of each."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from handlers.allowance import Size
from handlers.problem import Problem
from handlers.publisher import (
    Absent,
    CannotTell,
    Doubtful,
    Figures,
    Gone,
    NotSent,
    Outcome,
    Outgoing,
    Picture,
    Published,
    Publisher,
    Refused,
)
from tests.publishers.conftest import a_slack
from tests.publishers.fakes import FAKES, opened
from tests.publishers.rigs import MastodonRig, Rig, film, picture, prepared, publish
from tests.publishers.slack_rigs import SlackRig, practice_rig

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


@pytest.fixture(params=["mastodon", "slack", "practice", *FAKES])
async def rig(request: pytest.FixtureRequest) -> AsyncIterator[Rig]:
    async with _rig(request.param, request) as found:
        yield found


@asynccontextmanager
async def _rig(network: str, request: pytest.FixtureRequest) -> AsyncIterator[Rig]:
    if network in FAKES:
        async with opened(FAKES[network]) as fake:
            yield fake
    elif network == "mastodon":
        toots = MastodonRig(request.getfixturevalue("mastodon"))
        yield toots
        await toots.close()
    else:
        async with a_slack() as sandbox:
            channel = SlackRig(sandbox) if network == "slack" else await practice_rig(sandbox)
            yield channel
            await channel.close()


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
    text = rig.letter * allowance.max_length
    assert allowance.flaws(text, rig.beside) == []
    assert isinstance(await publish(publisher, rig.outgoing(text)), Published)
    assert await texts(rig) == [text]


async def test_one_character_more_is_a_flaw_with_its_figures(rig: Rig, publisher: Publisher) -> None:
    allowance = await publisher.learn()
    [flaw] = allowance.flaws("x" * (allowance.max_length + 1), rig.beside)
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
    outgoing = await prepared(publisher, outgoing)
    assert isinstance(await publisher.publish(outgoing), Doubtful)
    found = await settled(publisher, outgoing)
    [live] = await rig.live()
    assert found.link in live.links


async def test_a_5xx_for_what_is_live_is_a_doubt_that_a_look_settles(rig: Rig, publisher: Publisher) -> None:
    outgoing = await prepared(publisher, rig.outgoing("Said to have failed"))
    if not await rig.answer_5xx_afterwards(outgoing):
        return
    assert isinstance(await publisher.publish(outgoing), Doubtful)
    await settled(publisher, outgoing)
    assert len(await rig.live()) == 1


async def test_a_connection_that_is_cut_before_anything_was_done_is_a_doubt(rig: Rig, publisher: Publisher) -> None:
    outgoing = await prepared(publisher, rig.outgoing("Cut off"))
    if not await rig.cut_off(outgoing):
        return
    assert isinstance(await publisher.publish(outgoing), Doubtful)
    assert isinstance(await publisher.look_up(outgoing), Absent | CannotTell)
    assert await rig.live() == []


async def test_where_the_network_vouches_for_it_the_call_again_never_doubles(rig: Rig, publisher: Publisher) -> None:
    outgoing = await prepared(publisher, rig.outgoing("Once and only once"))
    await rig.lose_the_answer(outgoing)
    assert isinstance(await publisher.publish(outgoing), Doubtful)
    if publisher.manner.repeats_safely:
        assert isinstance(await publisher.publish(outgoing), Published)
    assert len(await rig.live()) == 1


async def test_as_many_images_as_it_takes_go_out(rig: Rig, publisher: Publisher) -> None:
    most = (await publisher.learn()).max_images
    pictures = [picture(f"{number}.png", f"Picture {number}") for number in range(most)]
    assert isinstance(await publish(publisher, rig.outgoing("Many", *pictures)), Published)
    [live] = await rig.live()
    assert len(live.alt_texts) == most


async def test_a_video_goes_out(rig: Rig, publisher: Publisher) -> None:
    if publisher.allowance().video is None:
        return
    outgoing = rig.filmed("Moving", film())
    assert isinstance(await publish(publisher, outgoing), Published)
    [live] = await rig.live()
    assert live.text == "Moving"


async def test_a_first_comment_stands_under_what_is_live(rig: Rig, publisher: Publisher) -> None:
    found = published(await publish(publisher, rig.outgoing("Above")))
    said = await publisher.comment(rig.outgoing("Below, <the> first & last"), found.remote_id)
    if not publisher.manner.takes_comment:
        assert isinstance(said, Refused) and said.problem == Problem.CANT
        return
    assert isinstance(said, Published) and said.remote_id != found.remote_id
    assert await rig.comments_under(found.remote_id) == ["Below, <the> first & last"]


async def test_what_is_live_can_be_taken_down_and_twice_is_the_same(rig: Rig, publisher: Publisher) -> None:
    found = published(await publish(publisher, rig.outgoing("Not for long")))
    if not publisher.manner.can_take_down:
        said = await publisher.take_down(found.remote_id)
        assert isinstance(said, Refused) and said.problem == Problem.CANT
        return
    for _ in range(2):
        assert isinstance(await publisher.take_down(found.remote_id), Gone)
    assert await rig.live() == []


async def test_figures_are_what_the_network_counts(rig: Rig, publisher: Publisher) -> None:
    found = published(await publish(publisher, rig.outgoing("Counted")))
    if not publisher.manner.has_figures:
        said = await publisher.figures(found.remote_id)
        assert isinstance(said, Refused) and said.problem == Problem.CANT
        return
    expected = await rig.count_up(found.remote_id)
    figures = await publisher.figures(found.remote_id)
    assert isinstance(figures, Figures), figures
    assert {name: getattr(figures, name) for name in expected} == expected
    assert figures.raw


async def test_what_it_refuses_comes_with_its_words(rig: Rig, publisher: Publisher) -> None:
    outgoing = await rig.refusable()
    if outgoing is None:
        return
    said = await publish(publisher, outgoing)
    assert isinstance(said, Refused) and said.problem == Problem.REFUSED
    assert said.detail
    assert await rig.live() == []


async def test_a_token_that_ended_is_renewed_and_the_call_repeated(rig: Rig) -> None:
    tokens = await rig.ended_tokens()
    if tokens is None:
        return
    publisher = rig.open(tokens=tokens)
    assert isinstance(await publish(publisher, rig.outgoing("With the next token")), Published)
    assert len(await rig.live()) == 1


async def test_a_5xx_is_a_doubt(rig: Rig, publisher: Publisher) -> None:
    outgoing = rig.outgoing("Perhaps")
    await rig.answer_5xx(outgoing)
    assert isinstance(await publish(publisher, outgoing), Doubtful)
    assert isinstance(await publisher.look_up(outgoing), Absent | CannotTell)
    assert await rig.live() == []


@pytest.mark.parametrize("pictures", [(), (picture(),)], ids=["text", "image"])
async def test_without_a_connection_nothing_was_sent(rig: Rig, pictures: tuple[Picture, ...]) -> None:
    unreachable = rig.open(reachable=False)
    outgoing = rig.outgoing("Nobody hears this", *pictures)
    assert isinstance(await publish(unreachable, outgoing), NotSent)
    found = await unreachable.look_up(outgoing)
    assert isinstance(found, CannotTell)
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
    assert not isinstance(await publisher.look_up(rig.outgoing("This one")), Published)


async def test_the_doctor_hears_that_all_is_well(publisher: Publisher) -> None:
    health = await publisher.check()
    assert health.is_well, health
    assert health.detail


@pytest.mark.parametrize("rig", ["mastodon", "slack", *FAKES], indirect=True)
async def test_every_failure_that_the_doctor_finds_comes_with_advice(rig: Rig) -> None:
    for health in (await rig.open(token="wrong").check(), await rig.open(reachable=False).check()):
        assert not health.is_well
        assert health.detail and health.advice


def published(outcome: Outcome) -> Published:
    assert isinstance(outcome, Published), outcome
    return outcome


async def settled(publisher: Publisher, outgoing: Outgoing) -> Published:
    """The doubt about something that is live, cleared up as the story does it: by a look, or by the same call again
    where the network vouches for it."""
    found = await publisher.look_up(outgoing)
    if isinstance(found, CannotTell) and found.may_repeat:
        return published(await publisher.publish(outgoing))
    assert isinstance(found, Published), found
    return found
