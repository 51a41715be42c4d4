"""Ratings beside the number served, day by day. Counts only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from kiosk import indices, tallies
from kiosk.clock import service_day
from kiosk.places import Unit, served
from kiosk.places.opening import Hours
from kiosk.places.served import Served


@dataclass(frozen=True, slots=True)
class Response:
    """A service day: how many the unit served (None: not entered), how many of them rated, and the share in percent."""

    day: date
    served: Served | None
    visits: int

    @property
    def rate(self) -> Decimal | None:
        """None while nobody was served, or it is not known."""
        return indices.response_rate(self.visits, self.served.count) if self.served else None

    @property
    def impossible(self) -> bool:
        """More rated than were served."""
        return self.served is not None and self.visits > self.served.count


@dataclass(frozen=True, slots=True)
class Participation:
    """How many of those served rated, over only those days of a span on which the number served was entered."""

    served: int
    visits: int
    entered: int
    """Days with visits for which it was entered …"""
    rated: int
    """… of this many days with visits."""

    @property
    def rate(self) -> Decimal | None:
        """In per cent; None where nobody was served, and where more rated than were served."""
        return indices.response_rate(self.visits, self.served) if self.visits <= self.served else None

    @property
    def is_whole(self) -> bool:
        """Entered for nine days in ten at least: what is left changes a target by less than its own rounding to tens."""
        return 10 * self.entered >= 9 * self.rated


def participation(counts: Mapping[date, int], visits: Mapping[date, int]) -> Participation | None:
    """From {day: served} as entered and {day: visits}; None while nothing was entered.

    >>> day = date(2026, 11, 2)
    >>> participation({day: 40}, {day: 10, day + timedelta(days=1): 90})
    Participation(served=40, visits=10, entered=1, rated=2)
    """
    if not counts:
        return None
    rated = {day for day, n in visits.items() if n}
    return Participation(sum(counts.values()), sum(visits.get(day, 0) for day in counts), len(rated & counts.keys()), len(rated))


def responses(unit: Unit, first: date, last: date) -> list[Response]:
    """Each day of the span, the newest first."""
    counts, visits = served.of_days(unit, first, last), tallies.visits_by_day(unit, first, last)
    days = (last - timedelta(days=n) for n in range((last - first).days + 1))
    return [Response(day, counts.get(day), visits.get(day, 0)) for day in days]


def response(unit: Unit, day: date) -> Response:
    return responses(unit, day, day)[0]


def unserved(unit: Unit, hours: Hours, now: datetime) -> list[date]:
    """Days of the last week that are over and had visits, and whose number served nobody has entered, oldest first. Two queries.

    `hours` are the unit's; the current day counts as over once its counters have closed.
    """
    here, today = now.astimezone(ZoneInfo(unit.zone)), service_day(now, unit.zone)
    spans = hours.on(today)
    last = today if spans and here.date() == today and here.time() >= spans[-1][1] else today - timedelta(days=1)
    return [each.day for each in reversed(responses(unit, last - timedelta(days=6), last)) if each.visits and not each.served]
