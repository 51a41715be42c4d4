"""What visitors answered, after their corrections: of several entries for one visit and question the last tap counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.orm import aliased

from kiosk.ledger.entry import Channel, Entry, Kind
from kiosk.ledger.tables import EntryRow, InstrumentVersion, LedgerHead
from kiosk.places import Counter, Service, Unit
from kiosk.store import reading


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that stands: the last tap of a visit for a question."""

    visit: bytes
    instrument: str
    """The version that the question stands in, e.g. pulse@1; together they say what was asked."""
    question: str
    score: int
    counter_id: int
    given_at: datetime
    service_day: date
    counted: bool
    """False if a quality rule set it aside."""


def tally(unit: Unit, first: date, last: date, *, counted: bool = False) -> dict[str, dict[int, int]]:
    """How often each score was given on the service days `first` to `last`: {question: {score: n}}; only scores that occur.

    Raw, all channels; with `counted` only what no quality rule set aside. One query.
    """
    query = select(EntryRow.question, EntryRow.score, func.count()).where(_stands(unit, first, last, counted))
    found: dict[str, dict[int, int]] = {}
    for question, score, n in reading().execute(query.group_by(EntryRow.question, EntryRow.score).order_by(EntryRow.question)):
        found.setdefault(question, {})[score] = n
    return found


def visits(unit: Unit, first: date, last: date) -> int:
    """How many visits gave at least one answer that stands on those days. One query."""
    query = select(func.count(EntryRow.visit.distinct())).where(_stands(unit, first, last, counted=False))
    return reading().scalar(query) or 0


def answers(unit: Unit, first: date, last: date) -> list[Answer]:
    """Every answer that stands on those service days, in the order of their numbers. Two queries; a row per answer."""
    query = select(
        EntryRow.visit,
        EntryRow.instrument_id,
        EntryRow.question,
        EntryRow.score,
        EntryRow.counter_id,
        EntryRow.given_at,
        EntryRow.service_day,
        EntryRow.marks,
    ).where(_stands(unit, first, last, counted=False))
    rows = reading().execute(query.order_by(EntryRow.seq))
    versions = {row.id: row.name for row in reading().execute(select(InstrumentVersion.id, InstrumentVersion.name))}
    return [
        Answer(visit, versions[instrument], question, score, counter, given_at, day, counted=not marks)
        for visit, instrument, question, score, counter, given_at, day, marks in rows
    ]


def size(unit: Unit) -> int:
    """How many entries the unit's ledger has: it grows with every tap, so who saw this number has seen everything."""
    return reading().scalar(select(LedgerHead.size).where(LedgerHead.unit_id == unit.id)) or 0


def days_with_answers(unit: Unit) -> tuple[date, date] | None:
    """The first and the last service day that has entries; None while there is none."""
    first, last = (
        reading().execute(select(func.min(EntryRow.service_day), func.max(EntryRow.service_day)).where(EntryRow.unit_id == unit.id)).one()
    )
    return (first, last) if first else None


def entries(unit: Unit) -> Iterator[tuple[Entry, bytes]]:
    """Every entry of the unit's ledger with its stored leaf hash, by number."""
    query = (
        select(EntryRow, Counter.code, Service.code, InstrumentVersion.name)
        .join(Counter, Counter.id == EntryRow.counter_id)
        .join(InstrumentVersion, InstrumentVersion.id == EntryRow.instrument_id)
        .outerjoin(Service, Service.id == EntryRow.service_id)
        .where(EntryRow.unit_id == unit.id)
        .order_by(EntryRow.seq)
    )
    for row, counter, service, instrument in reading().execute(query):
        yield (
            Entry(
                unit=unit.code,
                seq=row.seq,
                kind=Kind(row.kind),
                answer=UUID(bytes=row.answer),
                visit=UUID(bytes=row.visit),
                counter=counter,
                service=service or "",
                channel=Channel(row.channel),
                instrument=instrument,
                question=row.question,
                score=row.score,
                language=row.language,
                assisted=row.assisted,
                given_at=row.given_at,
                received_at=row.received_at,
                service_day=row.service_day,
                marks=row.marks,
                rules=row.rules,
                nonce=row.nonce,
                about=row.about,
                extra=row.extra,
            ),
            row.leaf,
        )


def _stands(unit: Unit, first: date, last: date, counted: bool) -> ColumnElement[bool]:
    # The last tap counts, not the last arrival: what was tapped first may be delivered last.
    later = aliased(EntryRow)
    corrected = (
        select(later.seq)
        .where(
            later.unit_id == EntryRow.unit_id,
            later.visit == EntryRow.visit,
            later.question == EntryRow.question,
            or_(later.given_at > EntryRow.given_at, and_(later.given_at == EntryRow.given_at, later.seq > EntryRow.seq)),
        )
        .exists()
    )
    return and_(
        EntryRow.unit_id == unit.id,
        EntryRow.service_day.between(first, last),
        ~corrected,
        EntryRow.marks == "" if counted else true(),
    )
