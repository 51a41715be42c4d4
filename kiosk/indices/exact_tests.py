"""The binomial test without approximation: good for few answers as for many."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import lru_cache
from math import exp, lgamma, log, log1p

# Two ways to the same probability differ in their last digits; without this slack one of two equals would be left out.
ALIKE = 1 + 1e-7
NOTHING = 1e-17
"""A term so small beside the sum does not change it, nor do those that follow: they fall faster than a geometric series."""


@lru_cache(maxsize=2000)
def binomial_test(k: int, n: int, share: float) -> float:
    """Two-sided p (0 to 1) of k of n if the true share were `share` (0 to 1): all outcomes no likelier than k. 1 for n = 0.

    Relative error below 1e-9 up to n = 100,000. ValueError unless 0 ≤ k ≤ n and 0 ≤ share ≤ 1. Source: Clopper & Pearson
    1934, two-sided by the method of small p-values (as R's binom.test).

    >>> round(binomial_test(7, 10, 0.5), 6)  # 2·(120 + 45 + 10 + 1)/1024
    0.34375
    """
    if not 0 <= k <= n or not 0 <= share <= 1:
        raise ValueError(f"{k} of {n} with a share of {share} cannot be tested")

    if share in (0, 1):
        return float(k == share * n)
    yes, no = log(share), log1p(-share)
    return _no_likelier(lambda i: _log_choose(n, i) + i * yes + (n - i) * no, k, range(n + 1))


def _no_likelier(likelihood: Callable[[int], float], seen: int, possible: range) -> float:
    """The probability of all outcomes that are no likelier than the one seen; `likelihood` gives their logarithms.

    Outcomes grow likelier up to one and less likely from there, so those are two tails, each summed from its inner end for
    as long as it adds anything: some √n terms.
    """
    rare = likelihood(seen) + log(ALIKE)
    likeliest = possible[bisect_left(possible[:-1], True, key=lambda i: likelihood(i + 1) <= likelihood(i))]
    below, above = range(possible[0], likeliest + 1), range(likeliest + 1, possible[-1] + 1)
    lower = below[: bisect_left(below, True, key=lambda i: likelihood(i) > rare)]
    upper = above[bisect_left(above, True, key=lambda i: likelihood(i) <= rare) :]
    return min(1.0, _sum(likelihood, reversed(lower)) + _sum(likelihood, upper))


def _sum(likelihood: Callable[[int], float], outcomes: Iterable[int]) -> float:
    total = 0.0
    for outcome in outcomes:
        term = exp(likelihood(outcome))
        total += term
        if term <= total * NOTHING:
            break
    return total


def _log_choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
