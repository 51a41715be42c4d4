"""The store knows by a digest with which secret.key its servers work, so that one with another key does not start."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("installation", sa.Column("secret", sa.String(), nullable=True))
