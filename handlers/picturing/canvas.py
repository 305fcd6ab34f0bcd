"""A sheet to draw on, in the pixels of a web page; it is drawn at twice as many, for sharp letters on phones."""

import io

from PIL import Image, ImageDraw

from handlers.picturing import palette
from handlers.picturing.fonts import Font, drawable, font

PHONE = 400
"""Width in which a picture is read without being turned or enlarged."""

SCALE = 2
MOST_HIGH = 3000
"""A picture that is longer is a list, and belongs into words."""


class Canvas:
    """One picture. Slow enough for a thread of its own, and pure."""

    def __init__(self, height: int, width: int = PHONE) -> None:
        self.width, self.height = width, min(height, MOST_HIGH)
        self.image = Image.new("RGB", (self.width * SCALE, self.height * SCALE), palette.PAPER)
        self.pen = ImageDraw.Draw(self.image)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: int = 12,
        colour: str = palette.INK,
        is_bold: bool = False,
        anchor: str = "la",
        most: float | None = None,
    ) -> None:
        """One line; `anchor` as Pillow has it (la, ma, ra, lm, mm, rm). Wider than `most`, it ends with an ellipsis."""
        letters = font(size * SCALE, is_bold=is_bold)
        line = shortened(drawable(text), letters, (most or self.width) * SCALE)
        self.pen.text((x * SCALE, y * SCALE), line, font=letters, fill=colour, anchor=anchor)

    def box(
        self, x: float, y: float, width: float, height: float, *, fill: str, outline: str | None = None, radius: int = 0
    ) -> None:
        """A filled rectangle, its corners rounded by `radius`."""
        corners = (x * SCALE, y * SCALE, max(x, x + width) * SCALE - 1, max(y, y + height) * SCALE - 1)
        self.pen.rounded_rectangle(corners, radius * SCALE, fill=fill, outline=outline, width=SCALE)

    def line(self, x: float, y: float, to_x: float, to_y: float, *, colour: str = palette.LINE, width: int = 1) -> None:
        self.pen.line((x * SCALE, y * SCALE, to_x * SCALE, to_y * SCALE), fill=colour, width=width * SCALE)

    def png(self) -> bytes:
        """With few colours, as words and boxes have: half the bytes. Still fewer would bend colours of small areas."""
        drawn = io.BytesIO()
        self.image.quantize(256, dither=Image.Dither.NONE).save(drawn, "PNG", optimize=True)
        return drawn.getvalue()


def shortened(line: str, letters: Font, most: float) -> str:
    """The line, or its beginning with an ellipsis."""
    if letters.getlength(line) <= most:
        return line
    while line and letters.getlength(f"{line}…") > most:
        line = line[:-1].rstrip()
    return f"{line}…"
