"""Images as a network takes them: upright, in sRGB, of a kind, a size and a shape that it knows. Pure, and slow.

Drawing a big one takes a second or two and some hundred megabytes: not for the event loop, and one at a time.
"""

import io
import json
import math
from dataclasses import asdict, dataclass, replace
from typing import Any

from PIL import Image, ImageCms

from handlers.allowance import DRAWN, ImageRules
from handlers.checks.images import DECODERS
from handlers.fitting.segments import NotUnderstood, bare
from handlers.framing import Frame, frame
from handlers.problem import Problem

VERSION = 1
"""Of the way it is drawn: another one makes other renditions."""

QUALITIES = (90, 82, 74, 66)
"""Of a JPEG or WebP, tried in turn; below, a smaller image looks better than a coarser one."""

SMALLER = 0.8
"""How much of its pixels stays when an image has too many bytes in every quality."""

PAPER = (255, 255, 255)
"""Edges, and what shines through where a kind of file knows no transparency."""

ORIENTATION = 0x0112
"""Exif 2.32, the tag by which a camera says which way up it was held."""

ON_THEIR_SIDE = (5, 6, 7, 8)
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""How it is set upright."""

LARGEST = 4096 * 4096
"""Pixels of what is drawn anew; no network shows more, and memory is not without end."""

SMOOTH_MODES = frozenset({"L", "RGB", "CMYK"})
"""What can be made smaller before its colours are known."""

PLAIN_MODES = frozenset({"1", "L", "P", "RGB", "RGBA", "LA"})
"""What every reader shows alike; CMYK and 16 bits are drawn anew."""


@dataclass(frozen=True)
class Fitted:
    """An image as it goes out."""

    content: bytes
    mime: str
    width: int
    height: int


class Unfit(Exception):
    """It cannot be made fit without spoiling it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.value)
        self.problem = problem


def recipe(rules: ImageRules) -> str:
    """What is done to an image for these rules: the same recipe makes the same rendition of the same bytes."""
    told = {name: sorted(value) if name == "types" else value for name, value in asdict(rules).items() if value}
    return f"{VERSION} " + json.dumps(told, sort_keys=True, separators=(",", ":"))


def fit(content: bytes, mime: str, rules: ImageRules) -> Fitted:
    """The image, made fit. Raises Unfit; never touches bytes that need no more than to be bared of metadata."""
    try:
        with Image.open(io.BytesIO(content), formats=DECODERS) as image:
            return _fit(image, content, mime, rules)
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError, Image.DecompressionBombError):
        # It was read to its end when it arrived, so this is no image that was taken.
        raise Unfit(Problem.IMAGE_TYPE) from None


def _fit(image: Image.Image, content: bytes, mime: str, rules: ImageRules) -> Fitted:
    turned = image.getexif().get(ORIENTATION, 1)
    width, height = (image.height, image.width) if turned in ON_THEIR_SIDE else image.size
    wanted = frame(width, height, rules.bounds)
    if wanted is None:
        raise Unfit(Problem.IMAGE_SHAPE)
    is_as_wanted = turned == 1 and not wanted.differs_from(width, height) and image.mode in PLAIN_MODES
    if is_as_wanted and mime in rules.types and (kept := _bared(content, mime)) and len(kept) <= rules.max_bytes:
        return Fitted(kept, mime, width, height)
    if mime != "image/jpeg" and getattr(image, "n_frames", 1) > 1:
        raise Unfit(Problem.IMAGE_TYPE if mime not in rules.types else Problem.IMAGE_TOO_BIG)
    within = replace(rules.bounds, max_pixels=min(rules.max_pixels or LARGEST, LARGEST))
    wanted = frame(width, height, within)
    if wanted is None:
        raise Unfit(Problem.IMAGE_SHAPE)
    return _drawn(_upright(image, turned, wanted), mime, wanted, rules)


