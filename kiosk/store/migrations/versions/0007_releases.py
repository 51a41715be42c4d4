"""Batches that may be shown, beside the tallies. They follow from entries and seals: the next start makes them, with the tallies."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("UPDATE ledger_head SET tallied = 0")
