"""What visitors say should improve: sums of days, of nobody alone."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "wish_tally",
        sa.Column("unit_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("answer", sa.String(length=3), nullable=False),
        sa.Column("access", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_wish_tally_unit_id_unit"),
        sa.PrimaryKeyConstraint("unit_id", "day", "instrument", "answer", "access", name="pk_wish_tally"),
        sqlite_with_rowid=False,
    )
