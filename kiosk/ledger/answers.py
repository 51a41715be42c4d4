"""What visitors answered, after their corrections: of several entries for one visit and question the last tap counts."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlalchemy.orm import aliased

from kiosk.ledger.cells import APART
from kiosk.ledger.entry import CHANNELS, KINDS, Channel, Entry, nonce
from kiosk.ledger.tables import IS_MARKED, EntryRow, InstrumentVersion, LedgerDay, LedgerHead
from kiosk.places import Counter, Service, Unit
from kiosk.store import reading


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that stands: the last tap of a visit for a question."""

    seq: int
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
    channel: Channel
    apart: bool
    """Brought in from paper or a file."""


def answers(unit: Unit, first: date, last: date) -> list[Answer]:
    """Every answer that stands on those service days, in the order of their numbers. Three queries; a row per answer.

    For a day, or a few: figures of a period come from the tallies.
    """
    query = select(
        EntryRow.seq,
        EntryRow.visit,
        EntryRow.instrument_id,
        EntryRow.question,
        EntryRow.score,
        EntryRow.counter_id,
        EntryRow.given_at,
        EntryRow.service_day,
        EntryRow.marks,
        EntryRow.channel,
    ).where(_stands(unit, first, last))
    rows = reading().execute(query.order_by(EntryRow.seq))
    versions = {row.id: row.name for row in reading().execute(select(InstrumentVersion.id, InstrumentVersion.name))}
    return [
        Answer(
            seq, visit, versions[instrument], question, score, counter, given_at, day, not marks, CHANNELS[channel - 1], channel in APART
        )
        for seq, visit, instrument, question, score, counter, given_at, day, marks, channel in rows
    ]


@dataclass(frozen=True, slots=True)
class Tap:
    """A tap for one question, corrected later or not; what it is marked with; how and for what the visitor came."""

    seq: int
    visit: bytes
    score: int
    given_at: datetime
    marks: str
    counter_id: int
    service_id: int | None
    channel: Channel


def taps(unit: Unit, question: str, after: int, until: int | None = None) -> list[Tap]:
    """The visitors' own taps for a question in entries `after` + 1 to `until` (None: the last one), in the order of arrival."""
    query = _own_taps(unit).where(EntryRow.seq > after, EntryRow.question == question)
    within = query if until is None else query.where(EntryRow.seq <= until)
    return _read_taps(within.order_by(EntryRow.seq))


def beginnings(unit: Unit, days: Collection[date]) -> dict[date, list[datetime]]:
    """When each visit of these service days began that was nobody else's to bring in, {day: moments}; days without one are absent.

    Two queries, whichever days they are.
    """
    spans = select(LedgerDay.first_seq, LedgerDay.last_seq).where(LedgerDay.unit_id == unit.id, LedgerDay.service_day.in_(days))
    within = [EntryRow.seq.between(first, last) for first, last in reading().execute(spans)]
    query = select(EntryRow.service_day, func.min(EntryRow.given_at)).where(
        EntryRow.unit_id == unit.id, or_(false(), *within), EntryRow.service_day.in_(days), EntryRow.channel.not_in(APART)
    )
    found: dict[date, list[datetime]] = {}
    for day, began_at in reading().execute(query.group_by(EntryRow.service_day, EntryRow.visit)):
        found.setdefault(day, []).append(began_at)
    return dict(sorted(found.items()))


def _own_taps(unit: Unit) -> Select[*tuple[Any, ...]]:
    """All but what others brought in."""
    columns = (
        EntryRow.seq,
        EntryRow.visit,
        EntryRow.score,
        EntryRow.given_at,
        EntryRow.marks,
        EntryRow.counter_id,
        EntryRow.service_id,
        EntryRow.channel,
    )
    return select(*columns).where(EntryRow.unit_id == unit.id, EntryRow.channel.not_in(APART))


def _read_taps(query: Select[*tuple[Any, ...]]) -> list[Tap]:
    return [
        Tap(seq, visit, score, at, marks, counter, service, CHANNELS[channel - 1])
        for seq, visit, score, at, marks, counter, service, channel in reading().execute(query)
    ]


def came_by(unit: Unit, visit: UUID, channel: Channel) -> bool:
    """Whether anything of this visit came into the unit's ledger by that way."""
    number = CHANNELS.index(channel) + 1
    query = select(EntryRow.seq).where(EntryRow.unit_id == unit.id, EntryRow.visit == visit.bytes, EntryRow.channel == number)
    return reading().scalar(query.limit(1)) is not None


@dataclass(frozen=True, slots=True)
class Standing:
    """The answer of a visit to a question that counts now: its number and score."""

    seq: int
    score: int


