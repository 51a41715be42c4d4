"""Sign-ins are noted, and names of accounts are compared in one form."""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sign_in_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("method", sa.String(10), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("told", sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_sign_in_note_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in_note"),
    )
    op.create_index("ix_sign_in_note_person_id", "sign_in_note", ["person_id"])
    op.create_index("ix_sign_in_note_at", "sign_in_note", ["at"])
    op.add_column("person", sa.Column("folded", sa.String(200), nullable=False, server_default=""))
    _fold_names()
    op.create_index("ix_person_folded", "person", ["folded"], unique=True)


def _fold_names() -> None:
    """Names that become one (ÉMILE and émile were two on SQLite) stay apart: the later account's name gets its number."""
    person = sa.table("person", sa.column("id", sa.Integer), sa.column("name", sa.String), sa.column("email"), sa.column("folded"))
    connection, there, emails = op.get_bind(), set[str](), set[str]()
    for number, name, email in connection.execute(sa.select(person.c.id, person.c.name, person.c.email).order_by(person.c.id)).all():
        if _folded(name) in there or len(_folded(name)) > 200:
            name = f"{name[:60]} ({number})"
        there.add(_folded(name))
        kept = {"name": name, "folded": _folded(name)[:200]}
        if email and _folded(email) not in emails:
            emails.add(_folded(email))
            kept["email"] = _folded(email)
        connection.execute(sa.update(person).where(person.c.id == number).values(**kept))


def _folded(text: str) -> str:
    """As kiosk.people.names.folded was when this revision was made."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).strip()
