"""What an image really is, told by its content and never by its name. Pure: bytes in, plain data or a refusal out."""

import io

from PIL import Image, UnidentifiedImageError

from handlers.checks.files import Facts, FileRefused, Flaw

MAX_BYTES = 20_000_000
"""What is taken at all; each network has its own, smaller limit beside it."""
MAX_PIXELS = 50_000_000
"""Width times height. Beyond it, a few kilobytes can unpack into all the memory there is."""
DECODERS = ["JPEG", "PNG", "GIF", "WEBP"]
"""By Pillow's names. No other is tried: the fewer are reached by strangers' bytes, the better."""
MIMES = {"JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png", "GIF": "image/gif", "WEBP": "image/webp"}
"""MPO is what Pillow calls a JPEG with more pictures behind the first, as phones write them."""
END_OF_ARCHIVE = b"PK\x05\x06"
LONGEST_END = 22 + 65_535
"""Bytes: the end of an archive, and a comment as long as it may be."""


def examine(content: bytes, *, max_bytes: int = MAX_BYTES, max_pixels: int = MAX_PIXELS) -> Facts:
    """Reads an image, of an animated one the first frame. Raises FileRefused.

    Unpacking a big one takes a good part of a second: not for the event loop.
    """
    if not content:
        raise FileRefused(Flaw.EMPTY)
    if len(content) > max_bytes:
        raise FileRefused(Flaw.TOO_BIG, len(content), max_bytes)
    try:
        facts = _read(content, max_pixels)
    except UnidentifiedImageError:
        raise FileRefused(Flaw.NOT_AN_IMAGE) from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        # Pillow's own limit is higher; far above it, it refuses to open the file at all.
        raise FileRefused(Flaw.TOO_MANY_PIXELS, allowed=max_pixels) from None
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError):
        # Which of these a decoder raises over broken bytes differs from format to format.
        raise FileRefused(Flaw.BROKEN) from None
    if _is_another_file_too(content):
        raise FileRefused(Flaw.TWO_IN_ONE)
    return facts


def _is_another_file_too(content: bytes) -> bool:
    """A document that is read from near its beginning, or an archive that is read from its end.

    Sources: ISO 32000-1 annex H.3.4.1 for a PDF's header, APPNOTE.TXT 4.3.16 for the end of a ZIP.
    """
    last = content.rfind(END_OF_ARCHIVE, -LONGEST_END)
    if last < 0:
        return b"%PDF-" in content[:1024]
    return last + 22 + int.from_bytes(content[last + 20 : last + 22], "little") == len(content)


def _read(content: bytes, max_pixels: int) -> Facts:
    with Image.open(io.BytesIO(content), formats=DECODERS) as image:
        pixels = image.width * image.height
        if pixels > max_pixels:
            raise FileRefused(Flaw.TOO_MANY_PIXELS, pixels, max_pixels)
        mime = MIMES[str(image.format)]
        frames = 1 if mime == "image/jpeg" else int(getattr(image, "n_frames", 1))
        width, height = _as_shown(image)
        image.load()
        seconds = max(0.1, frames * (image.info.get("duration") or 100) / 1000) if frames > 1 else 0
        return Facts(mime, width, height, len(content), frames, seconds)


def _as_shown(image: Image.Image) -> tuple[int, int]:
    """Orientations 5 to 8 lie on their side (Exif 2.32, tag 0x0112)."""
    turned = image.getexif().get(0x0112, 1) in (5, 6, 7, 8)
    return (image.height, image.width) if turned else (image.width, image.height)
