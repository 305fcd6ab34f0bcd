"""Time is an argument: only the clock files ask the machine for it."""

import ast
from pathlib import Path

import pytest

CLOCKS = {Path("bot/clock.py"), Path("bot/sandbox/clocks.py")}
FORBIDDEN = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
    ("time", "localtime"),
    ("time", "sleep"),
}


def readings(tree: ast.AST) -> list[tuple[int, str]]:
    """Where a clock is read, by attribute (`datetime.now`) or by import (`from time import time`)."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and (last_name(node.value), node.attr) in FORBIDDEN:
            found.append((node.lineno, f"{last_name(node.value)}.{node.attr}"))
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            found += [(node.lineno, f"time.{name.name}") for name in node.names if ("time", name.name) in FORBIDDEN]
    return found


def last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def test_nothing_but_the_clocks_reads_a_clock() -> None:
    sources = [path for folder in ("bot", "handlers", "storage") for path in Path(folder).rglob("*.py")]
    assert Path("bot/clock.py") in sources
    found = [
        f"{path}:{line} {what}"
        for path in sources
        if path not in CLOCKS
        for line, what in readings(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "datetime.now(UTC)",
        "datetime.datetime.utcnow()",
        "dt.date.today()",
        "time.time()",
        "field(default_factory=datetime.now)",
        "from time import time as clock",
    ],
)
def test_the_test_itself_sees_a_clock(line: str) -> None:
    assert readings(ast.parse(line))


@pytest.mark.parametrize(
    "line", ["clock.now()", "calendar.now()", "submission.time.time_zone", "from time import monotonic"]
)
def test_and_sees_none_where_there_is_none(line: str) -> None:
    assert not readings(ast.parse(line))
