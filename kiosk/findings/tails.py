"""The tails of the beta-binomial: how probable a count is where days differ more than chance explains."""

from collections.abc import Iterable
from math import exp, lgamma

NEVER = 1e-6
"""A correlation below this is none: the binomial, whose lgamma would lose its digits further down."""


def tails(k: int, n: int, mean: float, correlation: float) -> tuple[float, float]:
    """Mid-p of k or more of n, and of k or fewer: what lies beyond, and half of k itself. They sum to 1.

    `mean` is the share expected, 0 < mean < 1; `correlation` that of any two of the n, 0 ≤ correlation < 1. n terms at most.
    Source: Skellam 1948 (beta-binomial); Lancaster 1961 (mid-p).

    >>> [round(p, 4) for p in tails(2, 2, 0.5, 0.0)]  # ½·0.25, and ½·0.25 + 0.75
    [0.125, 0.875]
    >>> [round(p, 4) for p in tails(1, 1, 0.1, 0.3)]
    [0.05, 0.95]
    """
    correlation = max(correlation, NEVER)
    a, b = mean * (1 - correlation) / correlation, (1 - mean) * (1 - correlation) / correlation
    start = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + lgamma(a + b) - lgamma(a + b + n)
    own = exp(start + lgamma(k + a) - lgamma(a) + lgamma(n - k + b) - lgamma(b))
    # The shorter tail is summed, term by term from k outwards.
    if k >= n * mean:
        more = _beyond(own, ((n - i) * (i + a) / ((i + 1) * (n - i - 1 + b)) for i in range(k, n)))
        return more + own / 2, 1 - more - own / 2
    less = _beyond(own, (i * (n - i + b) / ((n - i + 1) * (i - 1 + a)) for i in range(k, 0, -1)))
    return 1 - less - own / 2, less + own / 2


def _beyond(term: float, ratios: Iterable[float]) -> float:
    total = 0.0
    for ratio in ratios:
        term *= ratio
        total += term
        if term < total * 1e-15:
            break
    return total
