"""Findings of the records as the checks said them. Pure."""

from collections.abc import Iterable, Sequence

from handlers.checks.warnings import Code, Warned
from storage.findings import Finding

OWN_OF = "own_of"
"""Beside a finding's values: the accounts in whose own text it is."""

_KNOWN = frozenset(code.value for code in Code)


def remembered(rows: Iterable[Finding]) -> list[Warned]:
    """In their order. A newer version, beside which this one runs, may have found what this one cannot say."""
    return [_warned(row) for row in rows if row.code in _KNOWN]


def _warned(row: Finding) -> Warned:
    values = dict(row.values)
    own_of: Sequence[int] = values.pop(OWN_OF, ())
    return Warned(Code(row.code), values, row.severity, row.rule_id, tuple(own_of), row.is_late)
