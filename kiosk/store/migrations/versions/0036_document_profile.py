"""Letterheads from a day on, with who signs, to whom documents go, and how they look; the number of the letter beside a report."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

_TEXTS = {
    "head": 400, "address": 200, "city": 60, "signatory": 80, "position": 120, "number": 40, "capacity": 10, "superior": 120,
    "addressee": 200, "paper": 10, "font": 10, "margins": 40,
}  # fmt: skip
_OF_BEFORE = "head, address, city, signatory, position, number"


def upgrade() -> None:
    profile = op.create_table(
        "document_profile",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(length=length), nullable=False) for name, length in _TEXTS.items()),
        sa.Column("deadline", sa.Integer(), nullable=True),
        sa.Column("logo", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_document_profile_unit_id_unit"),
        sa.ForeignKeyConstraint(["logo"], ["evidence.id"], name="fk_document_profile_logo_evidence"),
        sa.PrimaryKeyConstraint("id", name="pk_document_profile"),
    )
    op.create_index("ix_document_profile_unit_id_since", "document_profile", ["unit_id", "since"])
    # It held on every day until now.
    empty = {name: "" for name in _TEXTS if name not in _OF_BEFORE.split(", ")}
    for row in op.get_bind().execute(sa.text(f"SELECT unit_id, {_OF_BEFORE} FROM letterhead ORDER BY unit_id")).mappings().all():  # noqa: S608
        op.execute(profile.insert().values(**row, **empty, since=20000101))
    op.drop_table("letterhead")
    op.add_column("filing_inputs", sa.Column("letter_number", sa.String(length=80), nullable=False, server_default=""))
