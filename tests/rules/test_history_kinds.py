"""Every kind of entry that the code writes is one that the history can tell, in both languages."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

KIND = re.compile(r"[a-z_]+\.[a-z_]+")
KEY = re.compile(r'^msgid "([^"]+)"', re.MULTILINE)
WRITERS = {"add", "Entry", "record", "_record", "_event", "remember"}
"""What entries are made with."""


def trees() -> Iterator[ast.Module]:
    for folder in ("bot", "handlers", "storage"):
        for path in sorted(Path(folder).rglob("*.py")):
            # What a network calls its own events is no kind of ours.
            if not {"sandbox", "publishers"} & set(path.parts):
                yield ast.parse(path.read_text(encoding="utf-8"))


def strings(node: ast.AST) -> set[str]:
    """Without pieces and beginnings of those that are put together, and the columns that foreign keys name."""
    pieces = {piece for one in ast.walk(node) if isinstance(one, ast.JoinedStr) for piece in ast.walk(one)}
    found = {one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and one not in pieces}
    return {one for one in found if isinstance(one, str) and KIND.fullmatch(one) and not one.endswith((".id", "_"))}


def keys(language: str) -> set[str]:
    files = sorted(Path("handlers/words", language).glob("*.po"))
    return {key for path in files for key in KEY.findall(path.read_text(encoding="utf-8"))}


@cache
def written() -> set[str]:
    """Kinds named in a call that makes an entry, and whatever else is named like one of their subjects."""
    every = list(trees())
    calls = (node for tree in every for node in ast.walk(tree) if isinstance(node, ast.Call))
    made = {kind for call in calls if _name(call) in WRITERS for one in call.args for kind in strings(one)}
    subjects = {kind.partition(".")[0] for kind in made}
    named = {one for tree in every for one in strings(tree) if one.partition(".")[0] in subjects}
    # Keys of the words are written the same way, and are no kinds.
    return (made | named) - keys("en")


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_kind_that_is_written_has_its_sentence(language: str) -> None:
    kinds, told = written(), keys(language)
    assert kinds >= {"decision.made", "submission.withdrawn", "publication.refused", "history.key_changed"}
    bare = {f"history.{kind.replace('.', '_')}" for kind in kinds}
    assert {one for one in bare if not any(key == one or key.startswith(f"{one}_") for key in told)} == set()
