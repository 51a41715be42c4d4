"""All units of a region side by side, as its office may see them: the last thirty days, and what needs a person.

Units are compared in a funnel, not a league table: with few answers a share lies far from the others' by chance alone.
Source: Spiegelhalter 2005, "Funnel plots for comparing institutional performance".
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import sqrt
from typing import NamedTuple

from kiosk import indices
from kiosk.clock import service_day
from kiosk.devices import fleet
from kiosk.figures import IndexFigure
from kiosk.findings import Finding, Kind
from kiosk.followups import register
from kiosk.indices import exact_tests
from kiosk.instruments import Catalogue, Index, Instrument
from kiosk.ledger import extent
from kiosk.places import Unit, served, service_points
from kiosk.proof import seals
from kiosk.reports import verdicts, withholding
from kiosk.reports.figures import indices_shown, main_instrument_of
from kiosk.reports.response import Participation, participation
from kiosk.reports.today import WINDOW
from kiosk.reports.withholding import Share
from kiosk.tallies import Tallies
from kiosk.tallies.visits import visits_by_day_of_units, visits_of_units

SILENT_AFTER = 3
"""Days without any rating: two free days and one in which somebody should have rated."""
LIMITS = (1.96, 3.09)
"""Standard errors of the funnel's lines: 95 % and 99,8 % of units that are alike lie within them."""
SIGNIFICANT = 0.05


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit: figures of the window's batches, visits of the window, and of this month beside its target."""

    unit: Unit
    visits: int
    satisfaction: Share | None
    run: Sequence[Share | None]
    """Satisfaction of each day of the window."""
    indices: Mapping[str, IndexFigure | None]
    """{index: its figure} of those that its questionnaire asks for."""
    participation: Participation | None
    """In the last whole month; None: the number served was not entered."""
    month: int
    """Visits of this month so far."""
    silent: int | None
    """Days since the last rating, from SILENT_AFTER on; None while there is no reason to ask, or never."""
    lost: int
    """Tablets that have been silent for half an hour in which the unit was open."""
    open: int = 0
    """Follow-ups that are planned or under way …"""
    overdue: int = 0
    """… and those of them whose quarter is over."""
    unread: int = 0
    """Words of visitors that wait for the person who looks at the page."""
    never: bool = False
    """It has counters, and nobody has rated yet."""
    found: Sequence[Finding] = ()
    """Why somebody should go there, worst first: what differs from the unit's own usual, and among so many units not by chance."""
    unlike: bool = False
    """Its satisfaction differs from that of all units together, and not by chance (binomial test, Holm over the units)."""

    @property
    def target(self) -> int | None:
        """How many must rate in a month (Krejcie & Morgan); None while it is not known how many are served, by and large."""
        part = self.participation
        return indices.krejcie_morgan(part.served) if part and part.served and part.is_whole else None

    @property
    def needs(self) -> int:
        return len(self.found) + (self.silent is not None) + self.never + self.lost + self.overdue + self.unread


NOW = ("silent", "never", "lost")


class Reason(NamedTuple):
    """Why somebody should go to a unit, or look at it: a finding, or else a `kind`, and how many of it (days of silence)."""

    line: UnitLine
    kind: str
    n: int = 0
    finding: Finding | None = None

    @property
    def is_now(self) -> bool:
        """It does not wait; the others may."""
        return self.finding is not None or self.kind in NOW


class RegionIndex(NamedTuple):
    """An index of several units on 25–100, with its 95 % interval: each weighing by its visits, and each alike (`by_units`)."""

    units: int
    value: float
    low: float
    high: float
    by_units: float


@dataclass(frozen=True, slots=True)
class Region:
    """The lines of units by code, their days, the satisfaction of all of them together, and every index that one of them asks for."""

    first: date
    last: date
    lines: Sequence[UnitLine]
    together: Share | None
    indices: Sequence[Index]

    @property
    def reasons(self) -> Sequence[Reason]:
        """To visit a unit, the heaviest first: what is found, by kind and probability; who cannot rate; what is late; what is unread."""
        found = sorted(
            (Reason(line, each.kind.value, finding=each) for line in self.lines for each in line.found),
            key=lambda each: (each.finding.order, each.finding.p or 0.0) if each.finding else (0, 0.0),
        )
        never = [Reason(line, "never") for line in self.lines if line.never]
        of = {
            "silent": [(line, line.silent or 0) for line in self.lines],
            "lost": [(line, line.lost) for line in self.lines],
            "overdue": [(line, line.overdue) for line in self.lines],
            "unread": [(line, line.unread) for line in self.lines],
        }
        for kind, counts in of.items():
            found += [Reason(line, kind, n) for line, n in sorted(counts, key=lambda each: -each[1]) if n]
            found += never if kind == "silent" else []
        return found

    def index(self, key: str) -> RegionIndex | None:
        """All units' figures of an index as one; None without any. Units have no visit in common, so their variances add up."""
        known = [figure for line in self.lines if (figure := line.indices.get(key))]
        if not known:
            return None
        n = sum(figure.n for figure in known)
        value = sum(float(figure.value) * figure.n for figure in known) / n
        error = sqrt(sum(((float(figure.high) - float(figure.low)) / (2 * LIMITS[0]) * figure.n / n) ** 2 for figure in known))
        by_units = sum(float(figure.value) for figure in known) / len(known)
        return RegionIndex(len(known), value, max(25.0, value - LIMITS[0] * error), min(100.0, value + LIMITS[0] * error), by_units)

    def limits(self, n: int) -> tuple[tuple[float, float], ...]:
        """The shares (0 to 1) between which a unit with n ratings lies by chance: ((low, high) for each of LIMITS)."""
        if self.together is None or n < 1:
            return ()
        share = float(self.together.value)
        error = sqrt(share * (1 - share) / n)
        return tuple((max(0.0, share - z * error), min(1.0, share + z * error)) for z in LIMITS)


