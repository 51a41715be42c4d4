"""The tallies' tables: what any page asks for, kept in the transaction of the entry. They can always be made again from the entries."""

from datetime import date

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    SmallInteger,
    String,
)
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.store import Base, Day

SCORES = range(11)
"""The scores that a tally has a column for: every scale lies within 0 to 10."""


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
    """The same for a month (YYYYMM). The month comes last: in the order of its sums, years need no sorting."""

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


class ReleaseWait(Base):
    """What has become of a group of questions since it was last released, as the unit's last seal left it: see kiosk.tallies.releases."""

    __tablename__ = "release_wait"
    __table_args__ = {"sqlite_with_rowid": False}
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True, autoincrement=False)
    instrument_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(10), primary_key=True)
    basis: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    n: Mapped[int]
    days: Mapped[int]
    shown: Mapped[int]


class DailyChannel(Base):
    """How many visits of a day answered by a channel, by its number."""

    __tablename__ = "daily_channel"
    __table_args__ = {"sqlite_with_rowid": False}
    service_day: Mapped[date] = mapped_column(Day, primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True, autoincrement=False)
    channel: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    basis: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    n: Mapped[int]
