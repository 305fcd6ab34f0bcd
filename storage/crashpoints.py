"""Named places at which a test lets the process die, as a power cut would: no clean-up, no goodbye.

Without GREENLIGHT_CRASH in the environment they do nothing.
"""

import os

CRASHPOINTS = (
    "before-claim",
    "after-claim",
    "before-first-byte",
    "before-call",
    "after-answer",
    "before-finish",
    "after-commit",
    "outbox-after-send",
)
"""In the order in which a publication passes them; the last two lie between a commit and Slack."""

_armed = ""


def arm(name: str) -> None:
    """From now on the process dies there; an empty name: nowhere. Raises SystemExit for a name that is none."""
    global _armed
    if name and name not in CRASHPOINTS:
        raise SystemExit(f"GREENLIGHT_CRASH names no crash point: choose one of {', '.join(CRASHPOINTS)}.")
    _armed = name


def crashpoint(name: str) -> None:
    """Ends the process at once, with status 137 as after kill -9, if this point is armed."""
    if name == _armed:
        os._exit(137)


arm(os.environ.get("GREENLIGHT_CRASH", ""))
