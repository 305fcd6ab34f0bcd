"""A text longer than one field of a form, over several fields and back again, exactly. Pure."""

import re
from collections.abc import Sequence

FIELD_LIMIT = 3000
"""Characters that one text field takes (docs.slack.dev/reference/block-kit, plain-text input)."""

COMFORTABLE = 2600
"""What is put into one field, so that there is room to write on in it."""

NEW_PARAGRAPH = "\n\n"
"""What stands between two fields when a person opens another one."""

LONGEST_JOINT = 8
"""Joints travel in the view's private_metadata, which holds 3,000 characters; more white space stays in its part."""

_BORDERS = (re.compile(r"\n\s*\n\s*"), re.compile(r"\s*\n\s*"), re.compile(r"(?<=[.!?…。])\s+"), re.compile(r"\s+"))
"""Where a text is best taken apart: between paragraphs, lines, sentences, words."""


def split(text: str) -> tuple[list[str], list[str]]:
    """The parts, and the white space between them, which no part keeps: a field may lose it at its ends."""
    parts, joints, rest = [], [], text
    while (room := _room(rest)) < len(rest):
        end, start = _border(rest, room)
        parts.append(rest[:end])
        joints.append(rest[end:start])
        rest = rest[start:]
    return [*parts, rest], joints


def _room(text: str) -> int:
    """How many characters of it one field takes. Slack does not say how it counts: a character of emoji may be two."""
    return len(text.encode("utf-16-le", "replace")[: 2 * FIELD_LIMIT].decode("utf-16-le", "ignore"))


def _border(text: str, room: int) -> tuple[int, int]:
    """Where the first part ends and the next begins; in the middle of a word only when there is nothing else."""
    comfortable = room * COMFORTABLE // FIELD_LIMIT
    for pattern in _BORDERS:
        found = [match.span() for match in pattern.finditer(text, comfortable // 2, room)]
        good = [span for span in found if span[1] < room and span[0] <= comfortable]
        if good:
            end, start = good[-1]
            return max(end, start - LONGEST_JOINT), start
    return comfortable, comfortable


def joined(parts: Sequence[str], joints: Sequence[str]) -> str:
    """The text again. A part that was emptied takes its joint with it."""
    text = ""
    for number, part in enumerate(parts):
        if part and text:
            text += joints[number - 1]
        text += part
    return text
