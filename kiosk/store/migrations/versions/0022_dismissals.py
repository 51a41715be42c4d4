"""What a tablet says of a seal can be dismissed, by somebody and for a reason."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for column in (
        sa.Column("dismissed_at", sa.BigInteger()),
        sa.Column("dismissed_by", sa.String(80)),
        sa.Column("reason", sa.String(200)),
    ):
        op.add_column("seal_witness", column)
