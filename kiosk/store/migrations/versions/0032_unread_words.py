"""What waits to be read is found in its order, over all units of a moderator, among years of what was read."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    unread = sa.text("verdict = ''")
    op.create_index("ix_comment_unread", "comment", ["id", "unit_id"], sqlite_where=unread, postgresql_where=unread)
