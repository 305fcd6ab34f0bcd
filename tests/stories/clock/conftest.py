"""Every test of the clock begins in a fresh house, once on each database."""

from collections.abc import Iterator

import pytest

from storage.database import Database
from tests.stories.clock.house import House, opened


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def house(request: pytest.FixtureRequest) -> Iterator[House]:
    found = opened(Database(request.getfixturevalue(f"{request.param}_url")))
    yield found
    found.database.close_sync()
