"""The figures of a report that a unit files: of one period, as they may be shown, with what only people know beside them.

Scores come from released batches alone (kiosk.reports.withholding), as on every page; a figure that is withheld is None, and the report
says so. The arithmetic is that of PermenPANRB 14/2017, annex: NRR, weighted NRR with exact weights, the index × 25.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from zoneinfo import ZoneInfo

from kiosk import followups
from kiosk.figures import IndexFigure
from kiosk.filings import Inputs
from kiosk.followups import Action
from kiosk.followups.tables import DROPPED
from kiosk.indices import Grade, half_up, krejcie_morgan
from kiosk.indices.index import converted
from kiosk.indices.integrity_zone import Threshold
from kiosk.indices.periods import Period
from kiosk.instruments import Catalogue, Index, Instrument
from kiosk.places import Unit, letterheads
from kiosk.places.letterheads import Letterhead
from kiosk.reports import Effect, PeriodReport, Today, of_actions, of_today
from kiosk.reports.past import Past, until
from kiosk.reports.periods import of_period

EARLIER = 4
"""Periods before this one that a trend shows."""
ENDS = 3
"""Elements that are named as the lowest, and as the highest. Source: reports.md 1 (4.1)."""


@dataclass(frozen=True, slots=True)
class FiledElement:
    """An unsur of an index: its answers {score: n}, its mean on 1–4 (NRR), and its weight in the index, exact."""

    code: str
    name: Mapping[str, str]
    index: Index
    scores: Mapping[int, int]
    nrr: Fraction
    weight: Fraction

    @property
    def n(self) -> int:
        return sum(self.scores.values())

    @property
    def weighted(self) -> Fraction:
        return self.nrr * self.weight

    @property
    def value(self) -> Decimal:
        """Nilai konversi, on 25–100, two decimals."""
        return half_up(converted(self.nrr), 2)

    @property
    def grade(self) -> Grade:
        return self.index.table.grade(self.value)


@dataclass(frozen=True, slots=True)
class Population:
    """How many were served: as somebody entered it for this report, or by the days of this period or of the one before."""

    count: int
    of: Period | None
    """None: entered for this report."""

    @property
    def minimum(self) -> int:
        """Of respondents. Source: Krejcie & Morgan 1970."""
        return krejcie_morgan(self.count)


@dataclass(frozen=True)
class Filed:
    """Each piece is asked for when it is first looked at. `today`: the unit's running service day."""

    unit: Unit
    period: Period
    today: date
    catalogue: Catalogue
    inputs: Inputs = Inputs()

    @cached_property
    def report(self) -> PeriodReport:
        return of_period(self.unit, self.period, self.today, self.catalogue)

    @property
    def instrument(self) -> Instrument:
        return self.report.instrument

    @cached_property
    def letterhead(self) -> Letterhead | None:
        return letterheads.in_force(self.unit, self.inputs.signed_on or self.today)

    @cached_property
    def day(self) -> Today | None:
        """The day itself, where the period is one that is over; None for a longer one."""
        if self.period.first != self.period.last or self.period.last >= self.today:
            return None
        return of_today(self.unit, self.period.first, datetime.combine(self.today, time(12), ZoneInfo(self.unit.zone)), self.catalogue)

    @property
    def due(self) -> date | None:
        """The day by which the unit, or an office above it, wants the report; None: nobody has said."""
        days = self.letterhead.deadline if self.letterhead else None
        return None if days is None else self.period.last + timedelta(days=days)

    @property
    def leading(self) -> IndexFigure | None:
        """The index that the report is of; None while it is withheld, or the questionnaire has none."""
        index = self.instrument.leading
        return self.report.indices[index.key] if index else None

    @property
    def others(self) -> Sequence[IndexFigure]:
        """The other indices that may be shown."""
        leading = self.instrument.leading
        return [figure for key, figure in self.report.indices.items() if figure and (leading is None or key != leading.key)]

    @staticmethod
    def elements(figure: IndexFigure) -> list[FiledElement]:
        """The unsur of an index in the questionnaire's order, from the very answers that the index is made of."""
        by_unsur: dict[str, list[int]] = {}
        for place, each in enumerate(figure.questions):
            by_unsur.setdefault(each.question.unsur, []).append(place)
        found = []
        for code, places in by_unsur.items():
            questions = [figure.questions[place] for place in places]
            scores = {score: sum(each.scores.get(score, 0) for each in questions) for score in questions[0].question.scores}
            weight = sum((each.weight or Fraction(0) for each in questions), Fraction(0))
            weighted = sum((each.weighted or Fraction(0) for each in questions), Fraction(0))
            found.append(FiledElement(code, questions[0].question.name, figure.index, scores, weighted / weight, weight))
        return found

    def lowest(self, figure: IndexFigure) -> list[FiledElement]:
        """The three lowest, the lowest first; equals in the questionnaire's order."""
        return sorted(self.elements(figure), key=lambda each: each.nrr)[:ENDS]

    def highest(self, figure: IndexFigure) -> list[FiledElement]:
        return sorted(self.elements(figure), key=lambda each: -each.nrr)[:ENDS]

    @property
    def behind(self) -> str:
        """The unsur of the leading index that a test tells from the others; "": none."""
        index = self.instrument.leading
        lines = self.report.elements[index.key] if index else ()
        return next((line.unsur for line in lines if line.lowest), "")

    @cached_property
    def population(self) -> Population | None:
        """None: it was not entered, and too few days of either period say how many were served."""
        if self.inputs.population:
            return Population(self.inputs.population, None)
        for report in (self.report, self._before(1)):
            part = report.participation
            if part and part.is_whole and part.served:
                return Population(part.served, report.period)
        return None

    @property
    def respondents(self) -> int:
        """Those whose answers the leading index is made of; all who rated while it is withheld."""
        return self.leading.n if self.leading else self.report.counts.visits

    @property
    def enough(self) -> bool | None:
        """Whether as many have answered as Krejcie and Morgan want; None: the population is not known."""
        return self.respondents >= self.population.minimum if self.population else None

    @cached_property
    def trend(self) -> Sequence[tuple[Period, IndexFigure]]:
        """The leading index of up to four periods before, and of this one, oldest first; those without it are left out."""
        index = self.instrument.leading
        found = []
        for report in (*(self._before(n) for n in range(EARLIER, 0, -1)), self.report):
            figure = report.indices.get(index.key) if index else None
            if figure:
                found.append((report.period, figure))
        return found

    @cached_property
    def past(self) -> Sequence[Past]:
        """The leading index from before the period ends: of tables that were brought in, and as typed from old reports."""
        index = self.instrument.leading
        return [each for each in until(self.unit, self.period.last, self.catalogue) if index and each.index == index.key]

    @cached_property
    def actions(self) -> Sequence[Action]:
        """The follow-ups that were not over before the period began, by the quarter in which they are due."""
        return [each for each in followups.of_unit(self.unit) if each.is_open or each.status.day >= self.period.first]

    @property
    def thresholds(self) -> Sequence[tuple[IndexFigure, Threshold]]:
        """What the integrity zone (ZI) asks of each index that may be shown. Source: PermenPANRB 90/2021."""
        figures = [figure for figure in self.report.indices.values() if figure]
        return [(figure, asked) for figure in figures for asked in self.instrument.thresholds(figure.index)]

    @property
    def planned(self) -> Sequence[Action]:
        """Those that were not dropped."""
        return [each for each in self.actions if each.status.status != DROPPED]

    @property
    def done(self) -> Sequence[Action]:
        return [each for each in self.planned if each.finished_on]

    @property
    def overdue(self) -> Sequence[Action]:
        return [each for each in self.planned if each.overdue(self.today)]

    @property
    def done_share(self) -> Fraction | None:
        """How many of those that were planned are done, 0 to 1. Source: PEKPPP F-01, indicator 8 (publishing-pekppp.md)."""
        return Fraction(len(self.done), len(self.planned)) if self.planned else None

    @property
    def months_since(self) -> int:
        """Whole months since the period was over. Source: PEKPPP F-01, indicator 9."""
        day = self.period.last + timedelta(days=1)
        months = (self.today.year - day.year) * 12 + self.today.month - day.month
        return max(months - (self.today.day < day.day), 0)

    @cached_property
    def effects(self) -> Mapping[int, Effect]:
        """{number of a follow-up that is done: what came of it}"""
        return of_actions(self.unit, self.done, self.today, self.catalogue)

    def _before(self, steps: int) -> PeriodReport:
        period = self.period
        for _ in range(steps):
            period = period.before()
        if period not in self._reports:
            self._reports[period] = of_period(self.unit, period, self.today, self.catalogue)
        return self._reports[period]

    @cached_property
    def _reports(self) -> dict[Period, PeriodReport]:
        return {}
