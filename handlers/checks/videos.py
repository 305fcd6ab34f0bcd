"""What a video really is, told by its content. Pure.

Its head is read here (ISO/IEC 14496-12) and its film is not decoded. The libraries that know every kind of film can be
kept busy for minutes by a few bytes that somebody changed in a small one, and a thread cannot be ended.
"""

import struct

from handlers.boxes import Box, NotAFilm, boxes, first, inside
from handlers.checks.files import Facts, FileRefused, Flaw

MAX_BYTES = 100_000_000
"""It lives in the database and passes through memory: more would hold up everybody else."""
MAX_PIXELS = 50_000_000
"""Width times height of one frame."""


def is_film(content: bytes) -> bool:
    """Whether it says of itself that it is MP4 or QuickTime (ISO/IEC 14496-12, 4.3)."""
    return content[4:8] == b"ftyp"


def examine(content: bytes, *, max_bytes: int = MAX_BYTES) -> Facts:
    """Raises FileRefused."""
    if len(content) > max_bytes:
        raise FileRefused(Flaw.TOO_BIG, len(content), max_bytes)
    try:
        return _facts(content)
    except (NotAFilm, struct.error, IndexError):
        raise FileRefused(Flaw.BROKEN) from None


def _facts(content: bytes) -> Facts:
    movie = next((box for box in list(boxes(content)) if box.kind == b"moov"), None)
    if movie is None:
        raise NotAFilm("it has no head")
    shown = [(size, track) for track in inside(content, movie) if (size := _size(content, track))]
    if not shown:
        raise FileRefused(Flaw.NOT_AN_IMAGE)
    (width, height), track = shown[0]
    if width * height > MAX_PIXELS:
        raise FileRefused(Flaw.TOO_MANY_PIXELS, width * height, MAX_PIXELS)
    mime = "video/quicktime" if content[8:12] == b"qt  " else "video/mp4"
    seconds, codec = _seconds(content, movie), _codec(content, track)
    return Facts(mime, width, height, len(content), seconds=seconds, codec=codec)


def _codec(content: bytes, track: Box) -> str:
    """As the first of its descriptions is called (8.5.2)."""
    described = first(content, track, b"mdia", b"minf", b"stbl", b"stsd")
    if described is None or described.end < described.body + 16:
        raise NotAFilm("it does not say how it is written down")
    return content[described.body + 12 : described.body + 16].decode("latin-1").strip()


def _size(content: bytes, track: Box) -> tuple[int, int] | None:
    """In pixels, the way it is shown; nothing for a track that is not seen (8.3.2 and 8.4.3)."""
    handler, header = first(content, track, b"mdia", b"hdlr"), first(content, track, b"tkhd")
    if track.kind != b"trak" or handler is None or header is None:
        return None
    if content[handler.body + 8 : handler.body + 12] != b"vide":
        return None
    at = header.body + (52 if content[header.body] == 1 else 40)
    across, turn, *_ = struct.unpack_from(">9i", content, at)
    width, height = (figure >> 16 for figure in struct.unpack_from(">II", content, at + 36))
    if not width or not height:
        return None
    # In a film that lies on its side, what was across is no part of what is shown across.
    return (height, width) if turn and not across else (width, height)


def _seconds(content: bytes, movie: Box) -> float:
    """How long it lasts, by the head of the whole (8.2.2)."""
    header = first(content, movie, b"mvhd")
    if header is None:
        raise NotAFilm("it does not say how long it lasts")
    if content[header.body] == 1:
        a_second, length = struct.unpack_from(">IQ", content, header.body + 20)
    else:
        a_second, length = struct.unpack_from(">II", content, header.body + 12)
    if not a_second or not length:
        raise NotAFilm("it lasts for no time at all")
    return float(length / a_second)
