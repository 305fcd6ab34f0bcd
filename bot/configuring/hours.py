"""Weekdays and posting hours of the file."""

from collections.abc import Collection
from typing import Any

from bot.configuring.table import Table, near
from handlers.setting_up import hours
from handlers.setting_up.rules import Window

EXAMPLE = '["mon-fri 08:00-18:00"]; end later than you begin, and write two windows to go over midnight'


def weekdays(table: Table, key: str, default: str) -> str:
    """ISO weekdays, Monday is 1."""
    found = hours.days_in(table.text(key, default))
    if not found:
        table.wrong(key, f'is "{table.text(key)}"', "write weekdays such as mon-fri, or sun, mon, tue")
    return found or "12345"


def read_all(table: Table, accounts: Collection[str]) -> dict[str, tuple[Window, ...]]:
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


def _window(table: Table, name: str, text: str) -> Window | None:
    found = hours.window_in(text)
    if found is None:
        table.wrong(name, f'holds "{text}"', f"write hours such as {EXAMPLE}")
    return found
