"""${message}

It must work beside the version that is running: add first, remove in a later release. On SQLite, batch mode drops
triggers without a word.
"""

import sqlalchemy as sa
from sqlmodel.sql import sqltypes
from alembic import op
${imports if imports else ""}

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
