"""One day of one unit, as its head may see it: what may be shown when is decided in `withholding`."""

from collections import Counter as Tally
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from statistics import median
from zoneinfo import ZoneInfo

from kiosk import followups, ledger, proof
from kiosk.clock import service_day
from kiosk.figures import IndexFigure, index_figure
from kiosk.findings import LIMITS, Day, Finding, Found, Kind, Names
from kiosk.findings.usual import Count, usual_of
from kiosk.followups import Action
from kiosk.instruments import Catalogue, Instrument
from kiosk.ledger import Channel
from kiosk.ledger.visits import Began, assisted_visits
from kiosk.places import Unit, opening
from kiosk.places.opening import Hours
from kiosk.proof import Seal
from kiosk.reports import verdicts, withholding
from kiosk.reports.changes import Change, compared
from kiosk.reports.counters import CounterLine, counter_lines
from kiosk.reports.elements import ElementLine, elements
from kiosk.reports.figures import index_answers, indices_shown, main_instrument, others, visits_by_way
from kiosk.reports.hours import Exceptional, Hour, exceptional, hours_of_day, same_weekdays
from kiosk.reports.response import Response, response, unserved
from kiosk.reports.withholding import Counts, Share, Visit
from kiosk.reports.withholding.always import only_open
from kiosk.tallies import Basis, Tallies

WINDOW = timedelta(days=30)
USUAL = timedelta(days=70)
"""Calendar days in which the 40 open days of a usual lie, with holidays."""


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
    def days(self) -> Sequence[Day]:
        """Not looked at: satisfaction is the verdict's."""
        return ()

    @property
    def lines(self) -> Sequence[tuple[str, None]]:
        return [(index.key, None) for index in self.instrument.indices]


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
    def _weekdays(self) -> dict[date, list[Began]]:
        return same_weekdays(self.unit, self.day)

    @cached_property
    def _usual_visits(self) -> Sequence[tuple[date, Sequence[Began]]]:
        """On the same weekday in the weeks before, oldest first; while the day runs, up to the same time of day."""
        return _up_to(self._weekdays, self.unit, self.now if self.running else None)

    @property
    def usual_days(self) -> Sequence[tuple[date, int]]:
        return [(day, len(began)) for day, began in self._usual_visits]

    @property
    def usual_visits(self) -> float | None:
        """Median of the days before; None with fewer than two of them."""
        return median(n for _, n in self.usual_days) if len(self.usual_days) >= 2 else None

    @cached_property
    def _by_day(self) -> Mapping[date, Share]:
        return withholding.satisfaction_by_day(self.unit, self.window[1] - USUAL + timedelta(days=1), self.window[1])

    @cached_property
    def usual_satisfaction(self) -> float | None:
        """What is usual of this weekday (0 to 1), as findings take it: of the last eight weeks before; None: too few days are known."""
        before = [Count(day.weekday(), share.n, share.n - share.satisfied) for day, share in sorted(self._by_day.items()) if day < self.day]
        usual = usual_of(before[-LIMITS.usual_days :], LIMITS.fewest_days)
        return 1 - usual.by_weekday[self.day.weekday()] if usual else None

    @property
    def of_day(self) -> Finding | None:
        """What is found of this very day's satisfaction."""
        own = self.verdict.findings if self.verdict and self.verdict.day == self.day else ()
        return next((each for each in own if each.kind in (Kind.BAD_DAY, Kind.GOOD_DAY)), None)

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
    def _earlier(self) -> Tallies:
        """Of the 30 days before these."""
        first, _last = self.window
        return withholding.shown(self.unit, first - WINDOW, first - timedelta(days=1))

    @cached_property
    def earlier(self) -> Mapping[str, IndexFigure | None]:
        """The indices of the 30 days before."""
        return indices_shown(self._earlier, self.instrument)

    @cached_property
    def changes(self) -> Mapping[str, Change]:
        """{index: how it changed against the 30 days before}"""
        earlier, now = (_Window(self.instrument, shown) for shown in (self._earlier, self._shown))
        return {change.kind: change for change in compared((earlier, now))[0]}

    @cached_property
    def verdict(self) -> Found | None:
        """What differs from the usual as of this day, or the newest one that has closed; None before the first."""
        return verdicts.of_day(self.unit, self.day, self.catalogue)

    @cached_property
    def names(self) -> Names:
        """What its findings are of; without the words of plans, which not everybody may read who sees a day's figures."""
        return verdicts.names(self.unit, self.catalogue)

    @cached_property
    def names_with_plans(self) -> Names:
        return {**self.names, **verdicts.titles(self.unit)}

    @property
    def lowest(self) -> ElementLine | None:
        """The element that lags behind the others, where a test says so."""
        return next((line for line in self.elements if line.lowest), None)

    @cached_property
    def planned(self) -> Mapping[str, Action]:
        """{unsur: what is being done about it}"""
        return {each.element: each for each in followups.of_unit(self.unit) if each.is_open and each.instrument == self.instrument.name}

    @cached_property
    def hours(self) -> Sequence[Hour]:
        return hours_of_day(self._opening, self.day, self._of_day, self._weekdays, self.now if self.running else None)

    @property
    def exceptional(self) -> Exceptional | None:
        """The hours that are unlike the usual."""
        return exceptional(self.hours)

    @cached_property
    def counters(self) -> Sequence[CounterLine]:
        usual = [Tally(began.counter_id for began in of_day) for _, of_day in self._usual_visits]
        return counter_lines(self.unit, self._of_day, usual, self.now)

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


def _up_to(weekdays: Mapping[date, Sequence[Began]], unit: Unit, until: datetime | None) -> list[tuple[date, Sequence[Began]]]:
    """Each day's visits that began by the time of day of that moment; all without one."""
    zone = ZoneInfo(unit.zone)
    clock_now = until.astimezone(zone).time() if until else None
    return [
        (day, [each for each in began if clock_now is None or each.at.astimezone(zone).time() <= clock_now])
        for day, began in weekdays.items()
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
