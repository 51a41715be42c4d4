"""The ledger's tables. Triggers of the store refuse UPDATE, DELETE, TRUNCATE and REPLACE of entries and seals (see the migrations).

Tallies are what any page asks for, kept in the transaction of the entry: they can always be made again from the entries.
"""

from datetime import date, datetime

from sqlalchemy import (
    Boolean,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    UniqueConstraint,
    literal_column,
)
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.store import Base, Day, Moment


class InstrumentVersion(Base):
    """A version of an instrument that entries refer to, and the digest of its file: from then on it never changes.

    `parts` is JSON {part: [question, …]}: which of its own questions count towards what (ikm, ipk, pulse, control).
    """

    __tablename__ = "instrument_version"
    __table_args__ = (UniqueConstraint("name"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    digest: Mapped[str] = mapped_column(String(64))
    parts: Mapped[str] = mapped_column(server_default="{}")


class LedgerHead(Base):
    """How many entries a unit's ledger has, and how many of them the tallies hold. Writers on PostgreSQL lock this row.

    `seed` is the secret that the nonces of its entries are derived from.
    """

    __tablename__ = "ledger_head"
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True, autoincrement=False)
    size: Mapped[int]
    tallied: Mapped[int] = mapped_column(server_default="0")
    seed: Mapped[bytes] = mapped_column(LargeBinary(32), server_default="")


IS_MARKED: ColumnElement[bool] = literal_column("marks <> ''", Boolean)
"""Worded exactly as in the index of marked entries, which holds nothing else."""


class EntryRow(Base):
    """An entry as stored: places, kind and channel by number, identifiers as 16 bytes, in the order of its key.

    So appending is cheap, and a row with its indexes takes about 200 bytes.
    """

    __tablename__ = "entry"
    __table_args__ = (
        UniqueConstraint("unit_id", "answer"),
        Index("ix_entry_visit", "unit_id", "visit"),
        # On PostgreSQL it leaves the same rows out (0021_baseline). Said here, it would load that dialect, 2 MB, in every server.
        Index("ix_entry_marked", "unit_id", "seq", sqlite_where=IS_MARKED),
        {"sqlite_with_rowid": False},
    )
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    kind: Mapped[int] = mapped_column(SmallInteger)
    answer: Mapped[bytes] = mapped_column(LargeBinary(16))
    visit: Mapped[bytes] = mapped_column(LargeBinary(16))
    counter_id: Mapped[int] = mapped_column(ForeignKey("counter.id"))
    service_id: Mapped[int | None] = mapped_column(ForeignKey("service.id"))
    channel: Mapped[int] = mapped_column(SmallInteger)
    instrument_id: Mapped[int] = mapped_column(ForeignKey("instrument_version.id"))
    question: Mapped[str] = mapped_column(String(3))
    score: Mapped[int] = mapped_column(SmallInteger)
    language: Mapped[str] = mapped_column(String(8))
    assisted: Mapped[bool]
    given_at: Mapped[datetime] = mapped_column(Moment)
    received_at: Mapped[datetime] = mapped_column(Moment)
    service_day: Mapped[date] = mapped_column(Day)
    marks: Mapped[str] = mapped_column(String(80))
    rules: Mapped[int] = mapped_column(SmallInteger)
    nonce: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    """None: derived from the seed of the ledger."""
    about: Mapped[int | None]
    extra: Mapped[str] = mapped_column(String(200))
    leaf: Mapped[bytes] = mapped_column(LargeBinary(32))


class LedgerDay(Base):
    """The numbers between which the entries of a unit's service day lie. Late ones widen the span, so it holds others too.

    Replaces an index by day, which would cost 17 bytes an entry.
    """

    __tablename__ = "ledger_day"
    __table_args__ = {"sqlite_with_rowid": False}
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True, autoincrement=False)
    service_day: Mapped[date] = mapped_column(Day, primary_key=True)
    first_seq: Mapped[int]
    last_seq: Mapped[int]
