"""How Alembic reaches the database: always online, one transaction, foreign keys as they are."""

from alembic import context
from sqlalchemy import create_engine, pool

from storage.tables import metadata

url = context.config.get_main_option("sqlalchemy.url")
assert url is not None, "storage.migrate always sets it"
engine = create_engine(url, poolclass=pool.NullPool)
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