def _upright(image: Image.Image, turned: int, wanted: Frame) -> Image.Image:
    """As small as it is wanted, as early as can be: everything after takes less memory."""
    # A JPEG can be read at a half, a quarter or an eighth of its size.
    image.draft(None, (max(wanted.width, wanted.height),) * 2)
    if image.mode in SMOOTH_MODES:
        size = (wanted.height, wanted.width) if turned in ON_THEIR_SIDE else (wanted.width, wanted.height)
        image = image.resize(size, Image.Resampling.LANCZOS)
    return image.transpose(TURNS[turned]) if turned in TURNS else image


def _bared(content: bytes, mime: str) -> bytes:
    try:
        return bare(content, mime)
    except NotUnderstood:
        return b""


def _drawn(image: Image.Image, mime: str, wanted: Frame, rules: ImageRules) -> Fitted:
    plain = _in_srgb(image)
    kind = _kind(mime, plain, rules)
    while True:
        canvas = _on_canvas(plain, wanted, is_opaque=kind == "image/jpeg")
        found = _encoded(canvas, kind, rules.max_bytes)
        if found is not None:
            return Fitted(found, kind, canvas.width, canvas.height)
        if kind == "image/png" and "image/jpeg" in rules.types:
            kind = "image/jpeg"
        else:
            wanted = _smaller(plain, wanted, rules)


def _in_srgb(image: Image.Image) -> Image.Image:
    """RGB, or RGBA where something shines through."""
    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    profile = image.info.get("icc_profile")
    has_alpha = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    if profile and image.mode in ("RGB", "CMYK"):
        return _by_profile(image, profile)
    return image.convert("RGBA" if has_alpha else "RGB")


def _by_profile(image: Image.Image, profile: bytes) -> Image.Image:
    srgb: Any = ImageCms.createProfile("sRGB")
    try:
        found = ImageCms.profileToProfile(image, ImageCms.ImageCmsProfile(io.BytesIO(profile)), srgb, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        # A profile that cannot be read says nothing about the colours.
        return image.convert("RGB")
    return found if found is not None else image.convert("RGB")


def _kind(mime: str, image: Image.Image, rules: ImageRules) -> str:
    """Its own where it can be; else without losing what shines through, or else small."""
    liked = ("image/png", "image/webp", "image/jpeg") if image.mode == "RGBA" else ("image/jpeg", "image/png")
    for kind in (mime, *liked, *sorted(DRAWN)):
        if kind in rules.types & DRAWN:
            return kind
    raise Unfit(Problem.IMAGE_TYPE)


def _on_canvas(image: Image.Image, wanted: Frame, *, is_opaque: bool) -> Image.Image:
    """On a new one: nothing that stood in the file, and hangs on the image that was read from it, goes along."""
    size = (wanted.width, wanted.height)
    scaled = image if image.size == size else image.resize(size, Image.Resampling.LANCZOS)
    is_flat = is_opaque or scaled.mode == "RGB"
    canvas = Image.new("RGB" if is_flat else "RGBA", (wanted.across, wanted.down), PAPER if is_flat else (*PAPER, 255))
    shines_through = scaled.getchannel("A") if is_flat and scaled.mode == "RGBA" else None
    canvas.paste(scaled, ((wanted.across - wanted.width) // 2, (wanted.down - wanted.height) // 2), shines_through)
    return canvas


def _encoded(image: Image.Image, kind: str, max_bytes: int) -> bytes | None:
    """In the best quality that is small enough."""
    ways: list[dict[str, Any]] = [{}] if kind == "image/png" else [{"quality": quality} for quality in QUALITIES]
    for options in ways:
        into = io.BytesIO()
        image.save(into, kind.removeprefix("image/").upper(), **options)
        if into.tell() <= max_bytes:
            return into.getvalue()
    return None


def _smaller(image: Image.Image, last: Frame, rules: ImageRules) -> Frame:
    pixels = math.floor(last.across * last.down * SMALLER)
    found = frame(image.width, image.height, replace(rules.bounds, max_pixels=pixels)) if pixels else None
    if found is None:
        raise Unfit(Problem.IMAGE_TOO_BIG)
    return found
