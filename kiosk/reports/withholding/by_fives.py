"""Steps of five: the day that runs, and satisfaction by hour, counter, channel and service."""

from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import TypeVar

from kiosk import ledger
from kiosk.ledger import PULSE, Channel, Tap, fives
from kiosk.places import Unit
from kiosk.reports.withholding.batches import Share, share_of

Key = TypeVar("Key", bound=Hashable)
DAYS = 28


@dataclass(frozen=True, slots=True)
class Step:
    """Five visits that followed each other at one counter: their scores, and what may be said of all five."""

    scores: tuple[int, ...]
    counter_id: int
    at: datetime
    """When the middle one tapped."""
    channel: Channel | None
    service_id: int | None
    """None: they did not all come by one way, or for one service."""


def running(unit: Unit, day: date) -> Share | None:
    """Satisfaction of the service day that is still open; None before the first step, or until the day before is sealed."""
    seal = ledger.latest_seal(unit)
    if seal and seal.day < day - timedelta(days=1):
        return None
    return share_of(_scores(steps(ledger.taps(unit, PULSE, seal.size if seal else 0))))


def steps_of_days(unit: Unit, last: date) -> list[Step]:
    """The steps of the 28 days up to `last`, as far as they are sealed. Three queries."""
    before = last - timedelta(days=DAYS)
    sizes = sorted(ledger.sizes_of_days(unit, [before + timedelta(days=n) for n in range(DAYS + 1)]).values())
    first = ledger.seal_of(unit, 1)
    if first and before < first.day:
        sizes.insert(0, 0)  # its day begins with the ledger; any other one where the seal before it ended
    if len(sizes) < 2:
        return []
    taps = ledger.taps(unit, PULSE, sizes[0], sizes[-1])
    return [step for after, until in pairwise(sizes) for step in steps(tap for tap in taps if after < tap.seq <= until)]


def shares_by(kind: Callable[[Step], Key | None], of: Iterable[Step]) -> dict[Key, Share]:
    """Satisfaction of these steps in the cells of a kind: {cell: share}; a step whose cell is None stands in none."""
    cells: defaultdict[Key, list[Step]] = defaultdict(list)
    for step in of:
        if (cell := kind(step)) is not None:
            cells[cell].append(step)
    return {cell: share for cell, own in cells.items() if (share := share_of(_scores(own)))}


def steps(taps: Iterable[Tap]) -> list[Step]:
    """The steps that a day has shown, from its taps in the order of their arrival.

    >>> def tap(n, counter=1): return Tap(n, bytes([n]), 4, datetime.min, "", counter, None, Channel.TABLET)
    >>> len(steps(tap(n) for n in range(9))), len(steps(tap(n) for n in range(10)))
    (0, 1)
    >>> [step.counter_id for step in steps(tap(n, n % 2) for n in range(14))]
    [0]
    """
    counted = [tap for tap in taps if not tap.marks]
    shown = fives((tap.visit, tap.counter_id) for tap in counted)
    return [_step(visits, counted[:arrived]) for arrived, visits in shown]


def _step(visits: Collection[bytes], so_far: Iterable[Tap]) -> Step:
    """As it stands now. Later corrections wait for the day's batch: a figure that moves without a new step would tell whose they are."""
    first, last = dict[bytes, Tap](), dict[bytes, Tap]()
    for tap in sorted((tap for tap in so_far if tap.visit in visits), key=lambda tap: (tap.given_at, tap.seq)):
        first.setdefault(tap.visit, tap)
        last[tap.visit] = tap
    taps = list(first.values())
    ways, services = {tap.channel for tap in taps}, {tap.service_id for tap in taps}
    return Step(
        scores=tuple(tap.score for tap in last.values()),
        counter_id=taps[0].counter_id,
        at=taps[len(taps) // 2].given_at,
        channel=ways.pop() if len(ways) == 1 else None,
        service_id=services.pop() if len(services) == 1 else None,
    )


def _scores(steps: Iterable[Step]) -> Mapping[int, int]:
    return Tally(score for step in steps for score in step.scores)
