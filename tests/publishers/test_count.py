"""Lengths, the way each network counts them."""

import pytest

from bot.publishers import count

FAMILY = "👨‍👩‍👧‍👦"
in_mastodon = count.for_mastodon(23)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("abc", 3),
        ("안녕하세요", 5),
        ("\u1100\u1161\u11a8", 1),
        (FAMILY, 1),
        ("🇰🇷🇩🇪", 2),
        ("👍🏽", 1),
        ("1️⃣", 1),
        ("é", 1),
        ("e\u0301", 1),
        ("a\r\nb", 3),
        ("\u202eabc", 4),
    ],
)
def test_a_grapheme_is_what_a_reader_takes_for_one_character(text: str, length: int) -> None:
    assert count.graphemes(text) == length
    assert in_mastodon(text) == length


@pytest.mark.parametrize(("text", "length"), [("안녕", 2), (FAMILY, 7), ("e\u0301", 2)])
def test_characters_are_code_points(text: str, length: int) -> None:
    assert count.characters(text) == length


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("https://a.io", 23),
        ("https://example.com/" + "long/" * 40, 23),
        ("see https://example.com/x and http://example.org!", 4 + 23 + 5 + 23 + 1),
        ("(https://en.wikipedia.org/wiki/A_(b))", 25),
        ("보기: https://example.com/길", 4 + 23 + 1),
        ("example.com has no scheme", 25),
        ("https:// is none", 16),
        (f"https://example.com/{FAMILY}", 24),
        ("HTTPS://EXAMPLE.COM", 23),
    ],
)
def test_a_web_address_counts_the_same_however_long(text: str, length: int) -> None:
    assert in_mastodon(text) == length


def test_how_much_an_address_counts_is_the_servers_to_say() -> None:
    assert count.for_mastodon(40)("https://a.io") == 40


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("@ann", 4),
        ("@ann@example.social", 4),
        ("hi @ann@example.social, @bob@sub.example.org.", 3 + 4 + 2 + 4 + 1),
        ("ann@example.com", 15),
        ("@ann@", 5),
        ("https://example.social/@ann@elsewhere.example/1", 23),
    ],
)
def test_of_somebody_elsewhere_only_the_name_counts(text: str, length: int) -> None:
    assert in_mastodon(text) == length
