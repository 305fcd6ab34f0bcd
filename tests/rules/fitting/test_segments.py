"""Metadata leaves an image; its picture stays to the last bit."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from handlers.fitting.segments import NotUnderstood, bare

SECRET = b"52.520008N 13.404954E"
MIMES = {"JPEG": "image/jpeg", "PNG": "image/png", "GIF": "image/gif", "WEBP": "image/webp"}


def told_all(kind: str) -> bytes:
    """A picture that says where it was taken, in every way that its format knows."""
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    exif.get_ifd(0x8825)[1] = "N"
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", SECRET.decode())
    notes.add_itxt("XML:com.adobe.xmp", SECRET.decode(), zip=False)
    xmp = b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"
    options: dict[str, dict[str, object]] = {
        "JPEG": {"exif": exif, "comment": SECRET, "xmp": xmp, "progressive": True},
        "PNG": {"exif": exif, "pnginfo": notes},
        "GIF": {"comment": SECRET},
        "WEBP": {"exif": exif, "xmp": xmp},
    }
    into = io.BytesIO()
    coloured().save(into, kind, **options[kind])
    return into.getvalue()


def coloured(shift: int = 0) -> Image.Image:
    return Image.linear_gradient("L").resize((40, 30)).rotate(shift).convert("RGB")


def animated(kind: str) -> bytes:
    into = io.BytesIO()
    coloured().save(into, kind, save_all=True, append_images=[coloured(90), coloured(45)], duration=70, loop=3)
    return into.getvalue()


def frames(content: bytes) -> list[bytes]:
    with Image.open(io.BytesIO(content)) as image:
        found = []
        for number in range(getattr(image, "n_frames", 1)):
            image.seek(number)
            found.append(image.convert("RGBA").tobytes())
        return found


@pytest.mark.parametrize("kind", MIMES)
def test_nothing_is_told_any_more_and_the_picture_is_the_same(kind: str) -> None:
    content = told_all(kind)
    assert SECRET in content
    found = bare(content, MIMES[kind])
    assert SECRET not in found
    assert frames(found) == frames(content)
    with Image.open(io.BytesIO(found)) as image:
        assert not image.getexif()
        assert "xmp" not in image.info and "comment" not in image.info


@pytest.mark.parametrize("kind", MIMES)
def test_what_hangs_behind_the_picture_is_left_out(kind: str) -> None:
    content = told_all(kind)
    assert bare(content + b"PK\x03\x04 an archive" + SECRET, MIMES[kind]) == bare(content, MIMES[kind])


@pytest.mark.parametrize("kind", MIMES)
def test_what_is_bare_stays_as_it_is(kind: str) -> None:
    found = bare(told_all(kind), MIMES[kind])
    assert bare(found, MIMES[kind]) == found


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_an_animation_keeps_all_its_frames_their_time_and_its_rounds(kind: str) -> None:
    content = animated(kind)
    found = bare(content, MIMES[kind])
    assert len(frames(found)) == 3
    assert frames(found) == frames(content)
    with Image.open(io.BytesIO(found)) as after, Image.open(io.BytesIO(content)) as before:
        assert (after.info.get("loop"), after.info.get("duration")) == (
            before.info.get("loop"),
            before.info.get("duration"),
        )


def test_the_colours_profile_belongs_to_the_picture() -> None:
    into = io.BytesIO()
    coloured().save(into, "JPEG", icc_profile=b"a profile of colours")
    with Image.open(io.BytesIO(bare(into.getvalue(), "image/jpeg"))) as image:
        assert image.info["icc_profile"] == b"a profile of colours"


@pytest.mark.parametrize("kind", MIMES)
@given(cut=st.floats(0, 0.999), noise=st.binary(max_size=8), at=st.floats(0, 1))
def test_whatever_is_broken_is_said_to_be(kind: str, cut: float, noise: bytes, at: float) -> None:
    content = told_all(kind)
    place = int(len(content) * at)
    for hostile in (content[: int(len(content) * cut)], content[:place] + noise + content[place:]):
        try:
            bare(hostile, MIMES[kind])
        except NotUnderstood:
            continue
