"""What visitors say should improve: batches of days that are sealed, by the rule of satisfaction's batches, never cut again.

An access that takes a visit waits for itself: LEAST_SATISFACTION answers from two days, or twice as many from one, as it is for what
is rated (kiosk.tallies.releases, rule 2). Open links come along, or close with a month from LEAST_OPEN on where they are all there
is. Nothing comes under a day that is sealed, and no visitor corrects what she has confirmed: so a batch stays as it was cut, and two
spans of days differ by a whole batch or by nothing.
"""

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from kiosk.instruments import Instrument
from kiosk.ledger.entry import Access
from kiosk.places import Unit
from kiosk.proof import seals
from kiosk.tallies import LEAST_SATISFACTION
from kiosk.tallies.releases import LEAST_OPEN, VISITS
from kiosk.visitors import wishes
from kiosk.visitors.wishes import EVERYBODY, Sums


@dataclass(slots=True)
class _Waiting:
    """What has come by one access since it was last told of."""

    sums: Counter[str] = field(default_factory=Counter)
    days: int = 0

    def add(self, sums: Counter[str]) -> None:
        self.sums.update(sums)
        self.days += 1

    @property
    def is_enough(self) -> bool:
        return self.sums[EVERYBODY] >= LEAST_SATISFACTION * (1 if self.days > 1 else 2)


def wished(unit: Unit, instrument: Instrument, first: date, last: date) -> Counter[str]:
    """{element, the question's own code for nothing, or EVERYBODY: n} of the batches that closed with these days. Two queries."""
    newest = seals.latest_seal(unit)
    if newest is None or first > last:
        return Counter()
    until = min(last, newest.day)
    told = _batches(wishes.of_days(unit, instrument, until), until)
    return sum((batch for day, batch in told if first <= day), Counter[str]())


def _batches(days: Sums, until: date) -> Iterator[tuple[date, Counter[str]]]:
    """(day with which it closed, its sums) of all batches up to a day, the oldest first."""
    waiting: defaultdict[Access, _Waiting] = defaultdict(_Waiting)
    for day, following in pairwise([*days, date.max]):
        for access, sums in days[day].items():
            waiting[access].add(sums)
        ripe = [access for access in VISITS if waiting[access].is_enough]
        if ripe:
            yield day, sum((waiting.pop(access, _Waiting()).sums for access in (*ripe, Access.OPEN)), Counter[str]())
            continue
        month_ends = day.replace(day=monthrange(day.year, day.month)[1])
        is_over = month_ends <= until and month_ends < following
        alone = not any(waiting[access].sums for access in VISITS)
        if is_over and alone and waiting[Access.OPEN].sums[EVERYBODY] >= LEAST_OPEN:
            yield month_ends, waiting.pop(Access.OPEN).sums
