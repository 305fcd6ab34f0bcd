"""Migrations bring any database to exactly what the models say, once, and whole or not at all."""

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import MetaData, create_engine, insert, inspect
from sqlmodel import col, select

from storage import guards, history, migrate
from storage.history import GENESIS, Event
from storage.tables import metadata
from tests.storage import records
from tests.storage.conftest import Open
from tests.storage.records import NOW


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


def test_the_record_of_the_version_before_keeps_its_numbers_and_its_hashes(
    empty_url: str, open_database: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        upgrade = command.upgrade
        patch.setattr(command, "upgrade", lambda config, _target: upgrade(config, "0002"))
        patch.setattr(guards, "put_up", lambda _connection: None)
        migrate.upgrade(empty_url)
    hashes = record_as_before(empty_url)
    migrate.upgrade(empty_url)
    database = open_database(empty_url)
    assert database.read_sync(history.first_broken) is None
    database.write_sync(history.add, "submission.withdrawn", actor_id="U0MINA", at=NOW, submission_id=1)
    found = database.read_sync(lambda session: session.exec(select(Event).order_by(col(Event.seq))).all())
    assert [(one.id, one.brand_id, one.seq, one.format) for one in found] == [(1, 1, 1, 1), (2, 1, 2, 1), (3, 1, 3, 2)]
    assert [one.hash for one in found[:2]] == hashes
    assert database.read_sync(history.first_broken) is None


def record_as_before(url: str) -> list[str]:
    """Two entries, written and hashed as the version before did; their hashes."""
    hashes, previous = [], GENESIS
    engine = create_engine(url)
    with engine.begin() as connection:
        tables = MetaData()
        tables.reflect(connection)
        known = set(tables.tables["brand"].columns.keys())
        brand = {**records.brand().model_dump(include=known), "id": 1, "managed_by": "settings", "late_rule": "ask"}
        connection.execute(insert(tables.tables["brand"]).values(brand))
        for seq in (1, 2):
            data = {"verdict": "approve", "note": "조용히"}
            entry = {"seq": seq, "kind": "decision.made", "submission_id": seq, "actor_id": "U0JONAS", "data": data}
            body = json.dumps(
                {**entry, "words_hash": None, "at": NOW.isoformat()},
                ensure_ascii=False,
                sort_keys=True,
                separators=(",", ":"),
            )
            hashes.append(hashlib.sha256(f"{previous}{body}".encode()).hexdigest())
            row = {**entry, "at": NOW, "previous": previous, "hash": hashes[-1]}
            connection.execute(insert(tables.tables["event"]).values(row))
            previous = hashes[-1]
        connection.execute(insert(tables.tables["history_head"]).values(id=1, seq=2, hash=previous))
    engine.dispose()
    return hashes
