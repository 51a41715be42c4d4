"""A unit's figures of any period as they may be shown, and two such beside each other: units, or a period and an earlier one.

Differences are named only where a test says so, after Holm's correction over all that stands on the page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from kiosk import indices, ledger, served
from kiosk.instruments import WEIGHTED, Catalogue, Instrument
from kiosk.ledger import Basis, Channel, Tallies
from kiosk.periods import Period
from kiosk.places import Unit
from kiosk.reports import withholding
from kiosk.reports.elements import ElementLine, elements
from kiosk.reports.figures import IndexFigure, apart, index_of_period, main_instrument, official_first, visits_by_way
from kiosk.reports.withholding import PULSE, Counts, Share

SATISFACTION = "satisfaction"


@dataclass(frozen=True, slots=True)
class PeriodReport:
    """A unit's period: counts of all its days, figures of the batches that closed with those that are over (up to `until`)."""

    unit: Unit
    period: Period
    until: date
    instrument: Instrument
    counts: Counts
    served: int | None
    """As far as it was entered; None: on no day."""
    served_days: int
    rated_days: int
    """Days with visits, and those of them with the number served."""
    visits_on_served_days: int
    channels: Mapping[Channel, int]
    satisfaction: Share | None
    indices: Mapping[str, IndexFigure | None]
    elements: Mapping[str, Sequence[ElementLine]]
    apart: Mapping[str, IndexFigure | None]
    """What came from paper or a file."""
    shown: Tallies

    @property
    def runs(self) -> bool:
        """Some of its days are not over."""
        return self.until < self.period.last

    @property
    def lines(self) -> list[tuple[str, ElementLine | None]]:
        """What can be said of it, in order: satisfaction, then each index with its elements."""
        of_indices = [(index, line) for index, lines in self.elements.items() for line in (None, *lines)]
        return [(SATISFACTION, None), *of_indices]

    @property
    def is_empty(self) -> bool:
        """Nothing of it may be shown, or nobody rated."""
        return self.satisfaction is None and not any(self.indices.values()) and not any(self.elements.values())

    @property
    def rate(self) -> Decimal | None:
        """How many per cent of those served rated, on the days of which both are known; None of none, and where more rated."""
        if not self.served or self.visits_on_served_days > self.served:
            return None
        return indices.response_rate(self.visits_on_served_days, self.served)


@dataclass(frozen=True, slots=True)
class Change:
    """How the second of two reports differs from the first in one figure. `kind`: satisfaction, ikm, ipk, or an element's index.

    `value`, `low`, `high` in per cent points of satisfaction, on 25–100 for an index, on 1–4 for an element; None: too few
    answers, or other questions. `p` is corrected.
    """

    kind: str
    element: ElementLine | None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None

    @property
    def is_real(self) -> bool:
        """Whether it may be said: p below 0.05 and 0 not in the interval."""
        if self.p is None or self.low is None or self.high is None:
            return False
        return self.p < 0.05 and not self.low <= 0 <= self.high


def of_period(unit: Unit, period: Period, today: date, catalogue: Catalogue) -> PeriodReport:
    """`today` is the unit's running service day. Some twenty queries, whole months from the monthly tallies."""
    until = min(period.last, today - timedelta(days=1))
    instrument = main_instrument(unit, catalogue)
    shown = withholding.shown(unit, period.first, until) if until >= period.first else Tallies()
    counts = served.of_days(unit, period.first, period.last)
    visits = {day: n for day, n in ledger.visits_by_day(unit, period.first, period.last).items() if n}
    return PeriodReport(
        unit=unit,
        period=period,
        until=until,
        instrument=instrument,
        counts=withholding.counts(unit, period.first, period.last),
        served=sum(each.count for each in counts.values()) if counts else None,
        served_days=len(visits.keys() & counts.keys()),
        rated_days=len(visits),
        visits_on_served_days=sum(n for day, n in visits.items() if day in counts),
        channels=visits_by_way(unit, period.first, period.last),
        satisfaction=withholding.share_of(_pulse(shown)),
        indices={
            index: index_of_period(shown, instrument, index, minimum=indices.FEWEST_ANSWERS)
            for index in WEIGHTED
            if instrument.codes(index)
        },
        elements={index: elements(shown, instrument, index) for index in WEIGHTED if instrument.codes(index)},
        apart=apart(unit, period.first, until, catalogue) if until >= period.first else {},
        shown=shown,
    )


def compared(*pairs: tuple[PeriodReport, PeriodReport]) -> list[list[Change]]:
    """How the second of each pair differs from its first, figure by figure; all p corrected together."""
    found = [_changes(first, second) for first, second in pairs]
    tested = [change for changes in found for change in changes if change.p is not None]
    corrected = iter(indices.holm([change.p for change in tested if change.p is not None]))
    return [[replace(change, p=next(corrected)) if change.p is not None else change for change in changes] for changes in found]


def _changes(first: PeriodReport, second: PeriodReport) -> list[Change]:
    """One for each of the second's lines."""
    return [_change(first, second, kind, line) for kind, line in second.lines]


def _change(first: PeriodReport, second: PeriodReport, kind: str, line: ElementLine | None) -> Change:
    if kind == SATISFACTION:
        return _of_satisfaction(first.satisfaction, second.satisfaction)
    return _of_element(first, second, kind, line) if line else _of_index(first, second, kind)


def _of_satisfaction(first: Share | None, second: Share | None) -> Change:
    if first is None or second is None or min(first.n, second.n) < indices.FEWEST_GRADED:
        return Change(SATISFACTION, None)
    before, after = (first.satisfied, first.n), (second.satisfied, second.n)
    value, low, high = indices.share_difference(before, after)
    return Change(SATISFACTION, None, float(value) * 100, low * 100, high * 100, indices.fisher_exact(before, after))


def _of_index(first: PeriodReport, second: PeriodReport, index: str) -> Change:
    found = _difference(first, second, index, second.instrument.item_weights(index))
    if found is None:
        return Change(index, None)
    return Change(index, None, float(found.value) * 25, found.low * 25, found.high * 25, found.p)


def _of_element(first: PeriodReport, second: PeriodReport, index: str, line: ElementLine) -> Change:
    codes = second.instrument.elements(index)[line.unsur]
    found = _difference(first, second, index, dict.fromkeys(codes, Fraction(1, len(codes))))
    if found is None:
        return Change(index, line)
    return Change(index, line, float(found.value), found.low, found.high, found.p)


def _difference(first: PeriodReport, second: PeriodReport, index: str, weights: Mapping[str, Fraction]) -> indices.Difference | None:
    """None too where the two asked other questions."""
    if first.instrument.name != second.instrument.name:
        return None
    before, after = (official_first(each.shown, each.instrument, index).sums for each in (first, second))
    if set(weights) != set(second.instrument.codes(index)):
        before, after = before.of(tuple(weights)), after.of(tuple(weights))
    return indices.difference(before, after, weights)


def _pulse(shown: Tallies) -> Mapping[int, int]:
    scores: dict[int, int] = {}
    for (_, question, basis), counts in shown.scores.items():
        if question == PULSE and basis in (Basis.COUNTED, Basis.COMPLETE):
            for score, n in counts.items():
                scores[score] = scores.get(score, 0) + n
    return scores
