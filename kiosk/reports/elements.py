"""The unsur of an index over a window, each with its mean and interval, and which of them lags behind if a test says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kiosk import indices
from kiosk.indices import comparisons
from kiosk.instruments import Instrument
from kiosk.reports.figures import official_first
from kiosk.tallies import Tallies


@dataclass(frozen=True, slots=True)
class ElementLine:
    """The NRR of one unsur in the window, on 1–4, with its 95 % interval."""

    unsur: str
    name: Mapping[str, str]
    estimate: indices.Estimate
    n: int
    lowest: comparisons.Lowest | None
    """What the test says if it is the lowest, and not by chance."""

    @property
    def mean(self) -> Decimal:
        return indices.half_up(self.estimate.mean, 2)

    @property
    def low(self) -> Decimal:
        return indices.half_up(self.estimate.low, 2)

    @property
    def high(self) -> Decimal:
        return indices.half_up(self.estimate.high, 2)


def elements(window: Tallies, instrument: Instrument, index: str) -> list[ElementLine]:
    """The index's unsur with enough answers, in the instrument's order, from the visits that the index is made of."""
    sums = official_first(window, instrument, index).sums
    weights = instrument.item_weights(index)
    of_index = instrument.elements(index)
    lowest = comparisons.lowest_element(sums, {unsur: {code: weights[code] for code in codes} for unsur, codes in of_index.items()})
    lines = []
    for unsur, codes in of_index.items():
        equal = dict.fromkeys(codes, Fraction(1, len(codes)))
        estimate = indices.clustered_index(sums.of(codes), equal)
        if estimate is not None:
            own = lowest if lowest and lowest.unsur == unsur else None
            lines.append(ElementLine(unsur, instrument.need(codes[0]).name, estimate, sum(estimate.n.values()), own))
    return lines
