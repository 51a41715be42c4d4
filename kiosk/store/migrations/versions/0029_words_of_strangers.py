"""Words by open links fill batches of their own. Those of before were told apart by nobody, and go on as they began."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("comment", sa.Column("by_open_link", sa.Boolean(), nullable=False, server_default=sa.false()))
