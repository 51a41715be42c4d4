"""Visits as the ledger knows them: where and when they began, what one said last. No sums, and no scores but a visit's own."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from uuid import UUID

from sqlalchemy import select

from kiosk.clock import day_number, day_of_number, from_milliseconds
from kiosk.ledger.entry import CHANNELS, OWN, Channel
from kiosk.ledger.extent import within_days
from kiosk.ledger.tables import EntryRow
from kiosk.places import Unit
from kiosk.store import reading, reading_direct


def beginnings(unit: Unit, days: Collection[date]) -> dict[date, list[datetime]]:
    """When each visit of these service days began, without those that others brought in, {day: moments}; days without one are absent.

    Two queries, whichever days they are.
    """
    direct, numbers = reading_direct(), [day_number(day) for day in days]
    spans = list(direct.all_in("SELECT first_seq, last_seq FROM ledger_day WHERE unit_id = ? AND service_day IN (…)", numbers, unit.id))
    if not spans:
        return {}
    within = " OR ".join("seq BETWEEN ? AND ?" for _ in spans)
    query = (
        f"SELECT service_day, min(given_at) FROM entry WHERE unit_id = ? AND ({within}) AND {OWN} AND service_day IN (…) "
        "GROUP BY service_day, visit"
    )
    found: dict[date, list[datetime]] = {}
    for day, began_at in direct.all_in(query, numbers, unit.id, *chain.from_iterable(spans)):
        found.setdefault(day_of_number(day), []).append(from_milliseconds(began_at))
    return dict(sorted(found.items()))


def came_by(unit: Unit, visit: UUID, channel: Channel) -> bool:
    """Whether anything of this visit came into the unit's ledger that way."""
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


def assisted_visits(unit: Unit, first: date, last: date) -> int:
    """How many visits on those service days had somebody's help, as noted at the tablet."""
    within, values = within_days(unit, first, last)
    return int(reading_direct().all(f"SELECT count(DISTINCT visit) FROM entry WHERE {within} AND assisted", values)[0][0])
