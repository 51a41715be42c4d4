"""The ledger's tables. Triggers of the store refuse UPDATE, DELETE, TRUNCATE and REPLACE of entries and seals (see the migrations).

Tallies are what any page asks for, kept in the transaction of the entry: they can always be made again from the entries.
"""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
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

SCORES = range(11)
"""The scores that a tally has a column for: every scale lies within 0 to 10."""


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
"""In the words of the index of marked entries, which is made of nothing else."""


class EntryRow(Base):
    """An entry as stored: places, kind and channel by number, identifiers as 16 bytes, in the order of its key.

    So appending is cheap, and a row with its indexes takes about 200 bytes.
    """

    __tablename__ = "entry"
    __table_args__ = (
        UniqueConstraint("unit_id", "answer"),
        Index("ix_entry_visit", "unit_id", "visit"),
        Index("ix_entry_marked", "unit_id", "seq", sqlite_where=IS_MARKED, postgresql_where=IS_MARKED),
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
    """Between which numbers the entries of a unit's service day lie. Late ones widen the span, so it holds others too.

    Takes the place of an index by day, which would cost 17 bytes an entry.
    """

    __tablename__ = "ledger_day"
    __table_args__ = {"sqlite_with_rowid": False}
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True, autoincrement=False)
    service_day: Mapped[date] = mapped_column(Day, primary_key=True)
    first_seq: Mapped[int]
    last_seq: Mapped[int]


class _Scores:
    """How often each score was given: s0 … s10."""

    s0: Mapped[int]
    s1: Mapped[int]
    s2: Mapped[int]
    s3: Mapped[int]
    s4: Mapped[int]
    s5: Mapped[int]
    s6: Mapped[int]
    s7: Mapped[int]
    s8: Mapped[int]
    s9: Mapped[int]
    s10: Mapped[int]


class DailyTally(_Scores, Base):
    """Standing answers of a day, all channels together. The day comes first in the key: PostgreSQL skips nothing within an index."""

    __tablename__ = "daily_tally"
    __table_args__ = {"sqlite_with_rowid": False}
    service_day: Mapped[date] = mapped_column(Day, primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True, autoincrement=False)
    instrument_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    question: Mapped[str] = mapped_column(String(3), primary_key=True)
    basis: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)


class MonthlyTally(_Scores, Base):
    """The same of a month (YYYYMM). The month comes last: in the order of its sums, years need no sorting."""

    __tablename__ = "monthly_tally"
    __table_args__ = {"sqlite_with_rowid": False}
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True, autoincrement=False)
    instrument_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    question: Mapped[str] = mapped_column(String(3), primary_key=True)
    basis: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    month: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class _PairSums:
    """Over the n visits that answered a and b on one day: Σx, Σy, Σxy of their scores."""

    n: Mapped[int] = mapped_column(BigInteger)
    x: Mapped[int] = mapped_column(BigInteger)
    y: Mapped[int] = mapped_column(BigInteger)
    xy: Mapped[int] = mapped_column(BigInteger)


class DailyPairs(_PairSums, Base):
    """Questions of one index that were answered together, a < b; what a clustered interval needs beyond the tally."""

    __tablename__ = "daily_pairs"
    __table_args__ = {"sqlite_with_rowid": False}
    service_day: Mapped[date] = mapped_column(Day, primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True, autoincrement=False)
    instrument_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    a: Mapped[str] = mapped_column(String(3), primary_key=True)
    b: Mapped[str] = mapped_column(String(3), primary_key=True)
    basis: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)


class MonthlyPairs(_PairSums, Base):
    __tablename__ = "monthly_pairs"
    __table_args__ = {"sqlite_with_rowid": False}
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True, autoincrement=False)
    instrument_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    a: Mapped[str] = mapped_column(String(3), primary_key=True)
    b: Mapped[str] = mapped_column(String(3), primary_key=True)
    basis: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    month: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class DailyVisits(Base):
    """How many visits answered something of a part; instrument 0 and no part: anything at all."""

    __tablename__ = "daily_visits"
    __table_args__ = {"sqlite_with_rowid": False}
    service_day: Mapped[date] = mapped_column(Day, primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True, autoincrement=False)
    instrument_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    part: Mapped[str] = mapped_column(String(10), primary_key=True)
    basis: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    n: Mapped[int]


class MonthlyVisits(Base):
    __tablename__ = "monthly_visits"
    __table_args__ = {"sqlite_with_rowid": False}
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True, autoincrement=False)
    instrument_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    part: Mapped[str] = mapped_column(String(10), primary_key=True)
    basis: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    month: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    n: Mapped[int]


class DailyChannel(Base):
    """How many visits of a day answered by a channel, by its number."""

    __tablename__ = "daily_channel"
    __table_args__ = {"sqlite_with_rowid": False}
    service_day: Mapped[date] = mapped_column(Day, primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True, autoincrement=False)
    channel: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    basis: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    n: Mapped[int]


class ReceiptRow(Base):
    """Where a receipt's visit begins: the code as a number of 40 bits, the unit, and the number of the visit's first entry."""

    __tablename__ = "receipt"
    __table_args__ = {"sqlite_with_rowid": False}
    code: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class SealKey(Base):
    """A public key that signs seals. A later one is endorsed by the one before: its signature over the key's form, or empty."""

    __tablename__ = "seal_key"
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    public: Mapped[bytes] = mapped_column(LargeBinary(32))
    made_at: Mapped[datetime] = mapped_column(Moment)
    reason: Mapped[str] = mapped_column(String(200))
    endorsement: Mapped[bytes] = mapped_column(LargeBinary(64))


class SealRow(Base):
    """A seal as stored; `frontier` lets the next one begin where this one ended."""

    __tablename__ = "seal"
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(Day)
    size: Mapped[int]
    root: Mapped[bytes] = mapped_column(LargeBinary(32))
    previous: Mapped[bytes] = mapped_column(LargeBinary(32))
    totals: Mapped[str] = mapped_column(String(200))
    made_at: Mapped[datetime] = mapped_column(Moment)
    key_number: Mapped[int] = mapped_column(ForeignKey("seal_key.number"))
    signature: Mapped[bytes] = mapped_column(LargeBinary(64))
    frontier: Mapped[bytes] = mapped_column(LargeBinary(1024))
