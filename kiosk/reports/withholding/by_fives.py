"""Steps of five: the current day, and satisfaction by hour, counter, channel and service."""

from bisect import bisect_right
from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from operator import attrgetter
from typing import TypeVar
from zoneinfo import ZoneInfo

from kiosk.clock import day_number, from_milliseconds
from kiosk.ledger import Channel, answers
from kiosk.ledger.answers import Tap
from kiosk.ledger.entry import CHANNELS
from kiosk.places import Unit, tree
from kiosk.proof import Seal, seals
from kiosk.reports.withholding.batches import Share, share_of
from kiosk.tallies import PULSE, releases
from kiosk.tallies.fives import fives

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


@dataclass(frozen=True, slots=True)
class Cells:
    """Satisfaction of many steps by hour (of the unit's zone), counter, channel and service, by their numbers."""

    hours: Mapping[int, Share]
    counters: Mapping[int, Share]
    channels: Mapping[Channel, Share]
    services: Mapping[int, Share]


def running(unit: Unit, day: date, seal: Seal | None) -> Share | None:
    """Satisfaction of the service day that is still open; None before the first step, or until the day before is sealed.

    `seal`: the unit's newest.
    """
    if seal and seal.day < day - timedelta(days=1):
        return None
    rule = releases.rule_in(seal.statements) if seal else releases.RULE
    return share_of(_scores(steps(answers.taps(unit, PULSE, seal.size if seal else 0), rule)))


def cells_of_days(unit: Unit, last: date, newest: Seal | None) -> Cells:
    """The steps of the 28 days up to `last`, as far as they are sealed, in their cells. `newest`: the unit's newest seal."""
    return _sealed_cells(unit.id, unit.zone, last, newest.root) if newest else cells((), unit.zone)


@lru_cache(maxsize=1024)
def _sealed_cells(unit_id: int, zone: str, last: date, _newest_root: bytes) -> Cells:
    """Kept while no day is sealed: the root stands for every entry under it, and they never change.

    1,024 units with a cell for each of ten hours, ten counters, three channels and five services: 28 of 200 bytes are 6 MB. Two queries.
    """
    return cells(steps_of_days(tree.known().unit(unit_id), last - timedelta(days=DAYS - 1), last), zone)


def cells(steps: Sequence[Step], zone: str) -> Cells:
    here = ZoneInfo(zone)
    return Cells(
        hours=_shares_by(lambda step: step.at.astimezone(here).hour, steps),
        counters=_shares_by(lambda step: step.counter_id, steps),
        channels=_shares_by(lambda step: step.channel, steps),
        services=_shares_by(lambda step: step.service_id, steps),
    )


def steps_of_days(unit: Unit, first: date, last: date) -> Sequence[Step]:
    """The steps of these days, as far as they are sealed. Two queries, and a row for each visit."""
    sealed, days = seals.closings_since(unit, first), range(day_number(first), day_number(last) + 1)
    begins = [0, *(seal.size for seal in sealed)]
    spans = [(after, seal.size, seal.rule) for after, seal in zip(begins, sealed, strict=False) if seal.day in days]
    if not spans:
        return ()
    taps = answers.taps(unit, PULSE, spans[0][0], max(until for _, until, _ in spans))

    def place(size: int) -> int:
        return bisect_right(taps, size, key=attrgetter("seq"))

    return tuple(step for after, until, rule in spans for step in steps(taps[place(after) : place(until)], rule))


def _shares_by(kind: Callable[[Step], Key | None], of: Iterable[Step]) -> dict[Key, Share]:
    """Satisfaction of these steps in the cells of a kind: {cell: share}; a step whose cell is None is in none."""
    cells: defaultdict[Key, list[int]] = defaultdict(list)
    for step in of:
        if (cell := kind(step)) is not None:
            cells[cell] += step.scores
    return {cell: share for cell, scores in cells.items() if (share := share_of(Tally(scores)))}


def steps(taps: Iterable[Tap], rule: int) -> list[Step]:
    """The steps that a day has shown by this rule of releases, from its taps in the order of their arrival.

    >>> def tap(n, counter=1): return Tap(0, n, bytes([n]), 4, counter, None, 1)
    >>> [len(steps((tap(n) for n in range(many)), releases.RULE)) for many in (9, 10)]
    [0, 1]
    >>> [step.counter_id for step in steps((tap(n, n % 2) for n in range(14)), releases.RULE)]
    [0]
    """
    # Five visits are made a step as soon as they come out, before the next tap is looked at: later corrections wait for the
    # day's batch, since a figure that moves without a new step would tell whose they are.
    return [_step(five) for five in fives(taps, rule)]


def _step(visits: Iterable[Sequence[Tap]]) -> Step:
    """A step from the taps of five visits; each came with its first one and says what its last one says, by the visitors' clocks."""
    by_time = sorted(sorted(taps) for taps in visits)
    taps = [taps[0] for taps in by_time]
    ways, services = {tap.channel for tap in taps}, {tap.service_id for tap in taps}
    return Step(
        scores=tuple(taps[-1].score for taps in by_time),
        counter_id=taps[0].counter_id,
        at=from_milliseconds(taps[len(taps) // 2].given_at),
        channel=CHANNELS[ways.pop() - 1] if len(ways) == 1 else None,
        service_id=services.pop() if len(services) == 1 else None,
    )


def _scores(steps: Iterable[Step]) -> Mapping[int, int]:
    return Tally(score for step in steps for score in step.scores)
