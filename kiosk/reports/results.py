"""A unit's results of a period: the report, what it is compared with, how it ran, where and when, and what is found in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kiosk.findings import Finding, Names
from kiosk.indices.periods import Period
from kiosk.instruments import Catalogue
from kiosk.places import Counter, Service, Unit
from kiosk.proof import Seal, latest_seal
from kiosk.reports import verdicts, wishes
from kiosk.reports.changes import Change, compared
from kiosk.reports.course import Event, Piece, course, events
from kiosk.reports.past import Past, until
from kiosk.reports.periods import PeriodReport, of_period
from kiosk.reports.verdicts import plans, spans
from kiosk.reports.where import Where
from kiosk.reports.wishes import Wished


@dataclass(frozen=True)
class Results:
    """Each piece is asked for when it is first looked at. `today`: the unit's running service day."""

    unit: Unit
    period: Period
    today: date
    catalogue: Catalogue

    @cached_property
    def report(self) -> PeriodReport:
        return self._of(self.period)

    @cached_property
    def _earlier(self) -> Sequence[PeriodReport]:
        """Of the period before, and of the same one last year."""
        return [self._of(each) for each in dict.fromkeys((self.period.before(), self.period.a_year_before()))]

    @cached_property
    def compared(self) -> Sequence[tuple[PeriodReport, Sequence[Change]]]:
        """Each of these that has figures, with how this period differs from it."""
        known = [each for each in self._earlier if not each.is_empty]
        return list(zip(known, compared(*((each, self.report) for each in known)), strict=True))

    @property
    def empty(self) -> Sequence[Period]:
        """Those that have none."""
        return [each.period for each in self._earlier if each.is_empty]

    @property
    def before(self) -> PeriodReport | None:
        """The period before, if it has figures."""
        return next((report for report, _ in self.compared if report.period == self.period.before()), None)

    @cached_property
    def findings(self) -> Sequence[Finding]:
        """Worst first."""
        changes = next((changes for report, changes in self.compared if report is self.before), ())
        own = spans.of_period(self.report, self.before, changes)
        of_plans = plans.of_span(self.unit, self.period.first, self.report.until, self.catalogue)
        return sorted([*own, *of_plans], key=lambda each: each.order)

    @cached_property
    def names(self) -> Names:
        """What its findings are of."""
        return {**verdicts.names(self.unit, self.catalogue), **verdicts.titles(self.unit)}

    @cached_property
    def pieces(self) -> Sequence[Piece]:
        return course(self.report, self._newest)

    @cached_property
    def events(self) -> Sequence[Event]:
        return events(self.report, self.pieces)

    @cached_property
    def where(self) -> Where:
        return self.where_of()

    def where_of(self, counter: Counter | None = None, service: Service | None = None) -> Where:
        """The same of one counter, or of one service."""
        return Where(self.unit, self.period.first, self.report.until, self._newest, counter, service)

    @cached_property
    def asked(self) -> Wished | None:
        """What visitors say should improve; None where nobody is asked and nobody has answered."""
        return wishes.of_period(self.unit, self.period.first, self.period.last, self.today, self.catalogue)

    @cached_property
    def past(self) -> Sequence[Past]:
        """What is known from before and has begun when the period ends: tables that were brought in, results that were typed."""
        return until(self.unit, self.period.last, self.catalogue)

    @cached_property
    def _newest(self) -> Seal | None:
        return latest_seal(self.unit)

    def _of(self, period: Period) -> PeriodReport:
        return of_period(self.unit, period, self.today, self.catalogue)
