"""What is found by typing: each word of an asset, a snippet or a saved answer, for a search by how it begins."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any

from sqlalchemy import Index, String
from sqlmodel import Field, Session, SQLModel, col, delete, func, select

from storage.inserting import insert_into
from storage.values import by_value

LONGEST = 60
"""Characters of a word that are kept; a search for a longer one looks for its beginning."""

MOST_WORDS = 80
"""Words that one thing is found by."""

MOST_ASKED = 8
"""Words of a search that count."""

LOOKED_THROUGH = 2_000
"""Entries of the rarest word that a search for several looks through, so that it costs the same as the table grows."""

FEWER = 200
"""The same of a search for one word."""

FEW = 200
"""How far is counted to tell which of several words is the rarest."""

Condition = Callable[[Any], Any]
"""What else must hold of a thing, made for the column of its id."""

_WORD = re.compile(r"\w+")
_LAST = "\U0010ffff"


class Found(StrEnum):
    """What a word leads to."""

    ASSET = "asset"
    """An image or a video of the library."""
    SNIPPET = "snippet"
    """A caption, a signature or a group of hashtags."""
    ANSWER = "answer"
    """A saved answer."""


IN_ORDER_OF_CODE_POINTS: Any = String().with_variant(String(collation="C"), "postgresql")
"""How a word begins is a range of an index only where the order knows no language; SQLite has no other."""


class DeskWord(SQLModel, table=True):
    """One word, folded (NFKC, no case), of one thing."""

    __tablename__ = "desk_word"
    __table_args__ = (Index("desk_word_of_item", "item_id", "kind"),)

    brand_id: int = Field(primary_key=True, foreign_key="brand.id")
    kind: Found = Field(primary_key=True, sa_type=by_value(Found))
    word: str = Field(primary_key=True, sa_type=IN_ORDER_OF_CODE_POINTS)
    item_id: int = Field(primary_key=True)


def words_in(*texts: str) -> list[str]:
    """Each word once, folded, in their order."""
    folded = unicodedata.normalize("NFKC", " ".join(texts)).casefold()
    return list(dict.fromkeys(word[:LONGEST] for word in _WORD.findall(folded)))


def put(session: Session, brand_id: int, kind: Found, item_id: int, *texts: str) -> None:
    """From now on it is found by the words of these texts, and by no others; without any, not at all."""
    session.exec(delete(DeskWord).where(col(DeskWord.item_id) == item_id, col(DeskWord.kind) == kind))
    rows = [
        {"brand_id": brand_id, "kind": kind, "word": word, "item_id": item_id} for word in words_in(*texts)[:MOST_WORDS]
    ]
    if rows:
        insert = insert_into(session.get_bind().dialect.name, DeskWord).on_conflict_do_nothing()
        session.connection().execute(insert, rows)


def search(
    session: Session,
    brand_id: int,
    kind: Found,
    typed: str,
    *,
    limit: int,
    conditions: Iterable[Condition] = (),
) -> list[int]:
    """Ids of what has, for every word that was typed, a word that begins so. None where no word was typed."""
    wanted = words_in(typed)[:MOST_ASKED]
    if not wanted:
        return []
    rarest = min(wanted, key=lambda word: _many(session, brand_id, kind, word)) if len(wanted) > 1 else wanted[0]
    candidates = (
        select(DeskWord).where(*_begins(brand_id, kind, rarest)).order_by(col(DeskWord.word), col(DeskWord.item_id))
    )
    looked_at = candidates.limit(LOOKED_THROUGH if len(wanted) > 1 else FEWER).subquery()
    others = (_also(looked_at, kind, word) for word in wanted if word != rarest)
    query = select(looked_at.c.item_id).where(*others, *(make(looked_at.c.item_id) for make in conditions))
    found = session.exec(query.order_by(looked_at.c.word, looked_at.c.item_id).limit(limit * 3)).all()
    return list(dict.fromkeys(found))[:limit]


def _begins(brand_id: int, kind: Found, word: str) -> tuple[Any, ...]:
    return (
        col(DeskWord.brand_id) == brand_id,
        col(DeskWord.kind) == kind,
        col(DeskWord.word) >= word,
        col(DeskWord.word) < word + _LAST,
    )


def _many(session: Session, brand_id: int, kind: Found, word: str) -> int:
    some = select(DeskWord.item_id).where(*_begins(brand_id, kind, word)).limit(FEW).subquery()
    return session.exec(select(func.count()).select_from(some)).one()


def _also(looked_at: Any, kind: Found, word: str) -> Any:
    """It has a word that begins so as well."""
    begins = (col(DeskWord.word) >= word, col(DeskWord.word) < word + _LAST)
    own = (col(DeskWord.item_id) == looked_at.c.item_id, col(DeskWord.kind) == kind)
    return select(DeskWord.item_id).where(*own, *begins).exists()


LIKELY = 50
"""Things of one word that count for a question."""

LONG_ENOUGH = 3
"""Letters that the beginning of a word needs to stand for it; of Hangul two: 환불 for 환불은."""


def likely(session: Session, brand_id: int, kind: Found, asked: str, *, limit: int, most: int = 25) -> list[int]:
    """Ids of what shares words with a question, the likeliest first: a word that few have says more.

    `most`: words of the question that count.
    """
    scores: dict[int, float] = {}
    for word in words_in(asked)[:most]:
        ids = _sharing(session, brand_id, kind, word)
        for number in ids:
            scores[number] = scores.get(number, 0) + 1 / len(ids)
    return sorted(scores, key=lambda number: (-scores[number], number))[:limit]


def _sharing(session: Session, brand_id: int, kind: Found, word: str) -> list[int]:
    """What has a word that begins like this one, up to its ending, or one with which it begins: 환불을 for 환불은."""
    shortest = 2 if word[0] >= "\u1100" else LONG_ENOUGH
    if len(word) < shortest:
        return []
    stem = word[: max(shortest, len(word) - 1)]
    begun = [word[:length] for length in range(shortest, len(word) + 1)]
    of_it = (col(DeskWord.brand_id) == brand_id, col(DeskWord.kind) == kind)
    shorter = select(DeskWord.item_id).where(*of_it, col(DeskWord.word).in_(begun)).limit(LIKELY)
    longer = select(DeskWord.item_id).where(*_begins(brand_id, kind, stem)).limit(LIKELY)
    return list(dict.fromkeys([*session.exec(shorter).all(), *session.exec(longer).all()]))
