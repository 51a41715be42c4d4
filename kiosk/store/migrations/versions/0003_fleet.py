"""Tablets that are named, moved, replaced, paused; what they report, the seals they witness; the operators' PIN."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("device", sa.Column("name", sa.String(length=60), server_default="", nullable=False))
    op.add_column("pairing", sa.Column("name", sa.String(length=60), server_default="", nullable=False))
    op.add_column("pairing", sa.Column("replaces_id", sa.Integer(), nullable=True))
    op.create_table(
        "device_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("left_id", sa.Integer(), nullable=False),
        sa.Column("moved_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name="fk_device_move_device_id"),
        sa.ForeignKeyConstraint(["left_id"], ["counter.id"], name="fk_device_move_left_id"),
        sa.PrimaryKeyConstraint("id", name="pk_device_move"),
    )
    op.create_index("ix_device_move_device_id", "device_move", ["device_id"])
    op.create_table(
        "device_succession",
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("replaced_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name="fk_device_succession_device_id"),
        sa.ForeignKeyConstraint(["replaced_id"], ["device.id"], name="fk_device_succession_replaced_id"),
        sa.PrimaryKeyConstraint("device_id", name="pk_device_succession"),
    )
    op.create_table(
        "device_pause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("paused_at", sa.BigInteger(), nullable=False),
        sa.Column("resumed_at", sa.BigInteger(), nullable=True),
        sa.Column("message", sa.String(length=120), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name="fk_device_pause_device_id"),
        sa.PrimaryKeyConstraint("id", name="pk_device_pause"),
    )
    op.create_index("ix_device_pause_device_id", "device_pause", ["device_id"])
    op.create_table(
        "device_report",
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("reported_at", sa.BigInteger(), nullable=False),
        sa.Column("edition", sa.String(length=24), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("queued", sa.Integer(), nullable=False),
        sa.Column("oldest_at", sa.BigInteger(), nullable=True),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("stores", sa.Boolean(), nullable=False),
        sa.Column("offset_ms", sa.BigInteger(), nullable=False),
        sa.Column("resting", sa.Boolean(), nullable=False),
        sa.Column("practising", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name="fk_device_report_device_id"),
        sa.PrimaryKeyConstraint("device_id", name="pk_device_report"),
    )
    op.create_table(
        "operator_pin",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("rounds", sa.Integer(), nullable=False),
        sa.Column("set_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_operator_pin_unit_id"),
        sa.PrimaryKeyConstraint("unit_id", name="pk_operator_pin"),
    )
    op.create_table(
        "seal_witness",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=25), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.String(length=120), nullable=False),
        sa.Column("said_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name="fk_seal_witness_device_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_seal_witness_unit_id"),
        sa.PrimaryKeyConstraint("unit_id", "number", "fingerprint", "device_id", name="pk_seal_witness"),
    )