def standing(unit: Unit, visit: UUID, question: str) -> Standing | None:
    """What the visit said last to the question; None: nothing yet."""
    own = (EntryRow.unit_id == unit.id, EntryRow.visit == visit.bytes, EntryRow.question == question)
    query = select(EntryRow.seq, EntryRow.score).where(*own).order_by(EntryRow.given_at.desc(), EntryRow.seq.desc()).limit(1)
    found = reading().execute(query).first()
    return Standing(*found) if found else None


@dataclass(frozen=True, slots=True)
class Beginning:
    """Where a visit's first entry came from, and when it was tapped."""

    counter_id: int
    channel: Channel
    service_id: int | None
    given_at: datetime


def beginning(unit: Unit, visit: UUID) -> Beginning | None:
    """Where the visit began; None: nothing of it is in the unit's ledger."""
    columns = select(EntryRow.counter_id, EntryRow.channel, EntryRow.service_id, EntryRow.given_at)
    query = columns.where(EntryRow.unit_id == unit.id, EntryRow.visit == visit.bytes)
    found = reading().execute(query.order_by(EntryRow.seq).limit(1)).first()
    return Beginning(found[0], CHANNELS[found[1] - 1], found[2], found[3]) if found else None


class MarkedAnswer(NamedTuple):
    """An answer that a quality rule marked when it came in, corrected later or not."""

    visit: bytes
    question: str
    counter_id: int
    channel: Channel
    marks: frozenset[str]


def marked(unit: Unit, first: date, last: date, until: int | None = None) -> list[MarkedAnswer]:
    """What is marked on those service days, in the entries up to number `until`. By an index of what is marked alone."""
    columns = (EntryRow.visit, EntryRow.question, EntryRow.counter_id, EntryRow.channel, EntryRow.marks)
    query = select(*columns).where(_within(unit, first, last), IS_MARKED).order_by(EntryRow.seq)
    rows = reading().execute(query if until is None else query.where(EntryRow.seq <= until))
    return [
        MarkedAnswer(visit, question, counter, CHANNELS[channel - 1], frozenset(marks.split()))
        for visit, question, counter, channel, marks in rows
    ]


def visits_asked(unit: Unit, question: str, first: date, last: date, until: int) -> int:
    """How many visits answered a question on those service days, in the entries up to number `until`. One scan of the days."""
    own = (_within(unit, first, last), EntryRow.seq <= until, EntryRow.question == question)
    return reading().scalar(select(func.count(EntryRow.visit.distinct())).where(*own)) or 0


def assisted_visits(unit: Unit, first: date, last: date) -> int:
    """How many visits on those service days had somebody's help, as was said at the tablet."""
    query = select(func.count(EntryRow.visit.distinct())).where(_within(unit, first, last), EntryRow.assisted)
    return reading().scalar(query) or 0


def size(unit: Unit) -> int:
    """How many entries the unit's ledger has: it grows with every tap, so who saw this number has seen everything."""
    return reading().scalar(select(LedgerHead.size).where(LedgerHead.unit_id == unit.id)) or 0


def last_days() -> dict[int, date]:
    """The last service day that has entries, of every unit that has any. One query."""
    rows = reading().execute(select(LedgerDay.unit_id, func.max(LedgerDay.service_day)).group_by(LedgerDay.unit_id))
    return {unit: day for unit, day in rows if day}


def days_with_answers(unit: Unit) -> tuple[date, date] | None:
    """The first and the last service day that has entries; None while there is none."""
    query = select(func.min(LedgerDay.service_day), func.max(LedgerDay.service_day)).where(LedgerDay.unit_id == unit.id)
    first, last = reading().execute(query).one()
    return (first, last) if first else None


def entries(unit: Unit) -> Iterator[tuple[Entry, bytes]]:
    """Every entry of the unit's ledger with its stored leaf hash, by number."""
    seed = reading().scalar(select(LedgerHead.seed).where(LedgerHead.unit_id == unit.id)) or b""
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
                kind=KINDS[row.kind - 1],
                answer=UUID(bytes=row.answer),
                visit=UUID(bytes=row.visit),
                counter=counter,
                service=service or "",
                channel=CHANNELS[row.channel - 1],
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
                nonce=row.nonce or nonce(seed, row.answer),
                about=row.about,
                extra=row.extra,
            ),
            row.leaf,
        )


def _stands(unit: Unit, first: date, last: date) -> ColumnElement[bool]:
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
    return and_(_within(unit, first, last), ~corrected)


def _within(unit: Unit, first: date, last: date) -> ColumnElement[bool]:
    span = select(func.min(LedgerDay.first_seq), func.max(LedgerDay.last_seq)).where(
        LedgerDay.unit_id == unit.id, LedgerDay.service_day.between(first, last)
    )
    least, most = reading().execute(span).one()
    # Nothing lies between 1 and 0.
    return and_(
        EntryRow.unit_id == unit.id,
        EntryRow.seq.between(least or 1, most or 0),
        EntryRow.service_day.between(first, last),
    )
