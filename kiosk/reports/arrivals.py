"""Which way visits came: screen, poster, ticket, phone, paper; and how many of them were marked. Counts only, which are always shown."""

from collections import Counter as Tally
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kiosk.ledger import Channel
from kiosk.places import Unit
from kiosk.reports.figures import visits_by_way
from kiosk.reports.withholding import always
from kiosk.visitors import surveys


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Visits of a unit's service days by channel, in the order of Channel: all of them, and those set aside for how they came."""

    first: date
    last: date
    visits: Mapping[Channel, int]
    aside: Mapping[Channel, int]
    handed_on: int
    """How many went on to the ministry's survey."""


def of_arrivals(unit: Unit, first: date, last: date) -> Arrivals:
    """The ways in which visits came on those days."""
    aside = {(answer.channel, answer.visit) for answer in always.marked_by_arrival(unit, first, last)}
    by_channel = Tally(channel for channel, _ in aside)
    return Arrivals(
        first=first,
        last=last,
        visits=visits_by_way(unit, first, last),
        aside={channel: by_channel[channel] for channel in Channel if by_channel[channel]},
        handed_on=surveys.handed_on(unit, first, last),
    )
