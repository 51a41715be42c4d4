"""The last moment at which the clock was believed: at first that of the newest seal or entry."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "believed_time",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_believed_time"),
    )
    op.execute(
        "INSERT INTO believed_time (id, at) SELECT 1, max(moment) FROM ("
        "SELECT max(made_at) AS moment FROM seal UNION ALL SELECT max(entry.received_at) FROM ledger_head "
        "JOIN entry ON entry.unit_id = ledger_head.unit_id AND entry.seq = ledger_head.size) AS known "
        "HAVING max(moment) IS NOT NULL"
    )
