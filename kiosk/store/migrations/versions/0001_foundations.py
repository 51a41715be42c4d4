"""The first tables: places, devices, people, and the ledger with its triggers."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SQLITE_TRIGGERS = (
    "CREATE TRIGGER entry_update BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
    "CREATE TRIGGER entry_delete BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
    # Also refuses REPLACE, which would delete the old row without firing entry_delete.
    """
    CREATE TRIGGER entry_insert BEFORE INSERT ON entry
    WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM entry WHERE unit_id = NEW.unit_id)
      OR EXISTS (SELECT 1 FROM entry WHERE unit_id = NEW.unit_id AND answer = NEW.answer)
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only and numbered without gaps'); END
    """,
)
# SQLite plans by statistics that exist only after ANALYZE on a full table; without them it walks a unit's whole ledger for
# each answer (11 s for Today at 20,000 entries, 0.02 s with them). So the table is born with typical ones: rows, rows a
# unit, rows a visit or day. Source: sqlite.org, "Manual Control Of Query Plans Using SQLITE_STAT Tables".
SQLITE_STATISTICS = {
    "entry": "1000000 50000 1",
    "sqlite_autoindex_entry_2": "1000000 50000 1",
    "ix_entry_visit": "1000000 50000 4 1",
    "ix_entry_day": "1000000 50000 150",
}
POSTGRESQL_TRIGGERS = (
    """
    CREATE FUNCTION entry_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$
    """,
    """
    CREATE FUNCTION entry_is_next() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM entry WHERE unit_id = NEW.unit_id) THEN
        RAISE EXCEPTION 'the ledger is append-only and numbered without gaps';
      END IF;
      RETURN NEW;
    END $$
    """,
    "CREATE TRIGGER entry_change BEFORE UPDATE OR DELETE ON entry FOR EACH ROW EXECUTE FUNCTION entry_is_kept()",
    "CREATE TRIGGER entry_truncate BEFORE TRUNCATE ON entry FOR EACH STATEMENT EXECUTE FUNCTION entry_is_kept()",
    "CREATE TRIGGER entry_insert BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION entry_is_next()",
)


def upgrade() -> None:
    op.create_table("health_probe", sa.Column("id", sa.Integer(), nullable=False), sa.PrimaryKeyConstraint("id", name="pk_health_probe"))
    op.create_table(
        "installation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("founded_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_installation"),
    )
    op.create_table(
        "instrument_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_instrument_version"),
        sa.UniqueConstraint("name", name="uq_instrument_version_name"),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("password", sa.String(length=255), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fs_uniquifier", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("fs_uniquifier", name="uq_person_fs_uniquifier"),
        sa.UniqueConstraint("name", name="uq_person_name"),
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short_name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("zone", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_unit"),
        sa.UniqueConstraint("code", name="uq_unit_code"),
    )
    op.create_table(
        "affiliation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["parent_id"], ["unit.id"], name="fk_affiliation_parent_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_affiliation_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_affiliation"),
    )
    op.create_index("ix_affiliation_unit_id", "affiliation", ["unit_id"], unique=False)
    op.create_table(
        "counter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("instrument", sa.String(length=40), nullable=False),
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("shows_qr", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_counter_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_counter"),
        sa.UniqueConstraint("code", name="uq_counter_code"),
    )
    op.create_index("ix_counter_unit_id", "counter", ["unit_id"], unique=False)
    op.create_table(
        "grant_of_role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_grant_of_role_person_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_grant_of_role_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_grant_of_role"),
        sa.UniqueConstraint("person_id", "role", "unit_id", name="uq_grant_of_role_person_id_role_unit_id"),
    )
    op.create_table(
        "ledger_head",
        sa.Column("unit_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_ledger_head_unit_id"),
        sa.PrimaryKeyConstraint("unit_id", name="pk_ledger_head"),
    )
    op.create_table(
        "opening_hours",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("opens", sa.Time(), nullable=False),
        sa.Column("closes", sa.Time(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_opening_hours_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_opening_hours"),
    )
    op.create_index("ix_opening_hours_unit_id", "opening_hours", ["unit_id"], unique=False)
    op.create_table(
        "service",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_service_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_service"),
        sa.UniqueConstraint("unit_id", "code", name="uq_service_unit_id_code"),
    )
    op.create_table(
        "counter_closure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=False),
        sa.Column("reopened_at", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["counter_id"], ["counter.id"], name="fk_counter_closure_counter_id"),
        sa.PrimaryKeyConstraint("id", name="pk_counter_closure"),
    )
    op.create_index("ix_counter_closure_counter_id", "counter_closure", ["counter_id"], unique=False)
    op.create_table(
        "counter_service",
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["counter_id"], ["counter.id"], name="fk_counter_service_counter_id"),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name="fk_counter_service_service_id"),
        sa.PrimaryKeyConstraint("counter_id", "service_id", name="pk_counter_service"),
    )
    op.create_table(
        "device",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("paired_at", sa.BigInteger(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.Column("last_seen_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["counter_id"], ["counter.id"], name="fk_device_counter_id"),
        sa.PrimaryKeyConstraint("id", name="pk_device"),
        sa.UniqueConstraint("token_hash", name="uq_device_token_hash"),
    )
    op.create_index("ix_device_counter_id", "device", ["counter_id"], unique=False)
    op.create_table(
        "entry",
        sa.Column("unit_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("answer", sa.LargeBinary(length=16), nullable=False),
        sa.Column("visit", sa.LargeBinary(length=16), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("instrument_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=3), nullable=False),
        sa.Column("score", sa.SmallInteger(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("assisted", sa.Boolean(), nullable=False),
        sa.Column("given_at", sa.BigInteger(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("service_day", sa.Integer(), nullable=False),
        sa.Column("marks", sa.String(length=80), nullable=False),
        sa.Column("rules", sa.SmallInteger(), nullable=False),
        sa.Column("nonce", sa.LargeBinary(length=16), nullable=False),
        sa.Column("about", sa.Integer(), nullable=True),
        sa.Column("extra", sa.String(length=200), nullable=False),
        sa.Column("leaf", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(["counter_id"], ["counter.id"], name="fk_entry_counter_id"),
        sa.ForeignKeyConstraint(["instrument_id"], ["instrument_version.id"], name="fk_entry_instrument_id"),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name="fk_entry_service_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_entry_unit_id"),
        sa.PrimaryKeyConstraint("unit_id", "seq", name="pk_entry"),
        sa.UniqueConstraint("unit_id", "answer", name="uq_entry_unit_id_answer"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_entry_day", "entry", ["unit_id", "service_day"], unique=False)
    op.create_index("ix_entry_visit", "entry", ["unit_id", "visit", "question"], unique=False)
    op.create_table(
        "link",
        sa.Column("code", sa.String(length=7), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["counter_id"], ["counter.id"], name="fk_link_counter_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_link_unit_id"),
        sa.PrimaryKeyConstraint("code", name="pk_link"),
    )
    op.create_index("ix_link_counter_id", "link", ["counter_id"], unique=False)
    op.create_index("ix_link_unit_id", "link", ["unit_id"], unique=False)
    op.create_table(
        "pairing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.Column("reusable", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["counter_id"], ["counter.id"], name="fk_pairing_counter_id"),
        sa.PrimaryKeyConstraint("id", name="pk_pairing"),
        sa.UniqueConstraint("code_hash", name="uq_pairing_code_hash"),
    )
    sqlite = op.get_bind().dialect.name == "sqlite"
    for trigger in SQLITE_TRIGGERS if sqlite else POSTGRESQL_TRIGGERS:
        op.execute(trigger)
    if sqlite:
        op.execute("ANALYZE sqlite_schema")
        for index, figures in SQLITE_STATISTICS.items():
            op.execute(sa.text("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('entry', :i, :f)").bindparams(i=index, f=figures))
