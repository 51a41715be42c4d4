"""The schema as a whole. Twenty steps led to it before; a store of the last of them is converted (kiosk/store/conversion.py).

Names and notices are JSON text, {language: text}; moments are milliseconds since 1970 UTC, days the number YYYYMMDD.
"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = None
branch_labels = None
depends_on = None

# The three whose name does not follow from table and column alone: converted stores have them like this.
FOREIGN_KEYS = {name: f"fk_{name}_unit_id_unit" for name in ("comment_box", "first_step", "wall")}

# SQLite plans by statistics that exist only after ANALYZE on a full table; without them it walks a unit's whole ledger for
# each answer (11 s for Today at 20,000 entries, 0.02 s with them). So the table is born with typical ones: rows, rows a
# unit, rows a visit; of marked entries a few in a hundred. Source: sqlite.org, "Manual Control Of Query Plans Using
# SQLITE_STAT Tables".
SQLITE_STATISTICS = {
    "entry": "1000000 50000 1",
    "sqlite_autoindex_entry_2": "1000000 50000 1",
    "ix_entry_visit": "1000000 50000 4",
    "ix_entry_marked": "20000 1000 1",
}

SQLITE_TRIGGERS = (
    *(
        f"CREATE TRIGGER {table}_{change.lower()} BEFORE {change} ON {table} BEGIN SELECT RAISE(ABORT, '{words}'); END"
        for table, words in (
            ("entry", "the ledger is append-only"),
            ("seal", "seals are append-only"),
            ("seal_key", "keys of seals are append-only"),
            ("act", "the record of acts is append-only"),
            ("act_place", "the record of acts is append-only"),
        )
        for change in ("UPDATE", "DELETE")
    ),
    # Also refuses REPLACE, which would delete the old row without firing entry_delete.
    """
    CREATE TRIGGER entry_insert BEFORE INSERT ON entry
    WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM entry WHERE unit_id = NEW.unit_id)
      OR EXISTS (SELECT 1 FROM entry WHERE unit_id = NEW.unit_id AND answer = NEW.answer)
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only and numbered without gaps'); END
    """,
    """
    CREATE TRIGGER seal_insert BEFORE INSERT ON seal
    WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM seal WHERE unit_id = NEW.unit_id)
    BEGIN SELECT RAISE(ABORT, 'seals are append-only and numbered without gaps'); END
    """,
)
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
    """
    CREATE FUNCTION act_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the record of acts is append-only'; END $$
    """,
    "CREATE TRIGGER entry_insert BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION entry_is_next()",
    "CREATE TRIGGER seal_insert BEFORE INSERT ON seal FOR EACH ROW EXECUTE FUNCTION seal_is_next()",
    *(
        f"CREATE TRIGGER {table}_{name} BEFORE {change} ON {table} FOR EACH {each} EXECUTE FUNCTION {function}()"
        for table, function in (
            ("entry", "entry_is_kept"),
            ("seal", "seal_is_kept"),
            ("seal_key", "seal_is_kept"),
            ("act", "act_is_kept"),
            ("act_place", "act_is_kept"),
        )
        for name, change, each in (("change", "UPDATE OR DELETE", "ROW"), ("truncate", "TRUNCATE", "STATEMENT"))
    ),
)


def upgrade() -> None:
    installation()
    places()
    people()
    devices()
    ledger()
    tallies()
    seals()
    visitors()
    follow_ups()
    sqlite = op.get_bind().dialect.name == "sqlite"
    for trigger in SQLITE_TRIGGERS if sqlite else POSTGRESQL_TRIGGERS:
        op.execute(trigger)
    if sqlite:
        op.execute("ANALYZE sqlite_schema")
        for index, figures in SQLITE_STATISTICS.items():
            op.execute(sa.text("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('entry', :i, :f)").bindparams(i=index, f=figures))


def installation() -> None:
    """What the installation itself keeps."""
    table("health_probe", number("id"))
    table("installation", number("id"), flag("demo"), big("founded_at"))
    table("lease", words("name", 20), words("holder", 80), big("until"), key=("name",))


def places() -> None:
    """Offices, units, counters and services."""
    table(
        "unit",
        number("id"),
        words("code", 40),
        words("name"),
        words("short_name"),
        words("kind", 20),
        words("zone", 40),
        number("closed_on", null=True),
        unique=[("code",)],
    )
    table(
        "affiliation",
        number("id"),
        number("unit_id", refers="unit"),
        number("parent_id", refers="unit"),
        other("since", sa.Date()),
        other("until", sa.Date(), null=True),
        indexes=[("unit_id",)],
    )
    table(
        "counter",
        number("id"),
        number("unit_id", refers="unit"),
        words("code", 40),
        words("names"),
        words("instrument", 40),
        words("plan"),
        flag("shows_qr"),
        unique=[("code",)],
        indexes=[("unit_id",)],
    )
    table(
        "counter_closure",
        number("id"),
        number("counter_id", refers="counter"),
        big("closed_at"),
        big("reopened_at", null=True),
        words("reason"),
        indexes=[("counter_id",)],
    )
    table("service", number("id"), number("unit_id", refers="unit"), words("code", 40), words("names"), unique=[("unit_id", "code")])
    table(
        "counter_service", number("counter_id", refers="counter"), number("service_id", refers="service"), key=("counter_id", "service_id")
    )
    table(
        "opening_hours",
        number("id"),
        number("unit_id", refers="unit"),
        number("weekday"),
        other("opens", sa.Time()),
        other("closes", sa.Time()),
        indexes=[("unit_id",)],
    )
    table("holiday", number("unit_id", refers="unit"), number("day"), words("name", 80), key=("unit_id", "day"))
    table(
        "letterhead",
        number("unit_id", refers="unit"),
        words("head", 400),
        words("address", 200),
        words("city", 60),
        words("signatory", 80),
        words("position", 120),
        words("number", 40),
        key=("unit_id",),
    )
    table(
        "link",
        words("code", 7),
        number("unit_id", refers="unit"),
        number("counter_id", null=True, refers="counter"),
        words("channel", 10),
        key=("code",),
        indexes=[("counter_id",), ("unit_id",)],
    )
    table(
        "notice",
        number("id"),
        number("unit_id", refers="unit"),
        words("texts"),
        number("since"),
        number("until"),
        big("made_at"),
        words("made_by", 80),
        big("withdrawn_at", null=True),
        indexes=[("unit_id",)],
    )
    table(
        "wall",
        number("id"),
        number("unit_id", refers="unit"),
        words("name", 60),
        flag("runs"),
        words("code_hash", 64),
        words("made_by", 80),
        big("made_at"),
        big("ended_at", null=True),
        unique=[("code_hash",)],
        indexes=[("unit_id",)],
    )
    table("official_survey", number("unit_id", refers="unit"), words("address", 300), key=("unit_id",))
    table("first_step", number("unit_id", refers="unit"), words("step", 20), words("by", 80), big("at"), key=("unit_id", "step"))
    table(
        "served_count",
        number("id"),
        number("unit_id", refers="unit"),
        number("day"),
        number("served"),
        words("entered_by", 80),
        big("entered_at"),
        indexes=[("unit_id", "day")],
    )


def people() -> None:
    """Accounts, roles, and the record of what was done."""
    table(
        "person",
        number("id"),
        words("name", 80),
        words("password", 255),
        flag("active"),
        words("fs_uniquifier", 64),
        words("email", 254, null=True),
        flag("must_change", default=sa.false()),
        words("tf_primary_method", 20, null=True),
        words("tf_totp_secret", 255, null=True),
        big("totp_counter", null=True),
        other("mf_recovery_codes", sa.JSON(), null=True),
        number("left_unit_id", null=True, refers="unit"),
        unique=[("fs_uniquifier",), ("name",), ("email",)],
    )
    table(
        "grant_of_role",
        number("id"),
        number("person_id", refers="person"),
        words("role", 20),
        number("unit_id", null=True, refers="unit"),
        unique=[("person_id", "role", "unit_id")],
    )
    table(
        "invitation",
        words("code_hash", 64),
        number("person_id", refers="person"),
        words("made_by", 80),
        big("made_at"),
        big("used_at", null=True),
        key=("code_hash",),
        indexes=[("person_id",)],
    )
    table(
        "sign_in",
        words("code_hash", 64),
        number("person_id", refers="person"),
        big("began_at"),
        big("seen_at"),
        words("browser", 200),
        big("ended_at", null=True),
        key=("code_hash",),
        indexes=[("person_id",)],
    )
    table("sign_in_failure", words("key", 64), number("times"), big("last_at"), key=("key",))
    table(
        "act",
        number("id"),
        big("at"),
        words("by", 80),
        number("unit_id", null=True, refers="unit"),
        words("kind", 40),
        words("about", 300),
        indexes=[("unit_id",)],
    )
    table("act_place", number("act_id", refers="act"), number("unit_id", refers="unit"), key=("act_id", "unit_id"))


def devices() -> None:
    """Tablets."""
    table(
        "device",
        number("id"),
        number("counter_id", refers="counter"),
        words("token_hash", 64),
        big("paired_at"),
        big("revoked_at", null=True),
        big("last_seen_at", null=True),
        words("name", 60, default=""),
        unique=[("token_hash",)],
        indexes=[("counter_id",)],
    )
    table(
        "device_move",
        number("id"),
        number("device_id", refers="device"),
        number("left_id", refers="counter"),
        big("moved_at"),
        indexes=[("device_id",)],
    )
    table(
        "device_pause",
        number("id"),
        number("device_id", refers="device"),
        big("paused_at"),
        big("resumed_at", null=True),
        words("message", 120),
        words("by", 80),
        indexes=[("device_id",)],
    )
    table(
        "device_report",
        number("device_id", refers="device"),
        big("reported_at"),
        words("edition", 24),
        flag("current"),
        number("queued"),
        big("oldest_at", null=True),
        number("refused"),
        words("reason", 200),
        flag("stores"),
        big("offset_ms"),
        flag("resting"),
        flag("practising"),
        key=("device_id",),
    )
    table("device_succession", number("device_id", refers="device"), number("replaced_id", refers="device"), key=("device_id",))
    table(
        "pairing",
        number("id"),
        number("counter_id", refers="counter"),
        words("code_hash", 64),
        big("expires_at"),
        big("used_at", null=True),
        flag("reusable"),
        words("name", 60, default=""),
        number("replaces_id", null=True),
        unique=[("code_hash",)],
    )
    table(
        "operator_pin",
        number("unit_id", refers="unit"),
        words("salt", 32),
        words("hash", 64),
        number("rounds"),
        big("set_at"),
        key=("unit_id",),
    )


def ledger() -> None:
    """Entries."""
    table("instrument_version", number("id"), words("name", 60), words("digest", 64), words("parts", default="{}"), unique=[("name",)])
    table(
        "entry",
        number("unit_id", refers="unit"),
        number("seq"),
        small("kind"),
        octets("answer"),
        octets("visit"),
        number("counter_id", refers="counter"),
        number("service_id", null=True, refers="service"),
        small("channel"),
        number("instrument_id", refers="instrument_version"),
        words("question", 3),
        small("score"),
        words("language", 8),
        flag("assisted"),
        big("given_at"),
        big("received_at"),
        number("service_day"),
        words("marks", 80),
        small("rules"),
        octets("nonce", null=True),
        number("about", null=True),
        words("extra", 200),
        octets("leaf"),
        key=("unit_id", "seq"),
        unique=[("unit_id", "answer")],
        rowid=False,
    )
    op.create_index("ix_entry_visit", "entry", ["unit_id", "visit"])
    marked = sa.text("marks <> ''")
    op.create_index("ix_entry_marked", "entry", ["unit_id", "seq"], sqlite_where=marked, postgresql_where=marked)
    table(
        "ledger_head",
        number("unit_id", refers="unit"),
        number("size"),
        number("tallied", default="0"),
        octets("seed", default=""),
        key=("unit_id",),
    )
    table(
        "ledger_day",
        number("unit_id", refers="unit"),
        number("service_day"),
        number("first_seq"),
        number("last_seq"),
        key=("unit_id", "service_day"),
        rowid=False,
    )
    table("receipt", big("code"), number("unit_id", refers="unit"), number("seq"), key=("code", "unit_id", "seq"), rowid=False)


def tallies() -> None:
    """Sums of entries by day and month."""
    table(
        "daily_tally",
        number("service_day"),
        number("unit_id", refers="unit"),
        number("instrument_id"),
        words("question", 3),
        small("basis"),
        *scores(),
        key=("service_day", "unit_id", "instrument_id", "question", "basis"),
        rowid=False,
    )
    table(
        "monthly_tally",
        number("unit_id", refers="unit"),
        number("instrument_id"),
        words("question", 3),
        small("basis"),
        number("month"),
        *scores(),
        key=("unit_id", "instrument_id", "question", "basis", "month"),
        rowid=False,
    )
    table(
        "daily_pairs",
        number("service_day"),
        number("unit_id", refers="unit"),
        number("instrument_id"),
        words("a", 3),
        words("b", 3),
        small("basis"),
        big("n"),
        big("x"),
        big("y"),
        big("xy"),
        key=("service_day", "unit_id", "instrument_id", "a", "b", "basis"),
        rowid=False,
    )
    table(
        "monthly_pairs",
        number("unit_id", refers="unit"),
        number("instrument_id"),
        words("a", 3),
        words("b", 3),
        small("basis"),
        number("month"),
        big("n"),
        big("x"),
        big("y"),
        big("xy"),
        key=("unit_id", "instrument_id", "a", "b", "basis", "month"),
        rowid=False,
    )
    table(
        "daily_visits",
        number("service_day"),
        number("unit_id", refers="unit"),
        number("instrument_id"),
        words("part", 10),
        small("basis"),
        number("n"),
        key=("service_day", "unit_id", "instrument_id", "part", "basis"),
        rowid=False,
    )
    table(
        "monthly_visits",
        number("unit_id", refers="unit"),
        number("instrument_id"),
        words("part", 10),
        small("basis"),
        number("month"),
        number("n"),
        key=("unit_id", "instrument_id", "part", "basis", "month"),
        rowid=False,
    )
    table(
        "daily_channel",
        number("service_day"),
        number("unit_id", refers="unit"),
        small("channel"),
        small("basis"),
        number("n"),
        key=("service_day", "unit_id", "channel", "basis"),
        rowid=False,
    )


def seals() -> None:
    """Seals, their keys and their witnesses."""
    table(
        "seal_key",
        number("number", counted=False),
        octets("public"),
        big("made_at"),
        words("reason", 200),
        octets("endorsement"),
        key=("number",),
    )
    table(
        "seal",
        number("unit_id", refers="unit"),
        number("number"),
        number("day"),
        number("size"),
        octets("root"),
        octets("previous"),
        words("totals", 200),
        big("made_at"),
        number("key_number", refers="seal_key"),
        octets("signature"),
        octets("frontier"),
        key=("unit_id", "number"),
    )
    table(
        "seal_witness",
        number("unit_id", refers="unit"),
        number("number"),
        words("fingerprint", 25),
        number("device_id", refers="device"),
        words("line", 120),
        big("said_at"),
        key=("unit_id", "number", "fingerprint", "device_id"),
    )


def visitors() -> None:
    """What visitors bring and leave."""
    table(
        "ticket_batch",
        number("id"),
        number("unit_id", refers="unit"),
        number("counter_id", refers="counter"),
        number("count"),
        number("valid_from"),
        number("valid_until"),
        octets("secret"),
        octets("spent"),
        big("made_at"),
        words("made_by", 80),
        big("withdrawn_at", null=True),
        number("used"),
        indexes=[("unit_id",)],
    )
    table("ticket_hour", number("counter_id", refers="counter"), big("hour"), number("visits"), key=("counter_id", "hour"), rowid=False)
    table("open_link_hour", number("counter_id", refers="counter"), big("hour"), number("visits"), key=("counter_id", "hour"), rowid=False)
    table(
        "handoff",
        words("code_hash", 64),
        number("counter_id", refers="counter"),
        other("visit", sa.Uuid()),
        words("plan"),
        words("question", 3),
        words("language", 3),
        big("made_at"),
        big("opened_at", null=True),
        big("withdrawn_at", null=True),
        key=("code_hash",),
        indexes=[("made_at",)],
    )
    table(
        "comment",
        number("id"),
        number("unit_id", refers="unit"),
        words("text", 600),
        words("language", 8),
        number("month"),
        words("verdict", 10),
        words("reason", 200),
        words("read_by", 80),
        number("read_on", null=True),
        number("passed_on", null=True),
        indexes=[("unit_id",)],
    )
    table("comment_box", number("unit_id", refers="unit"), number("day"), number("box"), number("n"), key=("unit_id", "day", "box"))
    table("form_once", other("form", sa.Uuid()), number("day"), key=("form",), rowid=False)
    table(
        "paper_form",
        other("form", sa.Uuid()),
        number("unit_id", refers="unit"),
        number("person_id", refers="person"),
        number("filled_on"),
        big("entered_at"),
        key=("form",),
        indexes=[("unit_id",)],
    )
    table(
        "profile_tally",
        number("unit_id", refers="unit"),
        number("month"),
        words("question", 20),
        words("answer", 20),
        number("n"),
        key=("unit_id", "month", "question", "answer"),
    )
    table("hand_on", number("unit_id", refers="unit"), number("service_day"), number("n"), key=("unit_id", "service_day"))


def follow_ups() -> None:
    """What units do about their figures."""
    table(
        "follow_up",
        number("id"),
        number("unit_id", refers="unit"),
        words("instrument", 60),
        words("element", 40),
        big("made_at"),
        words("made_by", 80),
        indexes=[("unit_id",)],
    )
    table(
        "follow_up_plan",
        number("id"),
        number("follow_up_id", refers="follow_up"),
        words("cause", 1000),
        words("action", 1000),
        words("horizon", 10),
        words("responsible", 200),
        number("due_year"),
        number("due_quarter"),
        words("reason", 300),
        big("made_at"),
        words("made_by", 80),
        indexes=[("follow_up_id",)],
    )
    table(
        "follow_up_status",
        number("id"),
        number("follow_up_id", refers="follow_up"),
        words("status", 10),
        number("day"),
        words("reason", 300),
        big("made_at"),
        words("made_by", 80),
        indexes=[("follow_up_id",)],
    )
    table(
        "follow_up_evidence",
        number("id"),
        number("follow_up_id", refers="follow_up"),
        words("words", 1000),
        words("link", 500),
        number("day"),
        big("made_at"),
        words("made_by", 80),
        indexes=[("follow_up_id",)],
    )
    table(
        "follow_up_notice",
        number("notice_id", refers="notice"),
        number("follow_up_id", refers="follow_up"),
        key=("notice_id",),
        indexes=[("follow_up_id",)],
    )


# ── how a table is written ────────────────────────────────────────────────────────────────────────────────────────


def table(
    name: str,
    *columns: sa.Column[Any],
    key: Sequence[str] = ("id",),
    unique: Sequence[Sequence[str]] = (),
    indexes: Sequence[Sequence[str]] = (),
    rowid: bool = True,
) -> None:
    """A table whose constraints and indexes are named for it; without `rowid` SQLite keeps its rows in the order of the key."""
    foreign = [
        sa.ForeignKeyConstraint([column.name], [_key_of(column.info["refers"])], name=FOREIGN_KEYS.get(name, f"fk_{name}_{column.name}"))
        for column in sorted(columns, key=lambda column: column.name)
        if column.info.get("refers")
    ]
    uniques = [sa.UniqueConstraint(*names, name=f"uq_{name}_{'_'.join(names)}") for names in unique]
    op.create_table(name, *columns, *foreign, sa.PrimaryKeyConstraint(*key, name=f"pk_{name}"), *uniques, sqlite_with_rowid=rowid)
    for names in indexes:
        op.create_index(f"ix_{name}_{'_'.join(names)}", name, list(names))


def _key_of(table: str) -> str:
    return "seal_key.number" if table == "seal_key" else f"{table}.id"


def other(
    name: str,
    kind: sa.types.TypeEngine[Any],
    *,
    null: bool = False,
    refers: str = "",
    default: Any = None,
    counted: bool = True,
) -> sa.Column[Any]:
    """A column of any type. `refers`: to the key of that table. Not `counted`: PostgreSQL does not number its key by itself."""
    counting: Any = "auto" if counted else False
    return sa.Column(name, kind, nullable=null, server_default=default, autoincrement=counting, info={"refers": refers})


def number(name: str, **more: Any) -> sa.Column[Any]:
    return other(name, sa.Integer(), **more)


def small(name: str, **more: Any) -> sa.Column[Any]:
    return other(name, sa.SmallInteger(), **more)


def big(name: str, **more: Any) -> sa.Column[Any]:
    return other(name, sa.BigInteger(), **more)


def flag(name: str, **more: Any) -> sa.Column[Any]:
    return other(name, sa.Boolean(), **more)


def octets(name: str, **more: Any) -> sa.Column[Any]:
    return other(name, sa.LargeBinary(), **more)


def words(name: str, longest: int | None = None, **more: Any) -> sa.Column[Any]:
    return other(name, sa.String(longest), **more)


def scores() -> list[sa.Column[Any]]:
    """How often each score was given, 0 to 10."""
    return [number(f"s{score}") for score in range(11)]
