"""The first steps of a unit that leave nothing else behind, and whether its list was put away."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "first_step",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(20), nullable=False),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_first_step_unit_id_unit"),
        sa.PrimaryKeyConstraint("unit_id", "step", name="pk_first_step"),
    )
    # A unit that has been rated was set up before there was a list: it shall not be told how to begin. Nobody put it away.
    op.execute("INSERT INTO first_step (unit_id, step, \"by\", at) SELECT unit_id, 'dismissed', '', 0 FROM ledger_head WHERE size > 0")
