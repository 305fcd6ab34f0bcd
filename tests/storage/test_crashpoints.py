"""A crash point does nothing unless it is named, and a misspelt name stops the start."""

import os
import subprocess
import sys

import pytest

from storage.crashpoints import CRASHPOINTS, crashpoint


def run(code: str, armed: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "GREENLIGHT_CRASH": armed},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


PASS_ALL = (
    "from storage.crashpoints import CRASHPOINTS, crashpoint\nfor name in CRASHPOINTS: crashpoint(name); print(name)"
)


@pytest.mark.parametrize("name", CRASHPOINTS)
def test_unnamed_it_does_nothing(name: str) -> None:
    crashpoint(name)


def test_named_it_ends_the_process_there() -> None:
    ended = run(PASS_ALL.replace("print(name)", "print(name, flush=True)"), "before-first-byte")
    assert ended.returncode == 137
    assert ended.stdout.split() == ["before-claim", "after-claim"]


def test_a_misspelt_name_stops_the_start_with_a_sentence() -> None:
    ended = run(PASS_ALL, "after-clam")
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert ended.stderr.startswith("GREENLIGHT_CRASH names no crash point: choose one of before-claim, ")
