"""What may be wrong with a file, and where. Pure; the words are made in blocks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Fault(StrEnum):
    """Each has its sentence under `importing.wrong_`."""

    TOO_BIG = "too_big"
    """More bytes than are read."""
    UNREADABLE = "unreadable"
    """No text in any encoding that spreadsheet programs write."""
    NO_ROWS = "no_rows"
    """Nothing below the names of the columns."""
    TOO_MANY = "too_many"
    """More rows than are taken at once."""
    NO_COLUMN = "no_column"
    """A column that must be there is not."""
    COLUMN_TWICE = "column_twice"
    """Two columns of one name."""
    COLUMN_UNKNOWN = "column_unknown"
    """A column that nobody knows: it may be a slip of one that matters."""
    RAGGED = "ragged"
    """More cells than there are columns."""
    EMPTY = "empty"
    """Neither text nor media."""
    NO_ACCOUNT = "no_account"
    """It goes nowhere."""
    ACCOUNT = "account"
    """No account of the brand is called so."""
    TIME = "time"
    """A time that can be read in two ways, or in none."""
    MEDIA = "media"
    """Nothing in the library is called so."""
    CAMPAIGN = "campaign"
    """No campaign of the brand is called so."""
    LABEL = "label"
    """A label that is too long, or too many of them."""
    TWICE = "twice"
    """The same row stands further up."""
    NETWORK = "network"
    """An account does not take it; the problem is in the values."""
    BAD_TIME = "bad_time"
    """A time that cannot be; which way is in the values."""


@dataclass(frozen=True)
class Found:
    """One mistake."""

    code: Fault
    line: int = 0
    """Of the file, from 1; 0: the whole."""
    column: str = ""
    """As the file calls it."""
    values: Mapping[str, str | int] = field(default_factory=dict)


class BadFile(Exception):
    """The file cannot be read as a table of submissions at all."""

    def __init__(self, *found: Found) -> None:
        super().__init__(", ".join(one.code.value for one in found))
        self.found = found
