"""Photographs of publications."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "publication_photo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["note_id"], ["publication_note.id"], name="fk_publication_photo_note_id_publication_note"),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name="fk_publication_photo_evidence_id_evidence"),
        sa.PrimaryKeyConstraint("id", name="pk_publication_photo"),
    )
    op.create_index("ix_publication_photo_note_id", "publication_photo", ["note_id"])
