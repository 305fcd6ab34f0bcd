"""Addresses are found as those meant them who wrote them, in both languages."""

import pytest

from bot.publishers import web_addresses


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://example.com/도토리 보기", ["https://example.com/도토리"]),
        ("(https://example.com/도토리)", ["https://example.com/도토리"]),
        ("https://example.com/?q=도토리&x=1.", ["https://example.com/?q=도토리&x=1"]),
        ("https://example.com/shop에서 만나요", ["https://example.com/shop"]),
        ("https://example.com에서", ["https://example.com"]),
        ("https://example.com/도토리?to=b.ai 끝", ["https://example.com/도토리?to=b.ai"]),
        ("https://example.com/?q=<x>", ["https://example.com/?q="]),
        ("https://example.com/ 도토리", ["https://example.com/"]),
        ("see a.ai and https://b.ai/", ["a.ai", "https://b.ai/"]),
    ],
)
def test_an_address_ends_where_its_author_ended_it(text: str, expected: list[str]) -> None:
    assert [text[start:stop] for start, stop in web_addresses.found(text, also_bare=True)] == expected


def test_a_bare_name_is_an_address_only_where_that_is_wanted() -> None:
    assert list(web_addresses.found("see a.ai")) == []
