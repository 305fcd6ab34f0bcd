"""How values are stored: enumerations by value, and text that every database keeps."""

import re
from enum import StrEnum
from typing import Any

from sqlalchemy import Enum

_SURROGATES = re.compile(r"[\ud800-\udfff]")


def by_value(kind: type[StrEnum]) -> Any:
    """The column type of an enumeration: what stands in a column is what stands in the code and in a query by hand.

    SQLAlchemy's own default would store the members' names.
    """
    return Enum(
        kind,
        values_callable=lambda members: [member.value for member in members],
        native_enum=False,
        length=32,
        validate_strings=True,
    )


def is_storable(text: str) -> bool:
    """False with NUL, which PostgreSQL refuses, or half of a surrogate pair, which has no UTF-8."""
    # Every value of every statement passes here; nearly all are ASCII, which Python knows without looking.
    return "\0" not in text and (text.isascii() or _SURROGATES.search(text) is None)
