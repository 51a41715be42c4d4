"""Results of old reports, typed for the trend: there are no answers behind them, so they are marked as typed wherever they stand.

A row is added and none is edited: of an index and the same days the newest holds, and one without a value takes them back.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.indices import half_up
from kiosk.instruments import Index, Instrument
from kiosk.places import Unit
from kiosk.store import Base, Day, Moment, reading, writing

LONGEST_SOURCE = 200
MOST = 10**7
"""Respondents of a report: more than any has."""
ROUNDED = Decimal("1.05")
"""How far the value of an index may be from that of its elements: they were rounded, and 0,11 in the place of 1/9 takes one hundredth."""


class TypedError(Exception):
    """What cannot be: "days" (the last before the first, or to come), "value" (neither a value nor all elements), "differs"."""


class TypedResult(Base):
    """`value` is the index in hundredths, on 25–100; `elements` JSON, {unsur: mean on 1–4 in thousandths}."""

    __tablename__ = "typed_result"
    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    instrument: Mapped[str] = mapped_column(String(60))
    part: Mapped[str] = mapped_column(String(10))
    first: Mapped[date] = mapped_column(Day)
    last: Mapped[date] = mapped_column(Day)
    respondents: Mapped[int | None]
    value: Mapped[int | None]
    elements: Mapped[str] = mapped_column(String(400))
    source: Mapped[str] = mapped_column(String(LONGEST_SOURCE))
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[str] = mapped_column(String(80))


@dataclass(frozen=True, slots=True)
class Typed:
    """What an old report says of an index: the days it is of, how many answered, its value on 25–100, and {unsur: mean on 1–4}."""

    instrument: str
    """Its version, e.g. skm-2017@1."""
    index: str
    first: date
    last: date
    respondents: int
    value: Decimal
    source: str
    elements: Mapping[str, Decimal] = field(default_factory=dict)
    by: str = ""
    number: int = 0
    """Of its row; 0 before it is stored."""


def value_of(instrument: Instrument, index: Index, elements: Mapping[str, Decimal], value: Decimal | None) -> Decimal:
    """The value that a report gives, or else that of its elements: Σ weight × mean × 25. Raises TypedError where the two differ."""
    weights = instrument.weights(index.key)
    if elements and elements.keys() != weights.keys():
        raise TypedError("value")
    if not elements:
        if value is None:
            raise TypedError("value")
        return value
    made = half_up(sum((weights[unsur] * Fraction(mean) for unsur, mean in elements.items()), Fraction(0)) * 25, 2)
    if value is not None and abs(value - made) > ROUNDED:
        raise TypedError("differs")
    return made if value is None else value


def results_of(unit: Unit) -> list[Typed]:
    """Those that hold, by their first day. One query."""
    newest: dict[tuple[str, date, date], TypedResult] = {}
    for row in reading().scalars(select(TypedResult).where(TypedResult.unit_id == unit.id).order_by(TypedResult.id)):
        newest[row.part, row.first, row.last] = row
    return sorted((_read(row) for row in newest.values() if row.value is not None), key=lambda each: (each.first, each.last, each.index))


def _read(row: TypedResult) -> Typed:
    elements = {unsur: Decimal(mean).scaleb(-3) for unsur, mean in json.loads(row.elements).items()}
    value = Decimal(row.value or 0).scaleb(-2)
    return Typed(row.instrument, row.part, row.first, row.last, row.respondents or 0, value, row.source, elements, row.made_by, row.id)


def type_in(unit: Unit, typed: Typed, by: str, now: datetime, today: date) -> bool:
    """False: the same again, which changes nothing. Raises TypedError."""
    if not typed.first <= typed.last <= today:
        raise TypedError("days")
    same = next((each for each in results_of(unit) if _key(each) == _key(typed)), None)
    if same and _said(same) == _said(typed):
        return False
    elements = {unsur: int(mean * 1000) for unsur, mean in typed.elements.items()}
    _add(unit, typed, typed.respondents, int(typed.value * 100), json.dumps(elements), by, now)
    return True


def take_back(unit: Unit, typed: Typed, by: str, now: datetime) -> None:
    _add(unit, typed, None, None, "{}", by, now)


def _key(typed: Typed) -> tuple[str, date, date]:
    return typed.index, typed.first, typed.last


def _said(typed: Typed) -> tuple[object, ...]:
    return typed.instrument, typed.respondents, typed.value, dict(typed.elements), typed.source


def _add(unit: Unit, typed: Typed, respondents: int | None, value: int | None, elements: str, by: str, now: datetime) -> None:
    with writing() as session:
        session.add(
            TypedResult(
                unit_id=unit.id,
                instrument=typed.instrument,
                part=typed.index,
                first=typed.first,
                last=typed.last,
                respondents=respondents,
                value=value,
                elements=elements,
                source=typed.source[:LONGEST_SOURCE],
                made_at=now,
                made_by=by[:80],
            )
        )
