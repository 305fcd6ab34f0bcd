"""Somebody who may do anything to the database, and begins with its guards."""

from sqlalchemy import Connection


def take_down(connection: Connection) -> None:
    """No trigger hinders the rest of this transaction."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        return
    for name in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars().all():
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
