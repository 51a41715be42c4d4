"""The numbers of a page or a document: ledger, places and instruments go in, indices come out. Nothing about how it looks.

What may be seen when is decided here (design 3.6): while a day runs, satisfaction moves in steps of five ratings and everything
else stands as of the last closed day; a share of fewer than five and an integrity figure of fewer than ten are withheld.
"""

from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from statistics import median
from zoneinfo import ZoneInfo

from kiosk import devices, indices, ledger, places
from kiosk.clock import service_day
from kiosk.instruments import Catalogue, Instrument
from kiosk.ledger import Answer
from kiosk.places import Counter, Unit

PULSE = "S0"
WINDOW = timedelta(days=30)
USUAL_WEEKS = 8
STEP = 5
LEAST_SHARE = 5
LEAST_INTEGRITY = 10
LEAST_PER_ELEMENT = 5
LEAST_GRADED = 30


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
class DayShare:
    day: date
    share: Share | None


@dataclass(frozen=True, slots=True)
class Hour:
    """One hour of the day shown: visits, what is usual on this weekday, and satisfaction of the last 30 days."""

    hour: int
    visits: int
    usual: float | None
    share: Share | None


@dataclass(frozen=True, slots=True)
class CounterLine:
    counter: Counter
    visits: int
    share: Share | None
    has_device: bool
    quiet_for: timedelta | None
    """How long the tablet has not spoken; None while it does, or if there is none."""


@dataclass(frozen=True, slots=True)
class Index:
    """IKM or IPK of the window, indicative: on 25–100 and on 1–4, each with its 95 % interval, rounded to two decimals."""

    value: Decimal
    low: Decimal
    high: Decimal
    mean: Decimal
    mean_low: Decimal
    mean_high: Decimal
    visits: int
    grades: tuple[indices.Grade, ...]
    """The grades that the interval touches, worst first; empty with fewer than 30 visits: not enough for one."""


@dataclass(frozen=True, slots=True)
class ElementLine:
    """The NRR of one unsur in the window, on 1–4, with its 95 % interval."""

    name: Mapping[str, str]
    mean: Decimal
    low: Decimal
    high: Decimal
    n: int
    lowest: bool
    """It is the lowest, and a test says that this is no chance."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything of one unit and day that `loket figures` prints: unwithheld, for whoever holds the server."""

    raw: int
    counted: int
    visits: int
    questions: dict[str, dict[int, int]]


@dataclass(frozen=True, slots=True)
class Today:
    """One day of one unit, as its head may see it."""

    unit: Unit
    day: date
    running: bool
    ledger_size: int
    visits: int
    answers: int
    set_aside: int
    usual_visits: float | None
    satisfaction: Share | None
    rated: int
    run: Sequence[DayShare]
    window: tuple[date, date]
    instrument: Instrument
    ikm: Index | None
    ipk: Index | None
    elements: Sequence[ElementLine]
    hours: Sequence[Hour]
    counters: Sequence[CounterLine]

    @property
    def lowest(self) -> ElementLine | None:
        """The element that lags behind the others, where a test says so."""
        return next((line for line in self.elements if line.lowest), None)

    @property
    def busiest(self) -> Hour | None:
        """The hour that is usually the busiest on this weekday; None while nothing is usual yet."""
        known = [hour for hour in self.hours if hour.usual]
        return max(known, key=lambda hour: (hour.usual or 0, -hour.hour), default=None)


def figures(unit: Unit, day: date, catalogue: Catalogue) -> Figures:
    """Counts of one service day after corrections, all channels; every question that the unit's counters may ask is there.

    Five queries.
    """
    raw = ledger.tally(unit, day, day)
    counted = ledger.tally(unit, day, day, counted=True)
    asked = [q.code for key in dict.fromkeys(c.instrument for c in places.counters(unit)) for q in catalogue.current(key).questions]
    questions = {code: raw.get(code, {}) for code in dict.fromkeys([*asked, *raw])}
    return Figures(raw=_total(raw), counted=_total(counted), visits=ledger.visits(unit, day, day), questions=questions)


