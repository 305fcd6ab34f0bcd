"""What a transaction is told about itself: the keys that its entries are signed with, and where its actor is."""

from sqlalchemy import Connection
from sqlmodel import Session

from storage.chain import NO_KEYS, Keys

KEYS = "history_keys"
"""Execution option of a database's connections."""

PLACE = "history_place"
"""In the session's `info`, set anew for each transaction."""


def keys_of(connection: Connection) -> Keys:
    """The keys that this database was opened with."""
    keys: Keys = connection.get_execution_options().get(KEYS, NO_KEYS)
    return keys


def place_of(session: Session) -> str:
    """Where whoever asked for this transaction was; empty for the clock."""
    return str(session.info.get(PLACE, ""))
