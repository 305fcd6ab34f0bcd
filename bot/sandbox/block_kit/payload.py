"""Whole payloads: a message's blocks, or a view."""

from collections.abc import Callable
from typing import Any

Json = dict[str, Any]


def check_message(blocks: Any, may_show_file: Callable[[Json], bool]) -> None:
    """Refuse blocks that Slack would refuse in a message."""


def check_view(view: Any, kind: str, may_show_file: Callable[[Json], bool]) -> None:
    """Refuse a view that Slack would refuse as a modal or home."""
