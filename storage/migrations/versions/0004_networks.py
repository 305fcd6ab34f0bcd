"""Variants, connected accounts, what was prepared and read at networks, first comments, fitted media"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SURFACE = sa.Enum("card", "status", "client", "receipt", "results", name="surface", native_enum=False, length=32)
DELIVERY = sa.Enum(
    *("scheduled", "publishing", "published", "failed", "unknown", "missed", "cancelled"),
    name="delivery",
    native_enum=False,
    length=32,
)


def upgrade() -> None:
    _create_tables()
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.add_column(sa.Column("rests_until", sqltypes.UTCDateTime(), nullable=True))
        batch_op.add_column(sa.Column("broken_since", sqltypes.UTCDateTime(), nullable=True))
        batch_op.add_column(sa.Column("broken_detail", sqltypes.AutoString(), nullable=True))
        batch_op.add_column(sa.Column("credential_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key("account_credential", "credential", ["credential_id"], ["id"])
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.add_column(sa.Column("variants", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.add_column(sa.Column("flags", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("warning", sqltypes.AutoString(), nullable=False, server_default=""))
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.add_column(sa.Column("flags", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("warning", sqltypes.AutoString(), nullable=False, server_default=""))
    with op.batch_alter_table("revision_account", schema=None) as batch_op:
        batch_op.add_column(sa.Column("text", sqltypes.AutoString(), nullable=True))
        batch_op.add_column(sa.Column("wanted_at", sqltypes.UTCDateTime(), nullable=True))
        batch_op.add_column(sa.Column("wanted_wall", sqltypes.AutoString(), nullable=True))
        batch_op.add_column(sa.Column("first_comment", sqltypes.AutoString(), nullable=False, server_default=""))
    with op.batch_alter_table("media", schema=None) as batch_op:
        batch_op.add_column(sa.Column("seconds", sa.Float(), nullable=True))
        batch_op.add_column(sa.Column("codec", sqltypes.AutoString(), nullable=True))
    with op.batch_alter_table("publish_attempt", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sent_at", sqltypes.UTCDateTime(), nullable=True))
    # Of attempts made so far it is not known how far they came.
    op.execute("UPDATE publish_attempt SET sent_at = started_at")
    with op.batch_alter_table("publication", schema=None) as batch_op:
        batch_op.add_column(sa.Column("handle", sqltypes.AutoString(), nullable=True))
        batch_op.add_column(sa.Column("taken_down_at", sqltypes.UTCDateTime(), nullable=True))
        batch_op.add_column(sa.Column("read_next_at", sqltypes.UTCDateTime(), nullable=True))
        batch_op.create_index(
            "publication_to_read",
            ["read_next_at"],
            unique=False,
            sqlite_where=sa.text("read_next_at IS NOT NULL"),
            postgresql_where=sa.text("read_next_at IS NOT NULL"),
        )


def _create_tables() -> None:
    op.create_table(
        "credential",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("network", sqltypes.AutoString(), nullable=False),
        sa.Column("address", sqltypes.AutoString(), nullable=False),
        sa.Column("name", sqltypes.AutoString(), nullable=False),
        sa.Column("sealed", sqltypes.AutoString(), nullable=False),
        sa.Column("ends_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("renews", sa.Boolean(), nullable=False),
        sa.Column("renewed_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("lease_owner", sqltypes.AutoString(), nullable=True),
        sa.Column("lease_until", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("reminded", sa.Integer(), nullable=True),
        sa.Column("connected_by", sqltypes.AutoString(), nullable=False),
        sa.Column("connected_at", sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("network", "address"),
    )
    op.create_table(
        "rendition",
        sa.Column("source", sqltypes.AutoString(), nullable=False),
        sa.Column("recipe", sqltypes.AutoString(), nullable=False),
        sa.Column("sha256", sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["sha256"], ["media.sha256"]),
        sa.ForeignKeyConstraint(["source"], ["media.sha256"]),
        sa.PrimaryKeyConstraint("source", "recipe"),
    )
    op.create_table(
        "reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("age_hours", sa.Integer(), nullable=False),
        sa.Column("read_at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("views", sa.Integer(), nullable=True),
        sa.Column("likes", sa.Integer(), nullable=True),
        sa.Column("reposts", sa.Integer(), nullable=True),
        sa.Column("replies", sa.Integer(), nullable=True),
        sa.Column("clicks", sa.Integer(), nullable=True),
        sa.Column("raw", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["publication_id"], ["publication.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("publication_id", "age_hours"),
    )
    op.create_table(
        "removal",
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("asked_by", sqltypes.AutoString(), nullable=False),
        sa.Column("asked_at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("try_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("problem", sqltypes.AutoString(), nullable=True),
        sa.Column("problem_detail", sqltypes.AutoString(), nullable=True),
        sa.ForeignKeyConstraint(["publication_id"], ["publication.id"]),
        sa.PrimaryKeyConstraint("publication_id"),
    )
    with op.batch_alter_table("removal", schema=None) as batch_op:
        batch_op.create_index(
            "removal_due",
            ["try_at"],
            unique=False,
            sqlite_where=sa.text("try_at IS NOT NULL"),
            postgresql_where=sa.text("try_at IS NOT NULL"),
        )
    op.create_table(
        "first_comment",
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("state", DELIVERY, nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("lease_owner", sqltypes.AutoString(), nullable=True),
        sa.Column("lease_until", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("due_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("remote_id", sqltypes.AutoString(), nullable=True),
        sa.Column("link", sqltypes.AutoString(), nullable=True),
        sa.Column("problem", sqltypes.AutoString(), nullable=True),
        sa.Column("problem_detail", sqltypes.AutoString(), nullable=True),
        sa.Column("changed_at", sqltypes.UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "state IN ('scheduled','publishing','published','failed','unknown','missed','cancelled')",
            name="first_comment_state",
        ),
        sa.ForeignKeyConstraint(["publication_id"], ["publication.id"]),
        sa.PrimaryKeyConstraint("publication_id"),
    )
    with op.batch_alter_table("first_comment", schema=None) as batch_op:
        batch_op.create_index(
            "first_comment_due",
            ["due_at"],
            unique=False,
            sqlite_where=sa.text("state = 'scheduled'"),
            postgresql_where=sa.text("state = 'scheduled'"),
        )
        batch_op.create_index(
            "first_comment_leased",
            ["lease_until"],
            unique=False,
            sqlite_where=sa.text("state = 'publishing'"),
            postgresql_where=sa.text("state = 'publishing'"),
        )
