"""SQLite without asking the disk to remember each commit, which is most of the time that a test's commit takes.

Nobody unplugs the machine of a test. What a process that is killed has committed is kept all the same: the system has
it. Whatever runs in a process of its own (the killed ones do) is set as everybody's bot is.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import URL, Engine

from storage import sqlite

AS_ALWAYS = sqlite.open_engine
"""For a test that looks at how a connection is set."""


@contextmanager
def quick_commits() -> Iterator[None]:
    """A rollback journal asks the disk three times a commit: 15 to 30 ms, and 0.1 ms without."""

    def open_engine(address: URL, **named: Any) -> Engine:
        return AS_ALWAYS(address, **{"synchronous": "OFF", **named})

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite, "open_engine", open_engine)
        yield
