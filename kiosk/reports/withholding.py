"""What may be seen of a unit, and when. Every score on its way to a page, a card, a print or an export comes through here.

Source: design 3.6. Counts of visits and answers are always shown. Scores are not, until nobody can be read from them:

- a day that is over, and any period: whole batches of the ledger (see kiosk.ledger.releases), at least five answers to each
  question of satisfaction, ten of integrity, never cut again;
- the day that runs: satisfaction alone, by whole steps: five visits that followed each other at one counter, frozen as they
  stood when five more had come somewhere in the unit;
- by hour, counter, channel and service: satisfaction alone, of days that are over, by the very same steps.

Two tables of the same answers could be subtracted from each other, and from the day's total: with cells of five in each, one
visitor may be left. Here all of them are sums of the same indivisible fives, and what a day has besides is five at least, so
that whatever is added and subtracted, no fewer than five remain.
"""

from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import TypeVar

from kiosk import indices, ledger
from kiosk.ledger import LEAST_INTEGRITY, LEAST_SATISFACTION, PULSE, Basis, Channel, Tallies, Tap, fives
from kiosk.places import Unit

Key = TypeVar("Key", bound=Hashable)
DAYS = 28

__all__ = [
    "LEAST_INTEGRITY",
    "LEAST_SATISFACTION",
    "PULSE",
    "Counts",
    "Share",
    "Step",
    "Visit",
    "counts",
    "running",
    "satisfaction",
    "satisfaction_by_day",
    "satisfaction_of_units",
    "share_of",
    "shares_by",
    "shown",
    "shown_of_units",
    "steps_of_days",
    "together",
    "visits",
]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of n visitors were satisfied (3 or 4 of 4), with Wilson's 95 % interval; shares are 0 to 1."""

    satisfied: int
    n: int
    low: float
    high: float

    @property
    def value(self) -> Fraction:
        return Fraction(self.satisfied, self.n)


@dataclass(frozen=True, slots=True)
class Counts:
    """Of service days: visits, their answers, and how many of these a rule set aside. Always shown."""

    visits: int
    answers: int
    set_aside: int


@dataclass(frozen=True, slots=True)
class Visit:
    """That somebody rated: when she began, where, and by which ways; nothing of what she said. Always shown."""

    began_at: datetime
    counter_id: int
    channels: frozenset[Channel]
    apart: bool
    satisfaction: bool
    """She answered the question of satisfaction, and the answer counts."""


# ── always shown ──────────────────────────────────────────────────────────────────────────────────────────────────


def counts(unit: Unit, first: date, last: date) -> Counts:
    found = ledger.tallies(unit, first, last)
    return Counts(found.visits_of(), found.answers(), found.answers(Basis.ASIDE))


def visits(unit: Unit, day: date) -> list[Visit]:
    """Every visit that answered something on the service day, in the order of their arrival."""
    of_visits: dict[bytes, list[ledger.Answer]] = defaultdict(list)
    for answer in ledger.answers(unit, day, day):
        of_visits[answer.visit].append(answer)
    return [
        Visit(
            began_at=min(a.given_at for a in answers),
            counter_id=answers[0].counter_id,
            channels=frozenset(a.channel for a in answers),
            apart=all(a.apart for a in answers),
            satisfaction=any(a.question == PULSE and a.counted and not a.apart for a in answers),
        )
        for answers in of_visits.values()
    ]


# ── days that are over ────────────────────────────────────────────────────────────────────────────────────────────


def shown(unit: Unit, first: date, last: date) -> Tallies:
    """The batches that closed with these days."""
    return ledger.released(unit, first, last)


def satisfaction(shown: Tallies) -> Share | None:
    """Satisfaction in these batches, whichever version of the question was asked."""
    scores: Tally[int] = Tally()
    for (_, question, basis), counts in shown.scores.items():
        if question == PULSE and basis in (Basis.COUNTED, Basis.COMPLETE):
            scores.update(counts)
    return share_of(scores)


def satisfaction_by_day(unit: Unit, first: date, last: date) -> dict[date, Share]:
    """Satisfaction in each batch, by the day with which it closed; days without one are absent."""
    found = ledger.released_by_day(unit, first, last, PULSE)
    return {day: share for day, scores in found.items() if (share := share_of(scores))}


def shown_of_units(first: date, last: date) -> Mapping[int, Tallies]:
    """The same of every unit that has any: {number of the unit: batches}."""
    return ledger.released_of_units(first, last)


def satisfaction_of_units(first: date, last: date) -> Mapping[int, Mapping[date, Mapping[int, int]]]:
    """Satisfaction in the batches of every unit: {number of the unit: {day with which it closed: {score: n}}}."""
    return ledger.released_by_day_of_units(first, last, PULSE)


def together(batches: Iterable[Mapping[int, int]]) -> Share | None:
    """Several batches as one share; None of none."""
    scores: Tally[int] = Tally()
    for batch in batches:
        scores.update(batch)
    return share_of(scores)


def share_of(scores: Mapping[int, int]) -> Share | None:
    """{score: n} as a share; None of nothing."""
    n = sum(scores.values())
    if not n:
        return None
    satisfied = sum(times for score, times in scores.items() if score >= 3)
    return Share(satisfied, n, *indices.wilson(satisfied, n))


# ── steps of five ─────────────────────────────────────────────────────────────────────────────────────────────────


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
