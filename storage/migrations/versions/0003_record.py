"""A chain of the record for each brand, and people who were forgotten

Whatever was recorded so far becomes the chain of the only brand there was, and keeps its numbers and its hashes.
Versions before this one cannot write beside it: stop them first. The triggers that refuse changes are put up after
every migration, by storage/migrate.py.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _copy_entries()
    _copy_head()
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("forgotten_at", sqltypes.UTCDateTime(), nullable=True))


def _copy_entries() -> None:
    op.create_table(
        "event_new",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("brand_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sqltypes.AutoString(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("state", sqltypes.AutoString(), nullable=False),
        sa.Column("actor_id", sqltypes.AutoString(), nullable=False),
        sa.Column("place", sqltypes.AutoString(), nullable=False),
        sa.Column("at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("words_id", sa.Integer(), nullable=True),
        sa.Column("words_hash", sqltypes.AutoString(), nullable=True),
        sa.Column("format", sa.Integer(), nullable=False),
        sa.Column("key", sqltypes.AutoString(), nullable=False),
        sa.Column("previous", sqltypes.AutoString(), nullable=False),
        sa.Column("hash", sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["words_id"], ["words.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("brand_id", "seq", name="event_place_in_chain"),
    )
    op.execute(
        "INSERT INTO event_new (id, brand_id, seq, kind, submission_id, state, actor_id, place, at, data, words_id,"
        " words_hash, format, key, previous, hash)"
        f" SELECT seq, {_ONLY_BRAND}, seq, kind, submission_id, '', actor_id, '', at, data, words_id,"
        " words_hash, 1, '', previous, hash FROM event ORDER BY seq"
    )
    op.drop_table("event")
    op.rename_table("event_new", "event")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index("event_by_submission", ["submission_id", "id"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER INDEX event_new_pkey RENAME TO event_pkey")
        op.execute("ALTER SEQUENCE event_new_id_seq RENAME TO event_id_seq")
        op.execute("SELECT setval('event_id_seq', (SELECT coalesce(max(id), 0) + 1 FROM event), false)")


def _copy_head() -> None:
    op.create_table(
        "history_head_new",
        sa.Column("brand_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("brand_id"),
    )
    op.execute(f"INSERT INTO history_head_new (brand_id, seq, hash) SELECT {_ONLY_BRAND}, seq, hash FROM history_head")
    op.drop_table("history_head")
    op.rename_table("history_head_new", "history_head")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER INDEX history_head_new_pkey RENAME TO history_head_pkey")


_ONLY_BRAND = "coalesce((SELECT min(id) FROM brand), 0)"
