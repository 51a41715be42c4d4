"""A day hour by hour, beside what is usual on its weekday."""

from collections import Counter as Tally
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from kiosk.ledger.visits import beginnings
from kiosk.places import Unit
from kiosk.places.opening import Hours, Spans
from kiosk.reports.withholding import Share, Visit

USUAL_WEEKS = 8


@dataclass(frozen=True, slots=True)
class Hour:
    """One hour of the day shown: visits, what is usual on this weekday, and satisfaction of the last four weeks."""

    hour: int
    visits: int
    usual: float | None
    share: Share | None


def same_weekdays(unit: Unit, day: date) -> dict[date, list[datetime]]:
    """When visits began on this weekday in the weeks before, oldest day first; only days that have any."""
    return beginnings(unit, [day - timedelta(weeks=n) for n in range(1, USUAL_WEEKS + 1)])


def hours_of_day(
    opening: Hours, day: date, of_day: Sequence[Visit], weekdays: Mapping[date, Sequence[datetime]], shares: Mapping[int, Share]
) -> list[Hour]:
    """The hours of a day with its visits; `weekdays` are those before (see `same_weekdays`), `shares` {hour: satisfaction}."""
    zone = ZoneInfo(opening.zone)
    visits = _by_hour((visit.began_at for visit in of_day), zone)
    usual: Tally[int] = Tally()
    for of_weekday in weekdays.values():
        usual.update(_by_hour(of_weekday, zone))
    hours = _span(opening.on(day), visits)
    return [Hour(h, visits[h], usual[h] / len(weekdays) if len(weekdays) >= 2 else None, shares.get(h)) for h in hours]


def _by_hour(moments: Iterable[datetime], zone: ZoneInfo) -> Mapping[int, int]:
    return Tally(moment.astimezone(zone).hour for moment in moments)


def _span(spans: Spans, visits: Mapping[int, int]) -> range:
    """The hours to show: those the unit is open, and any outside in which somebody rated; office hours if it has neither."""
    hours = set(visits)
    for opens, closes in spans:
        last = closes.hour if closes.minute else closes.hour - 1
        hours |= set(range(opens.hour, last + 1))
    return range(min(hours), max(hours) + 1) if hours else range(8, 16)
