"""What was learned from an account's own results, reckoned once a day."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel


class Learned(SQLModel, table=True):
    """One account's curve over the week, and how its hashtags did."""

    account_id: int = Field(primary_key=True, foreign_key="account.id")
    learned_at: datetime
    data: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
