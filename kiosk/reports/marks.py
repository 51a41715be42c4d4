"""What the quality rules marked, and what is left to count. Counts only: of how answers came at once, of what they say by month."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kiosk import places
from kiosk.ledger.visits import assisted_visits
from kiosk.places import Counter, Unit
from kiosk.quality import rules
from kiosk.reports import withholding
from kiosk.reports.withholding import Counts, always, months
from kiosk.reports.withholding.months import MarkedMonth


@dataclass(frozen=True, slots=True)
class Marked:
    """Visits with one mark for how they came: all of them, and by counter."""

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
    """Every mark for how answers come, in the order of the rules."""
    month: MarkedMonth | None
    """The last whole month before `last`, of what was said."""
    assisted: int


def of_marks(unit: Unit, first: date, last: date) -> Marks:
    found: defaultdict[str, defaultdict[int, set[bytes]]] = defaultdict(lambda: defaultdict(set))
    for answer in always.marked_by_arrival(unit, first, last):
        for mark in answer.marks - rules.BY_WORDS:
            found[mark][answer.counter_id].add(answer.visit)
    counters = places.counters(unit)
    month = months.marked_by_words(unit, last.replace(day=1) - timedelta(days=1))
    return Marks(
        first=first,
        last=last,
        counts=withholding.counts(unit, first, last),
        marked=[_marked(mark, found[mark], counters) for mark in rules.MARKS if mark not in rules.BY_WORDS],
        month=month,
        assisted=assisted_visits(unit, first, last),
    )


def _marked(mark: str, visits: Mapping[int, set[bytes]], counters: Sequence[Counter]) -> Marked:
    by_counter = [(counter, len(visits[counter.id])) for counter in counters if counter.id in visits]
    return Marked(mark, len(set().union(*visits.values())), by_counter)
