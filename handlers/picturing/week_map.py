"""The hours of a week as a map: a row a day, a column an hour, in the width of a phone. Pure, and slow."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from handlers.picturing import palette
from handlers.picturing.canvas import PHONE, Canvas

EDGE, LABEL, CELL, ROW, TOP = 16, 36, 13.6, 24, 74
KEYS = (0, 142, 256)
"""Where each explanation begins."""

FULL = 0.4
"""A share from which on a cell is as dark as it gets."""


@dataclass(frozen=True)
class WeekMap:
    """What is drawn: 168 shares, Monday's midnight first, and what it all is called."""

    title: str
    days: Sequence[str]
    shares: Sequence[float]
    is_sure: Sequence[bool]
    """Hours whose share is not only chance."""
    best: Sequence[int]
    allowed: Collection[int]
    keys: tuple[str, str, str]
    """Better, worse, not sure."""

    @property
    def words(self) -> str:
        return " ".join([self.title, *self.days, *self.keys])


def draw(week: WeekMap) -> bytes:
    """The map as a PNG."""
    canvas = Canvas(TOP + 7 * ROW + 56)
    canvas.text(EDGE, EDGE, week.title, size=15, is_bold=True, most=PHONE - 2 * EDGE)
    for hour in range(0, 24, 3):
        canvas.text(EDGE + LABEL + hour * CELL, TOP - 18, str(hour), size=10, colour=palette.QUIET)
    for hour in range(7 * 24):
        _cell(canvas, week, hour)
    for day, name in enumerate(week.days):
        canvas.text(EDGE, TOP + day * ROW + ROW / 2 - 1, name, size=11, anchor="lm", most=LABEL - 4)
    for hour in week.best:
        x, y = _place(hour)
        canvas.box(x - 1, y - 1, CELL + 1, ROW - 1, fill=_colour(week, hour), outline=palette.INK, radius=2)
        _mark(canvas, x, y, ROW - 3, week.shares[hour])
    _key(canvas, week)
    return canvas.png()


def _place(hour: int) -> tuple[float, float]:
    return EDGE + LABEL + hour % 24 * CELL, TOP + hour // 24 * ROW


def _cell(canvas: Canvas, week: WeekMap, hour: int) -> None:
    x, y = _place(hour)
    canvas.box(x, y, CELL - 1.2, ROW - 3, fill=_colour(week, hour), radius=2)
    if hour in week.allowed and week.is_sure[hour]:
        _mark(canvas, x, y, ROW - 3, week.shares[hour])


def _mark(canvas: Canvas, x: float, y: float, height: float, share: float) -> None:
    """Plus or minus, for those who do not tell green from amber."""
    middle, half = (x + (CELL - 1.2) / 2, y + height / 2), 2.5
    canvas.line(middle[0] - half, middle[1], middle[0] + half, middle[1], colour=palette.PAPER)
    if share >= 0:
        canvas.line(middle[0], middle[1] - half, middle[0], middle[1] + half, colour=palette.PAPER)


def _colour(week: WeekMap, hour: int) -> str:
    if hour not in week.allowed:
        return palette.FAINT
    dark, pale = (palette.GREEN, palette.PALE_GREEN) if week.shares[hour] >= 0 else (palette.AMBER, palette.PALE_AMBER)
    strength = min(1.0, abs(week.shares[hour]) / FULL)
    return _between(pale, dark, strength if week.is_sure[hour] else strength * 0.35)


def _between(pale: str, dark: str, share: float) -> str:
    ends = [[int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in (pale, dark)]
    return "#" + "".join(f"{round(low + (high - low) * share):02x}" for low, high in zip(*ends, strict=True))


def _key(canvas: Canvas, week: WeekMap) -> None:
    y, shown = TOP + 7 * ROW + 16, ((palette.GREEN, 1.0), (palette.AMBER, -1.0), (palette.PALE_GREEN, None))
    for start, name, (colour, share) in zip(KEYS, week.keys, shown, strict=True):
        x = float(EDGE + start)
        canvas.box(x, y, CELL - 1.2, 12, fill=colour, radius=2)
        if share is not None:
            _mark(canvas, x, y, 12, share)
        canvas.text(x + 18, y + 6, name, size=11, colour=palette.QUIET, anchor="lm", most=110)
