"""What visitors answered, after their corrections: if one visit has several entries for a question, the last tap counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import func, select

from kiosk.clock import day_of_number, from_milliseconds
from kiosk.ledger.entry import ACCESS, APART, CHANNELS, KINDS, OWN, RATING, Access, Channel, Entry, nonce
from kiosk.ledger.extent import within_days
from kiosk.ledger.tables import IS_MARKED, EntryRow, InstrumentVersion, LedgerHead
from kiosk.places import Counter, Service, Unit
from kiosk.store import reading, reading_direct

# The last tap counts, not the last arrival: what was tapped first may be delivered last.
_CORRECTED = (
    "SELECT 1 FROM entry later WHERE later.unit_id = entry.unit_id AND later.visit = entry.visit AND later.question = entry.question "
    "AND (later.given_at > entry.given_at OR later.given_at = entry.given_at AND later.seq > entry.seq)"
)
MOST_ENTRIES = 2**31 - 1
"""The highest number that an entry can have."""


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
    marks: frozenset[str]
    """Codes of quality rules."""
    channel: Channel
    apart: bool
    """Brought in from paper or a file."""


def of_days(unit: Unit, first: date, last: date) -> list[Answer]:
    """Every answer that stands on those service days, ordered by number. Three queries; a row per answer.

    For a day, or a few: figures of a period come from the tallies.
    """
    direct, (within, values) = reading_direct(), within_days(unit, first, last)
    versions: dict[int, str] = dict(direct.all("SELECT id, name FROM instrument_version"))
    query = (
        "SELECT seq, visit, instrument_id, question, score, counter_id, given_at, service_day, marks, channel "
        f"FROM entry WHERE {within} AND kind = {RATING} AND NOT EXISTS ({_CORRECTED}) ORDER BY seq"
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
            frozenset(marks.split()),
            CHANNELS[channel - 1],
            channel in APART,
        )
        for seq, visit, instrument, question, score, counter, given_at, day, marks, channel in direct.all(query, values)
    ]


class Tap(NamedTuple):
    """A tap for one question, corrected later or not; how and for what the visitor came.

    As it is stored, since thousands are read for a page. Taps sort by the visitors' clocks.
    """

    given_at: int
    """Milliseconds since 1970 UTC."""
    seq: int
    visit: bytes
    score: int
    counter_id: int
    service_id: int | None
    channel: int
    """Its number."""


def taps(unit: Unit, question: str, after: int, until: int | None = None) -> list[Tap]:
    """The visitors' own taps for a question in entries `after` + 1 to `until` (None: the last one), in the order of arrival.

    Without those that a quality rule marked.
    """
    own = f"unit_id = ? AND seq > ? AND seq <= ? AND question = ? AND marks = '' AND {OWN}"
    query = f"SELECT {', '.join(Tap._fields)} FROM entry WHERE {own} ORDER BY seq"
    values = unit.id, after, MOST_ENTRIES if until is None else until, question
    return list(map(Tap._make, reading_direct().all(query, values)))


class MarkedAnswer(NamedTuple):
    """An answer that a quality rule marked when it came in, corrected later or not."""

    visit: bytes
    question: str
    counter_id: int
    channel: Channel
    marks: frozenset[str]


def marked(unit: Unit, first: date, last: date, until: int = MOST_ENTRIES) -> list[MarkedAnswer]:
    """What is marked on those service days, in the entries up to number `until`. Uses an index of marked entries alone."""
    within, values = within_days(unit, first, last)
    query = f"SELECT visit, question, counter_id, channel, marks FROM entry WHERE {within} AND {IS_MARKED} AND seq <= ? ORDER BY seq"
    return [
        MarkedAnswer(visit, question, counter, CHANNELS[channel - 1], frozenset(marks.split()))
        for visit, question, counter, channel, marks in reading_direct().all(query, (*values, until))
    ]


def visits_asked(unit: Unit, question: str | None, first: date, last: date, until: int) -> dict[bytes, Access]:
    """The visits that answered a question (None: anything) on those service days, in the entries up to number `until`: {visit: access}.

    One that came by several ways has the one that is easiest to come by. Without what others brought in. One scan of the days.
    """
    within, values = within_days(unit, first, last)
    asked, whose = ("", ()) if question is None else ("AND question = ?", (question,))
    whens = " ".join(f"WHEN {channel} THEN {access:d}" for channel, access in ACCESS.items())
    query = f"SELECT visit, max(CASE channel {whens} END) FROM entry WHERE {within} AND seq <= ? {asked} AND {OWN} GROUP BY visit"
    return {bytes(visit): Access(access) for visit, access in reading_direct().all(query, (*values, until, *whose))}


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


def opened(unit: Unit) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """(number, (day, counter, service, channel, instrument, question, score, language, assisted, marks, rules)) of every rating.

    The channel by its number; the order is the store's own.
    """
    columns = [
        EntryRow.service_day,
        Counter.code,
        func.coalesce(Service.code, ""),
        EntryRow.channel,
        InstrumentVersion.name,
        EntryRow.question,
        EntryRow.score,
        EntryRow.language,
        EntryRow.assisted,
        EntryRow.marks,
        EntryRow.rules,
    ]
    query = (
        select(EntryRow.seq, *columns)
        .join(Counter, Counter.id == EntryRow.counter_id)
        .join(InstrumentVersion, InstrumentVersion.id == EntryRow.instrument_id)
        .outerjoin(Service, Service.id == EntryRow.service_id)
        .where(EntryRow.unit_id == unit.id, EntryRow.kind == RATING)
    )
    for row in reading().execute(query):
        yield row[0], tuple(row[1:])
