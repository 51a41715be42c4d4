"""The last moment at which the clock was believed, at first that of the newest seal or entry; seals that a restore gave up."""

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
    op.create_table(
        "given_up_seal",
        sa.Column("unit_id", sa.Integer(), sa.ForeignKey("unit.id", name="fk_given_up_seal_unit_id"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(25), nullable=False),
        sa.Column("given_up_at", sa.BigInteger(), nullable=False),
        sa.Column("in_seal", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("unit_id", "number", "fingerprint", name="pk_given_up_seal"),
    )
    op.execute(
        "INSERT INTO believed_time (id, at) SELECT 1, max(moment) FROM ("
        "SELECT max(made_at) AS moment FROM seal UNION ALL SELECT max(entry.received_at) FROM ledger_head "
        "JOIN entry ON entry.unit_id = ledger_head.unit_id AND entry.seq = ledger_head.size) AS known "
        "HAVING max(moment) IS NOT NULL"
    )
