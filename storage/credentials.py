"""What lets us into accounts that were connected. The secrets are sealed; nothing here can open them."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint, delete, update
from sqlmodel import Field, Session, SQLModel, col, or_, select


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
    """When somebody must have connected it again, machine time; nothing: no end is known. A renewal may move it on."""
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


@dataclass(frozen=True)
class Kept:
    """One credential, as it was read: plain data."""

    id: int
    network: str
    address: str
    name: str
    sealed: str
    ends_at: datetime | None
    renews: bool
    renewed_at: datetime | None
    connected_at: datetime

    @property
    def fresh_since(self) -> datetime:
        """When its secrets were last new."""
        return self.renewed_at or self.connected_at


def kept(session: Session, credential_id: int) -> Kept | None:
    """As it is now, whatever this session has read before."""
    query = select(Credential).where(Credential.id == credential_id)
    return _plain(session.exec(query.execution_options(populate_existing=True)).first())


def at(session: Session, network: str, address: str) -> Kept | None:
    """That of one place, if it was connected."""
    return _plain(session.exec(_of(network, address)).first())


def every(session: Session) -> list[Kept]:
    """All of them, oldest first; a team has a handful."""
    rows = session.exec(select(Credential).order_by(col(Credential.id))).all()
    return [found for row in rows if (found := _plain(row))]


def _of(network: str, address: str) -> Any:
    return select(Credential).where(Credential.network == network, Credential.address == address)


def _plain(row: Credential | None) -> Kept | None:
    if row is None:
        return None
    assert row.id is not None, "a stored credential has its id"
    return Kept(**{field.name: getattr(row, field.name) for field in fields(Kept)})


def keep(session: Session, wanted: Credential) -> int:
    """The new secrets of a place, in the place of older ones; its id. A renewal that is under way is overtaken."""
    found = session.exec(_of(wanted.network, wanted.address).with_for_update()).first() or wanted
    for name in set(Credential.model_fields) - {"id"}:
        setattr(found, name, getattr(wanted, name))
    session.add(found)
    session.flush()
    assert found.id is not None, "a flushed credential has its id"
    return found.id


def forget(session: Session, network: str, address: str) -> None:
    """The secrets of a place are no more."""
    session.exec(delete(Credential).where(col(Credential.network) == network, col(Credential.address) == address))


def hold(session: Session, held: Kept, *, owner: str, until: datetime, machine_now: datetime) -> bool:
    """Takes the turn of renewing it; False when somebody has it, or has renewed it since it was read."""
    free = or_(col(Credential.lease_until).is_(None), col(Credential.lease_until) <= machine_now)
    return _changed(session, held, [free], lease_owner=owner, lease_until=until)


def let_go(session: Session, held: Kept, *, owner: str) -> None:
    """Nothing came of it: the next one may try."""
    _changed(session, held, [col(Credential.lease_owner) == owner], lease_owner=None, lease_until=None)


def renew(session: Session, held: Kept, *, sealed: str, ends_at: datetime | None, at: datetime) -> bool:
    """The new secrets, for everybody, before anybody uses them; False when they were replaced since they were read.

    The lease is not asked for: whoever has new secrets has used up the old ones, however late it is.
    """
    values = {"sealed": sealed, "ends_at": ends_at, "renewed_at": at, "lease_owner": None, "lease_until": None}
    if ends_at != held.ends_at:
        values["reminded"] = None
    return _changed(session, held, [], **values)


def reseal(session: Session, held: Kept, sealed: str) -> bool:
    """The same secrets under another key; False when they were replaced in the meantime."""
    return _changed(session, held, [], sealed=sealed)


def reminded(session: Session, credential_id: int, days: int) -> bool:
    """Whoever writes it down first reminds people that so many days are left; False for everybody else."""
    is_new = or_(col(Credential.reminded).is_(None), col(Credential.reminded) > days)
    query = update(Credential).where(col(Credential.id) == credential_id, is_new).values(reminded=days)
    return session.exec(query.returning(col(Credential.id))).first() is not None


def _changed(session: Session, held: Kept, also: list[Any], **values: Any) -> bool:
    """Only while the secrets are those that were read."""
    same = [col(Credential.id) == held.id, col(Credential.sealed) == held.sealed]
    query = update(Credential).where(*same, *also).values(**values).returning(col(Credential.id))
    return session.exec(query.execution_options(synchronize_session=False)).first() is not None
