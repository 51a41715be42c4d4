"""The ledger's tables. Triggers of the store refuse UPDATE, DELETE, TRUNCATE and REPLACE of entries (see the migrations)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.store import Base, Day, Moment


class InstrumentVersion(Base):
    """A version of an instrument that entries refer to, and the digest of its file: from then on it never changes."""

    __tablename__ = "instrument_version"
    __table_args__ = (UniqueConstraint("name"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    digest: Mapped[str] = mapped_column(String(64))


class LedgerHead(Base):
    """How many entries a unit's ledger has. Its row is what writers on PostgreSQL lock."""

    __tablename__ = "ledger_head"
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True, autoincrement=False)
    size: Mapped[int]


class EntryRow(Base):
    """An entry as stored: places by number, identifiers as 16 bytes. Rows lie in the order of their key, so that appending is cheap."""

    __tablename__ = "entry"
    __table_args__ = (
        UniqueConstraint("unit_id", "answer"),
        Index("ix_entry_visit", "unit_id", "visit", "question"),
        Index("ix_entry_day", "unit_id", "service_day"),
        {"sqlite_with_rowid": False},
    )
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(10))
    answer: Mapped[bytes] = mapped_column(LargeBinary(16))
    visit: Mapped[bytes] = mapped_column(LargeBinary(16))
    counter_id: Mapped[int] = mapped_column(ForeignKey("counter.id"))
    service_id: Mapped[int | None] = mapped_column(ForeignKey("service.id"))
    channel: Mapped[str] = mapped_column(String(10))
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
    nonce: Mapped[bytes] = mapped_column(LargeBinary(16))
    about: Mapped[int | None]
    extra: Mapped[str] = mapped_column(String(200))
    leaf: Mapped[bytes] = mapped_column(LargeBinary(32))
