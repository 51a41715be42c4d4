"""Tests of counts without approximation: binomial, and Fisher's for two shares. Good for few answers as for many."""

from collections.abc import Iterable
from math import exp, inf, lgamma, log, log1p

# Two ways to the same probability differ in their last digits; without this slack one of two equals would be left out.
ALIKE = 1 + 1e-7


def binomial_test(k: int, n: int, share: float) -> float:
    """Two-sided p (0 to 1) of k of n if the true share were `share` (0 to 1): all outcomes no likelier than k. 1 for n = 0.

    Relative error below 1e-9 up to n = 100,000. ValueError unless 0 ≤ k ≤ n and 0 ≤ share ≤ 1. Source: Clopper & Pearson
    1934, two-sided by the method of small p-values (as R's binom.test).

    >>> round(binomial_test(7, 10, 0.5), 6)  # 2·(120 + 45 + 10 + 1)/1024
    0.34375
    """
    if not 0 <= k <= n or not 0 <= share <= 1:
        raise ValueError(f"{k} of {n} with a share of {share} cannot be tested")

    def likelihood(i: int) -> float:
        return _log_choose(n, i) + _times(i, log(share) if share else -inf) + _times(n - i, log1p(-share) if share < 1 else -inf)

    return _no_likelier(likelihood(k), (likelihood(i) for i in range(n + 1)))


def fisher_exact(first: tuple[int, int], second: tuple[int, int]) -> float:
    """Two-sided p (0 to 1) that two shares, each (k, n), are one: all tables with the same margins no likelier than this.

    ValueError unless 0 ≤ k ≤ n in both. Source: Fisher 1935; two-sided as R's fisher.test.

    >>> round(fisher_exact((3, 4), (1, 4)), 6)  # the lady tasting tea: 34/70
    0.485714
    """
    (a, n), (b, m) = first, second
    if not 0 <= a <= n or not 0 <= b <= m:
        raise ValueError(f"{a} of {n} and {b} of {m} are no two shares")

    def likelihood(i: int) -> float:
        return _log_choose(n, i) + _log_choose(m, a + b - i) - _log_choose(n + m, a + b)

    return _no_likelier(likelihood(a), (likelihood(i) for i in range(max(0, a + b - m), min(n, a + b) + 1)))


def _no_likelier(seen: float, outcomes: Iterable[float]) -> float:
    """The probability of all outcomes that are no likelier than the one seen, all as logarithms."""
    return min(1.0, sum(exp(outcome) for outcome in outcomes if outcome <= seen + log(ALIKE)))


def _log_choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def _times(times: int, logarithm: float) -> float:
    return times * logarithm if times else 0.0
