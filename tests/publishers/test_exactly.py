"""What reaches a network is character for character what was approved, whatever characters those are."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.allowance import Size
from handlers.publisher import Published, Publisher
from tests.publishers.fake_rigs import FakeRig
from tests.publishers.fakes import FAKES, opened
from tests.publishers.rigs import publish

PIECES = (
    *("<!channel>", "<@U0JONAS>", "&amp;", "&lt;", "<b>", "\\", "{hashtag|\\#|oak}", "@[Oak](urn:li:organization:1)"),
    *("#오크", "@acorn", "https://example.com/a?b=1&c=<d>", "example.com", "a.ai", "$OAK", "(x)", "[y]", "*z*", "_w_"),
    *("👩‍👩‍👧‍👦", "🇰🇷", "e\u0301", "한글", "\u202eback\u202c", "\u200b", "\ufeff", "\n\n", "  ", "\t", "1️⃣"),
)
WORDS = st.sampled_from(PIECES) | st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
TEXTS = st.lists(WORDS, min_size=1, max_size=8).map("".join).map(str.strip).filter(bool)
"""Without control characters, which no form lets through, and without white space at the ends."""


@pytest.mark.parametrize("examples", [25, pytest.param(1500, marks=pytest.mark.slow)], ids=["few", "many"])
@pytest.mark.parametrize("network", FAKES)
def test_every_character_arrives(network: str, examples: int) -> None:
    with asyncio.Runner() as runner:
        doors = opened(FAKES[network])
        rig = runner.run(doors.__aenter__())
        publisher = rig.open()

        @settings(max_examples=examples, deadline=None, derandomize=True, database=None)
        @given(TEXTS)
        def check(text: str) -> None:
            runner.run(arrives(rig, publisher, text))

        check()
        runner.run(doors.__aexit__(None, None, None))


async def arrives(rig: FakeRig, publisher: Publisher, text: str) -> None:
    rig.fake.shown.clear()
    outgoing = rig.outgoing(text, publication_id=len(rig.fake.calls) + 1)
    sizes = [Size(one.name, one.mime, len(one.content), one.width, one.height) for one in outgoing.pictures]
    if publisher.allowance().flaws(text, sizes):
        return
    said = await publish(publisher, outgoing)
    assert isinstance(said, Published), said
    [shown] = rig.fake.shown
    assert rig.seen(shown).text == text
