"""Charts: a few numbers as bars, each with its number in words. Pure, and slow."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.picturing import palette
from handlers.picturing.canvas import PHONE, Canvas

EDGE = 16
ROW = 40
HEAD = 28
COLUMNS = 120
"""How high the highest of upright bars is."""


@dataclass(frozen=True)
class Bar:
    """One number, with the words that stand beside it."""

    label: str
    value: float
    said: str
    """The number as people read it."""
    is_faint: bool = False
    """It rests on few cases."""


@dataclass(frozen=True)
class Chart:
    """Some bars under a heading."""

    title: str
    bars: Sequence[Bar]
    is_upright: bool = False
    """Side by side, as days and weeks are; else below each other, as names are."""

    @property
    def height(self) -> int:
        return HEAD + (COLUMNS + 48 if self.is_upright else ROW * len(self.bars)) + EDGE

    @property
    def words(self) -> str:
        """All that could be read off it."""
        return " ".join([self.title, *(char for bar in self.bars for char in (bar.label, bar.said))])


def sheet(title: str, charts: Sequence[Chart], foot: str = "") -> bytes:
    """Several charts below each other, as one PNG."""
    shown = [chart for chart in charts if chart.bars]
    canvas = Canvas(EDGE + 32 + sum(chart.height for chart in shown) + (24 if foot else 0))
    canvas.text(EDGE, EDGE, title, size=16, is_bold=True, most=PHONE - 2 * EDGE)
    top: float = EDGE + 36
    for chart in shown:
        _draw(canvas, chart, top)
        top += chart.height
    if foot:
        canvas.text(EDGE, top, foot, size=11, colour=palette.QUIET, most=PHONE - 2 * EDGE)
    return canvas.png()


def _draw(canvas: Canvas, chart: Chart, top: float) -> None:
    canvas.text(EDGE, top, chart.title, size=13, is_bold=True, most=PHONE - 2 * EDGE)
    (_upright if chart.is_upright else _lying)(canvas, chart, top + HEAD)


def _lying(canvas: Canvas, chart: Chart, top: float) -> None:
    highest = max((abs(bar.value) for bar in chart.bars), default=0) or 1
    room = PHONE - 2 * EDGE
    for number, bar in enumerate(chart.bars):
        y = top + number * ROW
        canvas.text(EDGE, y, bar.label, size=12, most=room - 110)
        canvas.text(PHONE - EDGE, y, bar.said, size=12, anchor="ra", most=105)
        canvas.box(EDGE, y + 18, room, 10, fill=palette.FAINT, radius=3)
        if bar.value:
            canvas.box(EDGE, y + 18, max(4, room * abs(bar.value) / highest), 10, fill=_colour(bar), radius=3)


def _upright(canvas: Canvas, chart: Chart, top: float) -> None:
    highest = max((bar.value for bar in chart.bars), default=0) or 1
    step = (PHONE - 2 * EDGE) / max(1, len(chart.bars))
    for number, bar in enumerate(chart.bars):
        x, height = EDGE + number * step, COLUMNS * bar.value / highest
        foot = top + 18 + COLUMNS
        if bar.value:
            canvas.box(x + step * 0.15, foot - max(2, height), step * 0.7, max(2, height), fill=_colour(bar), radius=2)
        canvas.text(x + step / 2, foot - height - 16, bar.said, size=11, anchor="ma", most=step)
        canvas.text(x + step / 2, foot + 6, bar.label, size=11, colour=palette.QUIET, anchor="ma", most=step)
    canvas.line(EDGE, top + 18 + COLUMNS, PHONE - EDGE, top + 18 + COLUMNS)


def _colour(bar: Bar) -> str:
    return palette.PALE_GREEN if bar.is_faint else palette.GREEN
