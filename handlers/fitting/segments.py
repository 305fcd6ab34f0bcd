"""An image file without what its picture does not need: where it was taken, by whom, thumbnails, what hangs behind it.

Nothing is unpacked and packed again: the picture stays as it is to the last bit, and so do all frames of an animation.
Formats: ITU T.81 annex B (JPEG), w3.org/TR/png-3 (PNG), the GIF89a specification, and
developers.google.com/speed/webp/docs/riff_container (WebP). Pure.
"""

import struct
from collections.abc import Callable, Iterator


class NotUnderstood(ValueError):
    """The bytes are not laid out as they should be; nothing can be taken out of them for certain."""


def bare(content: bytes, mime: str) -> bytes:
    """The same picture alone. Raises NotUnderstood."""
    try:
        return WAYS[mime](content)
    except (IndexError, struct.error, KeyError):
        raise NotUnderstood(mime) from None


START_OF_IMAGE, END_OF_IMAGE, START_OF_SCAN = 0xD8, 0xD9, 0xDA
RESTARTS = range(0xD0, 0xD8)
APPLICATIONS = range(0xE0, 0xF0)
COMMENT = 0xFE


def _jpeg(content: bytes) -> bytes:
    if content[:2] != bytes((0xFF, START_OF_IMAGE)):
        raise NotUnderstood("no JPEG")
    kept, at = bytearray(content[:2]), 2
    while (marker := _marker(content, at)) != END_OF_IMAGE:
        end = at + 2 + struct.unpack_from(">H", content, at + 2)[0]
        if marker == START_OF_SCAN:
            end = _end_of_scan(content, end)
        kept += _kept_segment(marker, content[at:end])
        at = end
    return bytes(kept) + bytes((0xFF, END_OF_IMAGE))


def _marker(content: bytes, at: int) -> int:
    if content[at] != 0xFF or content[at + 1] in (0x00, 0xFF):
        raise NotUnderstood("a segment begins without a marker")
    return content[at + 1]


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the next marker is; in a scan, FF 00 is a byte of the picture, and restarts belong to it."""
    while (at := content.find(b"\xff", at)) >= 0:
        if content[at + 1] != 0x00 and content[at + 1] not in RESTARTS:
            return at
        at += 2
    raise NotUnderstood("a scan has no end")


def _kept_segment(marker: int, segment: bytes) -> bytes:
    body = segment[4:]
    if marker == 0xE0 and body.startswith(b"JFIF\0"):
        # The last two of these bytes are the size of a thumbnail, which is left out.
        return segment[:2] + struct.pack(">H", 16) + body[:12] + b"\0\0"
    is_colour = (marker == 0xE2 and body.startswith(b"ICC_PROFILE\0")) or (marker == 0xEE and body.startswith(b"Adobe"))
    if (marker in APPLICATIONS and not is_colour) or marker == COMMENT:
        return b""
    return segment


PNG = b"\x89PNG\r\n\x1a\n"
PNG_CHUNKS = frozenset(
    b"IHDR PLTE tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD pHYs IDAT acTL fcTL fdAT IEND".split(),
)


def _png(content: bytes) -> bytes:
    if not content.startswith(PNG):
        raise NotUnderstood("no PNG")
    kept, at, kind = bytearray(PNG), len(PNG), b""
    while kind != b"IEND":
        size, kind = struct.unpack_from(">I4s", content, at)
        end = at + 12 + size
        if end > len(content):
            raise NotUnderstood("a chunk is cut off")
        kept += content[at:end] if kind in PNG_CHUNKS else b""
        at = end
    return bytes(kept)


LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
"""Applications whose part of a GIF says how often it is played."""


def _gif(content: bytes) -> bytes:
    if content[:6] not in (b"GIF87a", b"GIF89a"):
        raise NotUnderstood("no GIF")
    at = 13 + _palette(content[10])
    kept = bytearray(content[:at])
    for begin, end in _gif_blocks(content, at):
        kept += content[begin:end]
    return bytes(kept) + b"\x3b"


def _gif_blocks(content: bytes, at: int) -> Iterator[tuple[int, int]]:
    """Where each block that is kept begins and ends."""
    while content[at] != 0x3B:
        if content[at] == 0x2C:
            end = _sub_blocks(content, at + 11 + _palette(content[at + 9]))
            yield at, end
        elif content[at] == 0x21:
            end = _sub_blocks(content, at + 2)
            if content[at + 1] == 0xF9 or (content[at + 1] == 0xFF and content[at + 3 : at + 14] in LOOPS):
                yield at, end
        else:
            raise NotUnderstood("a block of no known kind")
        at = end


def _palette(flags: int) -> int:
    """Bytes of a colour table."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _sub_blocks(content: bytes, at: int) -> int:
    """Where a row of sub-blocks ends, which an empty one says."""
    while content[at]:
        at += 1 + content[at]
    return at + 1


WEBP_CHUNKS = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ANIM", b"ANMF", b"ALPH", b"ICCP"))
HAS_EXIF_OR_XMP = 0x08 | 0x04


def _webp(content: bytes) -> bytes:
    riff, size, kind = struct.unpack_from("<4sI4s", content)
    if (riff, kind) != (b"RIFF", b"WEBP") or size + 8 > len(content):
        raise NotUnderstood("no WebP")
    kept = bytearray()
    for begin, end in _riff_chunks(content, 12, size + 8):
        chunk = bytearray(content[begin:end])
        if chunk[:4] == b"VP8X":
            chunk[8] &= ~HAS_EXIF_OR_XMP
        kept += chunk if bytes(chunk[:4]) in WEBP_CHUNKS else b""
    return b"RIFF" + struct.pack("<I", len(kept) + 4) + b"WEBP" + kept


def _riff_chunks(content: bytes, at: int, whole: int) -> Iterator[tuple[int, int]]:
    while at < whole:
        size = struct.unpack_from("<I", content, at + 4)[0]
        end = at + 8 + size + size % 2
        if end > whole:
            raise NotUnderstood("a chunk is cut off")
        yield at, end
        at = end


WAYS: dict[str, Callable[[bytes], bytes]] = {
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/gif": _gif,
    "image/webp": _webp,
}
