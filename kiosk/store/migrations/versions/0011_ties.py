"""Nothing tells in which order: forms lie by their random numbers, and a batch of tickets that is over keeps a count, no bits."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # What stands there is good for three days, and only against forms that are sent twice.
    op.drop_table("form_once")
    op.create_table(
        "form_once",
        sa.Column("form", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("form", name="pk_form_once"),
        sqlite_with_rowid=False,
    )
    op.add_column("ticket_batch", sa.Column("used_when_over", sa.Integer(), nullable=True))
