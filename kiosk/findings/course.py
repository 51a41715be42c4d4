"""The findings of each day, from what was known when it closed: day by day through a table, each day once."""

from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from statistics import NormalDist
from typing import NamedTuple

from kiosk.findings import months, spans
from kiosk.findings.days import Day
from kiosk.findings.drift import Drift
from kiosk.findings.finding import DOWN, UP, Finding, Kind
from kiosk.findings.limits import LIMITS, Limits
from kiosk.findings.silence import silent
from kiosk.findings.usual import LIKELY_PHI, Count, Usual, difference, usual_of

WEEK = timedelta(weeks=1)
NORMAL = NormalDist()
LATELY = 5
"""Days."""


class Found(NamedTuple):
    """What was found when a day closed, worst first. `since`: the first day from which on it is as usual; None while something is found,
    or too little is known for a usual.
    """

    day: date
    findings: Sequence[Finding]
    since: date | None


def every_day(days: Sequence[Day], limits: Limits = LIMITS) -> Iterator[Found]:
    """The findings of each of the days, which come in order, a date once. What comes later changes nothing. About 0.2 ms a day."""
    course, since, rated = _Course(limits), None, 0
    for day in days:
        findings, rated = course.go_on(day), rated + (day.total > 0)
        since = None if findings or rated <= limits.fewest_days else since or day.date
        yield Found(day.date, findings, since)


def of_day(days: Sequence[Day], limits: Limits = LIMITS) -> Found | None:
    """What was found on the last of these days; None if there is none."""
    newest = deque(every_day(days, limits), maxlen=1)
    return newest[0] if newest else None


@dataclass(slots=True)
class _Past:
    """The days so far on which anybody came, and the usual of any span of them."""

    dates: list[date] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)

    def add(self, day: date, count: Count) -> None:
        self.dates.append(day)
        self.counts.append(count)

    def last(self, n: int, but: int = 0) -> list[Count]:
        """The last n, leaving the very last `but` of them out."""
        end = len(self.counts) - but
        return self.counts[max(0, end - n) : max(0, end)]

    def between(self, first: date, before: date) -> list[Count]:
        return self.counts[bisect_left(self.dates, first) : bisect_left(self.dates, before)]


@dataclass(slots=True)
class _Lasting:
    """A moving average, and the usual that it is held against: that of a long while ago, found anew each week."""

    drift: Drift
    past: _Past = field(default_factory=_Past)
    week: date = date.min
    usual: Usual | None = None

    def go_on(self, day: date, count: Count, limits: Limits) -> None:
        monday = day - timedelta(days=day.weekday())
        if monday != self.week:
            self.week, end = monday, monday - limits.lasting_gap * WEEK
            self.usual = usual_of(self.past.between(end - limits.lasting_weeks * WEEK, end), limits.fewest_days)
        if self.usual and count.n:
            self.drift.add(day, count, self.usual)
        if count.n:
            self.past.add(day, count)

    def found(self, kind: Kind, direction: str, last: date, *, of_k: bool = False) -> Finding:
        """The change since it began, as a share of those that were not k, or `of_k`."""
        usual, change = self.usual, self.drift.change()
        assert usual  # noqa: S101  # there is a change only then
        value, expected, lately = change.k / change.n, change.expected / change.n, self.drift.lately(LATELY)
        if not of_k:
            value, expected, lately = 1 - value, 1 - expected, 1 - lately
        ends = difference(value, change.n, expected, usual.n, usual.phi)
        p = NORMAL.cdf(-abs(self.drift.z))
        return Finding(kind, direction, value, expected, change.since, last, change.n, *ends, lately=lately, p=p)


