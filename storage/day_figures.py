"""What happened on each day in a brand, counted once the day is over: what reports read instead of everything."""

from sqlmodel import Field, SQLModel


class DayFigure(SQLModel, table=True):
    """One figure of one day."""

    __tablename__ = "day_figure"

    brand_id: int = Field(primary_key=True, foreign_key="brand.id")
    day: str = Field(primary_key=True)
    """ISO date in the brand's zone."""
    kind: str = Field(primary_key=True)
    """One of the report's figures."""
    account_id: int = Field(default=0, primary_key=True)
    """0: of the whole brand."""
    key: str = Field(default="", primary_key=True)
    """A stage, a person or a state, where the figure is about one."""
    count: int
    total: int = 0
    """The sum of what was counted: seconds, or engagement."""
