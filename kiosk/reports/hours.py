"""A day hour by hour, beside what is usual on its weekday."""

from collections import Counter as Tally
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from kiosk.findings.crowds import unlike
from kiosk.ledger.visits import Began, beginnings
from kiosk.places import Unit
from kiosk.places.opening import Hours, Spans
from kiosk.reports.withholding import Visit

USUAL_WEEKS = 8


@dataclass(frozen=True, slots=True)
class Hour:
    """One hour of the day shown: visits, what is usual on this weekday, and whether this is part of the day's exception."""

    hour: int
    visits: int
    usual: float | None
    stands_out: bool = False


class Exceptional(NamedTuple):
    """Hours that follow each other and are unlike the usual, all one way: `first` to `last`, both in it."""

    first: int
    last: int
    visits: int
    usual: float

    @property
    def is_more(self) -> bool:
        return self.visits > self.usual


def same_weekdays(unit: Unit, day: date) -> dict[date, list[Began]]:
    """When and where visits began on this weekday in the weeks before, oldest day first; only days that have any."""
    return beginnings(unit, [day - timedelta(weeks=n) for n in range(1, USUAL_WEEKS + 1)])


def hours_of_day(
    opening: Hours, day: date, of_day: Sequence[Visit], weekdays: Mapping[date, Sequence[Began]], until: datetime | None
) -> list[Hour]:
    """The hours of a day with its visits; `weekdays` are those before (see `same_weekdays`).

    `until`: now, while the day runs: an hour that is not over is like no other.
    """
    zone = ZoneInfo(opening.zone)
    visits = _by_hour((visit.began_at for visit in of_day), zone)
    sums: Tally[int] = Tally()
    for of_weekday in weekdays.values():
        sums.update(_by_hour((began.at for began in of_weekday), zone))
    hours, weeks = _span(opening.on(day), visits), len(weekdays)
    usual = {hour: sums[hour] / weeks for hour in hours} if weeks >= 2 else {}
    running = until.astimezone(zone).hour if until else 24
    over = {hour: mean for hour, mean in usual.items() if hour < running}
    # Among all hours from the first on: who looks every hour is told no more often than who looks in the evening.
    found = unlike(visits, over, weeks, len(usual))
    return [Hour(hour, visits[hour], usual.get(hour), hour in _together(found)) for hour in hours]


def exceptional(hours: Sequence[Hour]) -> Exceptional | None:
    """The hours that stand out, together; None: the day runs as usual."""
    own = [hour for hour in hours if hour.stands_out]
    if not own:
        return None
    return Exceptional(own[0].hour, own[-1].hour, sum(hour.visits for hour in own), sum(hour.usual or 0 for hour in own))


def _together(found: Mapping[int, float]) -> set[int]:
    """The hour furthest from its usual, and those beside it that are so in the same direction."""
    if not found:
        return set()
    furthest = next(iter(found))
    own = {furthest}
    for step in (-1, 1):
        hour = furthest + step
        while hour in found and (found[hour] > 0) == (found[furthest] > 0):
            own.add(hour)
            hour += step
    return own


def _by_hour(moments: Iterable[datetime], zone: ZoneInfo) -> Mapping[int, int]:
    return Tally(moment.astimezone(zone).hour for moment in moments)


def _span(spans: Spans, visits: Mapping[int, int]) -> range:
    """The hours to show: those the unit is open, and any outside in which somebody rated; office hours if it has neither."""
    hours = set(visits)
    for opens, closes in spans:
        last = closes.hour if closes.minute else closes.hour - 1
        hours |= set(range(opens.hour, last + 1))
    return range(min(hours), max(hours) + 1) if hours else range(8, 16)
