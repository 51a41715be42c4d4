"""The only place that asks what time it is, and what day it is at a counter.

Moments are aware datetimes in UTC; a service day is a local date in the unit's own zone (WIB, WITA, WIT).
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

Clock = Callable[[], datetime]
"""Anything that, called, says the present moment (aware)."""

MILLISECOND = timedelta(milliseconds=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

ZONE_NAMES = {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}

EARLIEST_YEAR, LATEST_YEAR = 1945, 2100
TIME_OF_DAY = re.compile(r"([0-9]{1,2})(?:[.:]?([0-5][0-9]))?")


def system_clock() -> datetime:
    """Now, by the machine's clock, in UTC."""
    return datetime.now(UTC)


def is_zone(name: str) -> bool:
    """Whether the IANA database has a zone of this name. A list of all its zones would read hundreds of files.

    >>> [is_zone(name) for name in ("Asia/Makassar", "WIB", "Asia", "../etc", "")]
    [True, False, False, False, False]
    """
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def time_of_day(text: str) -> time:
    """A time that somebody wrote, on a 24-hour clock, to the minute. Raises ValueError if it is none.

    >>> [str(time_of_day(text)) for text in ("08.00", "8:30", "8", "0800", "1530")]
    ['08:00:00', '08:30:00', '08:00:00', '08:00:00', '15:30:00']
    """
    found = TIME_OF_DAY.fullmatch(text.strip())
    if not found:
        raise ValueError(f"not a time of day: {text!r}")
    return time(int(found[1]), int(found[2] or 0))


def written_day(text: str) -> date | None:
    """A day that somebody wrote, in the form browsers send; None if it is none, or lies outside what any of our pages covers.

    >>> written_day("2026-11-19").isoformat(), written_day("2026-02-30"), written_day("20261119"), written_day("1066-10-14")
    ('2026-11-19', None, None, None)
    """
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if EARLIEST_YEAR <= found.year <= LATEST_YEAR and found.isoformat() == text else None


def service_day(moment: datetime, zone: str) -> date:
    """The local date in `zone` on which `moment` (aware) falls.

    >>> service_day(datetime(2026, 11, 21, 17, 0, tzinfo=UTC), "Asia/Jakarta").isoformat()
    '2026-11-22'
    """
    return moment.astimezone(ZoneInfo(zone)).date()


def latest_day(moment: datetime) -> date:
    """The day that has begun somewhere in Indonesia: Jayapura's, the first to have it. It decides when a change "since today" is in force.

    >>> latest_day(datetime(2026, 11, 21, 15, 0, tzinfo=UTC)).isoformat()
    '2026-11-22'
    """
    return service_day(moment, "Asia/Jayapura")


def borders(day: date, zone: str) -> tuple[datetime, datetime]:
    """The first moment of the service day and the first of the next, both UTC.

    >>> [m.isoformat() for m in borders(date(2026, 11, 22), "Asia/Jayapura")]
    ['2026-11-21T15:00:00+00:00', '2026-11-22T15:00:00+00:00']
    """
    start = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))
    end_day = day + timedelta(days=1)
    end = datetime(end_day.year, end_day.month, end_day.day, tzinfo=ZoneInfo(zone))
    return start.astimezone(UTC), end.astimezone(UTC)


def to_milliseconds(moment: datetime) -> int:
    """Whole milliseconds since 1970-01-01 UTC, rounded down. Exact: no float is involved.

    >>> to_milliseconds(datetime(2026, 11, 22, 3, 4, 5, 678999, tzinfo=UTC))
    1795316645678
    """
    return (moment - EPOCH) // MILLISECOND


def from_milliseconds(milliseconds: int) -> datetime:
    """The moment (UTC) that many milliseconds after 1970-01-01 UTC."""
    return EPOCH + milliseconds * MILLISECOND


def day_number(day: date) -> int:
    """A day as the number YYYYMMDD, which any SQL shell shows readably.

    >>> day_number(date(2026, 11, 22))
    20261122
    """
    return day.year * 10000 + day.month * 100 + day.day


@lru_cache(maxsize=4096)  # the same few days again and again: a region's month has them a hundred times
def day_of_number(number: int) -> date:
    """The day of a number YYYYMMDD; ValueError if there is none."""
    return date(number // 10000, number // 100 % 100, number % 100)


def day_numbers(first: date, last: date) -> Iterator[int]:
    """The numbers of the days from first to last."""
    return (day_number(first + timedelta(days=n)) for n in range((last - first).days + 1))