def today(unit: Unit, day: date, now: datetime, catalogue: Catalogue) -> Today:
    """The unit head's screen for one service day. A handful of queries, over eight weeks of the unit's answers."""
    running = day >= service_day(now, unit.zone)
    last = day - timedelta(days=1) if running else day
    first = last - WINDOW + timedelta(days=1)
    everything = ledger.answers(unit, min(first, day - timedelta(weeks=USUAL_WEEKS)), day)
    of_day = [a for a in everything if a.service_day == day]
    in_window = [a for a in everything if first <= a.service_day <= last and a.counted]
    instrument = _instrument(unit, catalogue)
    pulses = [a for a in of_day if a.question == PULSE and a.counted]
    return Today(
        unit=unit,
        day=day,
        running=running,
        ledger_size=ledger.size(unit),
        visits=len({a.visit for a in of_day}),
        answers=len(of_day),
        set_aside=sum(not a.counted for a in of_day),
        usual_visits=_usual_visits(everything, unit, day, now if running else None),
        satisfaction=_stepwise(pulses) if running else _share(pulses),
        rated=len(pulses),
        run=_run(in_window, first, last),
        window=(first, last),
        instrument=instrument,
        ikm=_index(in_window, instrument, "ikm", LEAST_SHARE),
        ipk=_index(in_window, instrument, "ipk", LEAST_INTEGRITY),
        elements=_elements(in_window, instrument),
        hours=_hours(everything, of_day, in_window, unit, day),
        counters=_counters(of_day, in_window, unit, now),
    )


def _instrument(unit: Unit, catalogue: Catalogue) -> Instrument:
    """The instrument that most counters of the unit use."""
    keys = Tally(counter.instrument for counter in places.counters(unit))
    return catalogue.current(keys.most_common(1)[0][0])


def _share(pulses: Sequence[Answer], least: int = LEAST_SHARE) -> Share | None:
    if len(pulses) < least:
        return None
    satisfied = sum(a.score >= 3 for a in pulses)
    low, high = indices.wilson(satisfied, len(pulses))
    return Share(satisfied, len(pulses), low, high)


