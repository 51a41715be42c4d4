"""Fives: which visits the current day may show together. Pure; from arrivals alone, so that nothing of what was said decides.

Five visits that followed each other at one counter by one access are shown once five more of that access have come anywhere in the
unit, and never cut again. Open links are in none: a visitor among ratings that somebody adds at will would be read. What the day's
batch adds to them must be five at least too: see kiosk.tallies.releases. Source: design 3.6, statistics C.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from kiosk.ledger.entry import Access

PULSE = "S0"
FIVE = 5


class Arrival(NamedTuple):
    """That a visitor answered the pulse, and no rule marked it; she may come again with a correction."""

    visit: bytes
    counter: int
    access: Access


@dataclass(slots=True)
class _Line:
    """Those who wait to be shown together."""

    came: int = 0
    shown: int = 0
    at_counter: defaultdict[int, list[Arrival]] = field(default_factory=lambda: defaultdict(list))
    full: list[list[Arrival]] = field(default_factory=list)


def fives(arrivals: Iterable[Arrival], rule: int) -> Iterator[list[Arrival]]:
    """The fives that are shown, in order; each comes out with the arrival that shows it.

    By rule 1 of releases all accesses stood in one line, open links too.

    >>> def came(*counters, access=Access.COUNTER): return [Arrival(bytes([n]), c, access) for n, c in enumerate(counters)]
    >>> [[a.visit[0] for a in five] for five in fives(came(*[1] * 16), 2)]
    [[0, 1, 2, 3, 4], [5, 6, 7, 8, 9]]
    >>> [[a.visit[0] for a in five] for five in fives(came(*[0, 1] * 7), 2)]
    [[0, 2, 4, 6, 8]]
    >>> [len(list(fives(came(*[1] * 16, access=Access.OPEN), rule))) for rule in (1, 2)]
    [2, 0]
    """
    lines: defaultdict[Access | None, _Line] = defaultdict(_Line)
    seen: set[bytes] = set()
    for arrival in arrivals:
        if arrival.visit in seen:
            continue
        seen.add(arrival.visit)
        if rule > 1 and arrival.access is Access.OPEN:
            continue
        line = lines[arrival.access if rule > 1 else None]
        line.came += 1
        line.at_counter[arrival.counter].append(arrival)
        if len(line.at_counter[arrival.counter]) == FIVE:
            line.full.append(line.at_counter.pop(arrival.counter))
        while line.full and line.came - (line.shown + 1) * FIVE >= FIVE:
            line.shown += 1
            yield line.full.pop(0)
