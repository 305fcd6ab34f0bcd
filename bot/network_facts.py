"""Limits and manners of the networks, as data: network_facts.toml, and what a team's own file says otherwise.

Networks change these without notice, and their documents disagree in places; a figure that turns out to be wrong is
then a line in a file.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

OURS = Path(__file__).parent / "network_facts.toml"

Facts = Mapping[str, Mapping[str, Any]]
"""By network."""


class BadFacts(ValueError):
    """A file of facts that cannot be used; the message says where and why."""


@cache
def ours() -> Facts:
    """Those that come with the bot."""
    return tomllib.loads(OURS.read_text(encoding="utf-8"))


def load(path: Path | None) -> Facts:
    """Ours, with the values of the file at `path` instead where it has any. Raises BadFacts."""
    if path is None:
        return ours()
    try:
        theirs = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as trouble:
        raise BadFacts(f"{path} cannot be read ({trouble})") from None
    for network, table in theirs.items():
        _check(network, table)
    return {network: {**table, **theirs.get(network, {})} for network, table in ours().items()}


def _check(network: str, table: Any) -> None:
    known = ours().get(network)
    if known is None or not isinstance(table, dict):
        raise BadFacts(f"[{network}] is none of {', '.join(ours())}")
    for name, value in table.items():
        if name not in known:
            raise BadFacts(f"[{network}] knows no {name}")
        if type(value) is not type(known[name]) and {type(value), type(known[name])} != {int, float}:
            raise BadFacts(f"[{network}] {name} must be of the kind of {known[name]!r}")
