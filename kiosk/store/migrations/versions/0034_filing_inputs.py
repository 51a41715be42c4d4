"""What reports need and no rating tells."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "filing_inputs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("population", sa.Integer(), nullable=True),
        sa.Column("forum_on", sa.Integer(), nullable=True),
        sa.Column("signed_on", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_filing_inputs_unit_id_unit"),
        sa.PrimaryKeyConstraint("id", name="pk_filing_inputs"),
    )
    op.create_index("ix_filing_inputs_unit_id_first", "filing_inputs", ["unit_id", "first"])
