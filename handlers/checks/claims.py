"""Numbers, prices and superlatives that a reader may ask about: "Where is this from?" Pure."""

import re
from collections.abc import Iterator

from handlers.checks import figures, superlatives

MOST_NAMED = 3

_FIRST_COMERS = re.compile(r"(?:\bfirst|선착순|선착)\s+$", re.IGNORECASE)
"""The first 500 customers are invited, not claimed."""
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_SOURCE = re.compile(
    "|".join(
        (
            r"https?://\S+|\bwww\.\w[\w.-]+\.\w{2,}",
            r"\b[\w-]+\.(?:pdf|docx?|xlsx?|pptx?|csv|hwpx?|md|txt)\b",
            r"\b(?:sources?|study|survey|report|according to|press release|(?:data|fact) ?sheet"
            r"|(?:price|menu) ?(?:list|card)|certificate|white ?paper|statistics|research|census|audit|award|contract"
            r"|page \d+|our (?:shop|crm|analytics|figures|website|price))\b",
            r"출처|보고서|설문|조사|자료|통계|논문|보도자료|인증서|근거|문서|가격표|시험\s?성적|연구|계약서|기사|홈페이지|공지",
        )
    ),
    re.IGNORECASE,
)
_SAID_IN_TEXT = re.compile(r"\bsources?:|\baccording to\b|출처\s?[:：)]|\(출처|에 따르면", re.IGNORECASE)


def unsourced(text: str, note: str) -> list[str]:
    """What the text claims, as it stands there, at most three; nothing where the note, or the text, names a source.

    A source is a link, or a document that is named.
    """
    if _SOURCE.search(note) or _SAID_IN_TEXT.search(text):
        return []
    return list(dict.fromkeys(claims(text)))[:MOST_NAMED]


def claims(text: str) -> Iterator[str]:
    """Everything in it that is a claim, in its order."""
    bare = _LINK.sub(lambda found: " " * len(found[0]), text)
    patterns = (superlatives.ENGLISH, superlatives.KOREAN, *figures.EVERY)
    found = [one for pattern in patterns for one in pattern.finditer(bare)]
    for one in sorted(found, key=lambda match: match.start()):
        if not _FIRST_COMERS.search(bare[: one.start()]):
            yield " ".join(one[one.lastindex or 0].split()).rstrip(".,")
