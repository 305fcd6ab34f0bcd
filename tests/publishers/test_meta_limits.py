"""How Facebook, Instagram and Threads count, and what they do not take."""

import pytest

from bot import network_facts
from bot.publishers.facebook import limits as facebook
from bot.publishers.graph import text
from bot.publishers.instagram import limits as instagram
from bot.publishers.threads import limits as threads
from handlers.allowance import Size
from handlers.problem import Problem

FACTS = network_facts.ours()
FACEBOOK = facebook.allowance(FACTS["facebook"])
INSTAGRAM = instagram.allowance(FACTS["instagram"], has_place=True)
THREADS = threads.allowance(FACTS["threads"], has_place=True)
JPEG = Size("a.jpg", "image/jpeg", 1000, 600, 600)
FILM = Size("a.mp4", "video/mp4", 1000, 640, 360, 6.0)


@pytest.mark.parametrize(
    ("written", "length"),
    [
        ("", 0),
        ("acorn", 5),
        ("도토리", 3),
        ("é", 1),
        ("e\u0301", 1),
        ("🌰", 4),
        ("👍🏽", 8),
        ("👩‍👩‍👧‍👦", 25),
        ("🇰🇷", 8),
        ("1️⃣", 7),
        ("1", 1),
        ("A 🌰!", 7),
    ],
)
def test_threads_counts_emoji_by_their_bytes(written: str, length: int) -> None:
    assert THREADS.count(written) == length


def test_facebook_and_instagram_count_characters() -> None:
    assert FACEBOOK.count("도토리 🌰") == INSTAGRAM.count("도토리 🌰") == 5


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("#oak and #참나무, #２０２６년 ＃숲", ["#oak", "#참나무", "#２０２６년", "＃숲"]),
        ("#1 is no tag, a#b neither, &#39; neither", []),
        ("#1st is one", ["#1st"]),
    ],
)
def test_hashtags(written: str, found: list[str]) -> None:
    assert text.hashtags(written) == found


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("@acorn. @oak.tree, (@a_b)", ["@acorn", "@oak.tree", "@a_b"]),
        ("mail@example.com and @@twice and @ alone", []),
    ],
)
def test_mentions(written: str, found: list[str]) -> None:
    assert text.mentions(written) == found


def problems(written: str) -> list[Problem]:
    return [flaw.problem for flaw in INSTAGRAM.flaws(written, [JPEG])]


@pytest.mark.parametrize(("sign", "most", "problem"), [("#", 30, "too_many_tags"), ("@", 20, "too_many_mentions")])
def test_instagram_limits_tags_and_mentions(sign: str, most: int, problem: str) -> None:
    many = [f"{sign}oak{number}" for number in range(most + 1)]
    assert problems(" ".join(many[:-1])) == []
    assert problems(" ".join(many)) == [Problem(problem)]
    assert problems(" ".join(many[:-1] + many[:1])) == []


def test_threads_takes_five_different_links() -> None:
    links = [f"https://example.com/{number}" for number in range(6)]
    assert THREADS.flaws(" ".join(links[:5] + links[:1])) == []
    [flaw] = THREADS.flaws(" ".join(links))
    assert (flaw.problem, flaw.found, flaw.allowed) == (Problem.TOO_MANY_LINKS, 6, 5)


def test_instagram_needs_media_and_not_a_caption() -> None:
    assert [flaw.problem for flaw in INSTAGRAM.flaws("Alone")] == [Problem.NEEDS_MEDIA]
    assert INSTAGRAM.flaws("", [JPEG]) == []


def test_images_and_a_video_do_not_mix() -> None:
    for allowance in (FACEBOOK, INSTAGRAM, THREADS):
        assert [flaw.problem for flaw in allowance.flaws("Both", [JPEG, FILM])] == [Problem.MIXED_MEDIA]
        assert allowance.flaws("One", [FILM]) == []


def test_a_video_that_is_too_long_is_told_with_its_seconds() -> None:
    [flaw] = THREADS.flaws("Long", [Size("a.mp4", "video/mp4", 1000, seconds=300.5)])
    assert (flaw.problem, flaw.found, flaw.allowed) == (Problem.VIDEO_LENGTH, 300.5, 300)


def test_without_a_public_address_media_are_barred_and_texts_are_not() -> None:
    barred = threads.allowance(FACTS["threads"], has_place=False)
    assert barred.flaws("Text") == []
    assert [flaw.problem for flaw in barred.flaws("Image", [JPEG])] == [Problem.NO_PUBLIC_MEDIA]


def test_what_will_look_different_is_said_before() -> None:
    [note] = INSTAGRAM.notes("See https://example.com/oak")
    assert (note.code, note.figure) == ("instagram_links", "https://example.com/oak")
    [note] = THREADS.notes("#oak #tree")
    assert (note.code, note.figure) == ("threads_one_topic", "#oak")
    assert INSTAGRAM.notes("Plain") == THREADS.notes("#oak") == FACEBOOK.notes("#a #b https://example.com") == []
