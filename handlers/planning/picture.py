"""A month as a picture that is read on a phone, and the same in words. Pure, and slow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.picturing import palette
from handlers.picturing.canvas import PHONE, Canvas
from handlers.picturing.sending import MOST_ALT
from storage.planned import Standing

EDGE, TOP, FOOT, HEAD = 8, 44, 52, 20
LINE = 14
MOST_LINES = 4
"""Of a day; what is left out is counted."""

SIGNS = {
    Standing.LIVE: ("•", palette.GREEN, palette.PALE_GREEN),
    Standing.APPROVED: ("=", palette.BLUE, palette.PALE_BLUE),
    Standing.REVIEW: ("?", palette.AMBER, palette.PALE_AMBER),
    Standing.CHANGES: ("~", palette.AMBER, palette.PALE_AMBER),
    Standing.TROUBLE: ("!", palette.RED, palette.PALE_RED),
}
"""A sign, the colour of its letters, and of its ground: nothing is said by colour alone."""


@dataclass(frozen=True)
class Entry:
    """One publication in its day."""

    time: str
    """HH:MM."""
    number: int
    account: str
    standing: Standing


@dataclass(frozen=True)
class Month:
    """What is drawn."""

    title: str
    first: date
    today: date
    weekdays: Sequence[str]
    """Seven short names, from Monday on."""
    entries: Mapping[date, Sequence[Entry]]
    states: Mapping[Standing, str]
    """What the signs mean."""

    @property
    def weeks(self) -> list[date]:
        """The Monday of each week that the month has days in."""
        monday = self.first - timedelta(days=self.first.weekday())
        after = (self.first + timedelta(days=31)).replace(day=1)
        return [monday + timedelta(weeks=step) for step in range(((after - monday).days + 6) // 7)]

    @property
    def words(self) -> str:
        """Every letter that is drawn."""
        return " ".join([self.title, *self.weekdays, *self.states.values()])


def draw(month: Month) -> bytes:
    """A PNG in the width of a phone; a week is as high as its fullest day needs."""
    heights = [_height(month, monday) for monday in month.weeks]
    canvas = Canvas(TOP + HEAD + sum(heights) + FOOT)
    canvas.text(EDGE, 12, month.title, size=16, is_bold=True, most=PHONE - 2 * EDGE)
    wide = (PHONE - 2 * EDGE) / 7
    for place, name in enumerate(month.weekdays):
        canvas.text(EDGE + wide * (place + 0.5), TOP, name, size=11, colour=palette.QUIET, anchor="ma")
    top = float(TOP + HEAD)
    for monday, height in zip(month.weeks, heights, strict=True):
        for place in range(7):
            _day(canvas, month, monday + timedelta(days=place), (EDGE + wide * place, top), (wide, height))
        top += height
    _legend(canvas, month, top + 10)
    return canvas.png()


def _height(month: Month, monday: date) -> int:
    most = max(len(month.entries.get(monday + timedelta(days=step), ())) for step in range(7))
    return 24 + LINE * min(max(most, 1), MOST_LINES + 1)


def _day(canvas: Canvas, month: Month, day: date, corner: tuple[float, float], size: tuple[float, int]) -> None:
    (x, y), (wide, high) = corner, size
    is_inside, is_today = day.month == month.first.month, day == month.today
    ground = palette.PAPER if is_inside else palette.FAINT
    canvas.box(x, y, wide - 2, high - 2, fill=ground, outline=palette.INK if is_today else palette.LINE, radius=3)
    colour = palette.INK if is_inside else palette.GREY
    canvas.text(x + 4, y + 3, str(day.day), size=11, colour=colour, is_bold=is_today)
    entries = month.entries.get(day, ()) if is_inside else ()
    for place, entry in enumerate(entries[:MOST_LINES]):
        _entry(canvas, entry, x + 2, y + 19 + LINE * place, wide - 6)
    if len(entries) > MOST_LINES:
        more = f"+{len(entries) - MOST_LINES}"
        canvas.text(x + 4, y + 20 + LINE * MOST_LINES, more, size=9, colour=palette.QUIET)


def _entry(canvas: Canvas, entry: Entry, x: float, y: float, wide: float) -> None:
    sign, ink, ground = SIGNS[entry.standing]
    canvas.box(x, y, wide, LINE - 2, fill=ground, radius=2)
    canvas.text(x + 2, y + LINE / 2 - 1, f"{sign}{entry.time}", size=10, colour=ink, anchor="lm", most=wide - 3)


def _legend(canvas: Canvas, month: Month, y: float) -> None:
    """Every sign with its meaning, in one or two rows."""
    x = float(EDGE)
    for standing, (sign, ink, ground) in SIGNS.items():
        said = f"{sign} {month.states[standing]}"
        wide = 12 + 6.2 * sum(1.8 if ord(one) > 0x1100 else 1 for one in said)
        if x + wide > PHONE - EDGE:
            x, y = float(EDGE), y + 17
        canvas.box(x, y, wide - 4, 14, fill=ground, radius=2)
        canvas.text(x + 4, y + 7, said, size=10, colour=ink, anchor="lm", most=wide)
        x += wide


def in_words(month: Month) -> str:
    """The same as text, as much as a file's description takes."""
    lines = [month.title]
    for day in sorted(month.entries):
        entries = month.entries[day]
        said = ", ".join(f"{one.time} #{one.number} {one.account} ({month.states[one.standing]})" for one in entries)
        lines.append(f"{day.isoformat()}: {said}")
    text = "; ".join(lines)
    return text if len(text) <= MOST_ALT else f"{text[: MOST_ALT - 1]}…"
