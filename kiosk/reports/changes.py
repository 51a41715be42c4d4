"""How figures differ between two reports or windows that have no visit in common: units, or a period and an earlier one.

Named only where a test says so, after Holm's correction over all that are looked at together.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import Protocol

from kiosk import indices
from kiosk.findings import LIMITS, Day, Kind
from kiosk.findings.spans import between, count_of
from kiosk.findings.usual import LIKELY_PHI, difference, usual_of
from kiosk.indices import Sums, grades
from kiosk.instruments import Instrument
from kiosk.instruments.definitions import SATISFACTION
from kiosk.reports import withholding
from kiosk.reports.elements import ElementLine
from kiosk.reports.figures import official_first
from kiosk.tallies import Tallies

Both = tuple[Sums, Sums]
"""What an index is made of, in the first of two reports and in the second."""


class Shown(Protocol):
    """Anything that has batches of a questionnaire."""

    @property
    def instrument(self) -> Instrument: ...

    @property
    def shown(self) -> Tallies: ...

    @property
    def days(self) -> Sequence[Day]:
        """Those with satisfaction, if that is among its lines."""

    @property
    def lines(self) -> Sequence[tuple[str, ElementLine | None]]:
        """What can be said of it, in order: satisfaction, an index, or an element of one."""


@dataclass(frozen=True, slots=True)
class Change:
    """How the second of two reports differs from the first in one figure. `kind`: satisfaction, an index, or an element's index.

    `value`, `low`, `high` in per cent points of satisfaction, on 25–100 for an index, on 1–4 for an element; None: too few
    answers, or other questions. `p` is corrected; satisfaction has none: it is `named` where a finding of the same two spans names it,
    so that no page says of it what its headline does not.
    """

    kind: str
    element: ElementLine | None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    named: bool = False

    @property
    def is_real(self) -> bool:
        """Whether it may be said: p below 0.05, or named by a finding, and 0 not in the interval."""
        if self.low is None or self.high is None:
            return False
        return (self.named or (self.p is not None and self.p < 0.05)) and not self.low <= 0 <= self.high


def compared(*pairs: tuple[Shown, Shown]) -> list[list[Change]]:
    """How the second of each pair differs from its first, figure by figure; all p corrected together."""
    found = [_changes(first, second) for first, second in pairs]
    tested = [change for changes in found for change in changes if change.p is not None]
    corrected = iter(indices.holm([change.p for change in tested if change.p is not None]))
    return [[replace(change, p=next(corrected)) if change.p is not None else change for change in changes] for changes in found]


def _changes(first: Shown, second: Shown) -> list[Change]:
    """A change for each of the second's lines."""

    @cache  # for the index and each of its elements
    def sums(index: str) -> Both:
        before, after = (official_first(each.shown, each.instrument, index).sums for each in (first, second))
        return before, after

    def change(kind: str, line: ElementLine | None) -> Change:
        if kind == SATISFACTION:
            return _of_satisfaction(first, second)
        # The two may have asked different questions.
        both = sums(kind) if first.instrument.name == second.instrument.name else None
        return _of_element(both, second.instrument, kind, line) if line else _of_index(both, second.instrument, kind)

    return [change(kind, line) for kind, line in second.lines]


def spread(*sides: Sequence[Day]) -> float:
    """How much more their days differ than chance explains (φ ≥ 1): by each side alone, because a fall between them is no spread.

    A side with too few days to tell is left out. Source: kiosk.findings.usual.
    """
    known = [usual for days in sides if (usual := usual_of([count_of(day) for day in days], LIMITS.fewest_days))]
    return sum(usual.phi * usual.days for usual in known) / sum(usual.days for usual in known) if known else LIKELY_PHI


def _of_satisfaction(first: Shown, second: Shown) -> Change:
    """As a finding of the same two spans says it: by as much as days differ, and not by counts alone."""
    before, after = (withholding.satisfaction(each.shown) for each in (first, second))
    if before is None or after is None or min(before.n, after.n) < grades.FEWEST_GRADED:
        return Change(SATISFACTION, None)
    phi = spread(first.days, second.days)
    low, high = difference(float(after.value), after.n, float(before.value), before.n, phi)
    named = between(Kind.SPAN, second.days, first.days, phi, LIMITS) is not None
    return Change(SATISFACTION, None, float(after.value - before.value) * 100, low * 100, high * 100, named=named)


def _of_index(both: Both | None, instrument: Instrument, index: str) -> Change:
    found = _difference(both, instrument.codes(index), instrument.item_weights(index))
    if found is None:
        return Change(index, None)
    return Change(index, None, float(found.value) * 25, found.low * 25, found.high * 25, found.p)


def _of_element(both: Both | None, instrument: Instrument, index: str, line: ElementLine) -> Change:
    codes = instrument.elements(index)[line.unsur]
    found = _difference(both, instrument.codes(index), dict.fromkeys(codes, Fraction(1, len(codes))))
    if found is None:
        return Change(index, line)
    return Change(index, line, float(found.value), found.low, found.high, found.p)


def _difference(both: Both | None, of_index: Collection[str], weights: Mapping[str, Fraction]) -> indices.Difference | None:
    if both is None:
        return None
    before, after = both
    if set(weights) != set(of_index):
        before, after = before.of(tuple(weights)), after.of(tuple(weights))
    return indices.difference(before, after, weights)
