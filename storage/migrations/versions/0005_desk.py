"""The desk: rhythm, campaigns, the library, saved answers, checks and their findings, results to learn from"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.add_column(sa.Column("slots", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("most_a_day", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("aim_a_week", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("audience", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("brand", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sensitive_days", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("labels", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("explores", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("silenced", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("reports_weekly", sa.Boolean(), nullable=False, server_default=sa.true()))
        batch_op.add_column(sa.Column("repeat_days", sa.Integer(), nullable=False, server_default="30"))
        batch_op.add_column(sa.Column("recheck_minutes", sa.Integer(), nullable=False, server_default="120"))
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.add_column(sa.Column("queue", sqltypes.AutoString(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("labels", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("publication", schema=None) as batch_op:
        batch_op.add_column(sa.Column("rechecked_at", sqltypes.UTCDateTime(), nullable=True))
        batch_op.create_index("publication_by_time", ["account_id", "due_at"], unique=False)
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.create_index("submission_by_time", ["brand_id", "submitted_at"], unique=False)
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.create_index(
            "revision_by_campaign",
            ["campaign"],
            unique=False,
            sqlite_where=sa.text("campaign IS NOT NULL"),
            postgresql_where=sa.text("campaign IS NOT NULL"),
        )
    _plan()
    _prepare()
    _check()
    _remember_spelling()
    _learn()


def _plan() -> None:
    """What people plan with."""
    op.create_table(
        "slot_offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("freed_at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("freed_by", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=True),
        sa.Column("offered_to", sqltypes.AutoString(), nullable=True),
        sa.Column("answered_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("is_taken", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["freed_by"],
            ["submission.id"],
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("account_id", "at"),
    )
    op.create_table(
        "campaign",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("brand_id", sa.Integer(), nullable=False),
        sa.Column("name", sqltypes.AutoString(), nullable=False),
        sa.Column("goal", sqltypes.AutoString(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column(
            "counts",
            sa.Enum("posts", "views", "engagement", name="counts", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("ends_on", sqltypes.AutoString(), nullable=True),
        sa.Column("owner_id", sqltypes.AutoString(), nullable=True),
        sa.Column("advisers", sa.JSON(), nullable=False),
        sa.Column("is_paid", sa.Boolean(), nullable=False),
        sa.Column("changed_by", sqltypes.AutoString(), nullable=False),
        sa.Column("changed_at", sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["brand_id"],
            ["brand.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("brand_id", "name"),
    )
    op.create_table(
        "submission_label",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("label", sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
        ),
        sa.PrimaryKeyConstraint("submission_id", "label"),
    )
    with op.batch_alter_table("submission_label", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_submission_label_label"), ["label"], unique=False)
    op.create_table(
        "import_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("brand_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sqltypes.AutoString(), nullable=False),
        sa.Column("name", sqltypes.AutoString(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("person_id", sqltypes.AutoString(), nullable=False),
        sa.Column(
            "state", sa.Enum("read", "imported", "dropped", name="batch", native_enum=False, length=32), nullable=False
        ),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("created_at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("imported_at", sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["brand_id"],
            ["brand.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("import_batch", schema=None) as batch_op:
        batch_op.create_index("import_by_rows", ["brand_id", "sha256"], unique=False)
    op.create_table(
        "calendar_feed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("brand_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sqltypes.AutoString(), nullable=False),
        sa.Column("secret_sha256", sqltypes.AutoString(), nullable=False),
        sa.Column("created_at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("revoked_at", sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["brand_id"],
            ["brand.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("secret_sha256"),
    )
    with op.batch_alter_table("calendar_feed", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_calendar_feed_person_id"), ["person_id"], unique=False)


def _prepare() -> None:
    """What is prepared before it is used."""
    op.create_table(
        "asset",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("brand_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sqltypes.AutoString(), nullable=False),
        sa.Column("name", sqltypes.AutoString(), nullable=False),
        sa.Column("alt_text", sqltypes.AutoString(), nullable=False),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column("rights", sqltypes.AutoString(), nullable=False),
        sa.Column("expires_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("withdrawn_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("withdrawn_by", sqltypes.AutoString(), nullable=True),
        sa.Column("told_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("added_by", sqltypes.AutoString(), nullable=False),
        sa.Column("added_at", sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["brand_id"],
            ["brand.id"],
        ),
        sa.ForeignKeyConstraint(
            ["sha256"],
            ["media.sha256"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("brand_id", "sha256"),
    )
    with op.batch_alter_table("asset", schema=None) as batch_op:
        batch_op.create_index("asset_newest", ["brand_id", "id"], unique=False)
        batch_op.create_index(
            "asset_expiring",
            ["expires_at"],
            unique=False,
            sqlite_where=sa.text("expires_at IS NOT NULL"),
            postgresql_where=sa.text("expires_at IS NOT NULL"),
        )
    op.create_table(
        "desk_word",
        sa.Column("brand_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind", sa.Enum("asset", "snippet", "answer", name="found", native_enum=False, length=32), nullable=False
        ),
        sa.Column("word", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["brand_id"],
            ["brand.id"],
        ),
        sa.PrimaryKeyConstraint("brand_id", "kind", "word", "item_id"),
    )
    with op.batch_alter_table("desk_word", schema=None) as batch_op:
        batch_op.create_index("desk_word_of_item", ["item_id", "kind"], unique=False)
    with op.batch_alter_table("revision_media", schema=None) as batch_op:
        batch_op.create_index("revision_media_by_hash", ["sha256"], unique=False)
    op.create_table(
        "snippet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("brand_id", sa.Integer(), nullable=False),
        sa.Column("language", sqltypes.AutoString(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("caption", "signature", "hashtags", name="snippetkind", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("name", sqltypes.AutoString(), nullable=False),
        sa.Column("text", sqltypes.AutoString(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("added_by", sqltypes.AutoString(), nullable=False),
        sa.Column("changed_by", sqltypes.AutoString(), nullable=False),
        sa.Column("changed_at", sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["brand_id"],
            ["brand.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("brand_id", "language", "name"),
    )
    op.create_table(
        "saved_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("brand_id", sa.Integer(), nullable=False),
        sa.Column("language", sqltypes.AutoString(), nullable=False),
        sa.Column("question", sqltypes.AutoString(), nullable=False),
        sa.Column("text", sqltypes.AutoString(), nullable=False),
        sa.Column("owner_id", sqltypes.AutoString(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "in_review",
                "approved",
                "changes_requested",
                "rejected",
                "replaced",
                "retired",
                name="answerstate",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("proposed_by", sqltypes.AutoString(), nullable=False),
        sa.Column("proposed_at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("decided_by", sqltypes.AutoString(), nullable=True),
        sa.Column("decided_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("reason", sqltypes.AutoString(), nullable=False),
        sa.Column("reviewed_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("asked_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("channel_id", sqltypes.AutoString(), nullable=True),
        sa.Column("ts", sqltypes.AutoString(), nullable=True),
        sa.ForeignKeyConstraint(
            ["brand_id"],
            ["brand.id"],
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"],
            ["saved_answer.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("saved_answer", schema=None) as batch_op:
        batch_op.create_index("answer_by_state", ["brand_id", "state"], unique=False)
    op.create_table(
        "welcome",
        sa.Column("person_id", sqltypes.AutoString(), nullable=False),
        sa.Column("brand_id", sa.Integer(), nullable=False),
        sa.Column("at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("dismissed_at", sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["brand_id"],
            ["brand.id"],
        ),
        sa.PrimaryKeyConstraint("person_id", "brand_id"),
    )


def _check() -> None:
    """What is held against a text."""
    op.create_table(
        "promotion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("brand_id", sa.Integer(), nullable=False),
        sa.Column("code", sqltypes.AutoString(), nullable=False),
        sa.Column("terms", sqltypes.AutoString(), nullable=False),
        sa.Column("address", sqltypes.AutoString(), nullable=False),
        sa.Column("first_day", sqltypes.AutoString(), nullable=False),
        sa.Column("last_day", sqltypes.AutoString(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("changed_by", sqltypes.AutoString(), nullable=False),
        sa.Column("changed_at", sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["brand_id"],
            ["brand.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("brand_id", "code"),
    )
    op.create_table(
        "utm_rule",
        sa.Column("brand_id", sa.Integer(), nullable=False),
        sa.Column("campaign", sqltypes.AutoString(), nullable=False),
        sa.Column("parameters", sa.JSON(), nullable=False),
        sa.Column("hosts", sa.JSON(), nullable=False),
        sa.Column("changed_by", sqltypes.AutoString(), nullable=False),
        sa.Column("changed_at", sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["brand_id"],
            ["brand.id"],
        ),
        sa.PrimaryKeyConstraint("brand_id", "campaign"),
    )
    op.create_table(
        "link_check",
        sa.Column("address", sqltypes.AutoString(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum("ok", "redirected", "broken", "uncertain", "inside", name="verdict", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("final", sqltypes.AutoString(), nullable=True),
        sa.Column("detail", sqltypes.AutoString(), nullable=True),
        sa.Column("checked_at", sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("address"),
    )
    with op.batch_alter_table("link_check", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_link_check_checked_at"), ["checked_at"], unique=False)
    op.create_table(
        "finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("brand_id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("code", sqltypes.AutoString(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("rule_id", sa.Integer(), nullable=True),
        sa.Column("severity", sa.Enum("block", "warn", name="severity", native_enum=False, length=32), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("found_at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("fate", sa.Enum("heeded", "overruled", name="fate", native_enum=False, length=32), nullable=True),
        sa.Column("settled_at", sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["brand_id"],
            ["brand.id"],
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("finding", schema=None) as batch_op:
        batch_op.create_index("finding_by_check", ["brand_id", "code", "rule_id", "fate"], unique=False)
        batch_op.create_index("finding_of", ["submission_id", "revision"], unique=False)
    op.create_table(
        "style_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("brand_id", sa.Integer(), nullable=False),
        sa.Column("kind", sqltypes.AutoString(), nullable=False),
        sa.Column("language", sqltypes.AutoString(), nullable=False),
        sa.Column("pattern", sqltypes.AutoString(), nullable=False),
        sa.Column("replacement", sqltypes.AutoString(), nullable=False),
        sa.Column("severity", sa.Enum("block", "warn", name="severity", native_enum=False, length=32), nullable=False),
        sa.Column("message", sqltypes.AutoString(), nullable=False),
        sa.Column("example", sqltypes.AutoString(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("tried_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("noisy_told", sqltypes.AutoString(), nullable=False),
        sa.Column("changed_by", sqltypes.AutoString(), nullable=False),
        sa.Column("changed_at", sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["brand_id"],
            ["brand.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("style_rule", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_style_rule_brand_id"), ["brand_id"], unique=False)


def _remember_spelling() -> None:
    """What a program of its own found in texts."""
    op.create_table(
        "spelling_look",
        sa.Column("sha256", sqltypes.AutoString(), nullable=False),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.Column("looked_at", sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )
    with op.batch_alter_table("spelling_look", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_spelling_look_looked_at"), ["looked_at"], unique=False)


def _learn() -> None:
    """What is reckoned afterwards."""
    op.create_table(
        "result",
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("brand_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sqltypes.AutoString(), nullable=False),
        sa.Column("network", sqltypes.AutoString(), nullable=False),
        sa.Column("campaign", sqltypes.AutoString(), nullable=True),
        sa.Column("published_at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("hour_of_week", sa.Integer(), nullable=False),
        sa.Column("format", sqltypes.AutoString(), nullable=False),
        sa.Column("age_hours", sa.Integer(), nullable=False),
        sa.Column("views", sa.Integer(), nullable=True),
        sa.Column("engagement", sa.Integer(), nullable=False),
        sa.Column("read_at", sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["brand_id"],
            ["brand.id"],
        ),
        sa.ForeignKeyConstraint(
            ["publication_id"],
            ["publication.id"],
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
        ),
        sa.PrimaryKeyConstraint("publication_id"),
    )
    with op.batch_alter_table("result", schema=None) as batch_op:
        batch_op.create_index("result_by_account", ["account_id", "published_at"], unique=False)
        batch_op.create_index("result_by_brand", ["brand_id", "published_at"], unique=False)
        batch_op.create_index("result_by_campaign", ["brand_id", "campaign", "published_at"], unique=False)
    op.create_table(
        "result_tag",
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("tag", sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["publication_id"],
            ["result.publication_id"],
        ),
        sa.PrimaryKeyConstraint("publication_id", "tag"),
    )
    op.create_table(
        "learned",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("learned_at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
        ),
        sa.PrimaryKeyConstraint("account_id"),
    )