class _Course:
    """What has been seen so far."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._days: list[Day] = []
        self._rated: list[Day] = []
        self._past = _Past()
        self._low: list[float] = []
        self._high: list[float] = []
        self._lasting = _Lasting(Drift(limits.lasting_weight))
        self._participation = _Lasting(Drift(limits.participation_weight))
        self._marked = _Lasting(Drift(limits.marked_weight))
        self._week, self._phi = date.min, LIKELY_PHI
        self._quiet = 0
        self._month: tuple[int, int] = (0, 0)
        self._of_month: list[Finding] = []

    def go_on(self, day: Day) -> list[Finding]:
        usual = self._usual(day.date)
        if (month := (day.date.year, day.date.month)) != self._month:
            self._month, self._of_month = month, list(self._monthly(day.date, usual))
        self._days.append(day)
        count = spans.count_of(day)
        self._lasting.go_on(day.date, count, self._limits)
        if day.served and day.visits <= day.served:
            self._participation.go_on(day.date, Count(count.weekday, day.served, day.served - day.visits), self._limits)
        if day.marked is not None:
            self._marked.go_on(day.date, Count(count.weekday, day.visits, day.marked), self._limits)
        if day.counted:
            self._quiet = 0 if day.visits else self._quiet + 1
        found = [*self._of_days(day, count, usual), *self._drifts(day), *self._of_month]
        if day.total:
            self._rated.append(day)
            self._past.add(day.date, count)
        return sorted(found, key=lambda each: each.order)

    def _usual(self, day: date, but: int = 0) -> Usual | None:
        """Of eight weeks, leaving the last `but` days out; how much they differ, of half a year, found anew each week."""
        usual = usual_of(self._past.last(self._limits.usual_days, but), self._limits.fewest_days)
        monday = day - timedelta(days=day.weekday())
        if monday != self._week:
            self._week, of_half_a_year = monday, usual_of(self._past.last(self._limits.phi_days), self._limits.fewest_days)
            self._phi = of_half_a_year.phi if of_half_a_year else LIKELY_PHI
        return usual and replace(usual, phi=self._phi)

    def _of_days(self, day: Day, count: Count, usual: Usual | None) -> Iterator[Finding]:
        """What the day itself says, and the days up to it; nothing is said of a day on which nobody came."""
        limits = self._limits
        if self._quiet and (found := silent(*self._pause(), limits)):
            yield found
        if usual is None or not day.total:
            return
        tail = spans.tail_of([count], usual)
        self._low, self._high = [*self._low[1 - limits.record_days :], tail[0]], [*self._high[1 - limits.record_days :], tail[1]]
        five = [*self._rated[1 - limits.five :], day]
        before_five = self._usual(day.date, but=limits.five - 1)
        now = [*self._rated[1 - limits.month :], day]
        before = self._rated[1 - 2 * limits.month : 1 - limits.month]
        rated = [*self._rated[1 - len(self._low) :], day][-len(self._low) :]
        yield from spans.with_record(spans.bad_day(day, usual, tail, limits), spans.record(rated, self._low, self._high, usual, limits))
        if before_five and len(five) == limits.five and (found := spans.five_days(five, before_five, limits)):
            yield found
        if len(before) == limits.month and (found := spans.thirty_days(now, before, usual, limits)):
            yield found

    def _pause(self) -> tuple[Sequence[Day], Sequence[Day]]:
        """The last open days, on which nobody rated, and the days before them."""
        known = [day for day in self._days[-self._quiet - 2 * self._limits.usual_days :] if day.counted]
        return known[-self._quiet :], known[: -self._quiet][-self._limits.usual_days :]

    def _drifts(self, day: Day) -> Iterator[Finding]:
        """Changes that last, and whether those who are served still rate."""
        limits = self._limits
        if self._lasting.drift.z > limits.lasting_fall and self._lasts():
            yield self._lasting.found(Kind.LASTING_FALL, DOWN, day.date)
        elif self._lasting.drift.z < -limits.lasting_rise and self._lasts():
            yield self._lasting.found(Kind.LASTING_RISE, UP, day.date)
        if self._participation.drift.z > limits.participation:
            yield self._participation.found(Kind.PARTICIPATION, DOWN, day.date)
        if self._marked.drift.z > limits.marked and self._marked.drift.change().k >= limits.fewest_marked:
            yield self._marked.found(Kind.MARKED, UP, day.date, of_k=True)
        if day.served is not None and day.visits > day.served:
            share = day.visits / day.served if day.served else float(day.visits)
            yield Finding(Kind.OVER_SERVED, UP, share, 1.0, day.date, day.date, day.visits)

    def _lasts(self) -> bool:
        return self._lasting.drift.change().days >= self._limits.lasting_days

    def _monthly(self, today: date, usual: Usual | None) -> Iterator[Finding]:
        """Of the month that is over, and of the weeks up to its end."""
        limits, end = self._limits, today.replace(day=1)
        before = months.month_before(today)
        own = [day for day in self._days[-31:] if (day.date.year, day.date.month) == before]
        if own and (found := months.element(own, limits)):
            yield found
        if usual is None:
            return
        for kind in (Kind.COUNTER, Kind.SERVICE, Kind.HOUR):
            if found := months.cell(kind, self._up_to(end, limits.hour_days), usual, limits):
                yield found
        if (span := [day for day in self._up_to(end, limits.weekday_days) if day.total]) and (found := months.weekday(span, usual, limits)):
            yield found

    def _up_to(self, end: date, days: int) -> list[Day]:
        """The open days among so many calendar days before that one."""
        first = end - timedelta(days=days)
        return [day for day in self._days[-days:] if first <= day.date < end]
