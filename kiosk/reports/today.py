"""One day of one unit, as its head may see it: what may be shown when is decided in `withholding`."""

from collections import Counter as Tally
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from statistics import median
from zoneinfo import ZoneInfo

from kiosk import followups, ledger, places, proof
from kiosk.clock import service_day
from kiosk.figures import IndexFigure, index_figure
from kiosk.findings import Found, Names
from kiosk.followups import Action
from kiosk.instruments import Catalogue, Instrument
from kiosk.instruments.definitions import SATISFACTION
from kiosk.ledger import Channel
from kiosk.ledger.visits import assisted_visits
from kiosk.places import Service, Unit, opening
from kiosk.places.opening import Hours
from kiosk.proof import Seal
from kiosk.reports import verdicts, withholding
from kiosk.reports.changes import Change, compared
from kiosk.reports.counters import CounterLine, counter_lines
from kiosk.reports.elements import ElementLine, elements
from kiosk.reports.figures import index_answers, indices_shown, main_instrument, others, visits_by_way
from kiosk.reports.hours import Hour, hours_of_day, same_weekdays
from kiosk.reports.response import Response, response, unserved
from kiosk.reports.withholding import Counts, Share, Visit, by_fives
from kiosk.reports.withholding.always import only_open
from kiosk.reports.withholding.by_fives import Cells
from kiosk.tallies import Basis, Tallies

