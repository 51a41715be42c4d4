"""What the quality rules marked, and what is left to count. Counts only, which are always shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kiosk import ledger, places, quality
from kiosk.places import Counter, Unit
from kiosk.reports import withholding
from kiosk.reports.withholding import Counts


@dataclass(frozen=True, slots=True)
class Marked:
    """Visits with one mark: all of them, and by counter."""

    mark: str
    visits: int
    counters: Sequence[tuple[Counter, int]]


@dataclass(frozen=True, slots=True)
class Marks:
    """A unit's service days `first` to `last`: raw answers, those set aside, why; and the visits that had help, which count."""

    first: date
    last: date
    counts: Counts
    marked: Sequence[Marked]
    """Every mark that there is, in the order of the rules."""
    assisted: int


def marks(unit: Unit, first: date, last: date) -> Marks:
    found: Mapping[int, Mapping[str, int]] = ledger.marked_visits(unit, first, last)
    counters = places.counters(unit)
    marked = []
    for mark in quality.MARKS:
        by_counter = [(counter, n) for counter in counters if (n := found.get(counter.id, {}).get(mark, 0))]
        marked.append(Marked(mark, sum(n for _, n in by_counter), by_counter))
    return Marks(first, last, withholding.counts(unit, first, last), marked, ledger.assisted_visits(unit, first, last))
