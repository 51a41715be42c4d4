"""Follow-ups: what a unit does about an element, with every plan, status and piece of evidence as a row of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "follow_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("instrument", sa.String(length=60), nullable=False),
        sa.Column("element", sa.String(length=40), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_follow_up_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_follow_up"),
    )
    op.create_index("ix_follow_up_unit_id", "follow_up", ["unit_id"])
    history(
        "follow_up_plan",
        sa.Column("cause", sa.String(length=1000), nullable=False),
        sa.Column("action", sa.String(length=1000), nullable=False),
        sa.Column("horizon", sa.String(length=10), nullable=False),
        sa.Column("responsible", sa.String(length=200), nullable=False),
        sa.Column("due_year", sa.Integer(), nullable=False),
        sa.Column("due_quarter", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
    )
    history(
        "follow_up_status",
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
    )
    history(
        "follow_up_evidence",
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("link", sa.String(length=500), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
    )
    op.create_table(
        "follow_up_notice",
        sa.Column("notice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("follow_up_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name="fk_follow_up_notice_notice_id"),
        sa.ForeignKeyConstraint(["follow_up_id"], ["follow_up.id"], name="fk_follow_up_notice_follow_up_id"),
        sa.PrimaryKeyConstraint("notice_id", name="pk_follow_up_notice"),
    )
    op.create_index("ix_follow_up_notice_follow_up_id", "follow_up_notice", ["follow_up_id"])


def history(table: str, *columns: sa.Column[object]) -> None:
    """A table of rows that are only added, each of one follow-up, with who and when."""
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("follow_up_id", sa.Integer(), nullable=False),
        *columns,
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["follow_up_id"], ["follow_up.id"], name=f"fk_{table}_follow_up_id"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    )
    op.create_index(f"ix_{table}_follow_up_id", table, ["follow_up_id"])
