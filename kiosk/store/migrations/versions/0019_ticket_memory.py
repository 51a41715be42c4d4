"""A batch of tickets counts those that were used: the bits of the last few are set later, together."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    batches = sa.table("ticket_batch", *(sa.column(name) for name in ("id", "spent", "used")))
    # No other table refers to this one, so SQLite may make it anew.
    with op.batch_alter_table("ticket_batch") as table:
        table.alter_column("used_when_over", new_column_name="used")
    for number, spent in op.get_bind().execute(sa.select(batches.c.id, batches.c.spent).where(batches.c.used.is_(None))).all():
        used = int.from_bytes(spent, "little").bit_count()
        op.execute(batches.update().where(batches.c.id == number).values(used=used))
    with op.batch_alter_table("ticket_batch") as table:
        table.alter_column("used", existing_type=sa.Integer(), nullable=False)
