"""Tallies beside the ledger, seals over it, and narrower entries.

These hold kind and channel by number, have
no index for the day, and no stored nonce where it is derived."""

import secrets
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KINDS = ("rating",)
CHANNELS = ("tablet", "screen", "poster", "handoff", "ticket", "paper", "import")
SCORES = range(11)
# See 0001: typical statistics, for SQLite plans blindly without.
SQLITE_STATISTICS = {"entry": "1000000 50000 1", "sqlite_autoindex_entry_2": "1000000 50000 1", "ix_entry_visit": "1000000 50000 4"}

SQLITE_ENTRY_TRIGGERS = (
    "CREATE TRIGGER entry_update BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
    "CREATE TRIGGER entry_delete BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
    """
    CREATE TRIGGER entry_insert BEFORE INSERT ON entry
    WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM entry WHERE unit_id = NEW.unit_id)
      OR EXISTS (SELECT 1 FROM entry WHERE unit_id = NEW.unit_id AND answer = NEW.answer)
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only and numbered without gaps'); END
    """,
)
SQLITE_SEAL_TRIGGERS = (
    "CREATE TRIGGER seal_update BEFORE UPDATE ON seal BEGIN SELECT RAISE(ABORT, 'seals are append-only'); END",
    "CREATE TRIGGER seal_delete BEFORE DELETE ON seal BEGIN SELECT RAISE(ABORT, 'seals are append-only'); END",
    """
    CREATE TRIGGER seal_insert BEFORE INSERT ON seal
    WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM seal WHERE unit_id = NEW.unit_id)
    BEGIN SELECT RAISE(ABORT, 'seals are append-only and numbered without gaps'); END
    """,
    "CREATE TRIGGER seal_key_update BEFORE UPDATE ON seal_key BEGIN SELECT RAISE(ABORT, 'keys of seals are append-only'); END",
    "CREATE TRIGGER seal_key_delete BEFORE DELETE ON seal_key BEGIN SELECT RAISE(ABORT, 'keys of seals are append-only'); END",
)
POSTGRESQL_SEAL_TRIGGERS = (
    """
    CREATE FUNCTION seal_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'seals and their keys are append-only'; END $$
    """,
    """
    CREATE FUNCTION seal_is_next() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM seal WHERE unit_id = NEW.unit_id) THEN
        RAISE EXCEPTION 'seals are append-only and numbered without gaps';
      END IF;
      RETURN NEW;
    END $$
    """,
    "CREATE TRIGGER seal_change BEFORE UPDATE OR DELETE ON seal FOR EACH ROW EXECUTE FUNCTION seal_is_kept()",
    "CREATE TRIGGER seal_truncate BEFORE TRUNCATE ON seal FOR EACH STATEMENT EXECUTE FUNCTION seal_is_kept()",
    "CREATE TRIGGER seal_insert BEFORE INSERT ON seal FOR EACH ROW EXECUTE FUNCTION seal_is_next()",
    "CREATE TRIGGER seal_key_change BEFORE UPDATE OR DELETE ON seal_key FOR EACH ROW EXECUTE FUNCTION seal_is_kept()",
    "CREATE TRIGGER seal_key_truncate BEFORE TRUNCATE ON seal_key FOR EACH STATEMENT EXECUTE FUNCTION seal_is_kept()",
)


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    # Empty: filled in when the instruments are registered at the next start.
    op.add_column("instrument_version", sa.Column("parts", sa.String(), nullable=False, server_default="{}"))
    op.add_column("ledger_head", sa.Column("tallied", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("ledger_head", sa.Column("seed", sa.LargeBinary(length=32), nullable=False, server_default=""))
    for (unit,) in op.get_bind().execute(sa.text("SELECT unit_id FROM ledger_head")).all():
        op.execute(sa.text("UPDATE ledger_head SET seed = :s WHERE unit_id = :u").bindparams(s=secrets.token_bytes(32), u=unit))
    if sqlite:
        _rebuild_entry()
    else:
        _alter_entry()
    _tallies()
    _seals()
    for trigger in SQLITE_SEAL_TRIGGERS if sqlite else POSTGRESQL_SEAL_TRIGGERS:
        op.execute(trigger)


def _numbered(column: str, names: tuple[str, ...]) -> str:
    cases = " ".join(f"WHEN '{name}' THEN {number}" for number, name in enumerate(names, 1))
    return f"CASE {column} {cases} END"


def _rebuild_entry() -> None:
    """SQLite changes no column's type in place. The old table goes with its triggers, in this one transaction."""
    columns: tuple[sa.Column[Any], ...] = (
        sa.Column("unit_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.SmallInteger(), nullable=False),
        sa.Column("answer", sa.LargeBinary(length=16), nullable=False),
        sa.Column("visit", sa.LargeBinary(length=16), nullable=False),
        sa.Column("counter_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.SmallInteger(), nullable=False),
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
        sa.Column("nonce", sa.LargeBinary(length=16), nullable=True),
        sa.Column("about", sa.Integer(), nullable=True),
        sa.Column("extra", sa.String(length=200), nullable=False),
        sa.Column("leaf", sa.LargeBinary(length=32), nullable=False),
    )
    names = [column.name for column in columns]
    op.create_table(
        "entry_narrow",
        *columns,
        sa.ForeignKeyConstraint(["counter_id"], ["counter.id"], name="fk_entry_counter_id"),
        sa.ForeignKeyConstraint(["instrument_id"], ["instrument_version.id"], name="fk_entry_instrument_id"),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name="fk_entry_service_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_entry_unit_id"),
        sa.PrimaryKeyConstraint("unit_id", "seq", name="pk_entry"),
        sa.UniqueConstraint("unit_id", "answer", name="uq_entry_unit_id_answer"),
        sqlite_with_rowid=False,
    )
    taken = [_numbered(n, KINDS) if n == "kind" else _numbered(n, CHANNELS) if n == "channel" else n for n in names]
    op.execute(f"INSERT INTO entry_narrow ({', '.join(names)}) SELECT {', '.join(taken)} FROM entry ORDER BY unit_id, seq")  # noqa: S608
    op.drop_table("entry")
    op.rename_table("entry_narrow", "entry")
    op.create_index("ix_entry_visit", "entry", ["unit_id", "visit"], unique=False)
    for trigger in SQLITE_ENTRY_TRIGGERS:
        op.execute(trigger)
    op.execute("DELETE FROM sqlite_stat1 WHERE tbl IN ('entry', 'entry_narrow')")
    for index, figures in SQLITE_STATISTICS.items():
        op.execute(sa.text("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('entry', :i, :f)").bindparams(i=index, f=figures))


def _alter_entry() -> None:
    op.drop_index("ix_entry_visit", "entry")
    op.drop_index("ix_entry_day", "entry")
    for column, names in (("kind", KINDS), ("channel", CHANNELS)):
        op.execute(f"ALTER TABLE entry ALTER COLUMN {column} TYPE smallint USING {_numbered(column, names)}")
    op.alter_column("entry", "nonce", nullable=True)
    op.create_index("ix_entry_visit", "entry", ["unit_id", "visit"], unique=False)


def _tallies() -> None:
    unit = sa.Column("unit_id", sa.Integer(), autoincrement=False, nullable=False)
    instrument = sa.Column("instrument_id", sa.Integer(), autoincrement=False, nullable=False)
    basis = sa.Column("basis", sa.SmallInteger(), autoincrement=False, nullable=False)
    day = sa.Column("service_day", sa.Integer(), autoincrement=False, nullable=False)
    month = sa.Column("month", sa.Integer(), autoincrement=False, nullable=False)
    question = sa.Column("question", sa.String(length=3), nullable=False)
    pair = (sa.Column("a", sa.String(length=3), nullable=False), sa.Column("b", sa.String(length=3), nullable=False))
    part = sa.Column("part", sa.String(length=10), nullable=False)
    scores = tuple(sa.Column(f"s{score}", sa.Integer(), nullable=False) for score in SCORES)
    sums = tuple(sa.Column(name, sa.BigInteger(), nullable=False) for name in ("n", "x", "y", "xy"))
    visits = (sa.Column("n", sa.Integer(), nullable=False),)
    _table("ledger_day", (unit, day), tuple(sa.Column(n, sa.Integer(), nullable=False) for n in ("first_seq", "last_seq")))
    _table("daily_tally", (day, unit, instrument, question, basis), scores)
    _table("monthly_tally", (unit, instrument, question, basis, month), scores)
    _table("daily_pairs", (day, unit, instrument, *pair, basis), sums)
    _table("monthly_pairs", (unit, instrument, *pair, basis, month), sums)
    _table("daily_visits", (day, unit, instrument, part, basis), visits)
    _table("monthly_visits", (unit, instrument, part, basis, month), visits)


def _table(name: str, key: tuple[sa.Column[Any], ...], values: tuple[sa.Column[Any], ...]) -> None:
    columns = [column._copy() for column in (*key, *values)]
    op.create_table(
        name,
        *columns,
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=f"fk_{name}_unit_id"),
        sa.PrimaryKeyConstraint(*(column.name for column in key), name=f"pk_{name}"),
        sqlite_with_rowid=False,
    )


def _seals() -> None:
    op.create_table(
        "seal_key",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("public", sa.LargeBinary(length=32), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("endorsement", sa.LargeBinary(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_seal_key"),
    )
    op.create_table(
        "seal",
        sa.Column("unit_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("root", sa.LargeBinary(length=32), nullable=False),
        sa.Column("previous", sa.LargeBinary(length=32), nullable=False),
        sa.Column("totals", sa.String(length=200), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("key_number", sa.Integer(), nullable=False),
        sa.Column("signature", sa.LargeBinary(length=64), nullable=False),
        sa.Column("frontier", sa.LargeBinary(length=1024), nullable=False),
        sa.ForeignKeyConstraint(["key_number"], ["seal_key.number"], name="fk_seal_key_number"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_seal_unit_id"),
        sa.PrimaryKeyConstraint("unit_id", "number", name="pk_seal"),
    )
    op.create_table(
        "lease",
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("holder", sa.String(length=80), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_lease"),
    )
