"""Periods: their first and last days, the one before, the same of last year, at the edges of months, years and weeks."""

from datetime import date, timedelta

import pytest

from kiosk.indices.periods import KINDS, LONGEST, Period, PeriodError, around, free

D = date.fromisoformat


@pytest.mark.parametrize(
    ("kind", "day", "first", "last", "number", "why"),
    [
        ("day", "2026-11-19", "2026-11-19", "2026-11-19", 1, "itself"),
        ("week", "2026-11-22", "2026-11-16", "2026-11-22", 47, "Sunday ends it"),
        ("week", "2027-01-01", "2026-12-28", "2027-01-03", 53, "ISO: the year of its Thursday"),
        ("week", "2024-12-30", "2024-12-30", "2025-01-05", 1, "and so the first of the next"),
        ("month", "2028-02-29", "2028-02-01", "2028-02-29", 2, "leap year"),
        ("month", "2100-02-28", "2100-02-01", "2100-02-28", 2, "no leap year"),
        ("quarter", "2026-09-30", "2026-07-01", "2026-09-30", 3, "its last day"),
        ("quarter", "2026-10-01", "2026-10-01", "2026-12-31", 4, "the first of the next"),
        ("semester", "2026-06-30", "2026-01-01", "2026-06-30", 1, "as the source document has it"),
        ("semester", "2026-07-01", "2026-07-01", "2026-12-31", 2, ""),
        ("year", "2026-07-01", "2026-01-01", "2026-12-31", 1, ""),
    ],
)
def test_a_period_is_the_days_around_a_day(kind: str, day: str, first: str, last: str, number: int, why: str) -> None:
    found = around(kind, D(day))
    assert (found.first, found.last, found.number) == (D(first), D(last), number), why


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (around("week", D("2026-12-31")), "2025-12-22", "2025-12-28"),
        (around("week", D("2025-12-22")), "2024-12-23", "2024-12-29"),
        (around("month", D("2028-02-10")), "2027-02-01", "2027-02-28"),
        (around("day", D("2028-02-29")), "2027-02-28", "2027-02-28"),
        (around("semester", D("2026-03-01")), "2025-01-01", "2025-06-30"),
        (free(D("2027-02-28"), D("2028-02-29")), "2026-02-28", "2027-02-28"),
    ],
)
def test_the_same_of_last_year(period: Period, first: str, last: str) -> None:
    assert (period.a_year_before().first, period.a_year_before().last) == (D(first), D(last))


@pytest.mark.parametrize("kind", KINDS[:-1])
def test_periods_of_a_kind_follow_each_other_without_gap(kind: str) -> None:
    period = around(kind, D("2023-12-01"))
    for _ in range(40):
        following = period.after()
        assert following.first == period.last + timedelta(days=1)
        assert following.before() == period
        assert following.kind == kind
        period = following


def test_a_free_one_is_followed_by_its_own_length() -> None:
    period = free(D("2026-02-20"), D("2026-03-01"))
    assert period.days == 10
    assert (period.after().first, period.after().last) == (D("2026-03-02"), D("2026-03-11"))
    assert (period.before().first, period.before().last) == (D("2026-02-10"), D("2026-02-19"))


@pytest.mark.parametrize(("first", "last", "what"), [("2026-03-02", "2026-03-01", "order"), ("2010-01-01", "2026-01-01", "long")])
def test_what_is_no_period(first: str, last: str, what: str) -> None:
    with pytest.raises(PeriodError, match=what):
        free(D(first), D(last))
    with pytest.raises(PeriodError, match="kind"):
        around("century", D(first))
    assert free(D("2016-01-01"), D("2016-01-01") + LONGEST).days == LONGEST.days + 1
