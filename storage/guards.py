"""What the database itself refuses: to change, or to take away, what was recorded.

They are put up again after every migration: SQLite's way to change a table is to copy it, and the copy has no triggers.
"""

from sqlalchemy import Connection

UNTOUCHABLE = {
    "event": ("UPDATE", "DELETE"),
    # A decision may be taken back, and an attempt ends; neither ever goes away.
    "decision": ("DELETE",),
    "publish_attempt": ("DELETE",),
}
"""What is refused, by table."""

_FUNCTION = """
CREATE OR REPLACE FUNCTION greenlight_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'Greenlight keeps its record: % of % is refused', TG_OP, TG_TABLE_NAME; END $$
"""


def put_up(connection: Connection) -> None:
    """Creates those that are missing. Does nothing to a database that has them all."""
    lacking = missing(connection)
    if lacking and connection.dialect.name == "postgresql":
        connection.exec_driver_sql(_FUNCTION.replace("%", "%%"))
    for name in lacking:
        table, act = name.removesuffix("_refused").rsplit("_", 1)
        connection.exec_driver_sql(_statement(connection.dialect.name, name, table, act.upper()))


def missing(connection: Connection) -> list[str]:
    """Names of the triggers that this database lacks."""
    wanted = [f"{table}_{act.lower()}_refused" for table, act in _refusals(connection.dialect.name)]
    return sorted(set(wanted) - _present(connection))


def _refusals(dialect: str) -> list[tuple[str, str]]:
    """SQLite has no TRUNCATE: its DELETE without a condition is one, and fires the trigger."""
    more = ("TRUNCATE",) if dialect == "postgresql" else ()
    return [(table, act) for table, acts in UNTOUCHABLE.items() for act in (*acts, *more)]


def _present(connection: Connection) -> set[str]:
    if connection.dialect.name == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        # Of the tables that we would write to, and only those that are not switched off.
        query = (
            "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A') AND tgrelid IN "
            "(to_regclass('event'), to_regclass('decision'), to_regclass('publish_attempt'))"
        )
    return set(connection.exec_driver_sql(query).scalars())


def _statement(dialect: str, name: str, table: str, act: str) -> str:
    if dialect == "sqlite":
        why = f"Greenlight keeps its record: {act} of {table} is refused"
        return f"CREATE TRIGGER {name} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{why}'); END"
    # For the statement, not for each row: an attempt that hits no row is refused as well.
    return (
        f"CREATE OR REPLACE TRIGGER {name} BEFORE {act} ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION greenlight_refuse()"
    )
