"""By which way visits came: screen, poster, ticket, phone, paper; and how many of them were marked. Counts only, which are always shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kiosk import ledger, surveys
from kiosk.ledger import Basis, Channel
from kiosk.places import Unit
from kiosk.reports.figures import visits_by_way


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Visits of a unit's service days by channel, in the order of Channel: all of them, and those that a rule set aside."""

    first: date
    last: date
    visits: Mapping[Channel, int]
    aside: Mapping[Channel, int]
    handed_on: int
    """How many went on to the ministry's survey."""


def arrivals(unit: Unit, first: date, last: date) -> Arrivals:
    """The ways by which visits came on those days."""
    found = ledger.visits_by_channel(unit, first, last)
    return Arrivals(
        first=first,
        last=last,
        visits=visits_by_way(unit, first, last),
        aside={channel: n for channel in Channel if (n := found.get((channel, Basis.ASIDE), 0))},
        handed_on=surveys.handed_on(unit, first, last),
    )
