"""The first tables

It must work beside the version that is running: add first, remove in a later release. On SQLite, batch mode drops
triggers without a word.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql import sqltypes

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "brand",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sqltypes.AutoString(), nullable=False),
        sa.Column("team_id", sqltypes.AutoString(), nullable=False),
        sa.Column("review_channel", sqltypes.AutoString(), nullable=False),
        sa.Column("timezone", sqltypes.AutoString(), nullable=False),
        sa.Column("language", sqltypes.AutoString(), nullable=False),
        sa.Column("approvals_needed", sa.Integer(), nullable=False),
        sa.Column("digest_at", sqltypes.AutoString(), nullable=False),
        sa.Column("nudge_after", sa.Integer(), nullable=False),
        sa.Column("escalate_after", sa.Integer(), nullable=False),
        sa.Column("late_grace", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "channel_state",
        sa.Column("channel_id", sqltypes.AutoString(), nullable=False),
        sa.Column("name", sqltypes.AutoString(), nullable=False),
        sa.Column("is_private", sa.Boolean(), nullable=False),
        sa.Column("trouble", sqltypes.AutoString(), nullable=True),
        sa.Column("since", sqltypes.UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("channel_id"),
    )
    op.create_table(
        "heartbeat",
        sa.Column("name", sqltypes.AutoString(), nullable=False),
        sa.Column("at", sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "history_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "media",
        sa.Column("sha256", sqltypes.AutoString(), nullable=False),
        sa.Column("mime", sqltypes.AutoString(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("stored_at", sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_table(
        "membership",
        sa.Column("channel_id", sqltypes.AutoString(), nullable=False),
        sa.Column("user_id", sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("channel_id", "user_id"),
    )
    op.create_table(
        "person",
        sa.Column("user_id", sqltypes.AutoString(), nullable=False),
        sa.Column("team_id", sqltypes.AutoString(), nullable=False),
        sa.Column("name", sqltypes.AutoString(), nullable=False),
        sa.Column("timezone", sqltypes.AutoString(), nullable=False),
        sa.Column("locale", sqltypes.AutoString(), nullable=False),
        sa.Column("is_bot", sa.Boolean(), nullable=False),
        sa.Column("is_deactivated", sa.Boolean(), nullable=False),
        sa.Column("is_guest", sa.Boolean(), nullable=False),
        sa.Column("refreshed_at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("dm_channel", sqltypes.AutoString(), nullable=True),
        sa.Column("last_accounts", sa.JSON(), nullable=False),
        sa.Column("welcomed_at", sqltypes.UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("user_id"),
    )
    op.create_table(
        "slot",
        sa.Column("job", sqltypes.AutoString(), nullable=False),
        sa.Column("window", sqltypes.AutoString(), nullable=False),
        sa.Column("taken_at", sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("job", "window"),
    )
    op.create_table(
        "words",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", sqltypes.AutoString(), nullable=False),
        sa.Column("salt", sqltypes.AutoString(), nullable=False),
        sa.Column("written_by", sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("brand_id", sa.Integer(), nullable=False),
        sa.Column("name", sqltypes.AutoString(), nullable=False),
        sa.Column("network", sqltypes.AutoString(), nullable=False),
        sa.Column("address", sqltypes.AutoString(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["brand_id"],
            ["brand.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("brand_id", "name"),
    )
    op.create_table(
        "brand_role",
        sa.Column("brand_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sqltypes.AutoString(), nullable=False),
        sa.Column("role", sa.Enum("admin", "approver", name="role", native_enum=False, length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["brand_id"],
            ["brand.id"],
        ),
        sa.PrimaryKeyConstraint("brand_id", "user_id", "role"),
    )
    op.create_table(
        "event",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sqltypes.AutoString(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=True),
        sa.Column("actor_id", sqltypes.AutoString(), nullable=False),
        sa.Column("at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("words_id", sa.Integer(), nullable=True),
        sa.Column("words_hash", sqltypes.AutoString(), nullable=True),
        sa.Column("previous", sqltypes.AutoString(), nullable=False),
        sa.Column("hash", sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["words_id"],
            ["words.id"],
        ),
        sa.PrimaryKeyConstraint("seq"),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index("event_by_submission", ["submission_id", "seq"], unique=False)

    op.create_table(
        "submission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("brand_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sqltypes.AutoString(), nullable=False),
        sa.Column("draft_id", sqltypes.AutoString(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "in_review",
                "changes_requested",
                "approved",
                "rejected",
                "withdrawn",
                name="editorial",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("approved_fingerprint", sqltypes.AutoString(), nullable=True),
        sa.Column("submitted_at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("review_since", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("decided_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("copy_of", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "state IN ('in_review','changes_requested','approved','rejected','withdrawn')", name="submission_state"
        ),
        sa.ForeignKeyConstraint(
            ["brand_id"],
            ["brand.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("draft_id"),
    )
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.create_index("submission_by_author", ["author_id", "state"], unique=False)
        batch_op.create_index("submission_by_state", ["brand_id", "state", "review_since"], unique=False)

    op.create_table(
        "card",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("surface", sa.Enum("card", "status", name="surface", native_enum=False, length=32), nullable=False),
        sa.Column("recipient", sqltypes.AutoString(), nullable=False),
        sa.Column("channel_id", sqltypes.AutoString(), nullable=True),
        sa.Column("ts", sqltypes.AutoString(), nullable=True),
        sa.Column("link", sqltypes.AutoString(), nullable=True),
        sa.Column("wanted_version", sa.Integer(), nullable=False),
        sa.Column("shown_version", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("posting_since", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("redraw_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("trouble", sqltypes.AutoString(), nullable=True),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
        ),
        sa.PrimaryKeyConstraint("submission_id", "surface"),
    )
    with op.batch_alter_table("card", schema=None) as batch_op:
        batch_op.create_index("card_by_message", ["channel_id", "ts"], unique=False)
        batch_op.create_index(
            "card_untrue",
            ["submission_id"],
            unique=False,
            sqlite_where=sa.text("shown_version < wanted_version"),
            postgresql_where=sa.text("shown_version < wanted_version"),
        )

    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("approver_id", sqltypes.AutoString(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum("approve", "request_changes", "reject", name="verdict", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("words_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("undone_at", sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
        ),
        sa.ForeignKeyConstraint(
            ["words_id"],
            ["words.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index("decision_by_submission", ["submission_id", "revision"], unique=False)

    op.create_table(
        "draft",
        sa.Column("id", sqltypes.AutoString(), nullable=False),
        sa.Column("person_id", sqltypes.AutoString(), nullable=False),
        sa.Column("brand_id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("copy_of", sa.Integer(), nullable=True),
        sa.Column("text", sqltypes.AutoString(), nullable=False),
        sa.Column("note", sqltypes.AutoString(), nullable=False),
        sa.Column("accounts", sa.JSON(), nullable=False),
        sa.Column("goes_out", sqltypes.AutoString(), nullable=False),
        sa.Column("date", sqltypes.AutoString(), nullable=True),
        sa.Column("time", sqltypes.AutoString(), nullable=True),
        sa.Column("images", sa.JSON(), nullable=False),
        sa.Column("created_at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("saved_at", sqltypes.UTCDateTime(), nullable=False),
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
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draft_person_id"), ["person_id"], unique=False)

    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sqltypes.AutoString(), nullable=False),
        sa.Column("urgency", sa.Integer(), nullable=False),
        sa.Column("kind", sqltypes.AutoString(), nullable=False),
        sa.Column(
            "place", sa.Enum("direct", "channel", "thread", name="place", native_enum=False, length=32), nullable=False
        ),
        sa.Column("recipient", sqltypes.AutoString(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("written_at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("send_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("sending_since", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("lease_owner", sqltypes.AutoString(), nullable=True),
        sa.Column("lease_until", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("sent_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("channel_id", sqltypes.AutoString(), nullable=True),
        sa.Column("ts", sqltypes.AutoString(), nullable=True),
        sa.Column("trouble", sqltypes.AutoString(), nullable=True),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(
            "outbox_unsent",
            ["urgency", "id"],
            unique=False,
            sqlite_where=sa.text("sent_at IS NULL"),
            postgresql_where=sa.text("sent_at IS NULL"),
        )

    op.create_table(
        "publication",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "scheduled",
                "publishing",
                "published",
                "failed",
                "unknown",
                "missed",
                "cancelled",
                name="delivery",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("fingerprint", sqltypes.AutoString(), nullable=False),
        sa.Column("due_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("planned_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("lease_owner", sqltypes.AutoString(), nullable=True),
        sa.Column("lease_until", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("idempotency_key", sqltypes.AutoString(), nullable=False),
        sa.Column("remote_id", sqltypes.AutoString(), nullable=True),
        sa.Column("link", sqltypes.AutoString(), nullable=True),
        sa.Column("published_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("look_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("looks", sa.Integer(), nullable=False),
        sa.Column("problem", sqltypes.AutoString(), nullable=True),
        sa.Column("problem_detail", sqltypes.AutoString(), nullable=True),
        sa.Column("changed_at", sqltypes.UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "state IN ('scheduled','publishing','published','failed','unknown','missed','cancelled')",
            name="publication_state",
        ),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("submission_id", "account_id"),
    )
    with op.batch_alter_table("publication", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_publication_submission_id"), ["submission_id"], unique=False)
        batch_op.create_index(
            "publication_due",
            ["due_at"],
            unique=False,
            sqlite_where=sa.text("state = 'scheduled'"),
            postgresql_where=sa.text("state = 'scheduled'"),
        )
        batch_op.create_index(
            "publication_in_doubt",
            ["look_at"],
            unique=False,
            sqlite_where=sa.text("state = 'unknown'"),
            postgresql_where=sa.text("state = 'unknown'"),
        )
        batch_op.create_index(
            "publication_in_trouble",
            ["changed_at"],
            unique=False,
            sqlite_where=sa.text("state IN ('missed','failed','unknown')"),
            postgresql_where=sa.text("state IN ('missed','failed','unknown')"),
        )
        batch_op.create_index(
            "publication_leased",
            ["lease_until"],
            unique=False,
            sqlite_where=sa.text("state = 'publishing'"),
            postgresql_where=sa.text("state = 'publishing'"),
        )
        batch_op.create_index("publication_live", ["published_at"], unique=False)

    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sqltypes.AutoString(), nullable=False),
        sa.Column("note", sqltypes.AutoString(), nullable=False),
        sa.Column("wanted_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("wanted_wall", sqltypes.AutoString(), nullable=True),
        sa.Column("wanted_zone", sqltypes.AutoString(), nullable=True),
        sa.Column("fingerprint", sqltypes.AutoString(), nullable=False),
        sa.Column("created_by", sqltypes.AutoString(), nullable=False),
        sa.Column("created_at", sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("submission_id", "number"),
    )
    op.create_table(
        "publish_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("owner", sqltypes.AutoString(), nullable=False),
        sa.Column("started_at", sqltypes.UTCDateTime(), nullable=False),
        sa.Column("finished_at", sqltypes.UTCDateTime(), nullable=True),
        sa.Column("outcome", sqltypes.AutoString(), nullable=True),
        sa.Column("detail", sqltypes.AutoString(), nullable=True),
        sa.ForeignKeyConstraint(
            ["publication_id"],
            ["publication.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("publication_id", "number"),
    )
    op.create_table(
        "revision_account",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["revision.id"],
        ),
        sa.PrimaryKeyConstraint("revision_id", "account_id"),
    )
    op.create_table(
        "revision_media",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sha256", sqltypes.AutoString(), nullable=False),
        sa.Column("name", sqltypes.AutoString(), nullable=False),
        sa.Column("alt_text", sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["revision.id"],
        ),
        sa.ForeignKeyConstraint(
            ["sha256"],
            ["media.sha256"],
        ),
        sa.PrimaryKeyConstraint("revision_id", "position"),
    )


def downgrade() -> None:
    op.drop_table("revision_media")
    op.drop_table("revision_account")
    op.drop_table("publish_attempt")
    op.drop_table("revision")
    with op.batch_alter_table("publication", schema=None) as batch_op:
        batch_op.drop_index("publication_live")
        batch_op.drop_index(
            "publication_leased",
            sqlite_where=sa.text("state = 'publishing'"),
            postgresql_where=sa.text("state = 'publishing'"),
        )
        batch_op.drop_index(
            "publication_in_trouble",
            sqlite_where=sa.text("state IN ('missed','failed','unknown')"),
            postgresql_where=sa.text("state IN ('missed','failed','unknown')"),
        )
        batch_op.drop_index(
            "publication_in_doubt",
            sqlite_where=sa.text("state = 'unknown'"),
            postgresql_where=sa.text("state = 'unknown'"),
        )
        batch_op.drop_index(
            "publication_due",
            sqlite_where=sa.text("state = 'scheduled'"),
            postgresql_where=sa.text("state = 'scheduled'"),
        )
        batch_op.drop_index(batch_op.f("ix_publication_submission_id"))

    op.drop_table("publication")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index(
            "outbox_unsent", sqlite_where=sa.text("sent_at IS NULL"), postgresql_where=sa.text("sent_at IS NULL")
        )

    op.drop_table("outbox")
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_draft_person_id"))

    op.drop_table("draft")
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.drop_index("decision_by_submission")

    op.drop_table("decision")
    with op.batch_alter_table("card", schema=None) as batch_op:
        batch_op.drop_index(
            "card_untrue",
            sqlite_where=sa.text("shown_version < wanted_version"),
            postgresql_where=sa.text("shown_version < wanted_version"),
        )
        batch_op.drop_index("card_by_message")

    op.drop_table("card")
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.drop_index("submission_by_state")
        batch_op.drop_index("submission_by_author")

    op.drop_table("submission")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index("event_by_submission")

    op.drop_table("event")
    op.drop_table("brand_role")
    op.drop_table("account")
    op.drop_table("words")
    op.drop_table("slot")
    op.drop_table("person")
    op.drop_table("membership")
    op.drop_table("media")
    op.drop_table("history_head")
    op.drop_table("heartbeat")
    op.drop_table("channel_state")
    op.drop_table("brand")
