"""Where somebody's last role was: who has none any more is still found by whoever administrates that place."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("person") as person:
        person.add_column(sa.Column("left_unit_id", sa.Integer(), nullable=True))
        person.create_foreign_key("fk_person_left_unit_id", "unit", ["left_unit_id"], ["id"])
