"""What the rules' own tests would notice: nine in ten of all small changes of the tables that everything rests on.

Those that they do not notice are in docs/mutation.md, each with the reason; a new one fails the test.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.mutation.mutants import Mutant, mutants

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "mutation.md"

SUBJECTS = {
    "storage/lifecycle.py": ["test_lifecycle.py"],
    "handlers/permissions.py": ["test_permissions.py"],
}
"""Each file with the tests that must notice: theirs alone, so that a run takes a second."""

LEAST = 0.9
"""Of the changes."""

LONGEST = 120
"""Seconds that one run may take; a change may well make something endless."""


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Path]]:
    """Two places to change files in, one for each core."""
    made = [tmp_path_factory.mktemp(f"copy-{place}") / "house" for place in range(2)]
    for copy in made:
        for folder in ("bot", "handlers", "storage", "tests"):
            shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", copy)
    yield made


def is_noticed(copy: Path, subject: str, mutant: Mutant) -> bool:
    (copy / subject).write_text(mutant.source, encoding="utf-8")
    tests = [f"tests/rules/{name}" for name in SUBJECTS[subject]]
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", *tests]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def survivors(copies: list[Path], subject: str, found: list[Mutant]) -> list[Mutant]:
    def run(place: int) -> list[Mutant]:
        mine = found[place :: len(copies)]
        return [mutant for mutant in mine if not is_noticed(copies[place], subject, mutant)]

    with ThreadPoolExecutor(len(copies)) as both:
        left = [mutant for some in both.map(run, range(len(copies))) for mutant in some]
    for copy in copies:
        shutil.copy(ROOT / subject, copy / subject)
    return sorted(left, key=lambda mutant: (mutant.line, mutant.change))


def named(subject: str, mutant: Mutant) -> str:
    """By the line's text, which stays when lines move."""
    line = (ROOT / subject).read_text(encoding="utf-8").splitlines()[mutant.line - 1].strip()
    return f"`{line}` · {mutant.change}"


def explained(subject: str) -> set[str]:
    """The survivors that the page lists for a file."""
    section = PAGE.read_text(encoding="utf-8").partition(f"## {subject}\n")[2].partition("\n## ")[0]
    return set(re.findall(r"^- (`.+` · [^:\n]+):", section, re.MULTILINE))


@pytest.mark.slow
@pytest.mark.parametrize("subject", SUBJECTS)
def test_nine_in_ten_changes_are_noticed(copies: list[Path], subject: str) -> None:
    found = list(mutants((ROOT / subject).read_text(encoding="utf-8")))
    left = survivors(copies, subject, found)
    print(f"{subject}: {len(found) - len(left)} of {len(found)} noticed")
    assert len(left) <= (1 - LEAST) * len(found)
    assert {named(subject, one) for one in left} == explained(subject)


def test_a_change_is_one_change() -> None:
    source = "def may(a, b):\n    return a == 1 and b\n"
    assert [one.change for one in mutants(source)] == ["returns nothing", "And swapped", "Eq swapped", "1 + 1"]
    assert len({one.source for one in mutants(source)}) == 4
