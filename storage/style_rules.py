"""A brand's style guide, as rules that a program can hold against a text."""

from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, select

from storage.findings import Severity
from storage.values import by_value


class StyleRule(SQLModel, table=True):
    """One rule. Its kinds, and what pattern and replacement mean for each, are the engine's."""

    __tablename__ = "style_rule"

    id: int | None = Field(default=None, primary_key=True)
    brand_id: int = Field(foreign_key="brand.id", index=True)
    kind: str
    language: str = ""
    """`en` or `ko`: only texts in that language; empty: every text."""
    pattern: str
    replacement: str = ""
    severity: Severity = Field(default=Severity.WARN, sa_type=by_value(Severity))
    message: str = ""
    example: str = ""
    is_on: bool = False
    tried_at: datetime | None = None
    """When it was last tried on past posts, as it stands; a rule that was never tried cannot be switched on."""
    noisy_told: str = ""
    """The quarter in which admins were last told that it is overruled nearly always."""
    changed_by: str
    changed_at: datetime


def rules_on(session: Session, brand_id: int) -> list[StyleRule]:
    """Those that speak, in the order in which they were written."""
    query = select(StyleRule).where(StyleRule.brand_id == brand_id, col(StyleRule.is_on).is_(True))
    return list(session.exec(query.order_by(col(StyleRule.id))).all())
