"""Enumerations are stored by value: what stands in a column is what stands in the code and in a query by hand."""

from enum import StrEnum
from typing import Any

from sqlalchemy import Enum


def by_value(kind: type[StrEnum]) -> Any:
    """The column type of an enumeration; SQLAlchemy's own default would store the members' names."""
    return Enum(
        kind,
        values_callable=lambda members: [member.value for member in members],
        native_enum=False,
        length=32,
        validate_strings=True,
    )
