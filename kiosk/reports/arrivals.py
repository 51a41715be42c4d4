"""By which way visits came: screen, poster, ticket, phone, paper; and what was marked. Counts only, which are always shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kiosk import ledger, places, quality, surveys
from kiosk.ledger import Basis, Channel
from kiosk.places import Counter, Unit
from kiosk.reports.figures import visits_by_way


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Visits of a unit's service days by channel, in the order of Channel: all of them, and those that a rule set aside."""

    first: date
    last: date
    visits: Mapping[Channel, int]
    aside: Mapping[Channel, int]
    marked: Sequence[tuple[Counter, Mapping[str, int]]]
    """Counters that have visits with marks: {mark: n}."""
    handed_on: int
    """How many went on to the ministry's survey."""


def arrivals(unit: Unit, first: date, last: date) -> Arrivals:
    """The ways by which visits came on those days."""
    found = ledger.visits_by_channel(unit, first, last)
    marked = ledger.marked_visits(unit, first, last)
    return Arrivals(
        first=first,
        last=last,
        visits=visits_by_way(unit, first, last),
        aside={channel: n for channel in Channel if (n := found.get((channel, Basis.ASIDE), 0))},
        marked=[
            (counter, {mark: marked[counter.id].get(mark, 0) for mark in quality.MARKS})
            for counter in places.counters(unit)
            if counter.id in marked
        ],
        handed_on=surveys.handed_on(unit, first, last),
    )
