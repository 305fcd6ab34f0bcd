"""docs/flows.md as a witness: who hears what at each step of a flow, read from the page that people read."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "flows.md"

WHY = {"message": "dm", "mention": "mention", "reply": "thread"}
"""What the page calls it, and what Slack does: each of them rings."""

IN_ALL = "in all"


class Flow:
    """One flow of the page, step by step."""

    def __init__(self, name: str) -> None:
        """Raises KeyError for one that the page does not tell."""
        section = re.search(rf"^## {re.escape(name)}\n(.*?)(?=^## |\Z)", PAGE.read_text(encoding="utf-8"), re.M | re.S)
        if section is None:
            raise KeyError(f"docs/flows.md has no flow {name}")
        rows = [_cells(line) for line in section[1].splitlines() if line.startswith("|")]
        self.people, self.rows, self.heard = rows[0][1:], rows[2:], list[Mapping[str, Sequence[str]]]()

    def check(self, step: str, heard: Mapping[str, Sequence[str]]) -> None:
        """The next step of the page is this one, and tells of exactly these."""
        row = self.rows[len(self.heard)]
        told = {name: _whys(cell) for name, cell in zip(self.people, row[1:], strict=True) if cell != "–"}
        assert (row[0], told) == (step, {name: list(why) for name, why in heard.items()})
        self.heard.append(heard)

    def end(self) -> None:
        """The last line of the page counts what rang."""
        counts = [sum(len(heard.get(name, ())) for heard in self.heard) for name in self.people]
        assert self.rows[len(self.heard) :] == [[IN_ALL, *(str(count) for count in counts)]]


def flows() -> list[str]:
    """The names of all flows of the page."""
    return re.findall(r"^## (.+)$", PAGE.read_text(encoding="utf-8"), re.M)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _whys(cell: str) -> list[str]:
    return [WHY[word.strip()] for word in cell.split(",")]
