"""What open links add helps nobody over a threshold: seals have statements, tallies are kept by access, and are made again."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("seal", sa.Column("statements", sa.String(1000), nullable=False, server_default=""))
    op.create_table(
        "release_wait",
        sa.Column("unit_id", sa.Integer(), sa.ForeignKey("unit.id", name="fk_release_wait_unit_id"), nullable=False),
        sa.Column("instrument_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(10), nullable=False),
        sa.Column("basis", sa.SmallInteger(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("unit_id", "instrument_id", "name", "basis", name="pk_release_wait"),
        sqlite_with_rowid=False,
    )
    # Profiles of before are one access, that of visits: what they were released by.
    kept = op.get_bind().execute(sa.text("SELECT unit_id, month, question, answer, 0 AS access, n FROM profile_tally")).mappings().all()
    op.drop_table("profile_tally")
    profiles = op.create_table(
        "profile_tally",
        sa.Column("unit_id", sa.Integer(), sa.ForeignKey("unit.id", name="fk_profile_tally_unit_id"), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(20), nullable=False),
        sa.Column("answer", sa.String(20), nullable=False),
        sa.Column("access", sa.SmallInteger(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("unit_id", "month", "question", "answer", "access", name="pk_profile_tally"),
    )
    if kept:
        op.bulk_insert(profiles, [dict(row) for row in kept])
    # The start makes them again from entries and seals (kiosk.recording.refill): they did not say by which access answers came.
    op.execute("UPDATE ledger_head SET tallied = 0")
