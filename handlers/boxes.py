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


def boxes(content: bytes | bytearray, at: int, end: int) -> Iterator[Box]:
    """The boxes between two places. Raises NotAFilm where one is cut off."""
    while at < end:
        if end - at < 8:
            raise NotAFilm("something hangs behind the last box")
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
