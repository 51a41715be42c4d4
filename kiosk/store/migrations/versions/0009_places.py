"""Places: when a unit was closed, its holidays, and what stands on its documents."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("unit", sa.Column("closed_on", sa.Integer(), nullable=True))
    op.create_table(
        "holiday",
        sa.Column("unit_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_holiday_unit_id"),
        sa.PrimaryKeyConstraint("unit_id", "day", name="pk_holiday"),
    )
    op.create_table(
        "letterhead",
        sa.Column("unit_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("head", sa.String(length=400), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("city", sa.String(length=60), nullable=False),
        sa.Column("signatory", sa.String(length=80), nullable=False),
        sa.Column("position", sa.String(length=120), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_letterhead_unit_id"),
        sa.PrimaryKeyConstraint("unit_id", name="pk_letterhead"),
    )
