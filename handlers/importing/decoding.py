"""The text of a file in whatever encoding its program wrote. Pure."""

import codecs
import re

from handlers.importing.faults import BadFile, Fault, Found

MOST_BYTES = 4_000_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HANGUL = re.compile(r"[가-힣]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def text_of(content: bytes) -> str:
    """By its mark, else UTF-8, else what Korean and then what western programs write. Raises BadFile."""
    if len(content) > MOST_BYTES:
        raise BadFile(Found(Fault.TOO_BIG, values={"megabytes": MOST_BYTES // 1_000_000}))
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROLS.search(text) and (encoding != "cp949" or _HANGUL.search(text)):
            return text
    raise BadFile(Found(Fault.UNREADABLE))


def _encodings(content: bytes) -> list[str]:
    marked = [encoding for mark, encoding in _MARKS if content.startswith(mark)]
    if marked:
        return marked
    # Without a mark, only every other byte of plain Latin in UTF-16 is a nought.
    beginning = content[:200]
    if beginning[1::2].count(0) > len(beginning) // 3:
        return ["utf-16-le"]
    if beginning[0::2].count(0) > len(beginning) // 3:
        return ["utf-16-be"]
    return ["utf-8", "cp949", "cp1252"]
