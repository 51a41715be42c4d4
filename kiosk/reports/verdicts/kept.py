"""Findings kept beside the ledger, for each day that has closed: a region's page reads a thousand units', and one takes 0.1 s to make.

They follow from what is in the store, and from the day on which they were made: a number served that is entered later counts from the
next day on. So they are no evidence, and are left out of seals and of `verify`.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.clock import day_number, day_of_number
from kiosk.findings import Finding, Found, Kind
from kiosk.places import Unit
from kiosk.store import Base, Day, reading_direct, writing
from kiosk.store.direct import joining


class DayFindings(Base):
    """What was found when a service day closed, a list of findings in JSON; and since when there had been none, null while there is one."""

    __tablename__ = "day_findings"
    __table_args__ = {"sqlite_with_rowid": False}
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True, autoincrement=False)
    service_day: Mapped[date] = mapped_column(Day, primary_key=True)
    found: Mapped[str]
    usual_since: Mapped[date | None] = mapped_column(Day)


def on(unit: Unit, day: date) -> Found | None:
    """As it was kept for that day; None: it was not."""
    query = "SELECT service_day, found, usual_since FROM day_findings WHERE unit_id = ? AND service_day = ?"
    return next((_verdict(*row) for row in reading_direct().all(query, (unit.id, day_number(day)))), None)


def last_day(unit: Unit) -> date | None:
    """The newest day that is kept."""
    ((day,),) = reading_direct().all("SELECT max(service_day) FROM day_findings WHERE unit_id = ?", (unit.id,))
    return day_of_number(day) if day else None


def newest_of_units(units: Iterable[Unit], since: date) -> dict[int, Found]:
    """{number of the unit: what was kept last, if it is of that day or later}. One query."""
    query = (
        "SELECT unit_id, service_day, found, usual_since FROM day_findings NATURAL JOIN (SELECT unit_id, max(service_day) AS service_day "
        "FROM day_findings WHERE service_day >= ? GROUP BY unit_id) AS newest WHERE unit_id IN (…)"
    )
    return {unit: _verdict(*row) for unit, *row in reading_direct().all_in(query, [unit.id for unit in units], day_number(since))}


def keep(unit: Unit, course: Iterable[Found]) -> None:
    """Keep these; what is kept already stays."""
    rows = [
        (
            unit.id,
            day_number(each.day),
            json.dumps([_fields(found) for found in each.findings]),
            day_number(each.since) if each.since else None,
        )
        for each in course
    ]
    with writing() as session:
        joining(session).insert("day_findings (unit_id, service_day, found, usual_since)", rows, "ON CONFLICT DO NOTHING")


def _verdict(day: int, found: str, since: int | None) -> Found:
    return Found(day_of_number(day), [_finding(each) for each in json.loads(found)], day_of_number(since) if since else None)


def _fields(found: Finding) -> dict[str, Any]:
    fields = asdict(found) | {"kind": found.kind.value}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in fields.items() if value not in (None, "")}


def _finding(fields: Mapping[str, Any]) -> Finding:
    days = {name: date.fromisoformat(fields[name]) for name in ("since", "last", "record") if name in fields}
    return Finding(**{**fields, "kind": Kind(fields["kind"]), **days})
