"""Cells of one table of counts: hours, weekdays, counters, or an hour of a weekday. Which of them lie below the rest."""

from collections.abc import Hashable, Iterator, Mapping
from math import sqrt
from statistics import NormalDist
from typing import TypeVar

from kiosk.findings.days import Counted
from kiosk.findings.tails import tails
from kiosk.indices.comparisons import holm

Name = TypeVar("Name", bound=Hashable)
NORMAL = NormalDist()
FEWEST_IN_CELL = 10
PHI = 1.2
"""How much more than by chance a cell of few visits a day varies, where whole days vary 1.5 to 2 times as much: one cell has a small
part of each day. A visit's correlation with another of its day is (φ − 1)/(60 − 1) at 60 a day; with 7.5 of them in a cell that makes
1 + 6.5 · 0.5/59 = 1.06 to 1.11, and 1.2 leaves room for smaller units."""


def below(cells: Mapping[Name, Counted], limit: float = 0.05) -> list[Name]:
    """Those that lie below the rest of the table, the least probable first; cells of fewer than FEWEST_IN_CELL are not looked at.

    One-sided mid-p of a beta-binomial, Holm's correction over all cells. Of unchanging units' tables of 8 hours by 5 weekdays 1 to 4 in a
    hundred name one (10 to 100 visits a day, 4 to 52 weeks, φ 1.5 and 2: tests/findings/test_cells.py).

    >>> below({"Senin": Counted(100, 90), "Selasa": Counted(100, 91), "Rabu": Counted(100, 60)})
    ['Rabu']
    """
    together, compared = all_but(cells), {name: each for name, each in cells.items() if each.total >= FEWEST_IN_CELL}
    if len(compared) < 2:
        return []
    found = {name: _as_low(own, Counted(together.total - own.total, together.satisfied - own.satisfied)) for name, own in compared.items()}
    corrected = dict(zip(found, holm(list(found.values())), strict=True))
    return sorted((name for name, p in corrected.items() if p < limit), key=found.__getitem__)


def improbable(cells: Mapping[Name, Counted], phi: float) -> Iterator[tuple[float, Name]]:
    """(one-sided p that the cell is no lower than the rest, its name): two shares, quasi-binomial."""
    together = all_but(cells)
    everything = together.satisfied / together.total
    for name, own in cells.items():
        rest = all_but(cells, name)
        error = sqrt(phi * everything * (1 - everything) * (1 / own.total + 1 / rest.total))
        yield (NORMAL.cdf((own.satisfied / own.total - rest.satisfied / rest.total) / error) if error else 1.0), name


def all_but(cells: Mapping[Name, Counted], *names: Name) -> Counted:
    """The others together."""
    others = [each for name, each in cells.items() if name not in names]
    return Counted(sum(each.total for each in others), sum(each.satisfied for each in others))


def _as_low(own: Counted, rest: Counted) -> float:
    """How probable as many unsatisfied ones are, if the cell is as the rest, which is known from so many visits itself."""
    # One visit in ten is added, a tenth of them unsatisfied, as in kiosk.findings.usual.
    expected = (rest.total - rest.satisfied + 1) / (rest.total + 10)
    correlation = min(0.99, (PHI - 1) / max(own.total - 1, 1) + PHI / (rest.total + 10))
    return tails(own.total - own.satisfied, own.total, expected, correlation)[0]
