"""Visits that a tablet handed over are counted by the hour, as those by open links and by tickets are."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "handoff_hour",
        sa.Column("counter_id", sa.Integer(), sa.ForeignKey("counter.id", name="fk_handoff_hour_counter_id_counter"), nullable=False),
        sa.Column("hour", sa.BigInteger(), nullable=False),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("counter_id", "hour", name="pk_handoff_hour"),
        sqlite_with_rowid=False,
    )
