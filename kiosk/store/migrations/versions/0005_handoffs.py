"""Visits on their way from a tablet to a phone; each row lives half an hour."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "handoff",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("visit", sa.Uuid(), nullable=False),
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("question", sa.String(length=3), nullable=False),
        sa.Column("language", sa.String(length=3), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["counter_id"], ["counter.id"], name="fk_handoff_counter_id"),
        sa.PrimaryKeyConstraint("code_hash", name="pk_handoff"),
    )
    op.create_index("ix_handoff_made_at", "handoff", ["made_at"])
