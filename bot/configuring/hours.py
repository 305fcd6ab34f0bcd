"""Weekdays and posting hours, as people write them: `mon-fri`, `mon-fri 08:00-18:00`."""

import re
from collections.abc import Collection
from typing import Any

from bot.configuring.table import Table, near

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EXAMPLE = '["mon-fri 08:00-18:00"]'

_WINDOW = re.compile(r"(?:(?P<days>[a-z, -]+?)\s+)?(?P<opens>\d\d?:\d\d)\s*-\s*(?P<closes>\d\d?:\d\d)")
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


def weekdays(table: Table, key: str, default: str) -> str:
    """ISO weekdays, Monday is 1."""
    found = days_in(table.text(key, default))
    if not found:
        table.wrong(key, f'is "{table.text(key)}"', "write weekdays such as mon-fri, or sun, mon, tue")
    return found or "12345"


def days_in(text: str) -> str:
    """ISO weekdays in order, or nothing when some of it is no weekday. A range may go over the weekend."""
    found: set[int] = set()
    for part in text.lower().split(","):
        first, _, last = (one.strip() for one in part.partition("-"))
        if first not in DAYS or (last and last not in DAYS):
            return ""
        begins, ends = DAYS.index(first), DAYS.index(last or first)
        found |= {(begins + step) % 7 + 1 for step in range((ends - begins) % 7 + 1)}
    return "".join(str(day) for day in sorted(found))


def read_all(table: Table, accounts: Collection[str]) -> dict[str, tuple[dict[str, str], ...]]:
    """`posting_hours`: windows by account; one without any is always open."""
    written: dict[str, Any] = table.get("posting_hours", dict, "a table [brand.posting_hours]", {})
    inner = Table(f"{table.where}, posting_hours", written, table.problems)
    found = {}
    for name in written:
        if name not in accounts:
            inner.wrong(name, "is no account of the brand", f"add it to accounts{near(name, accounts)}")
            continue
        windows = [_window(inner, name, one) for one in inner.texts(name, most=20)]
        found[name] = tuple(one for one in windows if one)
    return {name: windows for name, windows in found.items() if windows}


def _window(table: Table, name: str, text: str) -> dict[str, str] | None:
    match = _WINDOW.fullmatch(text.lower())
    days = days_in(match["days"] or "mon-sun") if match else ""
    if match is None or not days or not _TIME.fullmatch(match["opens"]) or not _TIME.fullmatch(match["closes"]):
        table.wrong(name, f'holds "{text}"', f"write hours such as {EXAMPLE}")
        return None
    opens, closes = match["opens"].zfill(5), match["closes"].zfill(5)
    if opens >= closes:
        table.wrong(name, f'holds "{text}"', "end later than you begin; write two windows to go over midnight")
        return None
    return {"days": days, "opens": opens, "closes": closes}
