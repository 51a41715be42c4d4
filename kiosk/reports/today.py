"""One day of one unit, as its head may see it.

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
from kiosk.reports.figures import IndexFigure, answers_to, by_visit, index_of_period, main_instrument, official_first

PULSE = "S0"
WINDOW = timedelta(days=30)
USUAL_WEEKS = 8
STEP = 5
LEAST_SHARE = 5
LEAST_INTEGRITY = 10


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
class ElementLine:
    """The NRR of one unsur in the window, on 1–4, with its 95 % interval."""

    name: Mapping[str, str]
    estimate: indices.Estimate
    n: int
    lowest: indices.Lowest | None
    """What the test says if it is the lowest, and this is no chance."""

    @property
    def mean(self) -> Decimal:
        return indices.half_up(self.estimate.mean, 2)

    @property
    def low(self) -> Decimal:
        return indices.half_up(self.estimate.low, 2)

    @property
    def high(self) -> Decimal:
        return indices.half_up(self.estimate.high, 2)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Answers of the window that stand in no index of it, and why; incomplete questionnaires are counted by the index."""

    pulses: int
    set_aside: int
    others: int
    """To other instruments, or other versions of this one."""


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
    usual_days: Sequence[tuple[date, int]]
    """Visits on the same weekday in the weeks before, oldest first; while the day runs, up to the same time of day."""
    satisfaction: Share | None
    rated: int
    run: Sequence[DayShare]
    window: tuple[date, date]
    instrument: Instrument
    ikm: IndexFigure | None
    ipk: IndexFigure | None
    left_out: LeftOut
    elements: Sequence[ElementLine]
    hours: Sequence[Hour]
    counters: Sequence[CounterLine]

    @property
    def usual_visits(self) -> float | None:
        """Median of the days before; None with fewer than two of them."""
        return median(n for _, n in self.usual_days) if len(self.usual_days) >= 2 else None

    @property
    def lowest(self) -> ElementLine | None:
        """The element that lags behind the others, where a test says so."""
        return next((line for line in self.elements if line.lowest), None)

    @property
    def busiest(self) -> Hour | None:
        """The hour that is usually the busiest on this weekday; None while nothing is usual yet."""
        known = [hour for hour in self.hours if hour.usual]
        return max(known, key=lambda hour: (hour.usual or 0, -hour.hour), default=None)


def today(unit: Unit, day: date, now: datetime, catalogue: Catalogue) -> Today:
    """The unit head's screen for one service day. A handful of queries, over eight weeks of the unit's answers."""
    running = day >= service_day(now, unit.zone)
    last = day - timedelta(days=1) if running else day
    first = last - WINDOW + timedelta(days=1)
    everything = ledger.answers(unit, min(first, day - timedelta(weeks=USUAL_WEEKS)), day)
    of_day = [a for a in everything if a.service_day == day]
    window = [a for a in everything if first <= a.service_day <= last]
    in_window = [a for a in window if a.counted]
    instrument = main_instrument(unit, catalogue)
    visits = by_visit(answers_to(in_window, instrument))
    pulses = [a for a in of_day if a.question == PULSE and a.counted]
    return Today(
        unit=unit,
        day=day,
        running=running,
        ledger_size=ledger.size(unit),
        visits=len({a.visit for a in of_day}),
        answers=len(of_day),
        set_aside=sum(not a.counted for a in of_day),
        usual_days=_usual_days(everything, unit, day, now if running else None),
        satisfaction=_stepwise(pulses) if running else _share(pulses),
        rated=len(pulses),
        run=_run(in_window, first, last),
        window=(first, last),
        instrument=instrument,
        ikm=_index(visits, instrument, "ikm", LEAST_SHARE),
        ipk=_index(visits, instrument, "ipk", LEAST_INTEGRITY),
        left_out=_left_out(window, instrument),
        elements=_elements(visits, instrument),
        hours=_hours(everything, of_day, in_window, unit, day),
        counters=_counters(of_day, in_window, unit, now),
    )


def _share(pulses: Sequence[Answer], least: int = LEAST_SHARE) -> Share | None:
    if len(pulses) < least:
        return None
    satisfied = sum(a.score >= 3 for a in pulses)
    low, high = indices.wilson(satisfied, len(pulses))
    return Share(satisfied, len(pulses), low, high)


def _stepwise(pulses: Sequence[Answer]) -> Share | None:
    # Only whole steps of five, oldest first, so that no single tap can be read from a change of the figure.
    return _share(pulses[: len(pulses) // STEP * STEP])


def _usual_days(everything: Iterable[Answer], unit: Unit, day: date, until: datetime | None) -> list[tuple[date, int]]:
    zone = ZoneInfo(unit.zone)
    clock_now = until.astimezone(zone).time() if until else None
    by_day: dict[date, set[bytes]] = defaultdict(set)
    for a in everything:
        if a.service_day < day and a.service_day.weekday() == day.weekday():
            before = clock_now is None or a.given_at.astimezone(zone).time() <= clock_now
            by_day[a.service_day].update({a.visit} if before else ())
    return [(each, len(by_day[each])) for each in sorted(by_day)]


def _run(in_window: Iterable[Answer], first: date, last: date) -> list[DayShare]:
    by_day: dict[date, list[Answer]] = defaultdict(list)
    for a in in_window:
        if a.question == PULSE:
            by_day[a.service_day].append(a)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [DayShare(day, _share(by_day[day])) for day in days]


def _index(visits: Sequence[Mapping[str, int]], instrument: Instrument, index: str, least: int) -> IndexFigure | None:
    """None while a question has fewer than five answers, or the index fewer than `least` visits, or the instrument none."""
    if not instrument.codes(index):
        return None
    found = index_of_period(visits, instrument, index, minimum=indices.FEWEST_ANSWERS)
    return found if found and found.n >= least else None


def _left_out(window: Sequence[Answer], instrument: Instrument) -> LeftOut:
    own = answers_to(window, instrument)
    pulse = set(instrument.codes("pulse"))
    return LeftOut(
        pulses=sum(a.counted and a.question in pulse for a in own),
        set_aside=sum(not a.counted for a in window),
        others=len(window) - len(own),
    )


def _elements(visits: Sequence[Mapping[str, int]], instrument: Instrument) -> list[ElementLine]:
    """The IKM's unsur with enough answers, in the instrument's order, from the visits that its index is made of."""
    visits = official_first(visits, instrument, "ikm")
    weights = instrument.item_weights("ikm")
    elements = {unsur: {code: weights[code] for code in codes} for unsur, codes in instrument.elements("ikm").items()}
    lowest = indices.lowest_element(indices.sums(visits, weights), elements)
    lines = []
    for unsur, codes in instrument.elements("ikm").items():
        equal = dict.fromkeys(codes, Fraction(1, len(codes)))
        estimate = indices.clustered_index(indices.sums(visits, codes), equal)
        if estimate is not None:
            own = lowest if lowest and lowest.unsur == unsur else None
            lines.append(ElementLine(instrument.need(codes[0]).name, estimate, sum(estimate.n.values()), own))
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
