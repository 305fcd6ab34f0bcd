"""What is added to links, so that visits can be counted by campaign."""

from datetime import datetime

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel


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
