"""Counts of visits on one day, by hour or by counter, that are unlike the usual of the same weekday.

How often usual days are named, and a doubled hour: docs/findings.md, made by `loket simulate findings`.
"""

from collections.abc import Hashable, Mapping
from math import sqrt
from statistics import NormalDist
from typing import TypeVar

Name = TypeVar("Name", bound=Hashable)
PHI = 1.3
"""How much more than by chance such a count is taken to vary."""
LIMIT = 0.035
"""So improbable is the furthest of a usual day. At 0.05 six days of a hundred named a counter where each has five visits: so few are
skewed still."""
FEWEST_WEEKS = 4
ROOT = 3 / 8
"""Anscombe 1948: the root of a Poisson count plus this has the variance 1/4, nearly whatever its mean."""


def unlike(counts: Mapping[Name, int], usual: Mapping[Name, float], weeks: int, among: int | None = None) -> dict[Name, float]:
    """{name: in how many standard errors it is above (or below, < 0) its usual}, the furthest first; `usual` are means of so many weeks.

    Two-sided, Bonferroni's correction over `among`, all of `usual` unless said: of a hundred usual days five at most name something.
    Nothing with fewer than FEWEST_WEEKS.

    >>> usual = {hour: 6.0 for hour in range(8, 16)}
    >>> [*unlike({**dict.fromkeys(usual, 6), 10: 18}, usual, 8)], unlike(dict.fromkeys(usual, 9), usual, 8)
    ([10], {})
    >>> [*unlike({10: 15}, {10: 6.0}, 8)], [*unlike({10: 15}, {10: 6.0}, 8, among=8)]
    ([10], [])
    """
    if weeks < FEWEST_WEEKS or not usual:
        return {}
    far = NormalDist().inv_cdf(1 - LIMIT / 2 / (among or len(usual)))
    found = {name: 2 * (sqrt(counts.get(name, 0) + ROOT) - sqrt(mean + ROOT)) / sqrt(PHI * (1 + 1 / weeks)) for name, mean in usual.items()}
    return dict(sorted(((name, z) for name, z in found.items() if abs(z) > far), key=lambda each: -abs(each[1])))
