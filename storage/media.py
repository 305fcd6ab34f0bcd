"""Images and videos, stored once by the hash of their bytes."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy.orm import defer
from sqlmodel import Field, Session, SQLModel, col, select

from storage.inserting import insert_into


class Media(SQLModel, table=True):
    """One image or video. It lives in the database, so that one file is the whole backup and replicas share it."""

    sha256: str = Field(primary_key=True)
    mime: str
    width: int
    height: int
    size: int
    """Bytes."""
    content: bytes
    stored_at: datetime
    seconds: float | None = None
    """How long a video, or an animation, lasts; nothing for a still."""
    codec: str | None = None
    """How a video's film is written down: the four letters by which its file says so, such as `avc1`."""


class Rendition(SQLModel, table=True):
    """A medium as it was fitted to a network's limits; the original stays as it is."""

    source: str = Field(primary_key=True, foreign_key="media.sha256")
    recipe: str = Field(primary_key=True)
    """What was done to it."""
    sha256: str = Field(foreign_key="media.sha256")


def store(
    session: Session,
    *,
    content: bytes,
    mime: str,
    width: int,
    height: int,
    now: datetime,
    seconds: float | None = None,
    codec: str | None = None,
) -> str:
    """Keeps the bytes and returns their SHA-256 in hex; the same bytes are kept once."""
    sha256 = hashlib.sha256(content).hexdigest()
    if session.exec(select(Media.sha256).where(Media.sha256 == sha256)).first() is None:
        about = {"sha256": sha256, "mime": mime, "width": width, "height": height, "seconds": seconds, "codec": codec}
        _add(session, Media, {**about, "size": len(content), "content": content, "stored_at": now})
    return sha256


@dataclass(frozen=True)
class Facts:
    """What is known of an image or a video without its bytes."""

    mime: str
    size: int
    width: int = 0
    height: int = 0
    seconds: float | None = None
    codec: str | None = None


def facts(session: Session, hashes: Iterable[str]) -> dict[str, Facts]:
    """By hash; the bytes stay where they are."""
    bytes_stay = defer(cast(Any, Media.content))
    query = select(Media).where(col(Media.sha256).in_(list(hashes))).options(bytes_stay)
    return {one.sha256: _facts(one) for one in session.exec(query).all()}


def _facts(one: Media) -> Facts:
    return Facts(one.mime, one.size, one.width, one.height, one.seconds, one.codec)


def load(session: Session, sha256: str) -> Media | None:
    return session.get(Media, sha256)


def rendition(session: Session, source: str, recipe: str) -> Media | None:
    """What was made of a medium by this recipe, if it was made already."""
    query = select(Media).join(Rendition, col(Rendition.sha256) == Media.sha256)
    return session.exec(query.where(Rendition.source == source, Rendition.recipe == recipe)).first()


def keep_rendition(session: Session, source: str, recipe: str, sha256: str) -> None:
    """Two processes may have made the same; one of them is kept."""
    _add(session, Rendition, {"source": source, "recipe": recipe, "sha256": sha256})


def _add(session: Session, table: type[SQLModel], values: dict[str, Any]) -> None:
    """Unless another process was faster with the same."""
    insert = insert_into(session.get_bind().dialect.name, table).on_conflict_do_nothing()
    session.execute(insert.values(**values))
