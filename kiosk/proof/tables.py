"""The tables of seals, their keys and receipts. Triggers of the store refuse UPDATE, DELETE, TRUNCATE and REPLACE of seals."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    LargeBinary,
    String,
)
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.store import Base, Day, Moment


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
    statements: Mapped[str] = mapped_column(String(1000))
    made_at: Mapped[datetime] = mapped_column(Moment)
    key_number: Mapped[int] = mapped_column(ForeignKey("seal_key.number"))
    signature: Mapped[bytes] = mapped_column(LargeBinary(64))
    frontier: Mapped[bytes] = mapped_column(LargeBinary(1024))
