"""A workspace from a TOML file: its fields are those of workspace.py, its mistakes are told in one sentence."""

import tomllib
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any, get_type_hints
from zoneinfo import available_timezones

from bot.sandbox.workspace import Channel, Member, Switches, Usergroup, Workspace

Json = dict[str, Any]
TABLES: dict[str, Any] = {"members": Member, "channels": Channel, "usergroups": Usergroup}
PLAIN: dict[Any, str] = {str: "a text", bool: "true or false", list[str]: "a list of texts"}


class WorkspaceError(ValueError):
    """A workspace file that cannot be used: what is wrong, and where."""


def read(path: Path) -> Workspace:
    """The workspace of a file. Raises WorkspaceError."""
    try:
        source = tomllib.loads(path.read_text("utf-8"))
    except OSError as trouble:
        raise WorkspaceError(f"{path} cannot be read: {trouble.strerror}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as trouble:
        raise WorkspaceError(f"{path} is not TOML: {trouble}.") from None
    return build(source)


def build(source: Json) -> Workspace:
    """The workspace of plain data. Raises WorkspaceError."""
    given = dict(source)
    for name, kind in TABLES.items():
        rows = given.get(name, [])
        if not isinstance(rows, list):
            raise WorkspaceError(f"{name} must be a list of tables.")
        given[name] = [_row(kind, row, f"{name}[{place}]") for place, row in enumerate(rows)]
    given["switches"] = _row(Switches, given.get("switches", {}), "switches")
    workspace: Workspace = _row(Workspace, given, "the file")
    _check(workspace)
    return workspace


def _row(kind: Any, row: Any, place: str) -> Any:
    if not isinstance(row, dict):
        raise WorkspaceError(f"{place} must be a table.")
    known = {field.name for field in fields(kind)}
    for name in row.keys() - known:
        raise WorkspaceError(f"{place} has no {name}; it may have {', '.join(sorted(known))}.")
    hints = get_type_hints(kind)
    for name, value in row.items():
        wanted = hints[name]
        if wanted in PLAIN and not _is(value, wanted):
            raise WorkspaceError(f"{name} of {place} must be {PLAIN[wanted]}.")
    try:
        return kind(**row)
    except TypeError as missing:
        needed = str(missing).partition("argument")[2].lstrip("s: ")
        raise WorkspaceError(f"{place} needs {needed}.") from None


def _is(value: Any, wanted: Any) -> bool:
    if wanted == list[str]:
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    return isinstance(value, wanted)


def _check(workspace: Workspace) -> None:
    """What the records say of each other must be true."""
    people = {member.id for member in workspace.members} | {workspace.bot_user_id}
    _unique("members", [workspace.bot_user_id, *(member.id for member in workspace.members)])
    _unique("channels", [channel.id for channel in workspace.channels])
    _unique("usergroups", [group.id for group in workspace.usergroups])
    _known(people, "channels", [(channel.id, channel.members) for channel in workspace.channels])
    _known(people, "usergroups", [(group.id, group.users) for group in workspace.usergroups])
    for member in workspace.members:
        if member.tz not in available_timezones():
            raise WorkspaceError(f"{member.id} lives in {member.tz!r}, which is no IANA zone such as Europe/Berlin.")


def _unique(table: str, ids: list[str]) -> None:
    for one in ids:
        if ids.count(one) > 1:
            raise WorkspaceError(f"{table} has the id {one} twice.")


def _known(people: set[str], table: str, rows: Iterable[tuple[str, list[str]]]) -> None:
    for row, names in rows:
        for one in set(names) - people:
            raise WorkspaceError(f"{row} in {table} has {one} in it, whom members does not name.")
