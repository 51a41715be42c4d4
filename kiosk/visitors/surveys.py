"""The ministry's own full survey of a unit: its address, and how many visitors were handed on to it."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, String, bindparam, func, select, text
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.places import Unit
from kiosk.store import Base, Day, reading, writing
from kiosk.visitors import once

LONGEST = 300


class SurveyError(Exception):
    """An address that cannot be used."""


class OfficialSurvey(Base):
    __tablename__ = "official_survey"
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True, autoincrement=False)
    address: Mapped[str] = mapped_column(String(LONGEST))


class HandOn(Base):
    """How many visitors opened the ministry's survey from here on a service day."""

    __tablename__ = "hand_on"
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True, autoincrement=False)
    service_day: Mapped[date] = mapped_column(Day, primary_key=True)
    n: Mapped[int]


def address(unit: Unit) -> str | None:
    found = reading().get(OfficialSurvey, unit.id)
    return found.address if found else None


def set_address(unit: Unit, text: str) -> None:
    """Where the unit's survey is; empty: nowhere. Raises SurveyError for what is no https address."""
    text = text.strip()
    if text and (not text.startswith("https://") or len(text) > LONGEST or any(c.isspace() or c in "\"'\\<>" for c in text)):
        raise SurveyError(text)
    with writing() as session:
        found = session.get(OfficialSurvey, unit.id)
        if found and not text:
            session.delete(found)
        elif found:
            found.address = text
        elif text:
            session.add(OfficialSurvey(unit_id=unit.id, address=text))


def hand_on(unit: Unit, form: UUID, day: date) -> None:
    """Count one more who goes there; the same form is counted once."""
    one_more = text(
        "INSERT INTO hand_on (unit_id, service_day, n) VALUES (:unit, :day, 1) "
        "ON CONFLICT (unit_id, service_day) DO UPDATE SET n = hand_on.n + 1"
    )
    with writing() as session:
        if once.first_time(form, day):
            session.execute(one_more.bindparams(bindparam("unit", unit.id), bindparam("day", day, Day)))


def handed_on(unit: Unit, first: date, last: date) -> int:
    """How many were handed on, on these service days."""
    query = select(func.sum(HandOn.n)).where(HandOn.unit_id == unit.id, HandOn.service_day.between(first, last))
    return int(reading().scalar(query) or 0)
