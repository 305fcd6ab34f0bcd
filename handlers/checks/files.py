"""What is known of a file that is taken, and why another is not. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class Flaw(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    """There are no bytes in it."""
    TOO_BIG = "too_big"
    """More bytes than are taken."""
    NOT_AN_IMAGE = "not_an_image"
    """Its content is neither an image nor a video of a kind that is taken, whatever its name says."""
    TOO_MANY_PIXELS = "too_many_pixels"
    """Unpacked it would fill the memory."""
    BROKEN = "broken"
    """It begins as an image or a video and cannot be read to the end."""
    TWO_IN_ONE = "two_in_one"
    """An image to some programs, and a document or an archive to others."""


class FileRefused(Exception):
    """The file is not taken; the figures go into the sentence that says so."""

    def __init__(self, code: Flaw, found: int = 0, allowed: int = 0) -> None:
        super().__init__(code.value)
        self.code, self.found, self.allowed = code, found, allowed


@dataclass(frozen=True)
class Facts:
    """What is known of an image or a video that was read to the end."""

    mime: str
    width: int
    """Pixels, the way it is shown: after the turn that a camera may have noted."""
    height: int
    bytes: int
    frames: int = 1
    """Of an image."""
    seconds: float = 0
    """How long a video lasts, or about how long an animation; nothing for a still."""
    codec: str = ""
    """Of a video: the four letters by which its file names it, such as `avc1` for H.264."""

    @property
    def is_animated(self) -> bool:
        return self.frames > 1
