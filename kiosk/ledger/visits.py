"""Visits as the ledger knows them: where and when they began, what one said last. No sums, and no scores but a visit's own."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from kiosk.clock import day_number, day_of_number, from_milliseconds
from kiosk.ledger.entry import CHANNELS, OWN, Channel
from kiosk.ledger.extent import within_days
from kiosk.ledger.tables import EntryRow
from kiosk.places import Unit
from kiosk.store import asking, reading, reading_direct

OF_VISIT = "SELECT seq, question, score, given_at, counter_id, channel, service_id FROM entry WHERE unit_id = ? AND visit = ? ORDER BY seq"


class Began(NamedTuple):
    """That a visit began: when, and at which counter."""

    at: datetime
    counter_id: int


def beginnings(unit: Unit, days: Collection[date]) -> dict[date, list[Began]]:
    """Where and when each visit of these service days began, without those that others brought in; days without one are absent.

    Two queries, whichever days they are.
    """
    direct, numbers = reading_direct(), [day_number(day) for day in days]
    spans = list(direct.all_in("SELECT first_seq, last_seq FROM ledger_day WHERE unit_id = ? AND service_day IN (…)", numbers, unit.id))
    if not spans:
        return {}
    within = " OR ".join("seq BETWEEN ? AND ?" for _ in spans)
    query = (
        f"SELECT service_day, min(given_at), min(counter_id) FROM entry WHERE unit_id = ? AND ({within}) AND {OWN} AND service_day IN (…) "
        "GROUP BY service_day, visit"
    )
    found: dict[date, list[Began]] = {}
    for day, began_at, counter in direct.all_in(query, numbers, unit.id, *chain.from_iterable(spans)):
        found.setdefault(day_of_number(day), []).append(Began(from_milliseconds(began_at), counter))
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


@dataclass(frozen=True, slots=True)
class Beginning:
    """Where a visit's first entry came from, and when it was tapped."""

    counter_id: int
    channel: Channel
    service_id: int | None
    given_at: datetime


@dataclass(frozen=True, slots=True)
class SoFar:
    """What a visit has said so far: where it began (None: nothing of it is in the unit's ledger), and each of its entries, by number."""

    begun: Beginning | None
    entries: Sequence[tuple[int, str, int, int]]
    """(number, question, score, when it was tapped in milliseconds)"""

    def standing(self, question: str) -> Standing | None:
        """What it said last to the question; None: nothing yet."""
        said = [(given_at, seq, score) for seq, asked, score, given_at in self.entries if asked == question]
        return Standing(*max(said)[1:]) if said else None


def so_far(unit: Unit, visit: UUID) -> SoFar:
    """One statement."""
    with asking() as direct:
        found = direct.all(OF_VISIT, (unit.id, visit.bytes))
    if not found:
        return SoFar(None, ())
    _seq, _question, _score, given_at, counter, channel, service = found[0]
    return SoFar(Beginning(counter, CHANNELS[channel - 1], service, from_milliseconds(given_at)), [row[:4] for row in found])


def beginning(unit: Unit, visit: UUID) -> Beginning | None:
    """Where the visit began; None: nothing of it is in the unit's ledger."""
    return so_far(unit, visit).begun


def assisted_visits(unit: Unit, first: date, last: date) -> int:
    """How many visits on those service days had somebody's help, as noted at the tablet."""
    within, values = within_days(unit, first, last)
    return int(reading_direct().all(f"SELECT count(DISTINCT visit) FROM entry WHERE {within} AND assisted", values)[0][0])
