"""What is usual: the share that was not satisfied (or did not rate), by weekday, and how much more days differ than chance explains.

The count of a day is k of n; its variance is phi times the binomial one. phi is estimated from the days themselves, drawn towards
1.75 with the weight of twenty days, because eight weeks know little of it. At 20 visits a day it comes out as 1.23, 1.53, 1.79 where the
truth is 1, 1.5, 2. Source: simulated (docs/findings.md); Pearson's statistic by degrees of freedom, each day's part cut at 16.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

from kiosk.indices.intervals import wilson_of

WEEKDAYS = 7
DRAWN = 60
"""A weekday's share is drawn towards that of all with the weight of so many visits."""
LIKELY_PHI, LIKELY_DAYS = 1.75, 20
MOST_OF_A_DAY = 16.0


class Count(NamedTuple):
    """A day: its weekday (0 is Monday), n, and k of them that were not satisfied, or did not rate."""

    weekday: int
    n: int
    k: int


@dataclass(frozen=True, slots=True)
class Usual:
    """`share` 0 to 1 of all days together, `by_weekday` drawn towards it, `phi` ≥ 1, over `days` with `n` visits in all."""

    share: float
    by_weekday: Sequence[float]
    phi: float
    days: int
    n: int

    @property
    def a_day(self) -> float:
        return self.n / self.days

    def expected(self, counts: Iterable[Count]) -> float:
        """How many of these would be k."""
        return sum(n * self.by_weekday[weekday] for weekday, n, _ in counts)

    def correlation(self, n: float) -> float:
        """Of two visits of a day, or of a span of n, as a beta-binomial has it: what phi makes of it, and what the usual itself may err."""
        return min(0.99, (self.phi - 1) / max(n - 1, 1.0) + self.phi / self.n)


def usual_of(counts: Sequence[Count], fewest: int) -> Usual | None:
    """None with fewer days than `fewest` on which anybody came.

    >>> week = [Count(weekday, 20, 2) for weekday in range(5)]
    >>> usual = usual_of(week * 8, 20)
    >>> round(usual.share, 4), round(usual.phi, 4)  # (80 + 1)/(800 + 10); phi: ((0 + 20·1.75)/60 < 1
    (0.1, 1.0)
    """
    came = [count for count in counts if count.n]
    if len(came) < max(fewest, 2):
        return None
    n_of, k_of = [0] * WEEKDAYS, [0] * WEEKDAYS
    for weekday, n, k in came:
        n_of[weekday] += n
        k_of[weekday] += k
    n_all = sum(n_of)
    # One visit in ten is added, a tenth of them k: a place where all are satisfied is not certain to stay so.
    share = (sum(k_of) + 1) / (n_all + 10)
    by_weekday = [(k + DRAWN * share) / (n + DRAWN) for n, k in zip(n_of, k_of, strict=True)]
    squares = 0.0
    for weekday, n, k in came:
        p = by_weekday[weekday]
        squares += min((k - n * p) ** 2 / (n * p * (1 - p)), MOST_OF_A_DAY)
    own = [n / (n + DRAWN) for n in n_of if n]
    freedom = len(came) - 1 - (len(own) - 1) * sum(own) / len(own)
    days = len(came)
    phi = max(1.0, (days * squares / freedom + LIKELY_DAYS * LIKELY_PHI) / (days + LIKELY_DAYS))
    return Usual(share, by_weekday, phi, days, n_all)


def difference(value: float, n: float, usual: float, usual_n: float, phi: float) -> tuple[float, float]:
    """The 95 % interval of value − usual, two shares (0 to 1) of n and usual_n visits whose days vary phi times as much as by chance.

    Source: Newcombe 1998, method 10 (Wilson's intervals of both), with n/phi visits each.
    """
    low, high = wilson_of(value, n / phi)
    usual_low, usual_high = wilson_of(usual, usual_n / phi)
    apart = value - usual
    return apart - sqrt((value - low) ** 2 + (usual_high - usual) ** 2), apart + sqrt((high - value) ** 2 + (usual - usual_low) ** 2)
