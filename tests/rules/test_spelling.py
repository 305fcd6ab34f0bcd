"""Known misspellings: what the real program finds, and what is made of its answers."""

import pytest

from bot import spelling
from tests.rules.ordinary_posts import EVERY


async def test_the_real_program_finds_known_misspellings_alone() -> None:
    spell = spelling.checker()
    assert spell is not None, "it comes with our own environment"
    assert await spell("I recieve teh bread, and 빵도 맛있어요. Gochujang, kimchi, Häagen.") == [
        ("recieve", "receive"),
        ("teh", "the"),
    ]
    assert await spell("") == []


async def test_it_says_nothing_of_ordinary_posts() -> None:
    spell = spelling.checker()
    assert spell is not None
    assert await spell("\n".join(EVERY)) == []


@pytest.mark.parametrize("answer", [b"no json", b"7", b'{"type":"typo","typo":"x","corrections":5}', b"\xff\xfe"])
def test_an_answer_that_is_none_tells_nothing(answer: bytes) -> None:
    assert spelling.read(answer) in (None, [])
