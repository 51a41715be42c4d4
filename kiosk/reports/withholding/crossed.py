"""Satisfaction of any days by weekday, hour, counter, channel and service at once, from the same steps of five as `by_fives`.

Whole steps stand in each cell, so whatever cells, rows, counters or spans are subtracted from each other, no fewer than five visitors
remain, and no cell has to be hidden for another's sake.
"""

from collections import Counter as Tally
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from kiosk import indices
from kiosk.ledger import Channel
from kiosk.places import Unit, tree
from kiosk.proof import Seal
from kiosk.reports.withholding.batches import Share
from kiosk.reports.withholding.by_fives import steps_of_days

Key = TypeVar("Key", bound=Hashable)


class Cell(NamedTuple):
    """Steps of one weekday (0 is Monday) and hour, by the clock of the unit, at one counter, of one way and one service."""

    weekday: int
    hour: int
    counter_id: int
    channel: Channel | None
    service_id: int | None
    """None: the five visits of a step did not all come by one way, or for one service."""
    n: int
    satisfied: int


def crossed(unit: Unit, first: date, last: date, newest: Seal | None) -> Sequence[Cell]:
    """The steps of these days, as far as they are sealed. `newest`: the unit's newest seal."""
    return _sealed(unit.id, unit.zone, first, last, newest.root) if newest else ()


def shares(cells: Iterable[Cell], kind: Callable[[Cell], Key | None]) -> dict[Key, Share]:
    """Satisfaction in cells put together: {what they have in common: share}; a cell of None is in none."""
    n, satisfied = Tally[Key](), Tally[Key]()
    for cell in cells:
        if (key := kind(cell)) is not None:
            n[key] += cell.n
            satisfied[key] += cell.satisfied
    return {key: Share(satisfied[key], of, *indices.wilson(satisfied[key], of)) for key, of in n.items()}


@lru_cache(maxsize=128)
def _sealed(unit_id: int, zone: str, first: date, last: date, _newest_root: bytes) -> tuple[Cell, ...]:
    """Kept while no day is sealed. Some 500 cells of 150 bytes: 128 of them are 10 MB at most."""
    here, n, satisfied = ZoneInfo(zone), Tally[tuple[int, int, int, Channel | None, int | None]](), Tally[object]()
    for step in steps_of_days(tree.known().unit(unit_id), first, last):
        at = step.at.astimezone(here)
        key = at.weekday(), at.hour, step.counter_id, step.channel, step.service_id
        n[key] += len(step.scores)
        satisfied[key] += sum(score >= 3 for score in step.scores)
    return tuple(Cell(*key, of, satisfied[key]) for key, of in n.items())
