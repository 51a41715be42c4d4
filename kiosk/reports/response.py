"""Ratings beside the number served, day by day. Counts only."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from kiosk import indices, ledger, served
from kiosk.places import Unit
from kiosk.served import Served


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


def responses(unit: Unit, first: date, last: date) -> list[Response]:
    """Each day of the span, the newest first."""
    counts, visits = served.of_days(unit, first, last), ledger.visits_by_day(unit, first, last)
    days = (last - timedelta(days=n) for n in range((last - first).days + 1))
    return [Response(day, counts.get(day), visits.get(day, 0)) for day in days]


def response(unit: Unit, day: date) -> Response:
    return responses(unit, day, day)[0]
