"""What a file is, told by its content."""

import io
import struct
import zlib

import pytest
from PIL import Image

from handlers.checks.files import FileRefused, Flaw
from handlers.checks.images import examine
from handlers.composing.arriving import each_once


def picture(kind: str, size: tuple[int, int] = (6, 4), **options: object) -> bytes:
    into = io.BytesIO()
    Image.new("RGB", size, "teal").save(into, kind, **options)
    return into.getvalue()


def animation(kind: str) -> bytes:
    into = io.BytesIO()
    frames = [Image.new("RGB", (6, 4), colour) for colour in ("teal", "plum", "gold")]
    frames[0].save(into, kind, save_all=True, append_images=frames[1:])
    return into.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    """A few bytes whose header promises any number of pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IDAT", zlib.compress(b"\0" * 100))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + body + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("kind", "mime"),
    [
        ("JPEG", "image/jpeg"),
        ("MPO", "image/jpeg"),
        ("PNG", "image/png"),
        ("GIF", "image/gif"),
        ("WEBP", "image/webp"),
    ],
)
def test_the_content_tells_what_it_is(kind: str, mime: str) -> None:
    content = picture(kind)
    facts = examine(content)
    assert (facts.mime, facts.width, facts.height, facts.bytes) == (mime, 6, 4, len(content))
    assert not facts.is_animated


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_an_animation_is_told_by_its_frames(kind: str) -> None:
    facts = examine(animation(kind))
    assert facts.frames == 3
    assert facts.is_animated


def test_several_pictures_in_one_photograph_are_no_animation() -> None:
    assert not examine(animation("MPO")).is_animated


def test_a_picture_taken_sideways_has_the_size_that_people_see() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    facts = examine(picture("JPEG", (60, 40), exif=exif))
    assert (facts.width, facts.height) == (40, 60)


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7 pretends to be photo.png",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"hello",
        b"\0" * 100,
        picture("TIFF"),
        picture("BMP"),
    ],
    ids=["pdf", "svg", "text", "zeros", "tiff", "bmp"],
)
def test_what_is_no_image_of_ours_is_refused(content: bytes) -> None:
    assert refusal(content).code == Flaw.NOT_AN_IMAGE


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_half_an_image_is_broken(kind: str) -> None:
    content = picture(kind, (300, 300))
    assert refusal(content[: len(content) * 2 // 3]).code == Flaw.BROKEN


def test_the_pixels_that_a_header_promises_are_counted_before_anything_is_unpacked() -> None:
    bomb = refusal(png_that_claims(10_000, 6_000))
    assert (bomb.code, bomb.found, bomb.allowed) == (Flaw.TOO_MANY_PIXELS, 60_000_000, 50_000_000)


@pytest.mark.parametrize("side", [9_500, 14_000, 60_000])
def test_so_are_those_above_the_decoders_own_limits(side: int) -> None:
    assert refusal(png_that_claims(side, side)).code == Flaw.TOO_MANY_PIXELS


def test_too_many_bytes_are_refused_with_the_figures() -> None:
    content = picture("PNG", (50, 50))
    with pytest.raises(FileRefused) as refused:
        examine(content, max_bytes=len(content) - 1)
    assert (refused.value.code, refused.value.found, refused.value.allowed) == (
        Flaw.TOO_BIG,
        len(content),
        len(content) - 1,
    )


def test_fifty_megabytes_are_not_even_opened() -> None:
    assert refusal(picture("PNG") + b"\0" * 50_000_000).code == Flaw.TOO_BIG


def test_nothing_is_empty() -> None:
    assert refusal(b"").code == Flaw.EMPTY


def refusal(content: bytes) -> FileRefused:
    with pytest.raises(FileRefused) as refused:
        examine(content)
    return refused.value


def test_of_the_same_bytes_the_first_stays_whichever_arrived_first() -> None:
    one, two, three = {"file": "F1", "sha256": "a"}, {"file": "F2"}, {"file": "F3", "sha256": "a"}
    assert each_once([two, three]) == [two, three]
    assert each_once([one, two, three]) == [one, two]
    assert each_once([two, {"file": "F4"}]) == [two, {"file": "F4"}]


@pytest.mark.parametrize(
    "content",
    [
        picture("PNG") + b"PK\x03\x04 something" + b"PK\x05\x06" + bytes(18),
        picture("JPEG") + b"PK\x05\x06" + bytes(16) + b"\x05\x00hello",
        picture("GIF", comment=b"%PDF-1.7"),
    ],
    ids=["png-zip", "jpeg-zip-with-a-comment", "gif-pdf"],
)
def test_an_image_that_is_another_file_too_is_refused(content: bytes) -> None:
    assert refusal(content).code == Flaw.TWO_IN_ONE


def test_what_a_phone_hangs_behind_a_photograph_is_no_second_file() -> None:
    assert examine(picture("JPEG") + b"PK\x05\x06 by chance, somewhere in the film of a moving photograph").width == 6


def test_an_animation_lasts_a_while_and_a_still_does_not() -> None:
    assert examine(animation("GIF")).seconds == pytest.approx(0.3)
    assert examine(picture("GIF")).seconds == 0
