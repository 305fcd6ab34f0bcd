"""How large an image goes out, and on how large a canvas: arithmetic alone. Pure."""

import math
from dataclasses import dataclass

MOST_EDGE = 2
"""A canvas may be so many times as large as its picture. Beyond it, edges would be most of what people see."""


@dataclass(frozen=True)
class Bounds:
    """How large and how wide an image may be, in pixels; no figure: no limit."""

    min_ratio: float = 0
    """Width by height."""
    max_ratio: float = 0
    min_width: int = 0
    max_width: int = 0
    max_height: int = 0
    max_pixels: int = 0

    def has_ratio(self, width: int, height: int) -> bool:
        return self.min_ratio * height <= width and (not self.max_ratio or width <= self.max_ratio * height)

    def has_room(self, width: int, height: int) -> bool:
        """Whether it is small enough."""
        return not (
            (self.max_width and width > self.max_width)
            or (self.max_height and height > self.max_height)
            or (self.max_pixels and width * height > self.max_pixels)
        )


@dataclass(frozen=True)
class Frame:
    """A picture's size, and that of the canvas in whose middle it stands. In pixels."""

    width: int
    height: int
    across: int
    down: int

    def differs_from(self, width: int, height: int) -> bool:
        return (self.width, self.height, self.across, self.down) != (width, height, width, height)

    @property
    def has_edges(self) -> bool:
        return (self.width, self.height) != (self.across, self.down)


def frame(width: int, height: int, bounds: Bounds) -> Frame | None:
    """The largest that fits, never larger than it is. Nothing: too small, or so narrow or wide that it would spoil."""
    found, scale = _framed(width, height, bounds), 1.0
    while not bounds.has_room(found.across, found.down):
        if found.width == found.height == 1:
            return None
        # Rounding can leave it a pixel too large, so each step is a little smaller than it need be.
        scale = min(scale * 0.999, scale * _room(found, bounds))
        found = _framed(max(1, math.floor(width * scale)), max(1, math.floor(height * scale)), bounds)
    spoils = found.across * found.down > MOST_EDGE * found.width * found.height
    return None if spoils or found.across < bounds.min_width else found


def _framed(width: int, height: int, bounds: Bounds) -> Frame:
    """With edges above and below, or left and right, where its ratio needs them."""
    across = max(width, math.ceil(height * bounds.min_ratio))
    down = max(height, math.ceil(width / bounds.max_ratio)) if bounds.max_ratio else height
    return Frame(width, height, across, down)


def _room(found: Frame, bounds: Bounds) -> float:
    """By how much it has to be smaller."""
    return min(
        bounds.max_width / found.across if bounds.max_width else 1,
        bounds.max_height / found.down if bounds.max_height else 1,
        math.sqrt(bounds.max_pixels / (found.across * found.down)) if bounds.max_pixels else 1,
    )
