"""Leases: only one of all workers does the work, and what is done once a day is done once a day."""

from datetime import UTC, datetime, timedelta
from secrets import token_hex

import pytest
from flask import Flask

from kiosk.jobs import lease

NIGHT = datetime(2026, 11, 19, 17, 5, tzinfo=UTC)
"""00.05 in Jakarta."""
A_ROUND = timedelta(minutes=10, seconds=10)
A_DAY = timedelta(days=1)


def test_a_lease_is_held_by_one_until_it_ends(inside: Flask) -> None:
    length = timedelta(minutes=3)
    assert lease.take("x", "a", NIGHT, length)
    assert not lease.take("x", "b", NIGHT + timedelta(minutes=2), length)
    assert lease.take("x", "a", NIGHT + timedelta(minutes=2), length), "its own it renews"
    assert not lease.take("x", "b", NIGHT + timedelta(minutes=4), length)
    assert lease.take("x", "b", NIGHT + timedelta(minutes=6), length), "the holder is dead"
    assert not lease.take("x", "a", NIGHT + timedelta(minutes=6, milliseconds=-1), length), "it asked first and came second"
    assert lease.take("x", "a", NIGHT - timedelta(days=9), length), "it was taken while the clock was ahead"


def next_morning(now: datetime) -> datetime:
    """07.00 in Jakarta."""
    morning = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return morning if morning > now else morning + A_DAY


def test_what_is_done_once_a_day_is_done_at_its_hour_by_one(inside: Flask) -> None:
    """As the module puts it: three days of rounds by two servers, the second a second behind the first."""
    now, done = NIGHT, []
    while now < NIGHT + 3 * A_DAY:
        for moment in (now, now + timedelta(seconds=1)):
            if lease.take("morning-mail", token_hex(8), moment, next_morning(moment) - moment):
                done.append(moment)
        now += A_ROUND
    first, *later = done
    assert first == NIGHT, "at once"
    assert len(later) == 3
    late = [each - (next_morning(each) - A_DAY) for each in later]
    assert all(timedelta() <= each < A_ROUND for each in late), "and then at seven, not a round later every day"


def test_a_name_that_one_store_would_refuse_is_refused_by_both(inside: Flask) -> None:
    assert lease.take("x" * lease.LONGEST_NAME, "a", NIGHT, A_DAY)
    with pytest.raises(ValueError, match="at most 20"):
        lease.take("x" * (lease.LONGEST_NAME + 1), "a", NIGHT, A_DAY)
