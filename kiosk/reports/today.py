"""One day of one unit, as its head may see it: what may be shown when is decided in `withholding`."""

from collections import Counter as Tally
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from kiosk import devices, indices, ledger, places
from kiosk.clock import service_day
from kiosk.instruments import Catalogue, Instrument
from kiosk.ledger import Basis, Channel, Seal, Tallies
from kiosk.places import Counter, Unit
from kiosk.reports import withholding
from kiosk.reports.elements import ElementLine, elements
from kiosk.reports.figures import IndexFigure, index_of_period, main_instrument, others
from kiosk.reports.response import Response, response
from kiosk.reports.withholding import Share, Visit

WINDOW = timedelta(days=30)
USUAL_WEEKS = 8


@dataclass(frozen=True, slots=True)
class DayShare:
    day: date
    share: Share | None


@dataclass(frozen=True, slots=True)
class Hour:
    """One hour of the day shown: visits, what is usual on this weekday, and satisfaction of the last four whole weeks."""

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
    lost: bool
    """Silent for half an hour in which the unit was open."""


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
    response: Response
    """Beside the number served."""
    channels: Mapping[Channel, int]
    """Visits by the ways they came, paper too; one that went on on a phone stands under both."""
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
    seal: Seal | None
    """The newest seal; of a day that is over, its own."""
    unsealed: int
    """Entries that have come since the newest seal."""

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
    """The unit head's screen for one service day.

    Figures come from the tallies; of the entries only those of this day and of the same weekday in eight weeks are read, and
    the window's pulses are counted by hour and counter: as quick after ten years as after ten days.
    """
    running = day >= service_day(now, unit.zone)
    last = day - timedelta(days=1) if running else day
    first = last - WINDOW + timedelta(days=1)
    all_of_day = withholding.visits(unit, day)
    of_day = [visit for visit in all_of_day if not visit.apart]
    weekdays = _same_weekdays(unit, day)
    counts, window = withholding.counts(unit, day, day), withholding.shown(unit, first, last)
    by_day = withholding.satisfaction_by_day(unit, first, last)
    zone = ZoneInfo(unit.zone)
    by_hour, by_counter = withholding.shares(unit, last, lambda tap: tap.given_at.astimezone(zone).hour, lambda tap: tap.counter_id)
    instrument = main_instrument(unit, catalogue)
    return Today(
        unit=unit,
        day=day,
        running=running,
        ledger_size=ledger.size(unit),
        visits=counts.visits,
        response=response(unit, day),
        channels=_channels(all_of_day),
        answers=counts.answers,
        set_aside=counts.set_aside,
        usual_days=_usual_days(weekdays, unit, now if running else None),
        satisfaction=withholding.running(unit, day) if running else by_day.get(day),
        rated=sum(visit.satisfaction for visit in of_day),
        run=[DayShare(each, by_day.get(each)) for each in (first + timedelta(days=n) for n in range(WINDOW.days))],
        window=(first, last),
        instrument=instrument,
        ikm=_index(window, instrument, "ikm"),
        ipk=_index(window, instrument, "ipk"),
        left_out=_left_out(window, instrument, withholding.counts(unit, first, last).set_aside),
        elements=elements(window, instrument, "ikm"),
        hours=_hours(of_day, weekdays, by_hour, unit, day),
        counters=_counters(of_day, by_counter, unit, now),
        seal=ledger.latest_seal(unit) if running else ledger.seal_of_day(unit, day),
        unsealed=ledger.unsealed(unit),
    )


def _channels(visits: Iterable[Visit]) -> dict[Channel, int]:
    counts = Tally(channel for visit in visits for channel in visit.channels)
    return {channel: counts[channel] for channel in Channel if counts[channel]}


def _same_weekdays(unit: Unit, day: date) -> dict[date, Sequence[Visit]]:
    """The visits of this weekday in the weeks before, oldest first; only days that have any."""
    days = (day - timedelta(weeks=n) for n in range(USUAL_WEEKS, 0, -1))
    return {each: found for each in days if (found := [visit for visit in withholding.visits(unit, each) if not visit.apart])}


def _usual_days(weekdays: Mapping[date, Sequence[Visit]], unit: Unit, until: datetime | None) -> list[tuple[date, int]]:
    zone = ZoneInfo(unit.zone)
    clock_now = until.astimezone(zone).time() if until else None
    return [
        (day, sum(clock_now is None or visit.began_at.astimezone(zone).time() <= clock_now for visit in visits))
        for day, visits in weekdays.items()
    ]


def _index(window: Tallies, instrument: Instrument, index: str) -> IndexFigure | None:
    """None while a question has no batch, or the instrument has no such index."""
    if not instrument.codes(index):
        return None
    return index_of_period(window, instrument, index, minimum=indices.FEWEST_ANSWERS)


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


def _hours(
    of_day: Sequence[Visit], weekdays: Mapping[date, Sequence[Visit]], shares: Mapping[int, Share], unit: Unit, day: date
) -> list[Hour]:
    zone = ZoneInfo(unit.zone)
    visits = _by_hour(of_day, zone)
    usual: Tally[int] = Tally()
    for of_weekday in weekdays.values():
        usual.update(_by_hour(of_weekday, zone))
    hours = _span(places.opening_hours(unit), day, visits)
    return [Hour(h, visits[h], usual[h] / len(weekdays) if len(weekdays) >= 2 else None, shares.get(h)) for h in hours]


def _by_hour(visits: Iterable[Visit], zone: ZoneInfo) -> Mapping[int, int]:
    return Tally(visit.began_at.astimezone(zone).hour for visit in visits)


def _span(week: Mapping[int, Sequence[tuple[time, time]]], day: date, visits: Mapping[int, int]) -> range:
    """The hours to show: those the unit is open, and any outside in which somebody rated; office hours if it has neither."""
    hours = set(visits)
    for opens, closes in week.get(day.weekday(), ()):
        last = closes.hour if closes.minute else closes.hour - 1
        hours |= set(range(opens.hour, last + 1))
    return range(min(hours), max(hours) + 1) if hours else range(8, 16)


def _counters(of_day: Sequence[Visit], shares: Mapping[int, Share], unit: Unit, now: datetime) -> list[CounterLine]:
    states = devices.states(unit, now)
    visits = Tally(visit.counter_id for visit in of_day)
    lines = []
    for counter in places.counters(unit):
        state = states.get(counter.id)
        quiet = now - state.last_seen_at if state and state.last_seen_at else None
        lines.append(
            CounterLine(
                counter=counter,
                visits=visits[counter.id],
                share=shares.get(counter.id),
                has_device=state is not None and state.last_seen_at is not None,
                quiet_for=quiet if quiet and quiet > devices.GREY_AFTER else None,
                lost=state is not None and state.health is devices.Health.LOST,
            )
        )
    return lines
