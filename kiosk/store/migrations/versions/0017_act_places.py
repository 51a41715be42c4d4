"""Acts on people are read by whoever audits a place where they had a role."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

SQLITE_TRIGGERS = (
    "CREATE TRIGGER act_place_update BEFORE UPDATE ON act_place BEGIN SELECT RAISE(ABORT, 'the record of acts is append-only'); END",
    "CREATE TRIGGER act_place_delete BEFORE DELETE ON act_place BEGIN SELECT RAISE(ABORT, 'the record of acts is append-only'); END",
)
POSTGRESQL_TRIGGERS = (
    "CREATE TRIGGER act_place_change BEFORE UPDATE OR DELETE ON act_place FOR EACH ROW EXECUTE FUNCTION act_is_kept()",
    "CREATE TRIGGER act_place_truncate BEFORE TRUNCATE ON act_place FOR EACH STATEMENT EXECUTE FUNCTION act_is_kept()",
)


def upgrade() -> None:
    op.create_table(
        "act_place",
        sa.Column("act_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("unit_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name="fk_act_place_act_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_act_place_unit_id"),
        sa.PrimaryKeyConstraint("act_id", "unit_id", name="pk_act_place"),
    )
    for trigger in SQLITE_TRIGGERS if op.get_bind().dialect.name == "sqlite" else POSTGRESQL_TRIGGERS:
        op.execute(trigger)
