"""A file as rows under known columns, each with the line on which it begins. Pure."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from handlers.importing.faults import BadFile, Fault, Found
from handlers.tabular import typed

MOST_ROWS = 350
LONGEST_FIELD = 100_000
DELIMITERS = (",", ";", "\t")


class Column(StrEnum):
    """What is read; whatever else an export writes is passed over."""

    TEXT = "text"
    ACCOUNTS = "accounts"
    TIME = "time"
    MEDIA = "media"
    LABELS = "labels"
    CAMPAIGN = "campaign"
    NOTE = "note"


NAMES: Mapping[str, Column] = {
    "text": Column.TEXT,
    "본문": Column.TEXT,
    "글": Column.TEXT,
    "accounts": Column.ACCOUNTS,
    "account": Column.ACCOUNTS,
    "계정": Column.ACCOUNTS,
    "time": Column.TIME,
    "date": Column.TIME,
    "시간": Column.TIME,
    "일시": Column.TIME,
    "media": Column.MEDIA,
    "images": Column.MEDIA,
    "미디어": Column.MEDIA,
    "이미지": Column.MEDIA,
    "labels": Column.LABELS,
    "label": Column.LABELS,
    "라벨": Column.LABELS,
    "campaign": Column.CAMPAIGN,
    "캠페인": Column.CAMPAIGN,
    "note": Column.NOTE,
    "메모": Column.NOTE,
}
PASSED_OVER = frozenset({"number", "author", "state", "links", "번호", "작성자", "상태", "링크"})
"""Columns that an export has beside these."""
NEEDED = (Column.TEXT, Column.ACCOUNTS)


@dataclass(frozen=True)
class Line:
    """One row, its cells without blanks around them."""

    number: int
    """Of the file, from 1."""
    cells: Mapping[Column, str]

    def __getitem__(self, column: Column) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True)
class Table:
    """A file, read."""

    lines: tuple[Line, ...]
    titles: Mapping[Column, str]
    """What the file calls its columns."""


def table_of(text: str) -> Table:
    """Raises BadFile, with everything that is wrong with its columns."""
    csv.field_size_limit(LONGEST_FIELD)
    try:
        rows = list(_rows(text))
    except csv.Error:
        raise BadFile(Found(Fault.UNREADABLE)) from None
    if not rows:
        raise BadFile(Found(Fault.NO_ROWS))
    header, body = rows[0][1], rows[1:]
    columns = _columns(header)
    if len(body) > MOST_ROWS:
        raise BadFile(Found(Fault.TOO_MANY, values={"found": len(body), "allowed": MOST_ROWS}))
    if not body:
        raise BadFile(Found(Fault.NO_ROWS))
    ragged = [Found(Fault.RAGGED, number) for number, cells in body if any(cells[len(header) :])]
    if ragged:
        raise BadFile(*ragged)
    titles = {column: header[place] for place, column in columns.items()}
    return Table(tuple(_line(number, cells, columns) for number, cells in body), titles)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """With the line on which each begins: a cell may hold several. Empty rows are none."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    begins = 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield begins, [cell.strip() for cell in cells]
        begins = reader.line_num + 1


def _delimiter(text: str) -> str:
    """What the names of the columns stand between."""
    head = text.lstrip("\r\n").partition("\n")[0]
    return max(DELIMITERS, key=head.count)


def _columns(header: Sequence[str]) -> dict[int, Column]:
    found: list[Found] = []
    columns: dict[int, Column] = {}
    for place, title in enumerate(header):
        column = NAMES.get(title.casefold())
        if column is None:
            if title and title.casefold() not in PASSED_OVER:
                found.append(Found(Fault.COLUMN_UNKNOWN, 1, title))
        elif column in columns.values():
            found.append(Found(Fault.COLUMN_TWICE, 1, title))
        else:
            columns[place] = column
    missing = [one for one in NEEDED if one not in columns.values()]
    found += [Found(Fault.NO_COLUMN, 1, one.value) for one in missing]
    if found:
        raise BadFile(*found)
    return columns


def _line(number: int, cells: Sequence[str], columns: Mapping[int, Column]) -> Line:
    return Line(number, {column: typed(cells[place]) for place, column in columns.items() if place < len(cells)})
