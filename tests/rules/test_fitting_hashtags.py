"""Groups of hashtags that fit a text: by its words, in both languages, and silent otherwise."""

import pytest

from handlers.learning.fitting import fitting
from tests.rules.ordinary_posts import EVERY

GROUPS = {
    "Bread": "#SlowBread #sourdough #BerlinBakery",
    "Oats": "#oats #oat_cookies",
    "빵": "#느린빵 #호밀빵 #베를린빵집",
    "Digits": "#2026 #24h",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our sourdough is back.", {"Bread": "#SlowBread #sourdough #BerlinBakery"}),
        ("SLOW bread, every day", {"Bread": "#SlowBread #sourdough #BerlinBakery"}),
        ("Slow mornings only", {}),
        ("Berlin in autumn", {}),
        ("One oat, two cookies", {"Oats": "#oats #oat_cookies"}),
        ("Oats! #oats", {"Oats": "#oat_cookies"}),
        ("Oat cookies #OATS #Oat_Cookies", {}),
        ("오늘 호밀빵은 따뜻해요", {"빵": "#느린빵 #호밀빵 #베를린빵집"}),
        ("빵은 따뜻해요", {}),
        ("https://acorn.example/#oats is no hashtag, but a word", {"Oats": "#oats #oat_cookies"}),
        (
            "In 2026, sourdough and oat cookies",
            {"Oats": "#oats #oat_cookies", "Bread": "#SlowBread #sourdough #BerlinBakery"},
        ),
        ("", {}),
    ],
)
def test_groups_are_named_whose_words_are_there(text: str, expected: dict[str, str]) -> None:
    assert {one.name: " ".join(one.tags) for one in fitting(text, GROUPS)} == expected


def test_ordinary_posts_are_left_alone_by_what_has_nothing_to_do_with_them() -> None:
    foreign = {"Space": "#RocketLaunch #MoonLanding", "우주": "#우주여행 #달착륙"}
    assert [text for text in EVERY if fitting(text, foreign)] == []
