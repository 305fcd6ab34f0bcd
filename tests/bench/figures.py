"""Figures as a table: on the terminal, and in docs/benchmarks.md."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Table:
    """One comparison of one run."""

    title: str
    columns: Sequence[str]
    rows: list[Sequence[str]] = field(default_factory=list)
    remark: str = ""

    def add(self, *cells: object) -> None:
        self.rows.append([_shown(cell) for cell in cells])

    def markdown(self) -> str:
        head = f"| {' | '.join(self.columns)} |\n|{' --- |' * len(self.columns)}"
        body = "\n".join(f"| {' | '.join(row)} |" for row in self.rows)
        return f"## {self.title}\n\n{head}\n{body}\n" + (f"\n{self.remark}\n" if self.remark else "")


def _shown(cell: object) -> str:
    if isinstance(cell, float):
        return f"{cell:,.2f}" if cell < 10 else f"{cell:,.0f}"
    return str(cell)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share (0 to 1) of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
