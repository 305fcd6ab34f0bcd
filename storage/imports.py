"""Files with many submissions: looked at first, then imported whole or not at all."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field, Session, SQLModel, col, delete, select

from storage.brands import Brand
from storage.values import by_value


class Batch(StrEnum):
    """What became of a file."""

    READ = "read"
    """It was looked at; nothing of it is imported."""
    IMPORTED = "imported"
    """All of it became submissions."""
    DROPPED = "dropped"
    """Whoever brought it changed their mind."""


class ImportBatch(SQLModel, table=True):
    """One file. The same rows are imported into a brand once."""

    __tablename__ = "import_batch"
    __table_args__ = (Index("import_by_rows", "brand_id", "sha256"),)

    id: int | None = Field(default=None, primary_key=True)
    brand_id: int = Field(foreign_key="brand.id")
    sha256: str
    """Of its rows as they were understood, so that another encoding of the same is the same."""
    name: str
    rows: int
    person_id: str
    state: Batch = Field(default=Batch.READ, sa_type=by_value(Batch))
    data: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """The rows as they were understood."""
    created_at: datetime
    imported_at: datetime | None = None


MOST_BATCHES = 50
"""Files whose rows are remembered; older ones are not imported again by accident."""


def locked(session: Session, batch_id: int) -> ImportBatch | None:
    return session.exec(select(ImportBatch).where(ImportBatch.id == batch_id).with_for_update()).first()


def forget_unused(session: Session, *, before: datetime) -> None:
    """Files that were tried out before then, and never imported."""
    session.exec(delete(ImportBatch).where(col(ImportBatch.state) == Batch.READ, col(ImportBatch.created_at) < before))


def take_turn(session: Session, brand_id: int) -> None:
    """One import at a time in a brand."""
    session.exec(select(Brand.id).where(Brand.id == brand_id).with_for_update()).one()


def keys_imported(session: Session, brand_id: int) -> set[str]:
    """Of the rows that the newest files have brought."""
    query = (
        select(ImportBatch.data)
        .where(ImportBatch.brand_id == brand_id, ImportBatch.state == Batch.IMPORTED)
        .order_by(col(ImportBatch.id).desc())
        .limit(MOST_BATCHES)
    )
    return {str(one["key"]) for data in session.exec(query).all() for one in data}
