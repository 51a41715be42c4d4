"""What was found when a service day closed, so that a page of many units reads it and does not make it."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "day_findings",
        sa.Column("unit_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("service_day", sa.Integer(), nullable=False),
        sa.Column("found", sa.String(), nullable=False),
        sa.Column("usual_since", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_day_findings_unit_id_unit"),
        sa.PrimaryKeyConstraint("unit_id", "service_day", name="pk_day_findings"),
        sqlite_with_rowid=False,
    )
