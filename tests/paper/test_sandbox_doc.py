"""docs/sandbox.md names what there is: every method, every route, every field, every fault."""

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox import faults
from bot.sandbox.control.acting import ACTS, Acting
from bot.sandbox.control.live import Live
from bot.sandbox.control.switches import Switches as Routes
from bot.sandbox.server import Sandbox
from bot.sandbox.web_api.door import METHODS
from bot.sandbox.workspace import Channel, Member, Switches, Usergroup, Workspace

PAGE = Path("docs/sandbox.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"[\w.]+", PAGE))


def test_every_method_is_named() -> None:
    assert METHODS.keys() - NAMED == set()


@pytest.mark.parametrize("kind", [Workspace, Member, Channel, Usergroup, Switches])
def test_every_field_of_a_workspace_file_is_named(kind: Any) -> None:
    # What is a table of its own has its own row; the manifest is an option of the command.
    assert {one.name for one in fields(kind)} - NAMED - {"manifest"} == set()


def test_every_fault_and_every_act_is_named() -> None:
    assert set(faults.KINDS) - NAMED == set()
    assert set(ACTS) - NAMED == set()


def test_every_route_of_the_control_api_is_named() -> None:
    world = Sandbox(Workspace()).world
    routes = [*Acting(world).routes(), *Routes(world).routes(), *Live(world).routes()]
    for route in routes:
        path = route.path.replace("{user}", "USER").replace("{act}", "ACT").replace("{change}", "CHANGE")
        assert path.replace("{file_id}", "ID") in PAGE, path
