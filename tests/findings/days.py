"""Tables of days for tests: open days from Monday to Friday, each as asked."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from kiosk.findings import Day, Finding, Kind, of_day

MONDAY = date(2026, 1, 5)


def open_day(number: int) -> date:
    """The open day of that number; 0 is a Monday.

    >>> open_day(5)
    datetime.date(2026, 1, 12)
    """
    return MONDAY + timedelta(days=number // 5 * 7 + number % 5)


def steady(n: int, total: int = 20, unsatisfied: Sequence[int] = (2, 1, 3, 2, 2), **rest: Any) -> list[Day]:
    """n open days with `total` visits each, of whom as many are unsatisfied as the row says, again and again."""
    return [Day(open_day(i), total, total - unsatisfied[i % len(unsatisfied)], **rest) for i in range(n)]


def then(days: Sequence[Day], *more: tuple[int, int], **rest: Any) -> list[Day]:
    """These days, and after them one for each (total, satisfied)."""
    return [*days, *(Day(open_day(len(days) + i), total, satisfied, **rest) for i, (total, satisfied) in enumerate(more))]


def found(days: Sequence[Day]) -> dict[Kind, Finding]:
    """The findings of the last day by kind; no kind twice."""
    each = last(days)
    assert len({finding.kind for finding in each}) == len(each)
    return {finding.kind: finding for finding in each}


def last(days: Sequence[Day]) -> Sequence[Finding]:
    """The findings of the last day."""
    there = of_day(days)
    assert there
    return there.findings
