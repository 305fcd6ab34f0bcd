"""Who has been welcomed in which brand."""

from datetime import datetime

from sqlmodel import Field, Session, SQLModel, select


class Welcome(SQLModel, table=True):
    """A person's first Home in a brand."""

    person_id: str = Field(primary_key=True)
    brand_id: int = Field(primary_key=True, foreign_key="brand.id")
    at: datetime
    dismissed_at: datetime | None = None


def of_person(session: Session, person_id: str) -> dict[int, Welcome]:
    """By brand."""
    return {one.brand_id: one for one in session.exec(select(Welcome).where(Welcome.person_id == person_id)).all()}
