"""Tables and data tables.

docs.slack.dev/reference/block-kit/blocks/table-block and …/data-table-block. Their cells have budgets of their own
for a whole message: 10,000 and 20,000 characters.
"""

from bot.sandbox.block_kit.blocks import BLOCK
from bot.sandbox.block_kit.problems import Json, Problems, wrong
from bot.sandbox.block_kit.rich_text import RICH_TEXT
from bot.sandbox.block_kit.rules import Check, Shape, anything, flag, items, number, one_of, string, typed, whole

_TEXT: dict[str, Check] = {"raw_text": Shape({"type": anything, "text": string(20_000, 1), "emoji": flag}, ("text",))}
_NUMBER: dict[str, Check] = {
    "raw_number": Shape({"type": anything, "value": number, "text": string(20_000, 1)}, ("value", "text"))
}
_RICH: dict[str, Check] = {"rich_text": RICH_TEXT}
_COLUMN = Shape({"align": one_of("left", "center", "right"), "is_wrapped": flag})


def _column_or_none(value: Json | None, at: str, problems: Problems) -> None:
    """A column without settings of its own is null."""
    if value is not None:
        _COLUMN(value, at, problems)


def _is_rectangular(value: Json, at: str, problems: Problems) -> None:
    width = len(value["rows"][0])
    for place, row in enumerate(value["rows"]):
        if len(row) != width:
            wrong(
                problems, f"must have {width} cells like the first row", f"{at}/rows/{place}", "items", width, len(row)
            )


def _names_its_columns(value: Json, at: str, problems: Problems) -> None:
    for place, cell in enumerate(value["rows"][0]):
        if cell["type"] == "rich_text":
            here = f"{at}/rows/0/{place}/type"
            wrong(problems, "unsupported cell type: rich_text", here, "enum", ["raw_number", "raw_text"], "rich_text")


def _header_is_a_column(value: Json, at: str, problems: Problems) -> None:
    most = len(value["rows"][0]) - 1
    if value.get("row_header_column_index", 0) > most:
        wrong(problems, f"must be between 0 and {most}", f"{at}/row_header_column_index", "range", [0, most])


TABLE: dict[str, Check] = {
    "table": Shape(
        BLOCK
        | {
            "rows": items(items(typed(_TEXT | _RICH, "cell type"), 1, 20), 1, 100),
            "column_settings": items(_column_or_none, 1, 20),
        },
        ("rows",),
    )
}
DATA_TABLE: dict[str, Check] = {
    "data_table": Shape(
        BLOCK
        | {
            "rows": items(items(typed(_TEXT | _NUMBER | _RICH, "cell type"), 1, 20), 2, 201),
            "caption": string(3000, 1),
            "page_size": whole(1, 100),
            "row_header_column_index": whole(0, 19),
        },
        ("rows", "caption"),
        (_is_rectangular, _names_its_columns, _header_is_a_column),
    )
}
