"""What the modals of promotions and tags show, as plain data, and how what is typed into them may be wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

LONGEST_CODE, LONGEST_TERMS, LONGEST_ADDRESS = 60, 500, 500


@dataclass(frozen=True)
class Standing:
    """A reader at a brand."""

    brand_id: int
    language: str
    may_change: bool
    brands: tuple[tuple[int, str], ...]
    """Those that this person may read about, with their names; none where there is nothing to choose."""


class Mistake(StrEnum):
    """Each has its sentence under `checks.wrong_`."""

    NO_CODE = "no_code"
    """Nothing that could be found in a text."""
    CODE_TAKEN = "code_taken"
    """Another promotion of the brand is called so."""
    DAYS = "days"
    """A day is missing, or the last is before the first."""
    ADDRESS = "address"
    """No address on the web."""
    PARAMETER = "parameter"
    """A line of a rule that is no name=value, or too many of them."""
    HOST = "host"
    """No name of a website."""
    ZONE = "zone"
    """No time zone is called so."""
    LABEL = "label"
    """A label that is too long, or too many of them."""
    CAMPAIGN = "campaign"
    """Not a campaign of the brand any more."""


class Wrong(Exception):
    """What was typed cannot be kept."""

    def __init__(self, code: Mistake) -> None:
        super().__init__(code.value)
        self.code = code


@dataclass(frozen=True)
class Said:
    """One promotion, as the form has it."""

    code: str = ""
    terms: str = ""
    address: str = ""
    first_day: str = ""
    last_day: str = ""
    is_active: bool = True
    number: int = 0
    """0: a new one."""
    changed_by: str = ""


@dataclass(frozen=True)
class Shown:
    """The promotions of one brand."""

    standing: Standing
    rows: tuple[Said, ...]
    today: str
    """In the brand's zone."""


@dataclass(frozen=True)
class Rule:
    """What links of one campaign get."""

    campaign: str = ""
    """Empty: of everything that has no rule of its own."""
    parameters: Sequence[str] = ()
    """As people type them: name=value."""
    hosts: Sequence[str] = ()


@dataclass(frozen=True)
class Rules:
    """Those of one brand."""

    standing: Standing
    rows: tuple[Rule, ...]
    campaigns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Audience:
    """Whom one account speaks to."""

    account_id: int
    account: str
    note: Mapping[str, str]
    """`who`, `language`, `zone` and `hours`, each if somebody wrote it."""
