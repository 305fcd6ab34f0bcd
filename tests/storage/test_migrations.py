"""Migrations bring any database to exactly what the models say, once, and whole or not at all."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, inspect

from storage import migrate
from storage.tables import metadata


def differences(url: str) -> list[Any]:
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            return list(compare_metadata(context, metadata))
    finally:
        engine.dispose()


def tables(url: str) -> set[str]:
    engine = create_engine(url)
    try:
        return set(inspect(engine).get_table_names())
    finally:
        engine.dispose()


def test_it_ends_where_the_models_are(url: str) -> None:
    assert migrate.current(url) == migrate.head()
    assert differences(url) == []


def test_an_empty_database_has_no_revision(empty_url: str) -> None:
    assert migrate.current(empty_url) is None


def test_twice_is_harmless(empty_url: str) -> None:
    migrate.upgrade(empty_url)
    migrate.upgrade(empty_url)
    assert differences(empty_url) == []


def test_two_processes_that_start_together_both_succeed(empty_url: str) -> None:
    with ThreadPoolExecutor(2) as processes:
        for upgraded in [processes.submit(migrate.upgrade, empty_url) for _ in range(2)]:
            upgraded.result(60)
    assert differences(empty_url) == []


@pytest.mark.parametrize("survives", [0, 1, 12])
def test_one_that_was_interrupted_left_nothing_and_can_be_repeated(
    empty_url: str, survives: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    create, left = Operations.create_table, iter(range(survives))

    def create_some(self: Operations, name: str, *rest: Any, **kwargs: Any) -> Any:
        if next(left, None) is None:
            raise KeyboardInterrupt("the power went")
        return create(self, name, *rest, **kwargs)

    monkeypatch.setattr(Operations, "create_table", create_some)
    with pytest.raises(KeyboardInterrupt):
        migrate.upgrade(empty_url)
    assert tables(empty_url) <= {"alembic_version"}
    monkeypatch.undo()
    migrate.upgrade(empty_url)
    assert differences(empty_url) == []
