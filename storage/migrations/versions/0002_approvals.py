"""Approvals: brands with rules of their own, stages, absences, pauses, comments, and what people want to hear

It must work beside the version that is running: add first, remove in a later release. Everything that is added to a
table with rows has a default, which says what those rows meant until now.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

LABELS = ("tone", "claim", "wrong_account", "missing_asset", "timing", "other")
LABEL = sa.Enum(*LABELS, name="label", native_enum=False, length=32)


def upgrade() -> None:
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sqltypes.AutoString(), nullable=False),
        sa.Column("starts_at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("ends_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("stand_in", sqltypes.AutoString(), nullable=True),
        sa.Column(
            "noticed_by",
            sa.Enum("said", "status", "do_not_disturb", name="noticedby", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("said_by", sqltypes.AutoString(), nullable=True),
        sa.Column("is_over", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("absence", schema=None) as batch_op:
        batch_op.create_index("absence_of_person", ["user_id", "starts_at"], unique=False)

    op.create_table(
        "user_group",
        sa.Column("group_id", sqltypes.AutoString(), nullable=False),
        sa.Column("handle", sqltypes.AutoString(), nullable=False),
        sa.Column("name", sqltypes.AutoString(), nullable=False),
        sa.Column("is_disabled", sa.Boolean(), nullable=False),
        sa.Column("refreshed_at", sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("group_id"),
    )
    op.create_table(
        "user_group_member",
        sa.Column("group_id", sqltypes.AutoString(), nullable=False),
        sa.Column("user_id", sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("group_id", "user_id"),
    )
    op.create_table(
        "waiting_message",
        sa.Column("user_id", sqltypes.AutoString(), nullable=False),
        sa.Column("key", sqltypes.AutoString(), nullable=False),
        sa.Column("channel_id", sqltypes.AutoString(), nullable=True),
        sa.Column("ts", sqltypes.AutoString(), nullable=True),
        sa.Column("old_channel_id", sqltypes.AutoString(), nullable=True),
        sa.Column("old_ts", sqltypes.AutoString(), nullable=True),
        sa.Column("seen", sa.JSON(), nullable=False),
        sa.Column("redraw_at", sqltypes.UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("user_id"),
    )
    op.create_table(
        "stage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("brand_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sqltypes.AutoString(), nullable=False),
        sa.Column(
            "rule",
            sa.Enum("any", "all", "count", "majority", name="rule", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("needed", sa.Integer(), nullable=False),
        sa.Column("only_accounts", sa.JSON(), nullable=False),
        sa.Column("only_campaigns", sa.JSON(), nullable=False),
        sa.Column("looks_at", sa.JSON(), nullable=False),
        sa.Column("channel", sqltypes.AutoString(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["brand_id"],
            ["brand.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("stage", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stage_brand_id"), ["brand_id"], unique=False)

    op.create_table(
        "co_author",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sqltypes.AutoString(), nullable=False),
        sa.Column("since", sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
        ),
        sa.PrimaryKeyConstraint("submission_id", "user_id"),
    )
    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("comment", "question", "advice", name="commentkind", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("author_id", sqltypes.AutoString(), nullable=False),
        sa.Column("asked_of", sqltypes.AutoString(), nullable=True),
        sa.Column("reply_to", sa.Integer(), nullable=True),
        sa.Column("channel_id", sqltypes.AutoString(), nullable=True),
        sa.Column("ts", sqltypes.AutoString(), nullable=True),
        sa.Column("words_id", sa.Integer(), nullable=True),
        sa.Column("written_at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("edited_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("deleted_at", sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["reply_to"],
            ["comment.id"],
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
        ),
        sa.ForeignKeyConstraint(
            ["words_id"],
            ["words.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("channel_id", "ts"),
    )
    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.create_index("comment_by_submission", ["submission_id", "written_at"], unique=False)

    op.create_table(
        "pause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("brand_id", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("starts_at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("ends_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("paused_by", sqltypes.AutoString(), nullable=False),
        sa.Column("words_id", sa.Integer(), nullable=True),
        sa.Column("resumed_by", sqltypes.AutoString(), nullable=True),
        sa.Column("is_over", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["brand_id"],
            ["brand.id"],
        ),
        sa.ForeignKeyConstraint(
            ["words_id"],
            ["words.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "stage_approver",
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["stage_id"],
            ["stage.id"],
        ),
        sa.PrimaryKeyConstraint("stage_id", "user_id"),
    )
    op.create_table(
        "suggestion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("text", sqltypes.AutoString(), nullable=False),
        sa.Column("suggested_by", sqltypes.AutoString(), nullable=False),
        sa.Column("proposed_by", sqltypes.AutoString(), nullable=False),
        sa.Column("channel_id", sqltypes.AutoString(), nullable=True),
        sa.Column("ts", sqltypes.AutoString(), nullable=True),
        sa.Column("made_at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("open", "accepted", "declined", "outdated", name="suggestionstate", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("decided_by", sqltypes.AutoString(), nullable=True),
        sa.Column("decided_at", sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("channel_id", "ts"),
    )
    with op.batch_alter_table("suggestion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_suggestion_submission_id"), ["submission_id"], unique=False)

    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.add_column(sa.Column("posting_hours", sa.JSON(), nullable=False, server_default="[]"))

    with op.batch_alter_table("brand", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_active", sa.Boolean(), nullable=False, server_default=sa.true()))
        batch_op.add_column(
            sa.Column(
                "managed_by",
                sa.Enum("settings", "home", "file", name="managedby", native_enum=False, length=32),
                nullable=False,
                server_default="settings",
            )
        )
        batch_op.add_column(sa.Column("edition", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("style_guide", sqltypes.AutoString(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("allows_own_work", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("questions", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("campaigns", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("quiet_from", sqltypes.AutoString(), nullable=True))
        batch_op.add_column(sa.Column("quiet_until", sqltypes.AutoString(), nullable=True))
        batch_op.add_column(sa.Column("works_on", sqltypes.AutoString(), nullable=False, server_default="12345"))
        batch_op.add_column(sa.Column("holidays", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(
            sa.Column(
                "late_rule",
                sa.Enum("ask", "now", "next_free", "drop", name="laterule", native_enum=False, length=32),
                nullable=False,
                server_default="ask",
            )
        )
        batch_op.add_column(sa.Column("resume_needs_second", sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.add_column(sa.Column("stages", sa.JSON(), nullable=False, server_default="[0]"))
        batch_op.add_column(sa.Column("on_behalf_of", sqltypes.AutoString(), nullable=True))
        batch_op.add_column(sa.Column("label", LABEL, nullable=True))
        batch_op.add_column(sa.Column("is_own_work", sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.add_column(sa.Column("campaign", sqltypes.AutoString(), nullable=True))

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "reminders",
                sa.Enum("at_once", "gathered", "digest_only", "none", name="reminders", native_enum=False, length=32),
                nullable=False,
                server_default="gathered",
            )
        )
        batch_op.add_column(sa.Column("quiet_from", sqltypes.AutoString(), nullable=True))
        batch_op.add_column(sa.Column("quiet_until", sqltypes.AutoString(), nullable=True))
        batch_op.add_column(sa.Column("works_on", sqltypes.AutoString(), nullable=True))
        batch_op.add_column(sa.Column("holidays", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("snoozed_until", sqltypes.UTCDateTime(), nullable=True))

    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.add_column(sa.Column("campaign", sqltypes.AutoString(), nullable=True))
        batch_op.add_column(sa.Column("keeps", sa.JSON(), nullable=False, server_default="[]"))

    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.add_column(sa.Column("approved_at", sqltypes.UTCDateTime(), nullable=True))
        batch_op.add_column(sa.Column("holds", sqltypes.AutoString(), nullable=True))

    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(
            "outbox_asking",
            ["channel_id", "ts"],
            unique=False,
            sqlite_where=sa.text("kind IN ('remark_for_author', 'asked_for_advice')"),
            postgresql_where=sa.text("kind IN ('remark_for_author', 'asked_for_advice')"),
        )

    op.execute("UPDATE submission SET approved_at = decided_at WHERE state = 'approved'")
