"""What changed between two texts, word by word. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORD = re.compile(r"\w+|\s+|[^\w\s]")

TOO_MUCH = 1_500_000
"""Words of one text times words of the other. Beyond it the changed stretch is shown as a whole, at once."""


SAME = "–"
"""The difference between two equal texts."""


class Kind(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    """In both."""
    GONE = "gone"
    """Only in the older one."""
    NEW = "new"
    """Only in the newer one."""


@dataclass(frozen=True)
class Piece:
    """A stretch of text, with what became of it."""

    kind: Kind
    text: str


def pieces(before: str, after: str) -> list[Piece]:
    """Both texts as one: without the new pieces it reads as before, without those gone as after."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    middle = _middle(old[head : len(old) - tail], new[head : len(new) - tail])
    return _joined([Piece(Kind.SAME, "".join(old[:head])), *middle, Piece(Kind.SAME, "".join(old[len(old) - tail :]))])


def difference(before: str, after: str, limit: int = 300) -> str:
    """The changes in one plain line, for a sentence: “Monday” → “Tuesday”; + “new words”; − “old words”."""
    found: list[str] = []
    waiting = ""
    for piece in [*pieces(before, after), Piece(Kind.SAME, "")]:
        if piece.kind == Kind.GONE:
            waiting = piece.text
        elif waiting or piece.kind == Kind.NEW:
            found.append(_change(waiting, piece.text if piece.kind == Kind.NEW else ""))
            waiting = ""
    line = "; ".join(found) or SAME
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def _change(gone: str, new: str) -> str:
    gone, new = _quoted(gone), _quoted(new)
    if gone and new:
        return f"{gone} → {new}"
    return f"− {gone}" if gone else f"+ {new}"


def _quoted(text: str) -> str:
    return f"“{' '.join(text.split()) or '␣'}”" if text else ""


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many words both begin with."""
    for place, (one, other) in enumerate(zip(old, new, strict=False)):
        if one != other:
            return place
    return min(len(old), len(new))


def _middle(old: Sequence[str], new: Sequence[str]) -> list[Piece]:
    if len(old) * len(new) > TOO_MUCH:
        return [Piece(Kind.GONE, "".join(old)), Piece(Kind.NEW, "".join(new))]
    found = []
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece(Kind.SAME, "".join(old[start:end])))
        else:
            found.append(Piece(Kind.GONE, "".join(old[start:end])))
            found.append(Piece(Kind.NEW, "".join(new[new_start:new_end])))
    return found


def _joined(found: Sequence[Piece]) -> list[Piece]:
    """Without empty pieces, and with a lone space between two changes taken into them: they read as one."""
    result: list[Piece] = []
    full = [piece for piece in found if piece.text]
    for place, piece in enumerate(full):
        is_inside = 0 < place < len(full) - 1
        if piece.kind == Kind.SAME and is_inside and piece.text == " ":
            result += [Piece(Kind.GONE, piece.text), Piece(Kind.NEW, piece.text)]
        else:
            result.append(piece)
    return _regrouped(result)


def _regrouped(found: Sequence[Piece]) -> list[Piece]:
    """Neighbouring changes together: first all that is gone, then all that is new."""
    result: list[Piece] = []
    gone = new = ""
    for piece in [*found, Piece(Kind.SAME, "")]:
        if piece.kind == Kind.GONE:
            gone += piece.text
        elif piece.kind == Kind.NEW:
            new += piece.text
        else:
            result += [Piece(Kind.GONE, gone), Piece(Kind.NEW, new), piece]
            gone = new = ""
    return [piece for piece in result if piece.text]
