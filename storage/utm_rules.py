"""What is added to links, so that visits can be counted by campaign."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import JSON, Column
from sqlmodel import Field, Session, SQLModel, select


class UtmRule(SQLModel, table=True):
    """The parameters of one campaign, or of everything that has no rule of its own."""

    __tablename__ = "utm_rule"

    brand_id: int = Field(primary_key=True, foreign_key="brand.id")
    campaign: str = Field(default="", primary_key=True)
    """Empty: of every submission without a rule of its own."""
    parameters: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    """`utm_source` and so on, in their order."""
    hosts: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    """Whose links get them; none: every link's."""
    changed_by: str
    changed_at: datetime


def rule_for(session: Session, brand_id: int, campaign: str) -> UtmRule | None:
    """The campaign's own, else that of everything."""
    found = session.get(UtmRule, (brand_id, campaign)) if campaign else None
    return found or session.get(UtmRule, (brand_id, ""))


def of_brand(session: Session, brand_id: int) -> Sequence[UtmRule]:
    """That of everything first, then by campaign."""
    query = select(UtmRule).where(UtmRule.brand_id == brand_id).order_by(UtmRule.campaign)
    return session.exec(query).all()
