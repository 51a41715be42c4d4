"""How sure a figure is: 95 % intervals of shares, of one unsur's mean, and of an index. Zero variance does not mean no doubt."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from math import expm1, log, sqrt
from statistics import NormalDist

from kiosk.indices.index import FEWEST_ANSWERS, converted, half_up, weighted_mean
from kiosk.indices.student import student_t
from kiosk.indices.sums import Sums, effective_visits, variance

LEAST, MOST = 1, 4
WIDTH = MOST - LEAST

NORMAL_95 = NormalDist().inv_cdf(0.975)
"""z of a 95 % interval, about 1.96."""

# Below this many answers' worth on the rarer side, mean ± t·se held the truth in as few as 90 of 100 very glad samples.
FEW_DISSENT = 40
# Below this many answers' worth a point off their means, it did so in as few as 82 of 100 samples in which most say 3.
FEW_DEVIATIONS = 60


class Rule(Enum):
    """How an interval was made."""

    T = "t"
    """mean ± t · standard error."""
    WILSON = "wilson"
    """Wilson's form, where few think otherwise: longer towards the far end of the scale."""
    FLOOR = "floor"
    """All, or nearly all, say the same: what so few visits cannot rule out."""
    ALONE = "alone"
    """A question with one answer says nothing about others: the whole scale."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean with its interval, all three on 1–4, from `visits`; `n` are the answers per question {question: n}.

    `error` is the standard error (√variance, 1–4), `worth` how many evenly weighing visits they are worth, `quantile` the
    t of (worth − 1); all three 0 where `rule` is ALONE.
    """

    mean: Fraction
    low: float
    high: float
    visits: int
    n: Mapping[str, int]
    rule: Rule
    error: float
    quantile: float
    worth: float

    @property
    def doubt(self) -> float:
        """The share (0 to 1) that may think otherwise although none of that many visits did."""
        return floor(self.worth) if self.worth else 1.0

    @property
    def converted(self) -> Decimal:
        """The index on 25–100, rounded half up to two decimals: what is printed, and what is graded."""
        return _printed(self.mean)

    @property
    def converted_low(self) -> Decimal:
        return _printed(self.low)

    @property
    def converted_high(self) -> Decimal:
        return _printed(self.high)


@lru_cache(maxsize=20_000)  # a page of a hundred units prints six hundred, and the next time the same
def _printed(mean: Fraction | float) -> Decimal:
    return half_up(converted(Fraction(mean)), 2)


@lru_cache(maxsize=20_000)  # the same few shares again and again: a page of a hundred units has three thousand
def wilson(k: int, n: int, confidence: float = 0.95) -> tuple[float, float]:
    """Interval of a share, k of n, both ends 0 to 1; (0, 1) for n = 0. ValueError unless 0 ≤ k ≤ n.

    Source: Wilson 1927, without continuity correction.

    >>> [round(100 * end, 1) for end in wilson(90, 100)]
    [82.6, 94.5]
    """
    if not 0 <= k <= n:
        raise ValueError(f"{k} of {n} is no share")
    if n == 0:
        return 0.0, 1.0
    low, high = _wilson(k / n, n, NormalDist().inv_cdf((1 + confidence) / 2))
    return (0.0 if k == 0 else low), (1.0 if k == n else high)


def wilson_of(share: float, n: float) -> tuple[float, float]:
    """The same for a share (0 to 1) of as many visits as they are worth: n > 0, whole or not.

    >>> [round(100 * end, 1) for end in wilson_of(0.9, 100.0)]
    [82.6, 94.5]
    """
    return _wilson(share, n, NORMAL_95)


