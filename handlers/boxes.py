"""A film's file is made of boxes in boxes (ISO/IEC 14496-12). Pure."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass


class NotAFilm(ValueError):
    """Its boxes do not add up."""


@dataclass(frozen=True)
class Box:
    """Where a part of the file is: its header, its body, its end. In bytes from the beginning."""

    kind: bytes
    at: int
    body: int
    end: int


def inside(content: bytes | bytearray, holder: Box) -> Iterator[Box]:
    """The boxes in a box, where some programs leave a few bytes behind the last. Raises NotAFilm."""
    return _boxes(content, holder.body, holder.end)


def first(content: bytes | bytearray, holder: Box, kind: bytes, *further: bytes) -> Box | None:
    """The first of its kind in a box, or the first of a further kind in that one. Raises NotAFilm."""
    found = next((box for box in inside(content, holder) if box.kind == kind), None)
    return first(content, found, *further) if found and further else found


def boxes(content: bytes) -> Iterator[Box]:
    """The boxes of a whole file. Raises NotAFilm where one is cut off, or something hangs behind the last."""
    at = 0
    for box in _boxes(content, 0, len(content)):
        at = box.end
        yield box
    if at != len(content):
        raise NotAFilm("something hangs behind the last box")


def _boxes(content: bytes | bytearray, at: int, end: int) -> Iterator[Box]:
    while end - at >= 8:
        size, kind = struct.unpack_from(">I4s", content, at)
        body = at + 8
        if size == 1 and end - at >= 16:
            size, body = struct.unpack_from(">Q", content, at + 8)[0], at + 16
        elif size == 0:
            size = end - at
        if at + size > end or at + size < body:
            raise NotAFilm(f"a box {kind!r} is cut off")
        yield Box(kind, at, body, at + size)
        at += size
