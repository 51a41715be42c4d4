"""What is looked for once a month, when it is over: an element, an hour, a weekday below the others.

Once and not daily: the same weeks looked at on thirty days would find thirty times as much by chance.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from math import sqrt
from operator import attrgetter
from statistics import fmean

from kiosk.findings.cells import all_but, improbable
from kiosk.findings.days import Counted, Day, Scored
from kiosk.findings.finding import DOWN, Finding, Kind
from kiosk.findings.limits import Limits
from kiosk.findings.usual import Usual, difference
from kiosk.indices.student import student_t, student_t_tails

FEWEST_ANSWERS = 5
"""Of each element; with fewer its mean says nothing."""


def element(days: Sequence[Day], limits: Limits) -> Finding | None:
    """The element with the lowest mean, if it lies below that of the others: Welch's test, Bonferroni over the elements."""
    answers = summed(days)
    if len(answers) < 2 or min(each.n for each in answers.values()) < FEWEST_ANSWERS:
        return None
    means = {name: each.sum / each.n for name, each in answers.items()}
    errors = {name: _variance(each) / each.n for name, each in answers.items()}
    lowest = min(means, key=lambda name: (means[name], name))
    others = [name for name in answers if name != lowest]
    usual, error = fmean(means[name] for name in others), errors[lowest]
    error_others = sum(errors[name] for name in others) / len(others) ** 2
    if not error + error_others:
        return None
    # Satterthwaite 1946: each mean with its own degrees of freedom.
    parts = [(error, answers[lowest].n), *((errors[name] / len(others) ** 2, answers[name].n) for name in others)]
    freedom = (error + error_others) ** 2 / sum(part**2 / (n - 1) for part, n in parts)
    value, wide = means[lowest], sqrt(error + error_others)
    p = student_t_tails((value - usual) / wide, freedom) / 2
    if p * len(answers) >= limits.element:
        return None
    half = student_t(0.975, freedom) * wide
    apart = value - usual
    return Finding(Kind.ELEMENT, DOWN, value, usual, days[0].date, days[-1].date, answers[lowest].n, apart - half, apart + half, of=lowest)


def cell(kind: Kind, days: Sequence[Day], usual: Usual, limits: Limits) -> Finding | None:
    """The hour, counter or service that lies furthest below the others, if chance would not explain it."""
    of, limit = _CELLS[kind]
    cells: dict[str, Counted] = {}
    for day in days:
        for at, counted in of(day).items():
            cells[str(at)] = _together(cells.get(str(at)), counted)
    return _below(kind, days, cells, usual, limit(limits), limits)


_CELLS: Mapping[Kind, tuple[Callable[[Day], Mapping[object, Counted]], Callable[[Limits], float]]] = {
    Kind.HOUR: (attrgetter("hours"), attrgetter("hour")),
    Kind.COUNTER: (attrgetter("counters"), attrgetter("counter")),
    Kind.SERVICE: (attrgetter("services"), attrgetter("service")),
}


def weekday(days: Sequence[Day], usual: Usual, limits: Limits) -> Finding | None:
    """The weekday that does, over eight weeks."""
    cells: dict[str, Counted] = {}
    for day in days:
        at = str(day.date.weekday())
        cells[at] = _together(cells.get(at), Counted(day.total, day.satisfied))
    return _below(Kind.WEEKDAY, days, cells, usual, limits.weekday, limits)


def summed(days: Sequence[Day]) -> dict[str, Scored]:
    """{element: its answers on these days together}"""
    found: dict[str, Scored] = {}
    for day in days:
        for name, each in day.elements.items():
            before = found.get(name, Scored(0, 0, 0))
            found[name] = Scored(before.n + each.n, before.sum + each.sum, before.sumsq + each.sumsq)
    return found


def month_before(day: date) -> tuple[int, int]:
    """(year, month) of the calendar month before the day's."""
    return (day.year, day.month - 1) if day.month > 1 else (day.year - 1, 12)


def _below(kind: Kind, days: Sequence[Day], cells: Mapping[str, Counted], usual: Usual, limit: float, limits: Limits) -> Finding | None:
    compared = {name: each for name, each in cells.items() if each.total >= limits.fewest_in_cell}
    if len(compared) < 2:
        return None
    low, of = min(improbable(compared, usual.phi))
    if low * len(compared) >= limit:
        return None
    own, rest = compared[of], all_but(compared, of)
    value, others = own.satisfied / own.total, rest.satisfied / rest.total
    ends = difference(value, own.total, others, rest.total, usual.phi)
    return Finding(kind, DOWN, value, others, days[0].date, days[-1].date, own.total, *ends, of=of)


def _together(before: Counted | None, more: Counted) -> Counted:
    return Counted(before.total + more.total, before.satisfied + more.satisfied) if before else more


def _variance(of: Scored) -> float:
    """Of one answer, unbiased."""
    return max(0.0, (of.sumsq - of.sum**2 / of.n) / (of.n - 1))
