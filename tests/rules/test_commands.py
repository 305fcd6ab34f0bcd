"""The words after /greenlight."""

import pytest

from handlers.typed.commands import rest_of, word_of


@pytest.mark.parametrize(
    ("text", "word", "rest"),
    [
        ("", "", ""),
        ("  Find  oat cookies ", "find", "oat cookies"),
        ("찾기 귀리 쿠키", "find", "귀리 쿠키"),
        ("AWAY until Mon <@U0JONAS|jonas>", "away", "until Mon <@U0JONAS|jonas>"),
        ("142", "142", ""),
        ("why 142", "why", "142"),
    ],
)
def test_the_first_word_chooses_and_the_rest_is_kept_as_it_was_typed(text: str, word: str, rest: str) -> None:
    assert (word_of(text), rest_of(text)) == (word, rest)
