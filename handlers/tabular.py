"""Tables for spreadsheet programs: CSV that opens right in them, and in which nothing is ever carried out. Pure."""

import csv
import io
from collections.abc import Iterable, Sequence

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet program takes for a formula when a cell begins with it
(owasp.org/www-community/attacks/CSV_Injection)."""

QUOTE = "'"
"""Before such a cell: it is shown as it is, and nothing is reckoned."""


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """UTF-8 with the mark by which spreadsheet programs know it, commas, and every cell harmless."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow([cell(one) for one in header])
    writer.writerows([cell(one) for one in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def cell(value: object) -> str:
    """One value as text; a number stays a number."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    text = str(value)
    return f"{QUOTE}{text}" if text.startswith(STARTS_A_FORMULA) or text.startswith(QUOTE) else text


def typed(text: str) -> str:
    """What somebody meant by a cell that `cell` may have written."""
    inner = text[1:]
    return inner if text.startswith(QUOTE) and inner.startswith((*STARTS_A_FORMULA, QUOTE)) else text
