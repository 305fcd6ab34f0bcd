"""Small pictures of every kind."""

import io
import random

from PIL import Image

MIMES = {"JPEG": "image/jpeg", "PNG": "image/png", "GIF": "image/gif", "WEBP": "image/webp"}


def saved(kind: str, picture: Image.Image | None = None, **options: object) -> bytes:
    """Of 60 by 40 pixels, if no other is named."""
    into = io.BytesIO()
    (picture or Image.new("RGB", (60, 40), "teal")).save(into, kind, **options)
    return into.getvalue()


def animation(kind: str) -> bytes:
    """Three frames."""
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("teal", "plum", "gold")]
    return saved(kind, frames[0], save_all=True, append_images=frames[1:], duration=80)


def noise(width: int, height: int) -> Image.Image:
    """What no format makes small."""
    return Image.frombytes("RGB", (width, height), random.Random(1).randbytes(width * height * 3))
