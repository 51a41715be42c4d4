"""A place at which nobody rates any more.

How many come on a day is Poisson around a mean that differs from day to day by a gamma factor with the squared variation 1/k. None of Λ
expected visits comes with the probability (1 + Λ/k)^−k. A place with m visits a day has 260·m pauses a year, so one of them is longer
than Λ* = k·((260·m)^(1/k) − 1) by chance once a year. Source: gamma–Poisson mixture; simulated in docs/findings.md.
"""

from collections.abc import Sequence
from math import expm1, log
from statistics import fmean, pvariance

from kiosk.findings.days import Day
from kiosk.findings.finding import DOWN, Finding, Kind
from kiosk.findings.limits import Limits

YEAR = 260
"""Open days."""


def silent(quiet: Sequence[Day], before: Sequence[Day], limits: Limits) -> Finding | None:
    """`quiet`: the last open days, on which nobody rated; `before`: the days up to them, of which enough must be known."""
    if not quiet or sum(day.visits > 0 for day in before) < limits.fewest_days:
        return None
    by_weekday = [[day.visits for day in before if day.date.weekday() == weekday] for weekday in range(7)]
    mean = fmean(day.visits for day in before)
    # A weekday that was never open before is as busy as the others.
    usual = [fmean(each) if each else mean for each in by_weekday]
    expected = sum(usual[day.date.weekday()] for day in quiet)
    k = _shape(before, usual, limits)
    if expected < longest(mean, k, limits):
        return None
    return Finding(Kind.SILENT, DOWN, 0.0, expected, quiet[0].date, quiet[-1].date, 0, p=(1 + expected / k) ** -k)


def longest(mean: float, k: float, limits: Limits) -> float:
    """Λ*: how many visits a pause may be worth, with `mean` visits a day and the shape k.

    >>> round(longest(3, 1 / 0.3**2, Limits()), 1)  # 11.1·(780^0.09 − 1)
    9.1
    """
    return k * expm1(log(YEAR * mean / limits.silent_a_year) / k)


def _shape(before: Sequence[Day], usual: Sequence[float], limits: Limits) -> float:
    """k from the days before: what their counts vary beyond Poisson, relative to the mean; at least as much as days are known to."""
    factors = [day.visits / usual[day.date.weekday()] for day in before if usual[day.date.weekday()]]
    by_chance = fmean(1 / usual[day.date.weekday()] for day in before if usual[day.date.weekday()])
    return 1 / max(pvariance(factors) - by_chance, limits.day_factor**2)
