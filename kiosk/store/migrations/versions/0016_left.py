"""Where somebody's last role was: who has none any more is still found by whoever administrates that place."""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # In words that both databases take: a batch would make the table anew, which those who refer to it do not allow.
    op.execute("ALTER TABLE person ADD COLUMN left_unit_id INTEGER CONSTRAINT fk_person_left_unit_id REFERENCES unit (id)")
