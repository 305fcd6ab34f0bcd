"""Letters for pictures: a font of the system that knows Hangul, else one that does not, else Pillow's own."""

import re
import unicodedata
from functools import cache

from PIL import ImageFont

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont

WITH_HANGUL = (
    # Debian's fonts-noto-cjk and fonts-nanum, macOS, Windows; Pillow looks for them where each system keeps its fonts.
    ("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc", 1),
    ("NotoSansKR-Regular.otf", "NotoSansKR-Bold.otf", 0),
    ("NanumGothic.ttf", "NanumGothicBold.ttf", 0),
    ("AppleSDGothicNeo.ttc", "AppleSDGothicNeo.ttc", 0),
    ("malgun.ttf", "malgunbd.ttf", 0),
)
"""Regular, bold, and which face of the file is meant."""

LATIN_ONLY = (("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", 0),)

_ASIAN = re.compile(r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff]")
_NOT_DRAWN = frozenset({"So", "Cs", "Co", "Cn", "Cc", "Cf"})
"""Emoji and what nobody sees: no font for text has them, and a picture must not show boxes in their place."""


def font(size: int, *, is_bold: bool = False) -> Font:
    """At this size in pixels."""
    found = _files()
    if found is None:
        return ImageFont.load_default(size)
    return _font(found[1] if is_bold else found[0], size, found[2])


def can_draw(text: str) -> bool:
    """False where the text has letters that no font here knows; then its words go alone, without a picture."""
    return _ASIAN.search(text) is None or _files() in WITH_HANGUL


def drawable(text: str) -> str:
    """The same without what no font has."""
    kept = "".join(one for one in text if unicodedata.category(one) not in _NOT_DRAWN or one == "\n")
    return re.sub(r"[ \t]{2,}", " ", kept.replace("\ufe0f", "")).strip()


@cache
def _files() -> tuple[str, str, int] | None:
    for regular, bold, face in (*WITH_HANGUL, *LATIN_ONLY):
        try:
            ImageFont.truetype(regular, 12, index=face)
            ImageFont.truetype(bold, 12, index=face)
        except OSError:
            continue
        return regular, bold, face
    return None


@cache
def _font(name: str, size: int, face: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(name, size, index=face)
