"""A video of a few hundred bytes, box by box (ISO/IEC 14496-12, and 14496-15 for H.264)."""

import struct

SECRET_PLACE = b"+52.5200+013.4050/"
MADE_AT = 3_800_000_000
"""Seconds since 1904, as these files count them."""

STRAIGHT = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
A_QUARTER = struct.pack(">9i", 0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x40000000)

PARAMETERS = bytes.fromhex("6742c01eda0280bfe5c04400000300040000030008")
"""A sequence of a baseline H.264 stream, as a decoder is told of it."""
PICTURE = bytes.fromhex("68ce3c80")


def box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I4s", len(body) + 8, kind) + body


def full(kind: bytes, *parts: bytes, version: int = 0, flags: int = 0) -> bytes:
    return box(kind, struct.pack(">I", version << 24 | flags), *parts)


def place() -> bytes:
    """Where it was taken, the way phones write it."""
    return box(b"udta", box(b"\xa9xyz", struct.pack(">HH", len(SECRET_PLACE), 0x15C7), SECRET_PLACE))


def film(
    *,
    width: int = 640,
    height: int = 360,
    seconds: float = 2.0,
    brand: bytes = b"isom",
    matrix: bytes = STRAIGHT,
    besides: tuple[bytes, ...] = (),
    notes: bytes = b"",
    behind: bytes = b"",
) -> bytes:
    """A film of one frame. `besides`: further tracks; `notes`: their data; `behind`: what follows the last box."""
    length = round(seconds * 1000)
    header = struct.pack(">4I", MADE_AT, MADE_AT, 1000, length)
    movie = full(b"mvhd", header, struct.pack(">IHHII", 0x10000, 0x100, 0, 0, 0), STRAIGHT, bytes(24), b"\0\0\0\2")
    seen = track(b"vide", width, height, length, matrix, _samples(width, height, length))
    xmp = box(b"uuid", bytes(range(16)), b"<x:xmpmeta>", SECRET_PLACE)
    head = box(b"ftyp", brand, bytes(4), brand, b"avc1")
    return head + box(b"moov", movie, seen, *besides, place()) + xmp + box(b"mdat", b"\0\0\0\1\x65", notes) + behind


def track(handler: bytes, width: int, height: int, length: int, matrix: bytes, samples: bytes) -> bytes:
    header = struct.pack(">5I", MADE_AT, MADE_AT, 1, 0, length)
    size = struct.pack(">II", width << 16, height << 16)
    told = full(b"tkhd", header, bytes(16), matrix, size, flags=3)
    times = full(b"mdhd", struct.pack(">4IHH", MADE_AT, MADE_AT, 1000, length, 0x55C4, 0))
    kind = full(b"hdlr", bytes(4), handler, bytes(12), b"\0")
    where = box(b"dinf", full(b"dref", struct.pack(">I", 1), full(b"url ", flags=1)))
    information = box(b"minf", full(b"vmhd", bytes(8), flags=1), where, samples)
    return box(b"trak", told, place(), box(b"mdia", times, kind, information))


def _samples(width: int, height: int, length: int) -> bytes:
    parameters = struct.pack(">H", len(PARAMETERS)) + PARAMETERS
    decoder = box(b"avcC", b"\1\x42\xc0\x1e\xff\xe1", parameters, b"\1", struct.pack(">H", len(PICTURE)), PICTURE)
    size = struct.pack(">HHIIIH", width, height, 0x480000, 0x480000, 0, 1)
    coded = box(b"avc1", bytes(6), b"\0\1", bytes(16), size, bytes(32), struct.pack(">Hh", 24, -1), decoder)
    return box(
        b"stbl",
        full(b"stsd", struct.pack(">I", 1), coded),
        full(b"stts", struct.pack(">3I", 1, 1, length)),
        full(b"stsc", struct.pack(">4I", 1, 1, 1, 1)),
        full(b"stsz", struct.pack(">3I", 0, 1, 5)),
        full(b"stco", struct.pack(">2I", 1, 0)),
    )


def camera_notes(*chunks: int, sizes: tuple[int, ...] = (), wide: bool = False) -> bytes:
    """A track in which a camera wrote down the place, second by second; `chunks`: where, each of two notes."""
    every = len(SECRET_PLACE) if not sizes else 0
    at = full(b"co64" if wide else b"stco", struct.pack(f">I{len(chunks)}{'Q' if wide else 'I'}", len(chunks), *chunks))
    table = box(
        b"stbl",
        full(b"stsd", struct.pack(">I", 0), SECRET_PLACE),
        full(b"stsc", struct.pack(">4I", 1, 1, 2, 1)),
        full(b"stsz", struct.pack(f">{2 + len(sizes)}I", every, 2 * len(chunks), *sizes)),
        at,
    )
    return track(b"meta", 0, 0, 2000, STRAIGHT, table)


def film_with_notes(*, differ: bool = False, wide: bool = False) -> bytes:
    """Four notes in two chunks, behind the film's one frame."""
    sizes = (len(SECRET_PLACE),) * 4 if differ else ()
    chunk = SECRET_PLACE * 2
    without = film(besides=(camera_notes(0, 0, sizes=sizes, wide=wide),))
    begin = len(without)
    where = (begin, begin + len(chunk))
    return film(besides=(camera_notes(*where, sizes=sizes, wide=wide),), notes=chunk * 2)
