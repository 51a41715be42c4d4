"""What is shown of several units over the same days: each unit's figures, all of them as one, and who is unlike the others.

Units are compared in a funnel, not a league table: with few answers a share lies far from the others' by chance alone.
Source: Spiegelhalter 2005, "Funnel plots for comparing institutional performance".
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from math import sqrt
from typing import NamedTuple

from kiosk import indices
from kiosk.figures import IndexFigure
from kiosk.findings import Day
from kiosk.indices import exact_tests
from kiosk.instruments import Instrument
from kiosk.places import Unit
from kiosk.reports import withholding
from kiosk.reports.changes import spread
from kiosk.reports.figures import indices_shown
from kiosk.reports.settled import Settled
from kiosk.reports.withholding import Share, batches
from kiosk.tallies import Tallies
from kiosk.tallies.spans import months_of
from kiosk.tallies.visits import visits_of_units

LIMITS = (1.96, 3.09)
"""Standard errors of the funnel's lines: 95 % and 99,8 % of units that are alike lie within them."""
SIGNIFICANT = 0.05
PHI = 1.5
"""How much more than by chance a unit's share is taken to vary, since its days differ: the lines are wider by the root of it, and tests
are of n / PHI answers. Source: Spiegelhalter 2005, section 3 (overdispersion); the promise of findings reaches as far."""
BY_DAY = 62
"""Up to so many days a run goes by days; a longer one by months."""


def limits(together: Share | None, n: int) -> tuple[tuple[float, float], ...]:
    """The shares (0 to 1) between which a unit with n ratings lies by chance: ((low, high) for each of LIMITS)."""
    if together is None or n < 1:
        return ()
    share = float(together.value)
    error = sqrt(PHI * share * (1 - share) / n)
    return tuple((max(0.0, share - z * error), min(1.0, share + z * error)) for z in LIMITS)


def share_together(of_units: Iterable[Share]) -> Share | None:
    """Several units' shares as one, each weighing by its answers; None without any."""
    known = list(of_units)
    satisfied, n = sum(each.satisfied for each in known), sum(each.n for each in known)
    return Share(satisfied, n, *indices.wilson(satisfied, n)) if n else None


class IndexTogether(NamedTuple):
    """An index of several units on 25–100, with its 95 % interval: each weighing by its visits, and each alike (`by_units`)."""

    units: int
    value: float
    low: float
    high: float
    by_units: float


def index_together(of_units: Iterable[IndexFigure]) -> IndexTogether | None:
    """None without any. Units have no visit in common, so their variances add up."""
    known = list(of_units)
    if not known:
        return None
    n = sum(figure.n for figure in known)
    value = sum(float(figure.value) * figure.n for figure in known) / n
    error = sqrt(sum(((float(figure.high) - float(figure.low)) / (2 * LIMITS[0]) * figure.n / n) ** 2 for figure in known))
    by_units = sum(float(figure.value) for figure in known) / len(known)
    return IndexTogether(len(known), value, max(25.0, value - LIMITS[0] * error), min(100.0, value + LIMITS[0] * error), by_units)


Batches = Mapping[date, Mapping[int, int]]
"""Satisfaction: {first day: {score: n}}"""


class Figures(NamedTuple):
    """What is shown of one unit's window."""

    visits: int
    satisfaction: Share | None
    run: Sequence[Share | None]
    indices: Mapping[str, IndexFigure | None]


class Window(NamedTuple):
    """{number of the unit: its figures}, the satisfaction and each index of all of them together, and the units that are unlike it."""

    figures: Mapping[int, Figures]
    together: Share | None
    indices: Mapping[str, IndexTogether]
    unlike: Collection[int]


_windows = Settled[Window]()


def window(units: Sequence[Unit], first: date, last: date, questionnaires: Mapping[int, Instrument]) -> Window:
    """These days of the units, by what each one's counters ask: {number of the unit: its questionnaire}."""
    of = first, last, tuple((unit.id, questionnaires[unit.id].name) for unit in units)
    return _windows.get(of, lambda: _worked_out(units, first, last, questionnaires))


def _worked_out(units: Sequence[Unit], first: date, last: date, questionnaires: Mapping[int, Instrument]) -> Window:
    shown, (steps, by_step), visits = batches.shown_of_units(first, last), _steps(first, last), visits_of_units(first, last)
    own = {unit.id: by_step.get(unit.id, {}) for unit in units}
    figures = {
        unit.id: _figures(visits.get(unit.id, 0), shown.get(unit.id), own[unit.id], steps, questionnaires[unit.id]) for unit in units
    }
    together = withholding.together(scores for of_steps in own.values() for scores in of_steps.values())
    by_day = len(steps) == (last - first).days + 1

    def spreads(unit: int) -> float:
        shares = zip(steps, figures[unit].run, strict=True)
        return spread([Day(day, share.n, share.satisfied) for day, share in shares if share]) if by_day else PHI

    return Window(figures, together, _indices(figures.values()), _unlike(figures, together, spreads))


def _indices(figures: Collection[Figures]) -> Mapping[str, IndexTogether]:
    keys = {key for own in figures for key in own.indices}
    known = {key: index_together(found for own in figures if (found := own.indices.get(key))) for key in keys}
    return {key: whole for key, whole in known.items() if whole}


def _steps(first: date, last: date) -> tuple[Sequence[date], Mapping[int, Batches]]:
    """The days that a run goes by, or the months by their first days; and {number of the unit: its batches of each}."""
    length = (last - first).days + 1
    if length <= BY_DAY:
        return [first + timedelta(days=n) for n in range(length)], batches.satisfaction_of_units(first, last)
    months = [start for start, _ in months_of(first, last)]
    return months, batches.satisfaction_by_month_of_units(first, last)


def _figures(visits: int, window: Tallies | None, own: Batches, steps: Sequence[date], instrument: Instrument) -> Figures:
    run = [withholding.share_of(own.get(step, {})) for step in steps]
    return Figures(visits, withholding.together(own.values()), run, indices_shown(window, instrument) if window else {})


def _unlike(figures: Mapping[int, Figures], together: Share | None, spreads: Callable[[int], float]) -> Collection[int]:
    """The units that differ from all of them together, where a test says so for the whole family.

    Those that do by what is usual are tested again by their own days (`spreads`: {number of the unit: φ}): a bad week is no bad unit, and
    what is said here is not denied where two units stand beside each other.
    """
    shares = {unit: own.satisfaction for unit, own in figures.items() if own.satisfaction}
    if together is None or len(shares) < 2:
        return ()
    share = float(together.value)
    p = {unit: _p_of(own, PHI, share) for unit, own in shares.items()}
    named = _below_level(p)
    if named:
        named = _below_level(p | {unit: _p_of(shares[unit], max(PHI, spreads(unit)), share) for unit in named})
    # Of two units each is what the other is unlike: both, or none.
    return named if len(shares) > 2 or len(named) == 2 else ()


def _p_of(own: Share, phi: float, share: float) -> float:
    satisfied, others = round(own.satisfied / phi), round((own.n - own.satisfied) / phi)
    return exact_tests.binomial_test(satisfied, satisfied + others, share)


def _below_level(p: Mapping[int, float]) -> Collection[int]:
    return {unit for unit, corrected in zip(p, indices.holm(list(p.values())), strict=True) if corrected < SIGNIFICANT}
