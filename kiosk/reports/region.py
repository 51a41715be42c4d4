"""All units of a region, as its office may see them: their figures side by side, and what needs a person today."""

from collections import Counter as Tally
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import NamedTuple

from kiosk import indices
from kiosk.clock import service_day
from kiosk.devices import fleet
from kiosk.figures import IndexFigure
from kiosk.findings import Finding, Kind
from kiosk.followups import register
from kiosk.indices.periods import Period
from kiosk.instruments import Catalogue, Index
from kiosk.ledger import extent
from kiosk.places import Unit, served, service_points
from kiosk.reports import side_by_side, verdicts
from kiosk.reports.figures import main_instrument_of
from kiosk.reports.response import Participation, participation
from kiosk.reports.settled import Settled
from kiosk.reports.side_by_side import SIGNIFICANT, IndexTogether
from kiosk.reports.today import WINDOW
from kiosk.reports.withholding import Share
from kiosk.tallies.visits import visits_by_day_of_units, visits_of_units

SILENT_AFTER = 3
"""Days without any rating: two free days and one in which somebody should have rated."""


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit: figures of the window's batches, visits of the window, and of this month beside its target."""

    unit: Unit
    visits: int
    satisfaction: Share | None
    run: Sequence[Share | None]
    """Satisfaction of each day of the window, or of each month of a long one."""
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
ALIKE = 3
"""So many units are named one by one for the same reason; more of them are one line."""


class Reason(NamedTuple):
    """Why somebody should go to a unit, or look at it: a finding, or else a `kind`, and how many of it (days of silence)."""

    line: UnitLine
    kind: str
    n: int = 0
    finding: Finding | None = None

    @property
    def is_now(self) -> bool:
        """It does not wait; the others may."""
        return not self.finding.is_back if self.finding else self.kind in NOW


@dataclass(frozen=True, slots=True)
class Region:
    """The lines of units by code, their days, the satisfaction of all of them together, and every index that one of them asks for."""

    first: date
    last: date
    """Before `first` where none of the days asked for is over yet."""
    lines: Sequence[UnitLine]
    together: Share | None
    indices: Sequence[Index]
    indices_together: Mapping[str, IndexTogether]
    """{index: all units' figures as one}, of those that have any."""
    is_past: bool = False
    """Of days that somebody asked for: what needs a person today is told on another page."""

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

    @property
    def gathered(self) -> Sequence[Sequence[Reason]]:
        """The same; those that more than ALIKE units have in common are together, where the first of them stood."""
        found: dict[object, list[Reason]] = {}
        reasons = self.reasons
        often = Tally(reason.kind for reason in reasons if not reason.finding)
        for n, reason in enumerate(reasons):
            found.setdefault(reason.kind if often[reason.kind] > ALIKE else n, []).append(reason)
        return [*found.values()]

    @property
    def visits(self) -> int:
        return sum(line.visits for line in self.lines)

    @property
    def unlike(self) -> Sequence[UnitLine]:
        """The units that differ from all of them together, the lowest first."""
        return sorted((line for line in self.lines if line.unlike and line.satisfaction), key=_satisfied)

    @property
    def below(self) -> Sequence[UnitLine]:
        """Those of them that are below."""
        return [line for line in self.unlike if self.together and _satisfied(line) < self.together.value]


def of_region(
    units: Sequence[Unit], now: datetime, catalogue: Catalogue, unread: Mapping[int, int] | None = None, span: Period | None = None
) -> Region:
    """The screen of a regional office; figures stand as of yesterday, in the zone of each unit's own counters.

    `unread`: {number of the unit: words that wait for the person who looks}. `span`: of these days, instead of the last thirty; what
    needs a person is that of today all the same.
    """
    today = now.date() if not units else max(service_day(now, unit.zone) for unit in units)
    last = today - timedelta(days=1)
    first, last = (span.first, min(span.last, last)) if span else (last - WINDOW + timedelta(days=1), last)
    months, participations = visits_of_units(today.replace(day=1), today), _participations(today.replace(day=1) - timedelta(days=1))
    latest, lost, asked = extent.last_days(), fleet.lost_of(units, now), service_points.instruments_of(units)
    questionnaires = {unit: main_instrument_of(keys, catalogue) for unit, keys in asked.items()}
    window = side_by_side.window(units, first, last, questionnaires)
    to_do, found = register.open_counts(today), _found(units, today - STALE)
    lines = []
    for unit in units:
        still_open, overdue = to_do.get(unit.id, (0, 0))
        own = window.figures[unit.id]
        lines.append(
            UnitLine(
                unit=unit,
                visits=own.visits,
                satisfaction=own.satisfaction,
                run=own.run,
                indices=own.indices,
                participation=participations.get(unit.id),
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
    asked_for = [index for index in catalogue.indices if index in told]
    return Region(first, last, lines, window.together, asked_for, window.indices, span is not None)


_of_months = Settled[Mapping[int, Participation | None]]()


def _participations(last: date) -> Mapping[int, Participation | None]:
    """{number of the unit: participation in the month that ends with that day}, of all for which a number served was entered."""
    first = last.replace(day=1)

    def work_out() -> Mapping[int, Participation | None]:
        counts, visits = served.of_all(first, last), visits_by_day_of_units(first, last)
        return {unit: participation(of, visits.get(unit, {})) for unit, of in counts.items()}

    # Numbers served come at any time, and count at once.
    return _of_months.get((last, served.newest()), work_out)


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


def _silent(latest: date | None, today: date) -> int | None:
    days = (today - latest).days if latest else None
    return days if days is not None and days >= SILENT_AFTER else None


def _satisfied(line: UnitLine) -> Fraction:
    return line.satisfaction.value if line.satisfaction else Fraction()
