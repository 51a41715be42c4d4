"""What may be seen of a unit, and when. Every score on its way to a page, a card, a print or an export comes through here.

Source: design 3.6. Counts of visits and answers are always shown. Scores are not, until nobody can be read from them:

- a day that is over, and any period: whole batches of the ledger (see kiosk.ledger.releases), at least five answers to each
  question of satisfaction, ten of integrity, never cut again;
- the day that runs: satisfaction alone, in steps of five and one step behind, so that what the day's end adds is five at least;
- by hour, counter, channel and service: satisfaction alone, by whole weeks, five answers to a cell; of a week in which the
  cells left out would together be fewer than five, one more is left out.
"""

from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import TypeVar

from kiosk import indices, ledger
from kiosk.ledger import LEAST_INTEGRITY, LEAST_SATISFACTION, Basis, Channel, Tallies, Tap
from kiosk.places import Unit

PULSE = "S0"
STEP = LEAST_SATISFACTION
Key = TypeVar("Key", bound=Hashable)
WEEKS = 4
A_WEEK = timedelta(days=7)

__all__ = ["LEAST_INTEGRITY", "LEAST_SATISFACTION", "PULSE", "Counts", "Share", "Visit", "counts", "running", "share_of", "shares", "shown"]


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


# ── the day that runs ─────────────────────────────────────────────────────────────────────────────────────────────


def running(unit: Unit, day: date) -> Share | None:
    """Satisfaction of the service day that is still open; None with fewer than ten visits, or until the day before is sealed."""
    seal = ledger.latest_seal(unit)
    if seal and seal.day < day - timedelta(days=1):
        return None
    taps = ledger.taps(unit, PULSE, seal.size if seal else 0)
    return share_of(Tally(stepwise([tap for tap in taps if not tap.marks])))


def stepwise(taps: Sequence[Tap]) -> list[int]:
    """The scores of the whole steps of five visits that five more have followed, by arrival, each as it stood when they had.

    >>> stepwise([Tap(n, bytes([n]), 4, datetime.min, "", 1, None, Channel.TABLET) for n in range(9)])
    []
    >>> stepwise([Tap(n, bytes([n]), 4, datetime.min, "", 1, None, Channel.TABLET) for n in range(10)])
    [4, 4, 4, 4, 4]
    """
    arrivals: dict[bytes, int] = {}
    for tap in taps:
        arrivals.setdefault(tap.visit, tap.seq)
    in_order = list(arrivals)
    scores: list[int] = []
    for start in range(0, len(in_order) - 2 * STEP + 1, STEP):
        # Later corrections wait for the day's batch: a figure that moves without a new step would tell whose they are.
        followed_at = arrivals[in_order[start + 2 * STEP - 1]]
        step = set(in_order[start : start + STEP])
        scores += [tap.score for tap in _last(tap for tap in taps if tap.visit in step and tap.seq <= followed_at)]
    return scores


def _last(taps: Iterable[Tap]) -> Iterable[Tap]:
    """The last tap of each visit."""
    last: dict[bytes, Tap] = {}
    for tap in sorted(taps, key=lambda tap: (tap.given_at, tap.seq)):
        last[tap.visit] = tap
    return last.values()


# ── by hour, counter, channel, service ────────────────────────────────────────────────────────────────────────────


def shares(unit: Unit, last: date, *kinds: Callable[[Tap], Key]) -> list[dict[Key, Share]]:
    """Satisfaction over the last four whole weeks that were over on the day `last`, for each kind by its cells: {cell: share}."""
    sunday = last - timedelta(days=(last.weekday() + 1) % 7)
    sums: list[dict[Key, Tally[int]]] = [defaultdict(Tally) for _ in kinds]
    for after, until in pairwise(_bounds(unit, [sunday - n * A_WEEK for n in range(WEEKS, -1, -1)])):
        week = ledger.changes(unit, PULSE, after, until) if until > after else []
        for kind, cells in zip(kinds, sums, strict=True):
            for cell, scores in protected(week, kind).items():
                cells[cell].update(scores)
    return [{cell: share for cell, scores in cells.items() if (share := share_of(scores))} for cells in sums]


def _bounds(unit: Unit, sundays: Sequence[date]) -> list[int]:
    """Up to which entry satisfaction was released by each of these days: batches are never cut, here neither."""
    days = [ledger.last_release(unit, PULSE, sunday) for sunday in sundays]
    sizes = ledger.sizes_of_days(unit, {day for day in days if day})
    return [sizes.get(day, 0) if day else 0 for day in days]


def protected(week: Iterable[tuple[Tap, int]], kind: Callable[[Tap], Key]) -> dict[Key, Mapping[int, int]]:
    """The cells of a week that may be shown: five answers in each, and in those left out five together, or none.

    The week's total is known; what is left out can be computed from it.
    """
    cells: defaultdict[Key, Tally[int]] = defaultdict(Tally)
    for tap, weight in week:
        cells[kind(tap)][tap.score] += weight
    by_size = sorted(cells, key=lambda cell: cells[cell].total())
    hidden = sum(1 for cell in by_size if cells[cell].total() < LEAST_SATISFACTION)
    left_out = sum(cells[cell].total() for cell in by_size[:hidden])
    if hidden and left_out < LEAST_SATISFACTION:
        hidden += 1
    return {cell: cells[cell] for cell in by_size[hidden:]}
