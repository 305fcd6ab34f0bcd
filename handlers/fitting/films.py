"""A video without what its film does not need: where it was taken and when, by whom, with what.

Nothing moves: what goes is overwritten where it stands, so every place that the file points to stays right, and film
and sound stay as they are to the last bit. Format: ISO/IEC 14496-12, which MP4 and QuickTime share. Pure.
"""

from collections.abc import Sequence

from handlers.boxes import Box, boxes, first, inside
from handlers.fitting import samples

RECIPE = "1 film"
"""What is done to a video, for every network the same; another number makes other renditions."""

SPARE = b"free"
"""The kind of box that every reader passes over."""

FILM = frozenset(b"ftyp styp moov mdat moof mfra sidx ssix pdin".split())
"""What stands at the top of a file and belongs to its film; what fills gaps may hide something."""

HOLDERS = frozenset(b"moov trak mdia".split())
"""Boxes that hold others, among which there is something to find."""

TELLING = frozenset(b"udta meta uuid".split())
"""Places, makers, titles: QuickTime's and everybody else's."""

HEADERS = frozenset(b"mvhd tkhd mdhd".split())
"""Their first figures are the times when it was made and changed."""

SEEN_AND_HEARD = frozenset(b"vide soun".split())
"""Tracks of another kind are a camera's notes, such as the place second by second."""


def bare(content: bytes) -> bytes:
    """The film alone. Raises NotAFilm."""
    film, whole = bytearray(content), list(boxes(content))
    data = [box for box in whole if box.kind == b"mdat"]
    for box in whole:
        if box.kind not in FILM:
            _blank(film, box)
        elif box.kind in HOLDERS:
            _bare_inside(film, box, data)
    return bytes(film)


def _bare_inside(film: bytearray, holder: Box, data: Sequence[Box]) -> None:
    for box in list(inside(film, holder)):
        if box.kind == b"trak" and not _is_seen_or_heard(film, box):
            _erase_notes(film, box, data)
            _blank(film, box)
        elif box.kind in TELLING:
            _blank(film, box)
        elif box.kind in HEADERS:
            _forget_times(film, box)
        elif box.kind in HOLDERS:
            _bare_inside(film, box, data)


def _erase_notes(film: bytearray, track: Box, data: Sequence[Box]) -> None:
    """What the track's table points to, where that is data and no part of the file's order."""
    for begin, end in samples.places(film, track):
        if any(box.body <= begin <= end <= box.end for box in data):
            film[begin:end] = bytes(end - begin)


def _blank(film: bytearray, box: Box) -> None:
    film[box.at + 4 : box.at + 8] = SPARE
    film[box.body : box.end] = bytes(box.end - box.body)


def _forget_times(film: bytearray, box: Box) -> None:
    """Two figures behind a version and three flags; of version 1, twice as long."""
    length = 16 if film[box.body] == 1 else 8
    begin = box.body + 4
    if begin + length <= box.end:
        film[begin : begin + length] = bytes(length)


def _is_seen_or_heard(film: bytearray, track: Box) -> bool:
    handler = first(film, track, b"mdia", b"hdlr")
    return handler is not None and bytes(film[handler.body + 8 : handler.body + 12]) in SEEN_AND_HEARD
