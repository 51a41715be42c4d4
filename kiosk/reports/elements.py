"""The unsur of an index over a window, each with its mean and interval, and which of them lags behind if a test says so."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cache

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
    _lowest: Callable[[], comparisons.Lowest | None] = field(compare=False, repr=False)

    @property
    def lowest(self) -> comparisons.Lowest | None:
        """What the test says if it is the lowest, and not by chance. Tested when it is first asked: a comparison of periods never does."""
        found = self._lowest()
        return found if found and found.unsur == self.unsur else None

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
    weighed = {unsur: {code: weights[code] for code in codes} for unsur, codes in of_index.items()}
    lowest = cache(lambda: comparisons.lowest_element(sums, weighed))
    lines = []
    for unsur, codes in of_index.items():
        equal = dict.fromkeys(codes, Fraction(1, len(codes)))
        estimate = indices.clustered_index(sums.of(codes), equal)
        if estimate is not None:
            lines.append(ElementLine(unsur, instrument.need(codes[0]).name, estimate, sum(estimate.n.values()), lowest))
    return lines
