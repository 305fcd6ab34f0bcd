"""What a video is, told by its content."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.checks import images, media, videos
from handlers.checks.files import Facts, FileRefused, Flaw
from tests.rules.fitting.films import A_QUARTER, box, camera_notes, film
from tests.rules.fitting.pictures import saved


def refusal(content: bytes) -> FileRefused:
    with pytest.raises(FileRefused) as refused:
        media.examine(content)
    return refused.value


def test_the_content_tells_what_it_is() -> None:
    content = film(width=1280, height=720, seconds=12.5)
    assert media.examine(content) == Facts("video/mp4", 1280, 720, len(content), seconds=12.5, codec="avc1")


def test_a_phone_held_upright_makes_an_upright_film_of_its_own_kind() -> None:
    facts = media.examine(film(brand=b"qt  ", matrix=A_QUARTER))
    assert (facts.mime, facts.width, facts.height) == ("video/quicktime", 360, 640)


def test_what_a_camera_noted_beside_the_film_is_not_taken_for_it() -> None:
    assert media.examine(film(besides=(camera_notes(),))).width == 640


def test_an_image_is_still_an_image() -> None:
    assert media.examine(saved("PNG")).mime == "image/png"


@pytest.mark.parametrize(
    ("content", "flaw"),
    [
        (b"", Flaw.EMPTY),
        (b"RIFF\0\0\0\0AVI LIST", Flaw.NOT_AN_IMAGE),
        (b"\x1a\x45\xdf\xa3 a film of another kind", Flaw.NOT_AN_IMAGE),
        (b"\0\0\0\x18ftypmp42" + bytes(200), Flaw.BROKEN),
        (film()[:-3], Flaw.BROKEN),
        (film()[:600], Flaw.BROKEN),
        (film(behind=b"PK\x05\x06" + bytes(18)), Flaw.BROKEN),
        (film(seconds=0), Flaw.BROKEN),
        (film(width=60_000, height=60_000), Flaw.TOO_MANY_PIXELS),
        (box(b"ftyp", b"M4A ", bytes(4)) + box(b"moov"), Flaw.NOT_AN_IMAGE),
    ],
    ids=["empty", "avi", "webm", "zeros", "cut", "no-film", "zip-behind", "no-time", "giant", "sound"],
)
def test_what_is_no_video_of_ours_is_refused(content: bytes, flaw: Flaw) -> None:
    assert refusal(content).code == flaw


def test_the_most_that_is_taken() -> None:
    content = film()
    assert videos.examine(content, max_bytes=len(content)).seconds == 2
    with pytest.raises(FileRefused) as refused:
        videos.examine(content, max_bytes=len(content) - 1)
    assert (refused.value.code, refused.value.allowed) == (Flaw.TOO_BIG, len(content) - 1)
    assert (media.most_bytes("video/mp4"), media.most_bytes("image/png")) == (videos.MAX_BYTES, images.MAX_BYTES)


@given(st.integers(0, 900), st.binary(max_size=16))
def test_whatever_else_is_in_it_it_is_taken_or_refused(at: int, noise: bytes) -> None:
    content = film()
    try:
        facts = media.examine(content[:at] + noise + content[at + len(noise) :])
    except FileRefused:
        return
    assert facts.width > 0 and facts.height > 0 and facts.seconds > 0
