"""How many people a unit served on a day: the denominator beside its ratings.

The unit itself counts it (queue numbers, the visitors' book), and its operator enters it *before* she is shown how many
rated, so that it cannot be fitted to that. A correction is a new row; the first one stays, with who entered it and when.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.clock import day_number, day_of_number, from_milliseconds
from kiosk.places.tables import Unit
from kiosk.store import Base, Day, Moment, reading_direct, writing

MOST = 20_000
"""No unit serves more in a day; a larger number is a slip of the hand."""


EARLIEST = date(2000, 1, 1)


class ServedError(Exception):
    """A count that cannot be: no whole number from 0 to MOST, of a day to come, or before EARLIEST."""


class ServedCount(Base):
    __tablename__ = "served_count"
    __table_args__ = (Index("ix_served_count_unit_id_day", "unit_id", "day"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    day: Mapped[date] = mapped_column(Day)
    served: Mapped[int]
    entered_by: Mapped[str] = mapped_column(String(80))
    entered_at: Mapped[datetime] = mapped_column(Moment)


@dataclass(frozen=True, slots=True)
class Served:
    """The count of a day as it stands; `first` is what was entered before anything was shown."""

    count: int
    first: int
    entered_by: str
    entered_at: datetime

    @property
    def corrected(self) -> bool:
        return self.count != self.first


def enter(unit: Unit, day: date, count: int, by: str, now: datetime, today: date) -> bool:
    """The count of a day, or a correction of it. False: the same again, which changes nothing."""
    if not 0 <= count <= MOST or not EARLIEST <= day <= today:
        raise ServedError
    with writing() as session:
        there = on(unit, day)
        if there and there.count == count:
            return False
        session.add(ServedCount(unit_id=unit.id, day=day, served=count, entered_by=by[:80], entered_at=now))
        return True


def on(unit: Unit, day: date) -> Served | None:
    """The count of one day; None: not entered."""
    return of_days(unit, day, day).get(day)


def of_days(unit: Unit, first: date, last: date) -> dict[date, Served]:
    """{day: count} of the days that have one. One query."""
    query = "SELECT day, served, entered_by, entered_at FROM served_count WHERE unit_id = ? AND day BETWEEN ? AND ? ORDER BY id"
    found: dict[date, Served] = {}
    for number, served, by, at in reading_direct().all(query, (unit.id, day_number(first), day_number(last))):
        day = day_of_number(number)
        found[day] = Served(served, found[day].first if day in found else served, by, from_milliseconds(at))
    return found


def of_all(first: date, last: date) -> Mapping[int, Mapping[date, int]]:
    """{number of the unit: {day: how many it served}} of every unit, as far as entered. One query."""
    query = "SELECT unit_id, day, served FROM served_count WHERE day BETWEEN ? AND ? ORDER BY id"
    found: dict[int, dict[date, int]] = {}
    for unit, day, served in reading_direct().all(query, (day_number(first), day_number(last))):
        found.setdefault(unit, {})[day_of_number(day)] = served
    return found


def newest() -> int:
    """The number of the last entry; while it stays, no count has changed. One query."""
    ((number,),) = reading_direct().all("SELECT coalesce(max(id), 0) FROM served_count")
    return int(number)
