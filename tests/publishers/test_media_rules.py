"""What networks take of media, where their publishers learn or know it."""

from bot.publishers import by_hand
from bot.publishers.mastodon import answers
from handlers.allowance import Size
from handlers.problem import Problem

FILM = Size("oak.mov", "video/quicktime", 9_000_000, 1920, 1080, 12.0, codec="hvc1")


def test_a_server_says_how_many_pixels_it_takes_and_larger_images_are_made_smaller() -> None:
    media = {"image_matrix_limit": 1_000_000}
    told = answers.allowance({"configuration": {"media_attachments": media}})
    assert told.image.max_pixels == 1_000_000
    assert answers.allowance({}).image.max_pixels == 0
    assert told.flaws("Oak", [Size("oak.jpg", "image/jpeg", 9_000_000, 4000, 3000)]) == []
    moving = Size("oak.gif", "image/gif", 9_000_000, 4000, 3000, seconds=3)
    assert [flaw.problem for flaw in told.flaws("Oak", [moving])] == [Problem.IMAGE_SHAPE]


def test_a_person_posts_any_video_that_we_keep() -> None:
    assert by_hand.ALLOWANCE.flaws("Oak", [FILM]) == []
