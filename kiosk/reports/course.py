"""How a unit's figures ran through a period: piece by piece, with what changed at the unit on the way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

from kiosk import followups, record, tallies
from kiosk.clock import from_milliseconds, service_day
from kiosk.figures import IndexFigure
from kiosk.indices.periods import Period
from kiosk.instruments import Instrument
from kiosk.places import Unit, tree
from kiosk.proof import Seal
from kiosk.reports import withholding
from kiosk.reports.elements import ElementLine, elements
from kiosk.reports.figures import indices_shown
from kiosk.reports.periods import PeriodReport
from kiosk.reports.withholding import Share
from kiosk.store import reading_direct
from kiosk.tallies import Tallies

COUNTERS = ("counters.create", "counters.change", "counters.close", "counters.reopen")
"""Acts after which visitors may be asked something else, or somewhere else."""


@dataclass(frozen=True)
class Piece:
    """A day, week, month or quarter of the period, perhaps cut by its ends."""

    period: Period
    visits: int
    instrument: Instrument
    shown: Tallies

    @cached_property
    def satisfaction(self) -> Share | None:
        return withholding.satisfaction(self.shown)

    @cached_property
    def indices(self) -> Mapping[str, IndexFigure | None]:
        return indices_shown(self.shown, self.instrument)

    @cached_property
    def elements(self) -> Mapping[str, Mapping[str, ElementLine]]:
        """{index: {unsur: its line}}"""
        return {
            each.key: {line.unsur: line for line in elements(self.shown, self.instrument, each.key)} for each in self.instrument.indices
        }

    @property
    def versions(self) -> set[str]:
        """Of the questionnaires, e.g. ikm-ipk-2021@1, that its figures are made from."""
        return {version for version, part, _ in self.shown.visits if part}


class Event(NamedTuple):
    """Something that changed at the unit: `kind` is an act on a counter, "office", "questionnaire" or "follow-up".

    `about`: the counter's code, the new office, the questionnaire's version, what was done.
    """

    day: date
    kind: str
    about: str


def course(report: PeriodReport, newest: Seal | None) -> list[Piece]:
    """The pieces that have begun, oldest first. `newest`: the unit's newest seal. Once a day three queries for each, then one for all."""
    pieces = [piece for piece in report.period.pieces() if piece.first <= report.until]
    if newest is None or not pieces:
        return []
    visits = tallies.visits_by_day(report.unit, report.period.first, report.period.last)
    return [
        Piece(
            piece,
            sum(n for day, n in visits.items() if piece.first <= day <= piece.last),
            report.instrument,
            _batches(report.unit.id, piece.first, min(piece.last, report.until), newest.root),
        )
        for piece in pieces
    ]


@lru_cache(maxsize=512)
def _batches(unit_id: int, first: date, last: date, _newest_root: bytes) -> Tallies:
    """Kept while no day is sealed, since until then no batch comes. Some 20 kB each: 10 MB at most."""
    return withholding.shown(tree.known().unit(unit_id), first, last)


def events(report: PeriodReport, pieces: Sequence[Piece]) -> list[Event]:
    """What changed within the period, oldest first. Some eight queries."""
    found = [*_of_counters(report.unit), *_of_offices(report.unit), *_of_questionnaires(pieces), *_done(report.unit)]
    return sorted({event for event in found if report.period.first < event.day <= report.period.last})


def _of_counters(unit: Unit) -> Iterator[Event]:
    for at, kind, about in record.of_unit(reading_direct(), COUNTERS, unit.id):
        yield Event(service_day(from_milliseconds(at), unit.zone), kind, about)


def _of_offices(unit: Unit) -> Iterator[Event]:
    yield from (Event(since, "office", parent.short_name) for parent, since, _ in tree.parents(unit)[1:])


def _of_questionnaires(pieces: Sequence[Piece]) -> Iterator[Event]:
    """A version that comes after others stands where the piece begins that it is first in."""
    known: set[str] = set()
    for piece in pieces:
        yield from (Event(piece.period.first, "questionnaire", version) for version in sorted(piece.versions - known) if known)
        known |= piece.versions


def _done(unit: Unit) -> Iterator[Event]:
    yield from (Event(day, "follow-up", each.plan.action) for each in followups.of_unit(unit) if (day := each.finished_on))
