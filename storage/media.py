"""Images, stored once by the hash of their bytes."""

import hashlib
from datetime import datetime

from sqlmodel import Field, Session, SQLModel, select


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


def load(session: Session, sha256: str) -> Media | None:
    return session.get(Media, sha256)
