"""Tickets, open links by the hour, receipts, visits by channel; what is told to whom: words, hand-ons, forms from paper."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

LINK_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"


def _number(name: str, kind: sa.types.TypeEngine[int] | None = None) -> sa.Column[int]:
    return sa.Column(name, kind or sa.Integer(), autoincrement=False, nullable=False)


def upgrade() -> None:
    op.create_table(
        "ticket_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Integer(), nullable=False),
        sa.Column("valid_until", sa.Integer(), nullable=False),
        sa.Column("secret", sa.LargeBinary(length=32), nullable=False),
        sa.Column("spent", sa.LargeBinary(length=63), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.String(length=80), nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["counter_id"], ["counter.id"], name="fk_ticket_batch_counter_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_ticket_batch_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_ticket_batch"),
    )
    op.create_index("ix_ticket_batch_unit_id", "ticket_batch", ["unit_id"])
    op.create_table(
        "open_link_hour",
        _number("counter_id"),
        _number("hour", sa.BigInteger()),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["counter_id"], ["counter.id"], name="fk_open_link_hour_counter_id"),
        sa.PrimaryKeyConstraint("counter_id", "hour", name="pk_open_link_hour"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "receipt",
        _number("code", sa.BigInteger()),
        _number("unit_id"),
        _number("seq"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_receipt_unit_id"),
        sa.PrimaryKeyConstraint("code", "unit_id", "seq", name="pk_receipt"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "daily_channel",
        _number("service_day"),
        _number("unit_id"),
        _number("channel", sa.SmallInteger()),
        _number("basis", sa.SmallInteger()),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_daily_channel_unit_id"),
        sa.PrimaryKeyConstraint("service_day", "unit_id", "channel", "basis", name="pk_daily_channel"),
        sqlite_with_rowid=False,
    )
    _words()
    # Both are made from the entries at the next start.
    op.execute("UPDATE ledger_head SET tallied = 0")
    _ticket_links()


def _words() -> None:
    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=600), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("read_by", sa.String(length=80), nullable=False),
        sa.Column("read_on", sa.Integer(), nullable=True),
        sa.Column("passed_on", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_comment_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_comment"),
    )
    op.create_index("ix_comment_unit_id", "comment", ["unit_id"])
    op.create_table(
        "form_once",
        sa.Column("form", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("form", name="pk_form_once"),
    )
    op.create_table(
        "profile_tally",
        _number("unit_id"),
        _number("month"),
        sa.Column("question", sa.String(length=20), nullable=False),
        sa.Column("answer", sa.String(length=20), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_profile_tally_unit_id"),
        sa.PrimaryKeyConstraint("unit_id", "month", "question", "answer", name="pk_profile_tally"),
    )
    op.create_table(
        "official_survey",
        _number("unit_id"),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_official_survey_unit_id"),
        sa.PrimaryKeyConstraint("unit_id", name="pk_official_survey"),
    )
    op.create_table(
        "hand_on",
        _number("unit_id"),
        _number("service_day"),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_hand_on_unit_id"),
        sa.PrimaryKeyConstraint("unit_id", "service_day", name="pk_hand_on"),
    )
    op.create_table(
        "paper_form",
        sa.Column("form", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("filled_on", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_paper_form_person_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_paper_form_unit_id"),
        sa.PrimaryKeyConstraint("form", name="pk_paper_form"),
    )
    op.create_index("ix_paper_form_unit_id", "paper_form", ["unit_id"])


def _ticket_links() -> None:
    """Every counter gets the link by which a visit goes on that a ticket began. It is printed nowhere."""
    bind = op.get_bind()
    link = sa.table("link", sa.column("code"), sa.column("unit_id"), sa.column("counter_id"), sa.column("channel"))
    for counter, unit in bind.execute(sa.text("SELECT id, unit_id FROM counter ORDER BY id")).all():
        code = "".join(secrets.choice(LINK_ALPHABET) for _ in range(7))
        bind.execute(link.insert().values(code=code, unit_id=unit, counter_id=counter, channel="ticket"))
