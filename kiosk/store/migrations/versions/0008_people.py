"""People: second factors, invitations, sign-ins that can be ended, failures that are waited out, and the record of what they did."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

SQLITE_TRIGGERS = (
    "CREATE TRIGGER act_update BEFORE UPDATE ON act BEGIN SELECT RAISE(ABORT, 'the record of acts is append-only'); END",
    "CREATE TRIGGER act_delete BEFORE DELETE ON act BEGIN SELECT RAISE(ABORT, 'the record of acts is append-only'); END",
)
POSTGRESQL_TRIGGERS = (
    """
    CREATE FUNCTION act_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the record of acts is append-only'; END $$
    """,
    "CREATE TRIGGER act_change BEFORE UPDATE OR DELETE ON act FOR EACH ROW EXECUTE FUNCTION act_is_kept()",
    "CREATE TRIGGER act_truncate BEFORE TRUNCATE ON act FOR EACH STATEMENT EXECUTE FUNCTION act_is_kept()",
)


def upgrade() -> None:
    with op.batch_alter_table("person") as person:
        person.add_column(sa.Column("email", sa.String(length=254), nullable=True))
        person.add_column(sa.Column("must_change", sa.Boolean(), nullable=False, server_default=sa.false()))
        person.add_column(sa.Column("tf_primary_method", sa.String(length=20), nullable=True))
        person.add_column(sa.Column("tf_totp_secret", sa.String(length=255), nullable=True))
        person.add_column(sa.Column("totp_counter", sa.BigInteger(), nullable=True))
        person.add_column(sa.Column("mf_recovery_codes", sa.JSON(), nullable=True))
        person.create_unique_constraint("uq_person_email", ["email"])
    op.create_table(
        "invitation",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.String(length=80), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_invitation_person_id"),
        sa.PrimaryKeyConstraint("code_hash", name="pk_invitation"),
    )
    op.create_index("ix_invitation_person_id", "invitation", ["person_id"])
    op.create_table(
        "sign_in",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("began_at", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.Column("browser", sa.String(length=200), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_sign_in_person_id"),
        sa.PrimaryKeyConstraint("code_hash", name="pk_sign_in"),
    )
    op.create_index("ix_sign_in_person_id", "sign_in", ["person_id"])
    op.create_table(
        "sign_in_failure",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_sign_in_failure"),
    )
    op.create_table(
        "act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("about", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_act_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_act"),
    )
    op.create_index("ix_act_unit_id", "act", ["unit_id"])
    for trigger in SQLITE_TRIGGERS if op.get_bind().dialect.name == "sqlite" else POSTGRESQL_TRIGGERS:
        op.execute(trigger)
