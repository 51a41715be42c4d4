"""Where else a unit told of its results."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "publication_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("medium", sa.String(length=40), nullable=False),
        sa.Column("electronic", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("link", sa.String(length=500), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_publication_note_unit_id_unit"),
        sa.PrimaryKeyConstraint("id", name="pk_publication_note"),
    )
    op.create_index("ix_publication_note_unit_id", "publication_note", ["unit_id"])
    op.create_table(
        "publication_note_retraction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["note_id"], ["publication_note.id"], name="fk_publication_note_retraction_note_id_publication_note"),
        sa.PrimaryKeyConstraint("id", name="pk_publication_note_retraction"),
        sa.UniqueConstraint("note_id", name="uq_publication_note_retraction_note_id"),
    )
