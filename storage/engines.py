"""Opens either database, with what holds for both."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Engine, event, make_url

from storage import postgres, sqlite
from storage.values import is_storable


def open_engine(
    url: str, *, connections: int, busy_timeout: timedelta, journal: str | None = None, **pragmas: str
) -> Engine:
    """`connections` are kept open, `busy_timeout` is how long a lock is waited for; `pragmas` are for SQLite."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        engine = sqlite.open_engine(
            address, connections=connections, busy_timeout=busy_timeout, journal=journal, **pragmas
        )
    else:
        engine = postgres.open_engine(address, connections=connections, busy_timeout=busy_timeout)
    event.listen(engine, "before_cursor_execute", _refuse_unstorable)
    return engine


def _refuse_unstorable(_connection: Any, _cursor: Any, _statement: str, parameters: Any, *_rest: Any) -> None:
    """SQLite would keep NUL and PostgreSQL would not; what one of them refuses, both do, before it is sent."""
    # A list is one statement for several rows; a row's values come by name or by place, as the driver takes them.
    for row in parameters if isinstance(parameters, list) else (parameters,):
        for value in row.values() if isinstance(row, dict) else row:
            if isinstance(value, str) and not is_storable(value):
                raise ValueError("This text holds NUL or half of a surrogate pair, which no database keeps.")
