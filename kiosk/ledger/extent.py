"""How far a unit's ledger reaches: how many entries it has, and of which days. No scores."""

from datetime import date

from sqlalchemy import func, select

from kiosk.clock import day_number
from kiosk.ledger.tables import LedgerDay, LedgerHead
from kiosk.places import Unit
from kiosk.store import reading, reading_direct


def size(unit: Unit) -> int:
    """How many entries the unit's ledger has: it grows with every tap, so a reader who saw this number has seen everything."""
    found = reading_direct().all("SELECT size FROM ledger_head WHERE unit_id = ?", (unit.id,))
    return int(found[0][0]) if found else 0


def last_days() -> dict[int, date]:
    """The last service day that has entries, of every unit that has any. One query."""
    own = select(func.max(LedgerDay.service_day)).where(LedgerDay.unit_id == LedgerHead.unit_id)
    return {unit: day for unit, day in reading().execute(select(LedgerHead.unit_id, own.scalar_subquery())) if day}


def days_with_answers(unit: Unit) -> tuple[date, date] | None:
    """The first and the last service day that has entries; None while there is none."""
    query = select(func.min(LedgerDay.service_day), func.max(LedgerDay.service_day)).where(LedgerDay.unit_id == unit.id)
    first, last = reading().execute(query).one()
    return (first, last) if first else None


def within_days(unit: Unit, first: date, last: date) -> tuple[str, tuple[int, ...]]:
    """An SQL condition for the entries of those service days, and the values in it."""
    days = day_number(first), day_number(last)
    span = "SELECT min(first_seq), max(last_seq) FROM ledger_day WHERE unit_id = ? AND service_day BETWEEN ? AND ?"
    ((least, most),) = reading_direct().all(span, (unit.id, *days))
    # Nothing lies between 1 and 0.
    return "unit_id = ? AND seq BETWEEN ? AND ? AND service_day BETWEEN ? AND ?", (unit.id, least or 1, most or 0, *days)
