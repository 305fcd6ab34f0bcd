"""What sleeps until the app is installed again with a scope that it asks for since a newer version. Pure.

Whoever runs the bot updates the program first; the workspace's consent to a new scope may come days later.
"""

from collections.abc import Iterable
from enum import StrEnum


class Asleep(StrEnum):
    """A part of the product, by the scope without which it sleeps."""

    USER_GROUPS = "usergroups:read"
    """Nobody can be named by a user group."""
    NOTIFICATIONS = "dnd:read"
    """It is not noticed that somebody's notifications are held back."""


def asleep(granted: Iterable[str]) -> tuple[Asleep, ...]:
    """What sleeps with these scopes; nothing where Slack did not name any."""
    given = frozenset(granted)
    return tuple(one for one in Asleep if one.value not in given) if given else ()
