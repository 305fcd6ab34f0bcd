"""What is particular about LinkedIn."""

from dataclasses import replace

import pytest

from bot.publishers import registry
from bot.publishers.link_card import Card
from bot.publishers.linkedin import little
from bot.sandbox.networks.linkedin import MEMBER
from handlers.problem import Problem
from handlers.publisher import CannotTell, Doubtful, NotSent, Published, Publisher, Refused
from tests.publishers.fakes import opened
from tests.publishers.linkedin_rig import LinkedInRig
from tests.publishers.rigs import picture, publish


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain words & more", "plain words & more"),
        ("(a) [b] {c} <d> *e* _f_ ~g~ |h| i\\j", r"\(a\) \[b\] \{c\} \<d\> \*e\* \_f\_ \~g\~ \|h\| i\\j"),
        ("mail@acorn.example", r"mail\@acorn.example"),
        ("#oak and #도토리_1", r"{hashtag|\#|oak} and {hashtag|\#|도토리\_1}"),
        ("https://example.com/#rye #rye", r"https://example.com/\#rye {hashtag|\#|rye}"),
        ("acorn.ai/#rye", r"acorn.ai/\#rye"),
        ("#\ufe0f\u20e3 a keycap", "\\#\ufe0f\u20e3 a keycap"),
        ("no tag: #1, a#b, # c, &#39;", r"no tag: \#1, a\#b, \# c, &\#39;"),
    ],
)
def test_every_reserved_character_is_escaped_and_hashtags_are_marked(text: str, written: str) -> None:
    assert little.written(text) == written
    assert little.read(written) == text


def test_a_mention_reads_as_the_name() -> None:
    assert little.read(r"Thanks, @[Acorn \(Foods\)](urn:li:organization:1)!") == "Thanks, Acorn (Foods)!"


def member(rig: LinkedInRig) -> Publisher:
    opening = replace(rig.opening("member-token", reachable=True), address=MEMBER)
    found = registry.open_publisher("linkedin", opening)
    rig.opened.append(found)
    return found


async def test_a_member_publishes_but_cannot_be_looked_up_nor_counted() -> None:
    async with opened(LinkedInRig) as rig:
        assert isinstance(rig, LinkedInRig)
        publisher = member(rig)
        assert isinstance(await publish(publisher, rig.outgoing("As myself")), Published)
        assert [one.author for one in rig.fake.shown] == [MEMBER]
        assert isinstance(await publisher.look_up(rig.outgoing("As myself")), CannotTell)
        assert not publisher.manner.has_figures
        assert (await publisher.check()).detail == "Mina Seo"


async def test_what_is_there_already_is_no_receipt_of_ours() -> None:
    """The same words may stand there from last week; which of the two it is a look decides."""
    async with opened(LinkedInRig) as rig:
        publisher = rig.open()
        assert isinstance(await publish(publisher, rig.outgoing("Twice")), Published)
        said = await publish(publisher, rig.outgoing("Twice"))
        assert isinstance(said, Refused) and said.problem == Problem.DUPLICATE
        assert "urn:li:share:" in said.detail


async def test_a_lost_answer_is_found_by_a_text_full_of_marks() -> None:
    async with opened(LinkedInRig) as rig:
        publisher, outgoing = rig.open(), rig.outgoing(r"#oak (a\b) [c] https://example.com/#rye")
        await rig.lose_the_answer(outgoing)
        assert isinstance(await publish(publisher, outgoing), Doubtful)
        found = await publisher.look_up(outgoing)
        assert isinstance(found, Published) and found.remote_id == rig.fake.shown[0].id


async def test_too_many_requests_without_a_time_rest_for_a_minute() -> None:
    async with opened(LinkedInRig) as rig:
        rig.fake.fault("429", "/rest/posts", retry_after=0)
        said = await publish(rig.open(), rig.outgoing("Later"))
        assert isinstance(said, NotSent) and said.retry_after is not None


async def test_an_upload_that_fails_leaves_nothing_in_doubt() -> None:
    async with opened(LinkedInRig) as rig:
        rig.fake.fault("5xx", "/rest/images")
        said = await publish(rig.open(), rig.outgoing("With an image", picture()))
        assert isinstance(said, NotSent) and not isinstance(said, Doubtful)


async def test_a_link_gets_the_card_that_the_network_does_not_make() -> None:
    """Of the first link, and only where there is no image; a page that tells nothing leaves the text alone."""

    async def cards(address: str, _most: int) -> Card | None:
        return Card(address, "Rye", "Slow and dark", picture().content, "image/png") if "rye" in address else None

    async with opened(LinkedInRig) as rig:
        opening = replace(rig.opening(None, reachable=True), cards=cards)
        publisher = registry.open_publisher("linkedin", opening)
        rig.opened.append(publisher)
        for text in ("See https://example.com/rye", "See https://example.com/oat"):
            assert isinstance(await publish(publisher, rig.outgoing(text)), Published)
        assert isinstance(await publish(publisher, rig.outgoing("https://example.com/rye2", picture())), Published)
        with_card, without, with_image = rig.fake.shown
        assert with_card.card is not None and with_card.card["title"] == "Rye" and with_card.card["thumbnail"]
        assert without.card is None
        assert with_image.card is None and len(with_image.media) == 1
