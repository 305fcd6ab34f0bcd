"""The import contracts of pyproject.toml hold, name what exists, and leave no publisher out."""

import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bot.publishers.registry import NETWORKS

CONTRACTS: list[dict[str, Any]] = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["tool"][
    "importlinter"
]["contracts"]


def contract(name: str) -> dict[str, Any]:
    return next(contract for contract in CONTRACTS if contract["name"] == name)


def test_the_contracts_are_kept() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    outcome = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    assert f"{len(CONTRACTS)} kept, 0 broken" in outcome.stdout


def test_every_module_that_a_contract_names_exists() -> None:
    """A contract about a module that was renamed would hold for ever."""
    named = {
        module.removesuffix(".**").removesuffix(".*")
        for one in CONTRACTS
        for key in ("modules", "layers", "ancestors", "source_modules", "forbidden_modules", "allowed_importers")
        for module in one.get(key, [])
    }
    assert {module for module in named if find_spec(module) is None} == set()


def test_every_publisher_is_in_the_contract() -> None:
    modules = contract("Publishers do not know each other")["modules"]
    for network, opener in NETWORKS.items():
        assert any(f"{opener.__module__}.".startswith(f"{module}.") for module in modules), network


def test_folders_hold_no_code_of_their_own() -> None:
    """`__init__.py` is a docstring, so that importing one module never imports its neighbours."""
    for folder in ("bot", "handlers", "storage"):
        for path in Path(folder).rglob("__init__.py"):
            text = path.read_text(encoding="utf-8").strip()
            assert text.startswith('"""') and text.endswith('"""') and text.count('"""') == 2, path


def test_no_file_is_called_after_nothing() -> None:
    vague = {"utils", "helpers", "common", "manager", "service", "base", "misc"}
    for folder in ("bot", "handlers", "storage"):
        assert not [path for path in Path(folder).rglob("*") if path.stem in vague]
