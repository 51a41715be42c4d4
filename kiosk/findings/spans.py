"""A day, five days, thirty days against the usual; and the day that is further from it than any other."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kiosk.findings.days import Day
from kiosk.findings.finding import DOWN, UP, Finding, Kind
from kiosk.findings.limits import Limits
from kiosk.findings.tails import tails
from kiosk.findings.usual import Count, Usual, difference


def bad_day(day: Day, usual: Usual, tail: tuple[float, float], limits: Limits) -> Finding | None:
    """`tail`: how probable as few satisfied ones are on such a day, and as many (mid-p)."""
    low, high = tail
    if low < (limits.bad_day_busy if usual.a_day >= limits.busy else limits.bad_day):
        return _of_days(Kind.BAD_DAY, DOWN, [day], usual)
    if high < limits.good_day:
        return _of_days(Kind.GOOD_DAY, UP, [day], usual)
    return None


def five_days(days: Sequence[Day], usual: Usual, limits: Limits) -> Finding | None:
    """The last five days together, against the usual of those before. Not for the last one's sake alone: that is a day's finding."""
    low, high = tail_of([count_of(day) for day in days], usual)
    before_low, before_high = tail_of([count_of(day) for day in days[:-1]], usual)
    if low < limits.five_low and before_low < limits.five_without_last:
        return _of_days(Kind.FIVE_DAYS, DOWN, days, usual)
    if high < limits.five_high and before_high < limits.five_without_last:
        return _of_days(Kind.FIVE_DAYS, UP, days, usual)
    return None


def thirty_days(now: Sequence[Day], before: Sequence[Day], usual: Usual, limits: Limits) -> Finding | None:
    """Two spans of about thirty days, both rated."""
    return between(Kind.THIRTY_DAYS, now, before, usual.phi, limits)


def between(kind: Kind, now: Sequence[Day], before: Sequence[Day], phi: float, limits: Limits) -> Finding | None:
    """Two spans of days, both rated: how far their shares lie apart, in standard errors."""
    n, n_before = sum(day.total for day in now), sum(day.total for day in before)
    share, share_before = (sum(day.satisfied for day in days) / of for days, of in ((now, n), (before, n_before)))
    both = (share * n + share_before * n_before) / (n + n_before)
    error = (phi * both * (1 - both) * (1 / n + 1 / n_before)) ** 0.5
    if not error or abs(share - share_before) <= limits.thirty * error:
        return None
    low, high = difference(share, n, share_before, n_before, phi)
    direction = DOWN if share < share_before else UP
    return Finding(kind, direction, share, share_before, now[0].date, now[-1].date, n, low, high)


def record(days: Sequence[Day], low: Sequence[float], high: Sequence[float], usual: Usual, limits: Limits) -> Finding | None:
    """The last of these days, if none of the others was so improbable. `low` and `high`: their tails, in the same order."""
    if len(days) <= limits.record_fewest:
        return None
    for direction, own in ((DOWN, low), (UP, high)):
        if own[-1] < limits.record and own[-1] < min(own[:-1]):
            found = _of_days(Kind.RECORD, direction, days[-1:], usual)
            return replace(found, record=_no_better(found, days[:-1]))
    return None


def with_record(found: Finding | None, of_day: Finding | None) -> Sequence[Finding]:
    """A day's finding and its being a record, as one: what is said once is not said twice."""
    if found and of_day and found.direction == of_day.direction:
        return [replace(found, record=of_day.record)]
    return [each for each in (found, of_day) if each]


def _no_better(found: Finding, days: Sequence[Day]) -> date:
    """The last of the days before with such a share, among those on which at least half as many rated; the first if there is none."""
    for day in reversed(days):
        if 2 * day.total >= found.n and (day.share <= found.value if found.direction == DOWN else day.share >= found.value):
            return day.date
    return days[0].date


def tail_of(counts: Sequence[Count], usual: Usual) -> tuple[float, float]:
    """How probable it is that so few of them are satisfied, and so many: mid-p of a beta-binomial. (1, 1) if nobody came."""
    n, k = sum(count.n for count in counts), sum(count.k for count in counts)
    if not n:
        return 1.0, 1.0
    return tails(k, n, usual.expected(counts) / n, usual.correlation(usual.a_day if len(counts) == 1 else n))


def count_of(day: Day) -> Count:
    return Count(day.date.weekday(), day.total, day.unsatisfied)


def _of_days(kind: Kind, direction: str, days: Sequence[Day], usual: Usual) -> Finding:
    counts = [count_of(day) for day in days]
    n = sum(count.n for count in counts)
    value, expected = 1 - sum(count.k for count in counts) / n, 1 - usual.expected(counts) / n
    low, high = difference(value, n, expected, usual.n, usual.phi)
    return Finding(kind, direction, value, expected, days[0].date, days[-1].date, n, low, high)
