"""Metadata leaves a video; nothing in it moves."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.boxes import NotAFilm, boxes, inside
from handlers.fitting.films import bare
from tests.rules.fitting.films import MADE_AT, SECRET_PLACE, camera_notes, film, film_with_notes


def test_nobody_learns_where_and_when_it_was_taken() -> None:
    content = film(besides=(camera_notes(),))
    assert content.count(SECRET_PLACE) == 5
    assert content.count(struct.pack(">I", MADE_AT)) == 10
    found = bare(content)
    assert SECRET_PLACE not in found
    assert struct.pack(">I", MADE_AT) not in found


@pytest.mark.parametrize(("differ", "wide"), [(False, False), (True, False), (False, True), (True, True)])
def test_what_a_camera_noted_second_by_second_is_gone_as_well(differ: bool, wide: bool) -> None:
    content = film_with_notes(differ=differ, wide=wide)
    assert content.endswith(SECRET_PLACE * 4)
    found = bare(content)
    assert SECRET_PLACE not in found
    frame = content.rindex(b"mdat") + 4
    assert found[frame : frame + 5] == content[frame : frame + 5]


@pytest.mark.parametrize("place", [0, 40, 10**9, 2**32 - 1])
def test_a_table_that_points_elsewhere_spoils_nothing(place: int) -> None:
    honest, found = bare(film(besides=(camera_notes(),))), bare(film(besides=(camera_notes(place),)))
    assert found[-40:] == honest[-40:]
    assert found.startswith(honest[:24])
    assert [one.kind for one in boxes(found)] == [b"ftyp", b"moov", b"free", b"mdat"]


def test_every_part_of_the_film_stays_where_it_was() -> None:
    content = film(besides=(camera_notes(),))
    found = bare(content)
    assert len(found) == len(content)
    assert found[found.index(b"mdat") :] == content[content.index(b"mdat") :]
    for part in (b"stbl", b"avcC", b"stco", b"vide", b"mdat"):
        assert found.index(part) == content.index(part)
    assert bare(found) == found


def test_the_notes_of_a_camera_are_no_track_any_more() -> None:
    content = bare(film(besides=(camera_notes(),)))
    [movie] = [one for one in boxes(content) if one.kind == b"moov"]
    assert [one.kind for one in inside(content, movie)] == [b"mvhd", b"trak", b"free", b"free"]


@pytest.mark.parametrize("behind", [b"PK\x05\x06", b"\0\0\0\x40skip", b"\0\0\0\x04free", b"x"])
def test_what_hangs_behind_is_no_part_of_a_film(behind: bytes) -> None:
    with pytest.raises(NotAFilm):
        bare(film(behind=behind))


@given(st.integers(0, 900), st.binary(max_size=12))
def test_whatever_is_broken_is_said_to_be(at: int, noise: bytes) -> None:
    content = film()
    for hostile in (
        content[:at],
        content[:at] + noise + content[at:],
        content[:at] + noise + content[at + len(noise) :],
    ):
        try:
            assert len(bare(hostile)) == len(hostile)
        except NotAFilm:
            continue
