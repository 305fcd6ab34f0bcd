"""What a file really is, told by its content and never by its name. Pure: bytes in, plain data or a refusal out."""

import io
from dataclasses import dataclass
from enum import StrEnum

from PIL import Image, UnidentifiedImageError

MAX_BYTES = 20_000_000
"""What is taken at all; each network has its own, smaller limit beside it."""
MAX_PIXELS = 50_000_000
"""Width times height. Beyond it, a few kilobytes can unpack into all the memory there is."""
DECODERS = ["JPEG", "PNG", "GIF", "WEBP"]
"""By Pillow's names. No other is tried: the fewer are reached by strangers' bytes, the better."""
MIMES = {"JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png", "GIF": "image/gif", "WEBP": "image/webp"}
"""MPO is what Pillow calls a JPEG with more pictures behind the first, as phones write them."""


class Flaw(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    """There are no bytes in it."""
    TOO_BIG = "too_big"
    """More bytes than are taken."""
    NOT_AN_IMAGE = "not_an_image"
    """Its content is neither JPEG, PNG, GIF nor WebP, whatever its name says."""
    TOO_MANY_PIXELS = "too_many_pixels"
    """Unpacked it would fill the memory."""
    BROKEN = "broken"
    """It begins as an image and cannot be read to the end."""


class ImageRefused(Exception):
    """The file is not taken; the figures go into the sentence that says so."""

    def __init__(self, code: Flaw, found: int = 0, allowed: int = 0) -> None:
        super().__init__(code.value)
        self.code, self.found, self.allowed = code, found, allowed


@dataclass(frozen=True)
class Facts:
    """What is known of an image that was read to the end."""

    mime: str
    width: int
    """Pixels, the way it is shown: after the turn that a camera may have noted."""
    height: int
    bytes: int
    frames: int = 1

    @property
    def is_animated(self) -> bool:
        return self.frames > 1


def examine(content: bytes, *, max_bytes: int = MAX_BYTES, max_pixels: int = MAX_PIXELS) -> Facts:
    """Reads an image, of an animated one the first frame. Raises ImageRefused.

    Unpacking a big one takes a good part of a second: not for the event loop.
    """
    if not content:
        raise ImageRefused(Flaw.EMPTY)
    if len(content) > max_bytes:
        raise ImageRefused(Flaw.TOO_BIG, len(content), max_bytes)
    try:
        return _read(content, max_pixels)
    except UnidentifiedImageError:
        raise ImageRefused(Flaw.NOT_AN_IMAGE) from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        # Pillow's own limit is higher; far above it, it refuses to open the file at all.
        raise ImageRefused(Flaw.TOO_MANY_PIXELS, allowed=max_pixels) from None
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError):
        # Which of these a decoder raises over broken bytes differs from format to format.
        raise ImageRefused(Flaw.BROKEN) from None


def _read(content: bytes, max_pixels: int) -> Facts:
    with Image.open(io.BytesIO(content), formats=DECODERS) as image:
        pixels = image.width * image.height
        if pixels > max_pixels:
            raise ImageRefused(Flaw.TOO_MANY_PIXELS, pixels, max_pixels)
        mime = MIMES[str(image.format)]
        frames = 1 if mime == "image/jpeg" else int(getattr(image, "n_frames", 1))
        width, height = _as_shown(image)
        image.load()
        return Facts(mime, width, height, len(content), frames)


def _as_shown(image: Image.Image) -> tuple[int, int]:
    """Orientations 5 to 8 lie on their side (Exif 2.32, tag 0x0112)."""
    turned = image.getexif().get(0x0112, 1) in (5, 6, 7, 8)
    return (image.height, image.width) if turned else (image.width, image.height)
