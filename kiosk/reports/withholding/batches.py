"""Days that are over, and any period: sums of whole batches (see kiosk.tallies.releases)."""

from collections import Counter as Tally
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kiosk import indices, tallies
from kiosk.places import Unit
from kiosk.tallies import PULSE, Basis, Tallies
from kiosk.tallies.tally import last_month_released, released_by_day_of_units, released_by_month_of_units


@dataclass(frozen=True, slots=True)
class Share:
    """How many of n visitors were satisfied (3 or 4 of 4), with Wilson's 95 % interval; shares are 0 to 1."""

    satisfied: int
    n: int
    low: float
    high: float

    @property
    def value(self) -> Fraction:
        return Fraction(self.satisfied, self.n)


def shown(unit: Unit, first: date, last: date) -> Tallies:
    """The batches that closed with these days."""
    return tallies.released(unit, first, last)


def satisfaction(shown: Tallies, *bases: Basis) -> Share | None:
    """Satisfaction in these batches, whichever version of the question was asked; of what counts, or of other `bases`."""
    scores: Tally[int] = Tally()
    for (_, question, basis), counts in shown.scores.items():
        if question == PULSE and basis in (bases or (Basis.COUNTED, Basis.COMPLETE)):
            scores.update(counts)
    return share_of(scores)


def satisfaction_by_day(unit: Unit, first: date, last: date) -> dict[date, Share]:
    """Satisfaction in each batch, by the day with which it closed; days without one are absent."""
    found = tallies.released_by_day(unit, first, last, PULSE)
    return {day: share for day, scores in found.items() if (share := share_of(scores))}


def last_month_shown(unit: Unit, before: date) -> date | None:
    """The first day of the last month before that day's with a batch of satisfaction; None: there is none."""
    return last_month_released(unit, PULSE, before)


def shown_of_units(first: date, last: date) -> Mapping[int, Tallies]:
    """The same for every unit that has any: {number of the unit: batches}."""
    return tallies.released_of_units(first, last)


def satisfaction_of_units(first: date, last: date) -> Mapping[int, Mapping[date, Mapping[int, int]]]:
    """Satisfaction in the batches of every unit: {number of the unit: {day with which it closed: {score: n}}}."""
    return released_by_day_of_units(first, last, PULSE)


def satisfaction_by_month_of_units(first: date, last: date) -> Mapping[int, Mapping[date, Mapping[int, int]]]:
    """The same by months: {number of the unit: {first day of the month: {score: n}}}, of each month what lies in the span."""
    return released_by_month_of_units(first, last, PULSE)


def together(batches: Iterable[Mapping[int, int]]) -> Share | None:
    """Several batches as one share; None if there are none."""
    scores: Tally[int] = Tally()
    for batch in batches:
        scores.update(batch)
    return share_of(scores)


def share_of(scores: Mapping[int, int]) -> Share | None:
    """{score: n} as a share; None if it is empty."""
    n = sum(scores.values())
    if not n:
        return None
    satisfied = sum(times for score, times in scores.items() if score >= 3)
    return Share(satisfied, n, *indices.wilson(satisfied, n))
