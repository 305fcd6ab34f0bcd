"""What a video really is, told by its content. Pure, but for MediaInfo's library; it takes some milliseconds."""

import io
from typing import Any

from pymediainfo import MediaInfo

from handlers.boxes import NotAFilm, boxes
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
    _check_boxes(content)
    # From memory: of a named file MediaInfo would open other files that its content refers to.
    told = MediaInfo.parse(io.BytesIO(content))
    pictures = [one for one in told.video_tracks if one.format and one.width and one.height]
    if not pictures:
        raise FileRefused(Flaw.NOT_AN_IMAGE)
    return _facts(content, told.general_tracks[0], pictures[0])


def _check_boxes(content: bytes) -> None:
    try:
        kinds = [box.kind for box in boxes(content, 0, len(content))]
    except NotAFilm:
        raise FileRefused(Flaw.BROKEN) from None
    if b"moov" not in kinds:
        raise FileRefused(Flaw.BROKEN)


def _facts(content: bytes, whole: Any, picture: Any) -> Facts:
    """MediaInfo tells times in milliseconds and turns in degrees."""
    width, height = int(picture.width), int(picture.height)
    if width * height > MAX_PIXELS:
        raise FileRefused(Flaw.TOO_MANY_PIXELS, width * height, MAX_PIXELS)
    seconds = float(picture.duration or whole.duration or 0) / 1000
    if seconds <= 0:
        raise FileRefused(Flaw.BROKEN)
    if round(float(picture.rotation or 0)) % 180:
        width, height = height, width
    mime = "video/quicktime" if str(whole.codec_id).startswith("qt") else "video/mp4"
    return Facts(mime, width, height, len(content), seconds=seconds)
