"""Reports that are issued, and files that are handed in."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("thumbnail", sa.String(length=64), nullable=True),
        sa.Column("media", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_evidence_unit_id_unit"),
        sa.PrimaryKeyConstraint("id", name="pk_evidence"),
    )
    op.create_index("ix_evidence_unit_id", "evidence", ["unit_id"])
    op.create_index("ix_evidence_sha256", "evidence", ["sha256"])
    op.create_table(
        "evidence_withdrawal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name="fk_evidence_withdrawal_evidence_id_evidence"),
        sa.PrimaryKeyConstraint("id", name="pk_evidence_withdrawal"),
        sa.UniqueConstraint("evidence_id", name="uq_evidence_withdrawal_evidence_id"),
    )
    op.create_table(
        "issued_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("pdf", sa.String(length=64), nullable=False),
        sa.Column("xlsx", sa.String(length=64), nullable=True),
        sa.Column("figures", sa.String(length=64), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_issued_report_unit_id_unit"),
        sa.PrimaryKeyConstraint("id", name="pk_issued_report"),
        sa.UniqueConstraint("unit_id", "kind", "first", "last", "version", name="uq_issued_report_version"),
        sa.UniqueConstraint("unit_id", "year", "serial", name="uq_issued_report_serial"),
    )
    op.create_index("ix_issued_report_code", "issued_report", ["code"], unique=True)
    op.create_table(
        "signed_scan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["issued_report.id"], name="fk_signed_scan_report_id_issued_report"),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name="fk_signed_scan_evidence_id_evidence"),
        sa.PrimaryKeyConstraint("id", name="pk_signed_scan"),
    )
    op.create_index("ix_signed_scan_report_id", "signed_scan", ["report_id"])
