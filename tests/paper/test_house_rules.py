"""The house rules that can be counted."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

# A file of 300 lines is a smell that somebody looks into; 400 is never right.
LONGEST_FUNCTION, USUAL_FUNCTION, LONGEST_FILE = 60, 35, 400
# Alembic writes a revision as one function, as long as the tables are many.
REVISIONS = Path("storage/migrations/versions")
# Spelt in two halves, so that this file does not find itself.
SHORTCUTS = re.compile(
    "|".join(["# ?TO" + "DO", "# ?FIX" + "ME", "# type" + ": ignore", "# no" + "qa", r"mark\.(skip|xf" + "ail)"])
)
# Tests run in two processes, which must find the same ones in the same order; a set has another order in each.
UNORDERED = re.compile(r"parametrize\([^()]*(\([^()]*\))?,\s*(set\(|frozenset\(|\{[^:}]*\})")


def sources(*folders: str) -> Iterator[tuple[Path, str]]:
    for folder in folders:
        for path in sorted(Path(folder).rglob("*.py")):
            if not path.is_relative_to(REVISIONS):
                yield path, path.read_text(encoding="utf-8")


def functions() -> Iterator[tuple[str, int]]:
    for path, text in sources("bot", "handlers", "storage"):
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{path}:{node.lineno} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_function_is_longer_than_a_page() -> None:
    assert [where for where, length in functions() if length > LONGEST_FUNCTION] == []


def test_nine_in_ten_functions_are_short() -> None:
    lengths = [length for _, length in functions()]
    assert sum(length < USUAL_FUNCTION for length in lengths) >= 0.9 * len(lengths)


def test_no_file_is_longer_than_anybody_reads() -> None:
    assert [str(path) for path, text in sources("bot", "handlers", "storage") if text.count("\n") > LONGEST_FILE] == []


def test_nothing_is_put_off_or_waved_through() -> None:
    found = [
        f"{path}:{number} {line.strip()}"
        for path, text in sources("bot", "handlers", "storage", "tests")
        for number, line in enumerate(text.splitlines(), 1)
        if SHORTCUTS.search(line)
    ]
    assert found == []


def test_no_test_is_made_from_a_set() -> None:
    assert [str(path) for path, text in sources("tests") if UNORDERED.search(text)] == []