WINDOW = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class DayShare:
    day: date
    share: Share | None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Answers of the window that are in none of its indices, and why; incomplete questionnaires are counted by the index."""

    pulses: int
    set_aside: int
    others: int
    """Answers to other instruments, or other versions of this one."""


@dataclass(frozen=True, slots=True)
class _Window:
    """What is compared from thirty days."""

    instrument: Instrument
    shown: Tallies

    @property
    def lines(self) -> Sequence[tuple[str, None]]:
        return [(kind, None) for kind in (SATISFACTION, *(index.key for index in self.instrument.indices))]


@dataclass(frozen=True)
class Today:
    """One day of one unit, as its head may see it.

    Each figure is asked for when it is first looked at, so that one that fails leaves the others. All come from the tallies; only the
    entries of this day, of the same weekday in eight weeks, and the last weeks' pulses are read: as quick after ten years as after ten
    days.
    """

    unit: Unit
    day: date
    now: datetime
    catalogue: Catalogue

    @cached_property
    def running(self) -> bool:
        return self.day >= service_day(self.now, self.unit.zone)

    @cached_property
    def window(self) -> tuple[date, date]:
        """The last 30 days that are over."""
        last = self.day - timedelta(days=1) if self.running else self.day
        return last - WINDOW + timedelta(days=1), last

    @cached_property
    def ledger_size(self) -> int:
        return ledger.size(self.unit)

    @cached_property
    def _counts(self) -> Counts:
        return withholding.counts(self.unit, self.day, self.day)

    @property
    def visits(self) -> int:
        return self._counts.visits

    @property
    def answers(self) -> int:
        return self._counts.answers

    @property
    def set_aside(self) -> int:
        return self._counts.set_aside

    @cached_property
    def assisted(self) -> int:
        """Visits that had help, as was said at the tablet; they count."""
        return assisted_visits(self.unit, self.day, self.day)

    @cached_property
    def only_open(self) -> bool:
        """Whether the window and this day have ratings by open links alone."""
        return only_open(visits_by_way(self.unit, self.window[0], self.day))

    @cached_property
    def response(self) -> Response:
        """Ratings beside the number served."""
        return response(self.unit, self.day)

    @cached_property
    def _opening(self) -> Hours:
        return opening.hours(self.unit)

    @cached_property
    def unserved(self) -> Sequence[date]:
        """Days of the last week whose number served is missing; for a day that is over, only itself."""
        if self.running:
            return unserved(self.unit, self._opening, self.now)
        return [self.day] if self.visits and not self.response.served else []

    @cached_property
    def _all_of_day(self) -> list[Visit]:
        return withholding.visits(self.unit, self.day)

    @cached_property
    def _of_day(self) -> list[Visit]:
        return [visit for visit in self._all_of_day if not visit.apart]

    @property
    def channels(self) -> Mapping[Channel, int]:
        """Visits by the ways they came, paper too; one that went on to a phone counts under both."""
        return _channels(self._all_of_day)

    @cached_property
    def _weekdays(self) -> dict[date, list[datetime]]:
        return same_weekdays(self.unit, self.day)

    @cached_property
    def usual_days(self) -> Sequence[tuple[date, int]]:
        """Visits on the same weekday in the weeks before, oldest first; while the day runs, up to the same time of day."""
        return _usual_days(self._weekdays, self.unit, self.now if self.running else None)

    @property
    def usual_visits(self) -> float | None:
        """Median of the days before; None with fewer than two of them."""
        return median(n for _, n in self.usual_days) if len(self.usual_days) >= 2 else None

    @cached_property
    def _by_day(self) -> Mapping[date, Share]:
        return withholding.satisfaction_by_day(self.unit, *self.window)

    @cached_property
    def satisfaction(self) -> Share | None:
        return withholding.running(self.unit, self.day, self._newest_seal) if self.running else self._by_day.get(self.day)

    @property
    def rated(self) -> int:
        return sum(visit.satisfaction for visit in self._of_day)

    @property
    def run(self) -> Sequence[DayShare]:
        first, _last = self.window
        return [DayShare(each, self._by_day.get(each)) for each in (first + timedelta(days=n) for n in range(WINDOW.days))]

    @cached_property
    def instrument(self) -> Instrument:
        return main_instrument(self.unit, self.catalogue)

    @cached_property
    def _shown(self) -> Tallies:
        return withholding.shown(self.unit, *self.window)

    @cached_property
    def indices(self) -> Mapping[str, IndexFigure | None]:
        """{index: its figure, or None while one of its questions has no batch} of those that its questionnaire asks for, in order."""
        return indices_shown(self._shown, self.instrument)

    def raw(self, key: str) -> IndexFigure | None:
        """The index of that key with what was set aside, where that is enough to be shown; None where nothing may be."""
        aside = index_answers(self._shown, self.instrument, key, Basis.ASIDE)
        if not aside.sums.visits:
            return None
        index = self.instrument.index(key)
        everything = index_answers(self._shown, self.instrument, key, Basis.COUNTED, Basis.COMPLETE, Basis.ASIDE)
        return index_figure(everything, self.instrument, index, index.fewest_answers)

    @cached_property
    def left_out(self) -> LeftOut:
        return _left_out(self._shown, self.instrument, withholding.set_aside(self.unit, *self.window))

    @cached_property
    def elements(self) -> Sequence[ElementLine]:
        """Those of the leading index."""
        leading = self.instrument.leading
        return elements(self._shown, self.instrument, leading.key) if leading else []

    @cached_property
    def changes(self) -> Sequence[Change]:
        """How satisfaction and the indices changed against the 30 days before these, as far as a test says so."""
        first, _last = self.window
        earlier, now = (
            _Window(self.instrument, shown)
            for shown in (withholding.shown(self.unit, first - WINDOW, first - timedelta(days=1)), self._shown)
        )
        return [change for change in compared((earlier, now))[0] if change.is_real]

    @cached_property
    def verdict(self) -> Found | None:
        """What differs from the usual as of this day, or the newest one that has closed; None before the first."""
        return verdicts.of_day(self.unit, self.day, self.catalogue)

    @cached_property
    def names(self) -> Names:
        """What its findings are of."""
        return verdicts.names(self.unit, self.catalogue)

    @property
    def lowest(self) -> ElementLine | None:
        """The element that lags behind the others, where a test says so."""
        return next((line for line in self.elements if line.lowest), None)

    @property
    def planned(self) -> Action | None:
        """What is being done about it already."""
        if not self.lowest:
            return None
        asked = self.instrument.name, self.lowest.unsur
        return next((each for each in followups.of_unit(self.unit) if each.is_open and (each.instrument, each.element) == asked), None)

    @cached_property
    def _cells(self) -> Cells:
        return by_fives.cells_of_days(self.unit, self.window[1], self._newest_seal)

    @cached_property
    def hours(self) -> Sequence[Hour]:
        return hours_of_day(self._opening, self.day, self._of_day, self._weekdays, self._cells.hours)

    @property
    def busiest(self) -> Hour | None:
        """The hour that is usually the busiest on this weekday; None while nothing is usual yet."""
        known = [hour for hour in self.hours if hour.usual]
        return max(known, key=lambda hour: (hour.usual or 0, -hour.hour), default=None)

    @cached_property
    def counters(self) -> Sequence[CounterLine]:
        return counter_lines(self.unit, self._of_day, self._cells.counters, self.now)

    @property
    def ways(self) -> Mapping[Channel, Share]:
        """Satisfaction of the last four weeks by channel, as far as five visits in a row came by one."""
        shares = self._cells.channels
        return {channel: shares[channel] for channel in Channel if channel in shares}

    @property
    def services(self) -> Sequence[tuple[Service, Share]]:
        """The same by service, by their codes."""
        shares = self._cells.services
        return [(each, shares[each.id]) for each in places.services(self.unit) if each.id in shares]

    @cached_property
    def _newest_seal(self) -> Seal | None:
        return proof.latest_seal(self.unit)

    @cached_property
    def seal(self) -> Seal | None:
        """The newest seal; for a day that is over, its own."""
        return self._newest_seal if self.running else proof.seal_of_day(self.unit, self.day)

    @cached_property
    def unsealed(self) -> int:
        """Entries that have come since the newest seal."""
        return self.ledger_size - (self._newest_seal.size if self._newest_seal else 0)


def of_today(unit: Unit, day: date, now: datetime, catalogue: Catalogue) -> Today:
    """The unit head's screen for one service day."""
    return Today(unit, day, now, catalogue)


def _channels(visits: Iterable[Visit]) -> dict[Channel, int]:
    counts = Tally(channel for visit in visits for channel in visit.channels)
    return {channel: counts[channel] for channel in Channel if counts[channel]}


def _usual_days(weekdays: Mapping[date, Sequence[datetime]], unit: Unit, until: datetime | None) -> list[tuple[date, int]]:
    zone = ZoneInfo(unit.zone)
    clock_now = until.astimezone(zone).time() if until else None
    return [
        (day, sum(clock_now is None or moment.astimezone(zone).time() <= clock_now for moment in moments))
        for day, moments in weekdays.items()
    ]


def _left_out(window: Tallies, instrument: Instrument, set_aside: int) -> LeftOut:
    pulses = {(q.instrument, q.code) for q in instrument.questions if q.index == "pulse"}
    counted = (
        counts
        for (version, code, basis), counts in window.scores.items()
        if (version, code) in pulses and basis in (Basis.COUNTED, Basis.COMPLETE)
    )
    return LeftOut(
        pulses=sum(sum(counts.values()) for counts in counted),
        set_aside=set_aside,
        others=others(window, instrument),
    )
