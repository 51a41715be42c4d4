"""Fives: which visits the current day may show together. Pure; from arrivals alone, so that nothing of what was said decides.

Five visits that followed each other at one counter by one access are shown once five more of that access have come anywhere in the
unit, and never cut again. Open links are in none: a visitor among ratings that somebody adds at will would be read. What the day's
batch adds to them must be five at least too: see kiosk.tallies.releases. Source: design 3.6, statistics C.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from kiosk.ledger.answers import Tap
from kiosk.ledger.entry import ACCESS, Access

PULSE = "S0"
FIVE = 5


class Arrival(NamedTuple):
    """That a visitor answered the pulse, and no rule marked it; she may come again with a correction."""

    visit: bytes
    counter_id: int
    channel: int
    """Its number."""


Came = TypeVar("Came", Arrival, Tap)
Visit = list[Came]
"""All arrivals of one visit so far, the first one first."""


@dataclass(slots=True)
class _Line(Generic[Came]):
    """Those who wait to be shown together."""

    came: int = 0
    shown: int = 0
    at_counter: defaultdict[int, list[Visit[Came]]] = field(default_factory=lambda: defaultdict(list))
    full: list[list[Visit[Came]]] = field(default_factory=list)


def fives(arrivals: Iterable[Came], rule: int) -> Iterator[list[Visit[Came]]]:
    """The fives that are shown, in order; each comes out with the arrival that shows it, before the next one is looked at.

    By rule 1 of releases all accesses stood in one line, open links too.

    >>> def came(*counters, channel=1): return [Arrival(bytes([n]), c, channel) for n, c in enumerate(counters)]
    >>> [[visit[0].visit[0] for visit in five] for five in fives(came(*[1] * 16), 2)]
    [[0, 1, 2, 3, 4], [5, 6, 7, 8, 9]]
    >>> [[visit[0].visit[0] for visit in five] for five in fives(came(*[0, 1] * 7), 2)]
    [[0, 2, 4, 6, 8]]
    >>> [len(list(fives(came(*[1] * 16, channel=3), rule))) for rule in (1, 2)]  # a poster's link
    [2, 0]
    """
    lines: defaultdict[Access | None, _Line[Came]] = defaultdict(_Line)
    so_far: dict[bytes, Visit[Came]] = {}
    for arrival in arrivals:
        if known := so_far.get(arrival.visit):
            known.append(arrival)
            continue
        visit = so_far[arrival.visit] = [arrival]
        access = ACCESS[arrival.channel] if rule > 1 else None
        if access is Access.OPEN:
            continue
        line = lines[access]
        line.came += 1
        waiting = line.at_counter[arrival.counter_id]
        waiting.append(visit)
        if len(waiting) == FIVE:
            line.full.append(line.at_counter.pop(arrival.counter_id))
        while line.full and line.came - (line.shown + 1) * FIVE >= FIVE:
            line.shown += 1
            yield line.full.pop(0)
