"""Images, stored once by the hash of their bytes."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, select


class Media(SQLModel, table=True):
    """One image. It lives in the database, so that one file is the whole backup and replicas share it."""

    sha256: str = Field(primary_key=True)
    mime: str
    width: int
    height: int
    size: int
    """Bytes."""
    content: bytes
    stored_at: datetime
    seconds: float | None = None
    """How long a video lasts."""


class Rendition(SQLModel, table=True):
    """A medium as it was fitted to a network's limits; the original stays as it is."""

    source: str = Field(primary_key=True, foreign_key="media.sha256")
    recipe: str = Field(primary_key=True)
    """What was done to it."""
    sha256: str = Field(foreign_key="media.sha256")


def store(session: Session, *, content: bytes, mime: str, width: int, height: int, now: datetime) -> str:
    """Keeps the bytes and returns their SHA-256 in hex; the same bytes are kept once."""
    sha256 = hashlib.sha256(content).hexdigest()
    if session.exec(select(Media.sha256).where(Media.sha256 == sha256)).first() is None:
        session.add(
            Media(
                sha256=sha256,
                mime=mime,
                width=width,
                height=height,
                size=len(content),
                content=content,
                stored_at=now,
            )
        )
    return sha256


@dataclass(frozen=True)
class Facts:
    """What is known of an image without its bytes."""

    mime: str
    size: int


def facts(session: Session, hashes: Iterable[str]) -> dict[str, Facts]:
    """By hash; the bytes stay where they are."""
    query = select(Media.sha256, Media.mime, Media.size).where(col(Media.sha256).in_(list(hashes)))
    return {sha256: Facts(mime, size) for sha256, mime, size in session.exec(query)}


def load(session: Session, sha256: str) -> Media | None:
    return session.get(Media, sha256)
