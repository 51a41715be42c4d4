"""Visits by ticket are counted by the hour too, apart from those by open links."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ticket_hour",
        sa.Column("counter_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hour", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["counter_id"], ["counter.id"], name="fk_ticket_hour_counter_id"),
        sa.PrimaryKeyConstraint("counter_id", "hour", name="pk_ticket_hour"),
        sqlite_with_rowid=False,
    )
