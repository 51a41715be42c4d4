"""Where and when a unit's visitors were less satisfied in a period: by weekday and hour, counter, service and way, as steps of five."""

from collections import Counter as Tally
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple, TypeVar

from kiosk import places, tallies
from kiosk.findings import Counted
from kiosk.findings.cells import FEWEST_IN_CELL, all_but, below
from kiosk.ledger import Channel
from kiosk.ledger.entry import BROUGHT
from kiosk.places import Counter, Service, Unit
from kiosk.proof import Seal
from kiosk.reports import withholding
from kiosk.reports.withholding import Share, crossed
from kiosk.reports.withholding.crossed import Cell
from kiosk.tallies import Basis, Tallies

Key = TypeVar("Key", bound=Hashable)
Place = tuple[int, int]
"""(weekday, 0 is Monday; hour)"""


class Below(NamedTuple):
    """Cells that lie below the rest of their table, with the shares (0 to 1) of both."""

    cells: Sequence[Place]
    share: float
    others: float


class Line(NamedTuple):
    """A counter, a service, or a way to rate: how satisfied those were of whom it may be shown; None: too few."""

    of: Counter | Service | Channel
    share: Share | None
    is_low: bool
    """It lies below the others."""
    visits: int | None = None
    is_apart: bool = False
    """Others brought it in: it is compared with nothing."""


@dataclass(frozen=True)
class Where:
    """The unit's days `first` to `last`, as far as they are sealed; perhaps of one `counter` or one `service` alone.

    One query for each figure, and once a day a row for each visit of the period.
    """

    unit: Unit
    first: date
    last: date
    newest: Seal | None
    counter: Counter | None = None
    service: Service | None = None

    @cached_property
    def _all(self) -> Sequence[Cell]:
        return crossed.crossed(self.unit, self.first, self.last, self.newest)

    @cached_property
    def _asked(self) -> Sequence[Cell]:
        counter, service = (each.id if each else None for each in (self.counter, self.service))
        return [cell for cell in self._all if counter in (None, cell.counter_id) and service in (None, cell.service_id)]

    @cached_property
    def cells(self) -> Mapping[Place, Share]:
        """Satisfaction of the cells with ten visits and more: with fewer a share says nothing."""
        found = crossed.shares(self._asked, lambda cell: (cell.weekday, cell.hour))
        return {place: share for place, share in found.items() if share.n >= FEWEST_IN_CELL}

    @property
    def together(self) -> Share | None:
        """All of them."""
        return crossed.shares(self._asked, lambda _: True).get(True)

    @cached_property
    def few(self) -> set[Place]:
        """Cells with fewer."""
        return {(cell.weekday, cell.hour) for cell in self._asked} - {*self.cells}

    @property
    def weekdays(self) -> Sequence[int]:
        """The working week, and any other day with a cell."""
        return sorted({*range(5), *(weekday for weekday, _ in {*self.cells, *self.few})})

    @property
    def hours(self) -> Sequence[int]:
        """From the first hour with a cell to the last."""
        hours = {hour for _, hour in {*self.cells, *self.few}}
        return range(min(hours), max(hours) + 1) if hours else ()

    @cached_property
    def below(self) -> Below | None:
        """The hours of weekdays below the others, by weekday and hour; None where no test says so."""
        counts = _counted(self.cells)
        found = sorted(below(counts))
        if not found:
            return None
        own, rest = all_but(counts, *(counts.keys() - {*found})), all_but(counts, *found)
        return Below(found, own.satisfied / own.total, rest.satisfied / rest.total)

    @cached_property
    def counters(self) -> Sequence[Line]:
        """By their codes, those with a step."""
        return _lines(places.counters(self.unit), crossed.shares(self._all, lambda cell: cell.counter_id))

    @cached_property
    def services(self) -> Sequence[Line]:
        """The same; five visits of different services are in none."""
        return _lines(places.services(self.unit), crossed.shares(self._all, lambda cell: cell.service_id))

    def ways(self, shown: Tallies) -> Sequence[Line]:
        """Every way that was used, paper last: its share is that of the batches that `shown` has of them."""
        visits = Tally[Channel]()
        for (channel, _), n in tallies.visits_by_channel(self.unit, self.first, self.last).items():
            visits[channel] += n
        shares = crossed.shares(self._all, lambda cell: cell.channel)
        low = below(_counted(shares))
        own = [Line(each, shares.get(each), each in low, visits[each]) for each in Channel if visits[each] and each not in BROUGHT]
        brought = withholding.satisfaction(shown, Basis.APART)
        return [*own, *(Line(each, brought, False, visits[each], is_apart=True) for each in BROUGHT if visits[each])]


def _lines(of: Sequence[Counter] | Sequence[Service], shares: Mapping[int, Share]) -> list[Line]:
    low = below(_counted(shares))
    return [Line(each, shares[each.id], each.id in low) for each in of if each.id in shares]


def _counted(shares: Mapping[Key, Share]) -> dict[Key, Counted]:
    return {name: Counted(share.n, share.satisfied) for name, share in shares.items()}
