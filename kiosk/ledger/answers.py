"""What visitors answered, after their corrections: of several entries for one visit and question the last tap counts."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select

from kiosk.clock import day_number, day_of_number, from_milliseconds
from kiosk.ledger.cells import APART
from kiosk.ledger.entry import CHANNELS, KINDS, Channel, Entry, nonce
from kiosk.ledger.tables import IS_MARKED, EntryRow, InstrumentVersion, LedgerDay, LedgerHead
from kiosk.places import Counter, Service, Unit
from kiosk.store import reading, reading_direct

_OWN = f"channel NOT IN ({', '.join(map(str, sorted(APART)))})"
"""All but what others brought in."""
# The last tap counts, not the last arrival: what was tapped first may be delivered last.
_CORRECTED = (
    "SELECT 1 FROM entry later WHERE later.unit_id = entry.unit_id AND later.visit = entry.visit AND later.question = entry.question "
    "AND (later.given_at > entry.given_at OR later.given_at = entry.given_at AND later.seq > entry.seq)"
)
MOST_ENTRIES = 2**31 - 1
"""As high as an entry's number can be."""


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
    direct, (within, values) = reading_direct(), _within(unit, first, last)
    versions: dict[int, str] = dict(direct.all("SELECT id, name FROM instrument_version"))
    query = (
        "SELECT seq, visit, instrument_id, question, score, counter_id, given_at, service_day, marks, channel "
        f"FROM entry WHERE {within} AND NOT EXISTS ({_CORRECTED}) ORDER BY seq"
    )
    return [
        Answer(
            seq,
            visit,
            versions[instrument],
            question,
            score,
            counter,
            from_milliseconds(given_at),
            day_of_number(day),
            not marks,
            CHANNELS[channel - 1],
            channel in APART,
        )
        for seq, visit, instrument, question, score, counter, given_at, day, marks, channel in direct.all(query, values)
    ]


class Tap(NamedTuple):
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
    query = (
        "SELECT seq, visit, score, given_at, marks, counter_id, service_id, channel FROM entry "
        f"WHERE unit_id = ? AND seq > ? AND seq <= ? AND question = ? AND {_OWN} ORDER BY seq"
    )
    return [
        Tap(seq, visit, score, from_milliseconds(given_at), marks, counter, service, CHANNELS[channel - 1])
        for seq, visit, score, given_at, marks, counter, service, channel in reading_direct().all(
            query, (unit.id, after, MOST_ENTRIES if until is None else until, question)
        )
    ]


def beginnings(unit: Unit, days: Collection[date]) -> dict[date, list[datetime]]:
    """When each visit of these service days began that was nobody else's to bring in, {day: moments}; days without one are absent.

    Two queries, whichever days they are.
    """
    direct, numbers = reading_direct(), [day_number(day) for day in days]
    spans = list(direct.all_in("SELECT first_seq, last_seq FROM ledger_day WHERE unit_id = ? AND service_day IN (…)", numbers, unit.id))
    if not spans:
        return {}
    within = " OR ".join("seq BETWEEN ? AND ?" for _ in spans)
    query = (
        f"SELECT service_day, min(given_at) FROM entry WHERE unit_id = ? AND ({within}) AND {_OWN} AND service_day IN (…) "
        "GROUP BY service_day, visit"
    )
    found: dict[date, list[datetime]] = {}
    for day, began_at in direct.all_in(query, numbers, unit.id, *chain.from_iterable(spans)):
        found.setdefault(day_of_number(day), []).append(from_milliseconds(began_at))
    return dict(sorted(found.items()))


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


def marked(unit: Unit, first: date, last: date, until: int = MOST_ENTRIES) -> list[MarkedAnswer]:
    """What is marked on those service days, in the entries up to number `until`. By an index of what is marked alone."""
    within, values = _within(unit, first, last)
    query = f"SELECT visit, question, counter_id, channel, marks FROM entry WHERE {within} AND {IS_MARKED} AND seq <= ? ORDER BY seq"
    return [
        MarkedAnswer(visit, question, counter, CHANNELS[channel - 1], frozenset(marks.split()))
        for visit, question, counter, channel, marks in reading_direct().all(query, (*values, until))
    ]


def visits_asked(unit: Unit, question: str, first: date, last: date, until: int) -> int:
    """How many visits answered a question on those service days, in the entries up to number `until`. One scan of the days."""
    within, values = _within(unit, first, last)
    query = f"SELECT count(DISTINCT visit) FROM entry WHERE {within} AND seq <= ? AND question = ?"
    return int(reading_direct().all(query, (*values, until, question))[0][0])


def assisted_visits(unit: Unit, first: date, last: date) -> int:
    """How many visits on those service days had somebody's help, as was said at the tablet."""
    within, values = _within(unit, first, last)
    return int(reading_direct().all(f"SELECT count(DISTINCT visit) FROM entry WHERE {within} AND assisted", values)[0][0])


def size(unit: Unit) -> int:
    """How many entries the unit's ledger has: it grows with every tap, so who saw this number has seen everything."""
    return reading().scalar(select(LedgerHead.size).where(LedgerHead.unit_id == unit.id)) or 0


def last_days() -> dict[int, date]:
    """The last service day that has entries, of every unit that has any. One query."""
    own = select(func.max(LedgerDay.service_day)).where(LedgerDay.unit_id == LedgerHead.unit_id)
    return {unit: day for unit, day in reading().execute(select(LedgerHead.unit_id, own.scalar_subquery())) if day}


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


def _within(unit: Unit, first: date, last: date) -> tuple[str, tuple[int, ...]]:
    """What holds of the entries of those service days, and the values that stand in it."""
    days = day_number(first), day_number(last)
    span = "SELECT min(first_seq), max(last_seq) FROM ledger_day WHERE unit_id = ? AND service_day BETWEEN ? AND ?"
    ((least, most),) = reading_direct().all(span, (unit.id, *days))
    # Nothing lies between 1 and 0.
    return "unit_id = ? AND seq BETWEEN ? AND ? AND service_day BETWEEN ? AND ?", (unit.id, least or 1, most or 0, *days)
