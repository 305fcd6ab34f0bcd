"""Where in a film's file the data of one track lies (ISO/IEC 14496-12, 8.7). Pure."""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handlers.boxes import Box, first, inside

WAY = (b"mdia", b"minf", b"stbl")
"""The boxes in which its table is."""


@dataclass(frozen=True)
class Table:
    """What a track says of its data."""

    offsets: Sequence[int]
    """Where each chunk begins."""
    runs: Sequence[tuple[int, int]]
    """From which chunk on, counted from 1, each has so many samples."""
    size: int
    """Of each sample; 0: they differ."""
    sizes: Sequence[int]


def places(film: bytearray, track: Box) -> Iterator[tuple[int, int]]:
    """From where to where its data lie. Nothing for a track that has no table that can be read."""
    table = _table(film, track)
    if table is None:
        return
    taken, per_chunk, runs = 0, 0, dict(table.runs)
    for number, begin in enumerate(table.offsets, 1):
        per_chunk = runs.get(number, per_chunk)
        length = table.size * per_chunk or sum(table.sizes[taken : taken + per_chunk])
        taken += per_chunk
        yield begin, begin + length


def _table(film: bytearray, track: Box) -> Table | None:
    holder = first(film, track, *WAY)
    if holder is None:
        return None
    found = {one.kind: bytes(film[one.body : one.end]) for one in inside(film, holder)}
    offsets = _figures(found.get(b"stco", b""), "I", 8) or _figures(found.get(b"co64", b""), "Q", 8)
    runs, sizes = _figures(found.get(b"stsc", b""), "I", 8), _figures(found.get(b"stsz", b""), "I", 4)
    # A run is three figures: its first chunk, samples in each, and which description they have.
    return Table(offsets, list(zip(runs[::3], runs[1::3], strict=False)), (*sizes, 0)[0], sizes[2:])


def _figures(body: bytes, kind: str, begin: int) -> Sequence[int]:
    """All that are there; a count in front of them could say anything."""
    many = max(0, len(body) - begin) // struct.calcsize(f">{kind}")
    return struct.unpack_from(f">{many}{kind}", body, begin) if many else ()
