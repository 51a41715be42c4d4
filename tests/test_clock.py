"""The clock: a day at a counter in every zone of Indonesia, at midnight and at the end of a year; exact milliseconds."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from kiosk.clock import borders, from_milliseconds, service_day, system_clock, to_milliseconds
from tests.make import utc

ZONES = [("Asia/Jakarta", 7), ("Asia/Pontianak", 7), ("Asia/Makassar", 8), ("Asia/Jayapura", 9)]


@pytest.mark.parametrize(("zone", "offset"), ZONES)
@pytest.mark.parametrize("day", [date(2026, 11, 19), date(2026, 12, 31), date(2027, 1, 1), date(2028, 2, 29)])
def test_a_day_runs_from_midnight_to_midnight_of_its_zone(zone: str, offset: int, day: date) -> None:
    start, end = borders(day, zone)
    assert start == datetime(day.year, day.month, day.day, tzinfo=timezone(timedelta(hours=offset)))
    assert end - start == timedelta(hours=24)
    instant = timedelta(microseconds=1)
    assert [service_day(m, zone) for m in (start - instant, start, end - instant, end)] == [
        day - timedelta(days=1),
        day,
        day,
        day + timedelta(days=1),
    ]


@pytest.mark.parametrize(
    ("moment", "milliseconds"),
    [
        (utc(1970, 1, 1), 0),
        (utc(1970, 1, 1, 0, 0, 0, 1_999), 1),
        (utc(1969, 12, 31, 23, 59, 59, 999_500), -1),  # down, not towards zero
        (utc(2026, 11, 19, 7, 42), 1795074120000),
        (datetime(2026, 11, 19, 14, 42, tzinfo=timezone(timedelta(hours=7))), 1795074120000),
    ],
)
def test_moments_are_whole_milliseconds(moment: datetime, milliseconds: int) -> None:
    assert to_milliseconds(moment) == milliseconds
    assert timedelta(0) <= moment - from_milliseconds(milliseconds) < timedelta(milliseconds=1)


def test_the_machines_clock_is_aware() -> None:
    assert system_clock().tzinfo is UTC