def clustered_index(
    of: Sums, weights: Mapping[str, Fraction], *, minimum: int = FEWEST_ANSWERS, confidence: float = 0.95
) -> Estimate | None:
    """An index, or one unsur's mean, with {question: weight}; None while a question has fewer than `minimum` answers.

    The mean is exact. The interval is mean ± t·se, cut to the scale: se by `variance`, t with visits − 1, or with
    `effective_visits` − 1 where they weigh unevenly. Where fewer than 40 answers' worth lie on the rarer side of the
    scale it has Wilson's form with the same variance and t, because a symmetric interval then misses the truth too often.
    Where nearly all say the same, whatever they say, it is no narrower than `floor` allows; the fewer deviate, the more.
    ValueError if the weights do not sum to 1. Source: design 3.6; Wilson 1927 with the effective number of visits, as
    Korn & Graubard 1998 for shares. Measured coverage: docs/coverage.md.

    >>> from kiosk.indices.sums import sums
    >>> answers = [{"U1": 4, "U2": 3}] * 50 + [{"U1": 3, "U2": 2}] * 50
    >>> found = clustered_index(sums(answers, ("U1", "U2")), {"U1": Fraction(1, 2), "U2": Fraction(1, 2)})
    >>> found.mean, round(found.low, 4), round(found.high, 4)  # 3 ± 1.98422·√(0.25/99)
    (Fraction(3, 1), 2.9003, 3.0997)
    """
    n = {question: of.n(question) for question in weights}
    if min(n.values()) < max(minimum, 1):
        return None
    mean = weighted_mean(of.nrr, weights)
    if min(n.values()) < 2:
        return Estimate(mean, float(LEAST), float(MOST), of.visits, n, Rule.ALONE, 0.0, 0.0, 0.0)
    spread = variance(of, weights)
    worth = effective_visits(of, weights)
    quantile = student_t((1 + confidence) / 2, worth - 1)
    rule, low, high = _interval(float(mean), spread, quantile)
    lowest, highest = _floor_ends(float(mean), floor(worth, confidence), _unanimity(of, weights, spread) if rule is Rule.T else 0.0)
    if lowest < low or highest > high:
        rule, low, high = Rule.FLOOR, min(low, lowest), max(high, highest)
    return Estimate(mean, low, high, of.visits, n, rule, sqrt(spread), quantile, worth)


def floor(visits: float, confidence: float = 0.95) -> float:
    """The share of visitors (0 to 1) that may think otherwise although none of that many did: 1 − 0.025^(1/visits).

    Source: exact (Clopper–Pearson) bound for none of n; about 3.7/n.

    >>> round(floor(30), 3)
    0.116
    """
    return -expm1(log((1 - confidence) / 2) / visits)


def _interval(mean: float, spread: float, quantile: float) -> tuple[Rule, float, float]:
    share = (mean - LEAST) / WIDTH
    worth = share * (1 - share) * WIDTH**2 / spread if spread else 0.0
    if spread and worth * min(share, 1 - share) < FEW_DISSENT:
        low, high = _wilson(share, worth, quantile)
        return Rule.WILSON, LEAST + WIDTH * low, LEAST + WIDTH * high
    half = quantile * sqrt(spread)
    return Rule.T, max(mean - half, float(LEAST)), min(mean + half, float(MOST))


def _floor_ends(mean: float, doubt: float, unanimity: float) -> tuple[float, float]:
    """No lower end may lie above the first, no upper end below the second: a share of `doubt` may think otherwise.

    Those may think the worst, or the best: where visits say nearly the same, in so far as they do (`unanimity`, 0 to 1); with any visits,
    whatever they say, as far as if all had said 4, or 1.
    """
    lowest = min(mean - (mean - LEAST) * doubt * unanimity, MOST - WIDTH * doubt)
    return lowest, max(mean + (MOST - mean) * doubt * unanimity, LEAST + WIDTH * doubt)


def _unanimity(of: Sums, weights: Mapping[str, Fraction], spread: float) -> float:
    """1 where nobody deviates, 0 from 60 answers' worth of deviations on, in a straight line between.

    An answer a point off its question's mean counts 1, one two points off 4; where answers of a visit hang together, they count less by as
    much as they raise the variance: nine answers of one grumbler are one deviation, not nine.
    """
    if not spread:
        return 1.0
    squares = {q: own.xy - own.x**2 / own.n for q in weights for own in (of.pairs[q, q],)}
    if_apart = sum(float(weight) ** 2 * squares[q] / (of.n(q) - 1) / of.n(q) for q, weight in weights.items())
    return max(0.0, 1 - sum(squares.values()) * if_apart / spread / FEW_DEVIATIONS)


def _wilson(share: float, n: float, quantile: float) -> tuple[float, float]:
    square = quantile**2
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = quantile / (1 + square / n) * sqrt(share * (1 - share) / n + square / (4 * n * n))
    return max(middle - half, 0.0), min(middle + half, 1.0)