def _stepwise(pulses: Sequence[Answer]) -> Share | None:
    # Only whole steps of five, oldest first, so that no single tap can be read from a change of the figure.
    return _share(pulses[: len(pulses) // STEP * STEP])


def _usual_visits(everything: Iterable[Answer], unit: Unit, day: date, until: datetime | None) -> float | None:
    """Median number of visits on this weekday in the weeks before, up to the same time of day; None without two such days."""
    zone = ZoneInfo(unit.zone)
    clock_now = until.astimezone(zone).time() if until else None
    by_day: dict[date, set[bytes]] = defaultdict(set)
    for a in everything:
        if a.service_day < day and a.service_day.weekday() == day.weekday():
            before = clock_now is None or a.given_at.astimezone(zone).time() <= clock_now
            by_day[a.service_day].update({a.visit} if before else ())
    return median(len(v) for v in by_day.values()) if len(by_day) >= 2 else None


def _run(in_window: Iterable[Answer], first: date, last: date) -> list[DayShare]:
    by_day: dict[date, list[Answer]] = defaultdict(list)
    for a in in_window:
        if a.question == PULSE:
            by_day[a.service_day].append(a)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [DayShare(day, _share(by_day[day])) for day in days]


def _by_visit(answers: Iterable[Answer], instrument: Instrument, index: str) -> list[list[tuple[str, int]]]:
    """The answers to an index's questions, a list per visit: [[(unsur, score)]]."""
    unsur = {code: u for u, codes in instrument.elements(index).items() for code in codes}
    visits: dict[bytes, list[tuple[str, int]]] = defaultdict(list)
    for a in answers:
        if a.question in unsur:
            visits[a.visit].append((unsur[a.question], a.score))
    return list(visits.values())


def _index(answers: Iterable[Answer], instrument: Instrument, index: str, least: int) -> Index | None:
    """None while an unsur has fewer than five answers, or the index fewer than `least` visits."""
    visits = _by_visit(answers, instrument, index)
    estimate = indices.clustered_index(visits, instrument.weights(index)) if len(visits) >= least else None
    if estimate is None:
        return None
    mean, low, high = (indices.half_up(x, 2) for x in (estimate.mean, estimate.low, estimate.high))
    value, value_low, value_high = (indices.half_up(x * 25, 2) for x in (estimate.mean, estimate.low, estimate.high))
    grades = indices.GRADE_TABLES[index].between(value_low, value_high) if estimate.visits >= LEAST_GRADED else ()
    return Index(value, value_low, value_high, mean, low, high, estimate.visits, grades)


def _elements(answers: Iterable[Answer], instrument: Instrument) -> list[ElementLine]:
    """The IKM's unsur with enough answers, in the instrument's order."""
    visits = _by_visit(answers, instrument, "ikm")
    lowest = indices.lowest_element(visits, instrument.weights("ikm"))
    lines = []
    for unsur, codes in instrument.elements("ikm").items():
        estimate = indices.clustered_mean(visits, unsur)
        if estimate is not None and estimate.n >= LEAST_PER_ELEMENT:
            mean, low, high = (indices.half_up(x, 2) for x in (estimate.mean, estimate.low, estimate.high))
            lines.append(ElementLine(instrument.need(codes[0]).name, mean, low, high, estimate.n, unsur == lowest))
    return lines


def _hours(everything: Sequence[Answer], of_day: Sequence[Answer], in_window: Sequence[Answer], unit: Unit, day: date) -> list[Hour]:
    zone = ZoneInfo(unit.zone)
    week = places.opening_hours(unit)
    visits = _visits_by_hour(of_day, zone)
    same_weekday = [a for a in everything if a.service_day < day and a.service_day.weekday() == day.weekday()]
    days = len({a.service_day for a in same_weekday})
    usual = Tally[int]()
    for (_day, hour), n in Tally(
        {(a.visit, a.service_day): (a.service_day, a.given_at.astimezone(zone).hour) for a in reversed(same_weekday)}.values()
    ).items():
        usual[hour] += n
    pulses: dict[int, list[Answer]] = defaultdict(list)
    for a in in_window:
        if a.question == PULSE:
            pulses[a.given_at.astimezone(zone).hour].append(a)
    return [Hour(h, visits[h], usual[h] / days if days >= 2 else None, _share(pulses[h])) for h in _span(week, day, visits)]


def _visits_by_hour(answers: Sequence[Answer], zone: ZoneInfo) -> Mapping[int, int]:
    """Visits by the local hour of their first answer."""
    first = {a.visit: a.given_at.astimezone(zone).hour for a in reversed(answers)}
    return Tally(first.values())


def _span(week: Mapping[int, Sequence[tuple[time, time]]], day: date, visits: Mapping[int, int]) -> range:
    """The hours to show: those the unit is open, and any outside in which somebody rated; office hours if it has neither."""
    hours = set(visits)
    for opens, closes in week.get(day.weekday(), ()):
        last = closes.hour if closes.minute else closes.hour - 1
        hours |= set(range(opens.hour, last + 1))
    return range(min(hours), max(hours) + 1) if hours else range(8, 16)


def _counters(of_day: Sequence[Answer], in_window: Sequence[Answer], unit: Unit, now: datetime) -> list[CounterLine]:
    states = devices.states(unit)
    visits: dict[int, set[bytes]] = defaultdict(set)
    for a in of_day:
        visits[a.counter_id].add(a.visit)
    pulses: dict[int, list[Answer]] = defaultdict(list)
    for a in in_window:
        if a.question == PULSE:
            pulses[a.counter_id].append(a)
    lines = []
    for counter in places.counters(unit):
        state = states.get(counter.id)
        quiet = now - state.last_seen_at if state and state.last_seen_at else None
        lines.append(
            CounterLine(
                counter=counter,
                visits=len(visits[counter.id]),
                share=_share(pulses[counter.id]),
                has_device=state is not None and state.last_seen_at is not None,
                quiet_for=quiet if quiet and quiet > devices.QUIET_AFTER else None,
            )
        )
    return lines


def _total(tally: Mapping[str, Mapping[int, int]]) -> int:
    return sum(sum(scores.values()) for scores in tally.values())
