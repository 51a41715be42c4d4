"""Sums over a span of days, of whole months and as few days beside them as there may be.

A month that the span has only a piece of is the sum of the days in it, or all of it less its other days: whichever are fewer.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from operator import add
from typing import NamedTuple

from kiosk.clock import day_number, day_numbers
from kiosk.store import Direct, Row
from kiosk.tallies.cells import RELEASED, basis_of


class Span(NamedTuple):
    """Whole months (YYYYMM, first and last; None: none), days to be added to them, and days to be taken from them."""

    months: tuple[int, int] | None
    added: Sequence[tuple[date, date]]
    taken: Sequence[tuple[date, date]]


class Asked(NamedTuple):
    """What is added up: `values` of daily_<kind> and monthly_<kind> for each of the `keys`, the last of which is the basis.

    `above`: RELEASED for what may be shown, else 0. `part`: of this part alone.
    """

    kind: str
    keys: Sequence[str]
    values: Sequence[str]
    above: int
    part: str | None = None


def span_of(first: date, last: date) -> Span:
    """
    >>> span_of(date(2026, 1, 15), date(2026, 5, 10))._replace(added=())
    Span(months=(202601, 202604), added=(), taken=[(datetime.date(2026, 1, 1), datetime.date(2026, 1, 14))])
    >>> span_of(date(2026, 5, 1), date(2026, 5, 3))
    Span(months=None, added=[(datetime.date(2026, 5, 1), datetime.date(2026, 5, 3))], taken=[])
    """
    months, added, taken = list[int](), list[tuple[date, date]](), list[tuple[date, date]]()
    for start, end in months_of(first, last):
        here = max(start, first), min(end, last)
        beside = [(a, b) for a, b in ((start, first - timedelta(days=1)), (last + timedelta(days=1), end)) if a <= b]
        if _length(*here) <= sum(_length(*each) for each in beside):
            added.append(here)
        else:
            months.append(start.year * 100 + start.month)
            taken += beside
    # Only the first and the last month can be a piece, so those that are whole follow each other.
    return Span((months[0], months[-1]) if months else None, added, taken)


def added_up(direct: Direct, asked: Asked, span: Span, unit_id: int | None) -> dict[Row, list[int]]:
    """{keys: sums} over the span, by basis and not by access; no row of zeros. One statement, so that all is of one moment."""
    pieces = list(_pieces(asked, span, unit_id))
    if not pieces:
        return {}
    found: dict[Row, list[int]] = {}
    last = len(asked.keys) - 1
    for row in direct.all(" UNION ALL ".join(query for query, _ in pieces), [value for _, values in pieces for value in values]):
        key, sums = (*row[:last], basis_of(row[last])), list(map(int, row[last + 1 :]))
        found[key] = list(map(add, found[key], sums)) if key in found else sums
    return {key: sums for key, sums in found.items() if any(sums)}


def _pieces(asked: Asked, span: Span, unit_id: int | None) -> Iterator[tuple[str, Sequence[object]]]:
    """(statement, its values) for each piece of the span."""
    columns = ", ".join(asked.keys)
    conditions = [(name, value) for name, value in (("unit_id", unit_id), ("part", asked.part)) if value is not None]
    of, own = "".join(f"{name} = ? AND " for name, _ in conditions), [value for _, value in conditions]

    def query(table: str, sign: str, within: str) -> str:
        sums = ", ".join(f"{sign}sum({name})" for name in asked.values)
        where = f"{of}basis & {RELEASED} = {asked.above} AND {within}"
        return f"SELECT {columns}, {sums} FROM {table}_{asked.kind} WHERE {where} GROUP BY {columns}"  # noqa: S608  # our own

    for sign, days in (("", span.added), ("-", span.taken)):
        for start, end in days:
            # One unit's days are found one by one; those of all units lie together.
            each = list(day_numbers(start, end))
            within = "service_day BETWEEN ? AND ?" if unit_id is None else f"service_day IN ({', '.join('?' * len(each))})"
            yield query("daily", sign, within), (*own, *((day_number(start), day_number(end)) if unit_id is None else each))
    if span.months:
        yield query("monthly", "", "month BETWEEN ? AND ?"), (*own, *span.months)


def months_of(first: date, last: date) -> Iterator[tuple[date, date]]:
    """(first day, last day) of every month that has a day of the span."""
    start = first.replace(day=1)
    while first <= last and start <= last:
        after = (start + timedelta(days=32)).replace(day=1)
        yield start, after - timedelta(days=1)
        start = after


def _length(first: date, last: date) -> int:
    """In days."""
    return (last - first).days + 1