def of_region(units: Sequence[Unit], now: datetime, catalogue: Catalogue, unread: Mapping[int, int] | None = None) -> Region:
    """The screen of a regional office; figures stand as of yesterday, in the zone of each unit's own counters.

    `unread`: {number of the unit: words that wait for the person who looks}.
    """
    today = now.date() if not units else max(service_day(now, unit.zone) for unit in units)
    last = today - timedelta(days=1)
    first = last - WINDOW + timedelta(days=1)
    visits, months = visits_of_units(first, last), visits_of_units(today.replace(day=1), today)
    before = today.replace(day=1) - timedelta(days=1)
    served_before = served.of_units(units, before.replace(day=1), before)
    visits_before = visits_by_day_of_units(before.replace(day=1), before)
    latest, lost, asked = extent.last_days(), fleet.lost_of(units, now), service_points.instruments_of(units)
    questionnaires = {unit: main_instrument_of(keys, catalogue) for unit, keys in asked.items()}
    window = _window(units, first, last, questionnaires)
    to_do, found = register.open_counts(today), _found(units, today - STALE)
    lines = []
    for unit in units:
        still_open, overdue = to_do.get(unit.id, (0, 0))
        own = window.figures[unit.id]
        lines.append(
            UnitLine(
                unit=unit,
                visits=visits.get(unit.id, 0),
                satisfaction=own.satisfaction,
                run=own.run,
                indices=own.indices,
                participation=participation(served_before.get(unit.id, {}), visits_before.get(unit.id, {})),
                month=months.get(unit.id, 0),
                silent=None if unit.closed_on else _silent(latest.get(unit.id), today),
                lost=lost[unit.id],
                open=still_open,
                overdue=overdue,
                unread=(unread or {}).get(unit.id, 0),
                never=unit.id not in latest and bool(asked[unit.id]) and not unit.closed_on,
                found=found.get(unit.id, ()),
                unlike=unit.id in window.unlike,
            )
        )
    told = {index for each in questionnaires.values() or [main_instrument_of((), catalogue)] for index in each.indices}
    return Region(first, last, lines, window.together, [index for index in catalogue.indices if index in told])


TO_VISIT = (Kind.LASTING_FALL, Kind.PARTICIPATION, Kind.SILENT)
"""What a unit is tested for, each day and by itself. Among a hundred units some of it is chance every day."""


STALE = timedelta(days=14)
"""What was found longer ago says nothing of now: no day has closed since."""


def _found(units: Sequence[Unit], since: date) -> dict[int, list[Finding]]:
    """{number of the unit: what holds among all of them, Benjamini–Hochberg at 5 %}, each as of its newest closed day."""
    there = [
        (unit, each) for unit, known in verdicts.newest_of_units(units, since).items() for each in known.findings if each.kind in TO_VISIT
    ]
    corrected = indices.benjamini_hochberg([each.p or 0.0 for _, each in there], len(TO_VISIT) * len(units))
    found: dict[int, list[Finding]] = {}
    for (unit, each), p in zip(there, corrected, strict=True):
        if p <= SIGNIFICANT:
            found.setdefault(unit, []).append(each)
    return found


class _Figures(NamedTuple):
    """What is shown of one unit's window."""

    satisfaction: Share | None
    run: Sequence[Share | None]
    indices: Mapping[str, IndexFigure | None]


class _Window(NamedTuple):
    """{number of the unit: its figures}, the satisfaction of all of them together, and the units that are unlike it."""

    figures: Mapping[int, _Figures]
    together: Share | None
    unlike: Collection[int]


_worked_out: dict[object, _Window] = {}
MOST_KEPT = 8
"""This many regions are kept; two people who see the same units share one."""


def _window(units: Sequence[Unit], first: date, last: date, questionnaires: Mapping[int, Instrument]) -> _Window:
    """Kept until a batch closes: no figure moves before, and they take most of the page's time."""
    of = (first, last, seals.newest_roots(), tuple((unit.id, questionnaires[unit.id].name) for unit in units))
    if (found := _worked_out.get(of)) is None:
        if len(_worked_out) >= MOST_KEPT:
            _worked_out.clear()
        shown, by_day = withholding.shown_of_units(first, last), withholding.satisfaction_of_units(first, last)
        batches = {unit.id: by_day.get(unit.id, {}) for unit in units}
        figures = {unit.id: _figures(shown.get(unit.id), batches[unit.id], first, questionnaires[unit.id]) for unit in units}
        together = withholding.together(scores for days in batches.values() for scores in days.values())
        found = _worked_out[of] = _Window(figures, together, _unlike(figures, together))
    return found


def _figures(window: Tallies | None, days: Mapping[date, Mapping[int, int]], first: date, instrument: Instrument) -> _Figures:
    run = [withholding.share_of(days.get(first + timedelta(days=n), {})) for n in range(WINDOW.days)]
    return _Figures(withholding.together(days.values()), run, indices_shown(window, instrument) if window else {})


def _unlike(figures: Mapping[int, _Figures], together: Share | None) -> Collection[int]:
    """The units that differ from all of them together, where a test says so for the whole family."""
    shares = {unit: own.satisfaction for unit, own in figures.items() if own.satisfaction}
    if together is None or len(shares) < 2:
        return ()
    p = [exact_tests.binomial_test(share.satisfied, share.n, float(together.value)) for share in shares.values()]
    return {unit for unit, corrected in zip(shares, indices.holm(p), strict=True) if corrected < SIGNIFICANT}


def _silent(latest: date | None, today: date) -> int | None:
    days = (today - latest).days if latest else None
    return days if days is not None and days >= SILENT_AFTER else None
