"""`history export`: the record for a spreadsheet or a program, one entry at a time."""

import csv
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC
from enum import StrEnum
from typing import Any, TextIO

from storage.history import BOT

COLUMNS = {
    "brand": "brand_id",
    "number": "seq",
    "at": "at",
    "kind": "kind",
    "post": "submission_id",
    "version": "revision",
    "state": "state",
    "actor": "actor_id",
    "actor_name": "actor_name",
    "place": "place",
    "words": "words",
    "data": "data",
    "words_hash": "words_hash",
    "format": "format",
    "key": "key",
    "previous": "previous",
    "hash": "hash",
}
"""What is written, and the column that it comes from."""

FORMULA = frozenset("=+-@\t\r\n|%＝＋－＠")
"""What a spreadsheet may take for the beginning of a formula (OWASP, "CSV Injection"; a full-width = counts too)."""


class Format(StrEnum):
    """How it is written."""

    CSV = "csv"
    JSON = "json"


def export(entries: Iterable[Mapping[str, Any]], shape: Format, out: TextIO) -> int:
    """Writes them all; how many they were."""
    return WRITERS[shape](({name: entry[column] for name, column in COLUMNS.items()} for entry in entries), out)


def _as_csv(entries: Iterable[dict[str, Any]], out: TextIO) -> int:
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(COLUMNS)
    number = 0
    for entry in entries:
        writer.writerow([harmless(_text(value)) for value in _plain(entry).values()])
        number += 1
    return number


def _as_json(entries: Iterable[dict[str, Any]], out: TextIO) -> int:
    """One array, an entry a line, so that it is written as it is read."""
    number = 0
    for number, entry in enumerate(entries, start=1):
        out.write("[\n" if number == 1 else ",\n")
        json.dump(_plain(entry), out, ensure_ascii=False)
    out.write("\n]\n" if number else "[]\n")
    return number


WRITERS: dict[Format, Callable[[Iterable[dict[str, Any]], TextIO], int]] = {
    Format.CSV: _as_csv,
    Format.JSON: _as_json,
}


def _plain(entry: dict[str, Any]) -> dict[str, Any]:
    name = "Greenlight" if entry["actor"] == BOT else entry["actor_name"]
    return {**entry, "at": entry["at"].astimezone(UTC).isoformat(), "actor_name": name}


def _text(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


def harmless(cell: str) -> str:
    """The same text, which no spreadsheet takes for a formula: whatever people wrote is not run."""
    first = cell.lstrip(" ")[:1]
    return f"'{cell}" if first and first in FORMULA else cell
