"""How sure a figure is: 95 % intervals of shares, of one unsur's mean, and of an index. No variance is not no doubt."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import expm1, log, sqrt
from statistics import NormalDist

from kiosk.indices.index import FEWEST_ANSWERS, converted, half_up, must_sum_to_one
from kiosk.indices.student import student_t
from kiosk.indices.visits import Sample, Visits, sample, variance

SCALE = (1, 4)


@dataclass(frozen=True, slots=True)
class Estimate:
    """An index with its interval, all three on 1–4; `n` are the answers per unsur {unsur: n}."""

    mean: Fraction
    low: float
    high: float
    visits: int
    n: Mapping[str, int]

    @property
    def converted(self) -> Decimal:
        """The index on 25–100, rounded half up to two decimals: what is printed, and what is graded."""
        return half_up(converted(self.mean), 2)

    @property
    def converted_low(self) -> Decimal:
        return half_up(converted(Fraction(self.low)), 2)

    @property
    def converted_high(self) -> Decimal:
        return half_up(converted(Fraction(self.high)), 2)


@dataclass(frozen=True, slots=True)
class Element:
    """One unsur's mean with its interval, on 1–4, from `n` answers in `visits` visits."""

    unsur: str
    mean: Fraction
    low: float
    high: float
    n: int
    visits: int


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


def clustered_index(
    visits: Visits,
    weights: Mapping[str, Fraction],
    *,
    minimum: int = FEWEST_ANSWERS,
    confidence: float = 0.95,
    scale: tuple[int, int] = SCALE,
) -> Estimate | None:
    """An index from answers by visit, with {unsur: weight}; None while an unsur has fewer than `minimum` answers.

    The mean is that of `weighted_mean`, exact. The interval has Wilson's form (longer towards the far end of the scale:
    a symmetric one held for 90 instead of 95 % of very glad samples), with the clustered variance and the t quantile
    with (visits − 1); it is nowhere narrower than `floor` allows. ValueError if the weights do not sum to 1.
    Source: design 3.6; Wilson 1927 with the effective number of visits, as Korn & Graubard 1998 for shares.

    >>> half = Fraction(1, 2)
    >>> found = clustered_index([[("U1", 4), ("U2", 3)]] * 5 + [[("U1", 3), ("U2", 2)]] * 5, {"U1": half, "U2": half})
    >>> found.mean, round(found.low, 3), round(found.high, 3)  # variance 0.25/9; 72 visits' worth of a share of 2/3
    (Fraction(3, 1), 2.601, 3.333)
    """
    must_sum_to_one(weights)
    of = sample(visits, weights)
    if any(of.answers[u] < max(minimum, 1) for u in weights):
        return None
    mean = sum((weight * of.nrr[u] for u, weight in weights.items()), Fraction(0))
    low, high = _interval(of, weights, float(mean), confidence, scale)
    return Estimate(mean, low, high, len(of.visits), of.answers)


def clustered_mean(visits: Visits, unsur: str, *, confidence: float = 0.95, scale: tuple[int, int] = SCALE) -> Element | None:
    """One unsur's mean (NRR) with its interval, as for an index of this unsur alone; None without answers.

    A single visit says nothing about others: its interval is the whole scale.

    >>> found = clustered_mean([[("U1", 4)]] * 30, "U1")
    >>> found.mean, round(found.low, 2), found.high  # 4 − 3·(1 − 0.025^(1/30))
    (Fraction(4, 1), 3.65, 4.0)
    """
    of = sample(visits, (unsur,))
    if not of.visits:
        return None
    mean = of.nrr[unsur]
    low, high = _interval(of, {unsur: Fraction(1)}, float(mean), confidence, scale)
    return Element(unsur, mean, low, high, of.answers[unsur], len(of.visits))


def floor(visits: float, confidence: float = 0.95) -> float:
    """The share of visitors (0 to 1) that may think otherwise although none of so many did: 1 − 0.025^(1/visits).

    Source: exact (Clopper–Pearson) bound for none of n; about 3.7/n.

    >>> round(floor(30), 3)
    0.116
    """
    return -expm1(log((1 - confidence) / 2) / visits)


def _interval(of: Sample, weights: Mapping[str, Fraction], mean: float, confidence: float, scale: tuple[int, int]) -> tuple[float, float]:
    least, most = scale
    if min(of.visits_of[u] for u in weights) < 2:
        return float(least), float(most)
    spread = variance(of, weights)
    width = most - least
    doubt = floor(_visits_worth(of, weights), confidence)
    if spread == 0:
        # Everyone gives the same answer; those who think otherwise may think the worst, or the best.
        return mean - (mean - least) * doubt, mean + (most - mean) * doubt
    share = (mean - least) / width
    worth = share * (1 - share) * width**2 / spread
    low, high = _wilson(share, worth, student_t((1 + confidence) / 2, len(of.visits) - 1))
    # So many visits, however glad, cannot put the lower end above this, nor the upper end below its counterpart.
    return least + width * min(low, 1 - doubt), least + width * max(high, doubt)


def _wilson(share: float, n: float, quantile: float) -> tuple[float, float]:
    square = quantile**2
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = quantile / (1 + square / n) * sqrt(share * (1 - share) / n + square / (4 * n * n))
    return max(middle - half, 0.0), min(middle + half, 1.0)


def _visits_worth(of: Sample, weights: Mapping[str, Fraction]) -> float:
    """How many visits the sample is worth if its answers lie unevenly: 1/Σ(wᵢ²/mᵢ), at most the visits there are.

    Ten visits that rated U1 and ninety that rated U2 say less about their mean than a hundred that were spread evenly.
    """
    uneven = 1 / float(sum(weight**2 / of.visits_of[u] for u, weight in weights.items()))
    return min(uneven, float(len(of.visits)))
