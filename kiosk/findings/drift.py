"""A lasting change, and participation: moving averages of what each day brought beyond the usual.

D sums what came beyond the usual, V its variance, M the visits; each day all three shrink by the weight, so that E = M·q of them are usual
and O = E + D there are. Counts of a few are skewed, their roots hardly: Z = 2·(√O − √E)/√c with c = (V + M²·phi·q(1−q)/N)/E, the variance
for each one expected, the error of the usual itself in it. With D in its own standard errors small units gave false falls twice as
often as large ones, and false rises half as often; so one limit does for all of them, both ways. Source: Roberts 1959 (EWMA);
Steiner et al. 2000 for shares; Anscombe 1948 (roots of counts); limits simulated (docs/findings.md).
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from kiosk.findings.usual import Count, Usual

LOOKED_BACK = 130
"""Open days among which the beginning of a change is looked for."""


class Step(NamedTuple):
    """A day: n came, k of them; how many of them usually would, and the variance of that."""

    day: date
    n: int
    k: int
    expected: float
    variance: float


class Change(NamedTuple):
    """Since its first day, so many `days` ago: n came, k of them, and usually `expected`."""

    since: date
    days: int
    n: int
    k: int
    expected: float


@dataclass(slots=True)
class Drift:
    """The state after some days."""

    weight: float
    d: float = 0.0
    v: float = 0.0
    m: float = 0.0
    z: float = 0.0
    steps: deque[Step] = field(default_factory=lambda: deque(maxlen=LOOKED_BACK))

    def add(self, day: date, count: Count, usual: Usual) -> None:
        """Go on by a day on which n > 0 came."""
        weekday, n, k = count
        p, left = usual.by_weekday[weekday], 1 - self.weight
        step = Step(day, n, k, n * p, usual.phi * n * p * (1 - p))
        self.d = left * self.d + k - step.expected
        self.v = left * left * self.v + step.variance
        self.m = left * self.m + n
        expected = self.m * usual.share
        spread = (self.v + expected * self.m * usual.phi * (1 - usual.share) / usual.n) / expected
        self.z = 2 * (max(0.0, expected + self.d) ** 0.5 - expected**0.5) / spread**0.5
        self.steps.append(step)

    def change(self) -> Change:
        """What has changed since the day from which on it is clearest: the largest sum of what came beyond, in its standard errors."""
        return max(self._since(), key=lambda each: each[0])[1]

    def lately(self, days: int) -> float:
        """The share of k among those who came on the last days."""
        steps = list(self.steps)[-days:]
        return sum(step.k for step in steps) / sum(step.n for step in steps)

    def _since(self) -> Iterator[tuple[float, Change]]:
        n = k = 0
        expected = variance = 0.0
        for days, step in enumerate(reversed(self.steps), start=1):
            n, k, expected, variance = n + step.n, k + step.k, expected + step.expected, variance + step.variance
            beyond = (k - expected) / variance**0.5
            yield (beyond if self.z > 0 else -beyond), Change(step.day, days, n, k, expected)
