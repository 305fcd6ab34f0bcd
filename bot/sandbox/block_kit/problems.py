"""What is wrong with a payload: said in Slack's words, with the JSON pointer of the place.

docs.slack.dev/reference/methods/blocks.validate shows the form in which single problems are told.
"""

from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Problem:
    """One thing that Slack refuses: what it says, where, and the rule that was broken."""

    what: str
    at: str
    constraint: Json | None = None

    def __str__(self) -> str:
        """Answer the sentence as the `errors` of a refused call have it."""
        return f"{self.what} [json-pointer:{self.at}]"

    def told(self, root: str = "") -> Json:
        """Answer the problem as blocks.validate tells it, with the pointer beginning inside `root`."""
        said: Json = {"pointer": self.at.removeprefix(root), "code": "failed_constraint", "message": self.what}
        return said | ({"constraint": self.constraint} if self.constraint else {})


Problems = list[Problem]


def wrong(problems: Problems, what: str, at: str, rule: str = "", expected: Any = None, got: Any = None) -> None:
    """Add one problem; `rule`, `expected` and `got` say which constraint it is, for blocks.validate."""
    constraint = {"type": rule, "expected": expected} | ({} if got is None else {"got": got}) if rule else None
    problems.append(Problem(what, at, constraint))


def units(text: str) -> int:
    """Count as the strictest reading does: in UTF-16, where an emoji is two. Slack does not say how it counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
