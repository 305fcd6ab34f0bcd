"""What lets us into accounts that were connected. The secrets are sealed; nothing here can open them."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel


class Credential(SQLModel, table=True):
    """The sealed secrets of one account at one network."""

    __table_args__ = (UniqueConstraint("network", "address"),)

    id: int | None = Field(default=None, primary_key=True)
    network: str
    address: str
    name: str
    """As the network shows the account."""
    sealed: str
    """Its secrets, encrypted."""
    ends_at: datetime | None = None
    """When the access ends unless it is renewed or connected again, machine time; nothing: it does not."""
    renews: bool = False
    """It can be renewed without a person."""
    renewed_at: datetime | None = None
    lease_owner: str | None = None
    lease_until: datetime | None = None
    """Machine time; whoever renews it holds it so long."""
    reminded: int | None = None
    """Days before its end of which people were reminded last."""
    connected_by: str
    """A user id, or `terminal`."""
    connected_at: datetime
