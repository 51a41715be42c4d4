"""Fives: which visits the current day may show together. Pure; from arrivals alone, so that nothing of what was said decides.

Five visits that followed each other at one counter are shown once five more have come anywhere in the unit, and never cut again.
What the day's batch adds to them must be five at least too: see kiosk.tallies.releases. Source: design 3.6.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

PULSE = "S0"
FIVE = 5


def fives(arrivals: Iterable[tuple[bytes, int]]) -> Iterator[tuple[int, list[bytes]]]:
    """(after how many arrivals it is shown, its visits), in order, from (visit, counter); a visit counts when it first comes.

    >>> [after for after, _ in fives((bytes([n]), 1) for n in range(16))]
    [10, 15]
    >>> [[visit[0] for visit in visits] for _, visits in fives((bytes([n]), n % 2) for n in range(14))]
    [[0, 2, 4, 6, 8]]
    """
    at_counter: defaultdict[int, list[bytes]] = defaultdict(list)
    waiting: list[list[bytes]] = []
    seen: set[bytes] = set()
    shown = 0
    for number, (visit, counter) in enumerate(arrivals, 1):
        if visit in seen:
            continue
        seen.add(visit)
        at_counter[counter].append(visit)
        if len(at_counter[counter]) == FIVE:
            waiting.append(at_counter.pop(counter))
        while waiting and len(seen) - (shown + 1) * FIVE >= FIVE:
            shown += 1
            yield number, waiting.pop(0)
