"""The visitors of the demonstration: they come by the rhythm of a day, have moods and patience, and rate like real ones.

Every rating goes through `ledger.record`, as a tap does, an hour at a time with the clock passed in. The dice are fixed, so two
demonstrations of one day are alike.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from kiosk import places, recording
from kiosk.clock import borders, service_day, to_milliseconds
from kiosk.demo.places import Stage
from kiosk.instruments import Catalogue, Instrument, Plan, parse_plan, wish
from kiosk.ledger import Channel, Rating
from kiosk.ledger.entry import access_by
from kiosk.people import acts
from kiosk.places import Place, opening, served
from kiosk.visitors import profiles, wishes

OPERATOR = "operator"
MONTHS = 14
"""So long does the demonstration go back, or to the January of its latest complete half-year: a year, and what is usual before it."""
RATING_SHARE = (0.55, 0.75)
"""How many of those served rate, at least and at most."""

# Visits that rate in an hour of opening, by local hour: the queue before noon, the lull after it.
RHYTHM = {8: 0.8, 9: 1.25, 10: 1.5, 11: 1.2, 12: 0.45, 13: 0.95, 14: 0.8, 15: 0.5}
# How much worse it feels when the queue is long (points of 4).
CROWD = {10: -0.22, 11: -0.28}


@dataclass(frozen=True, slots=True)
class Temper:
    """How a unit fares: visits an hour at each counter, the level of its answers, and elements that stand out."""

    flow: tuple[float, ...]
    level: float
    strange: dict[str, float]
    bad_week: int
    """Weeks before today in which everything went wrong."""
    english: float
    mended: tuple[str, int, float] = ("", 0, 0.0)
    """An element that rose when its plan was done: so many days before today (as kiosk.demo.followups says), by so much."""


TEMPERS = {
    "kanim": Temper(
        flow=(1.6, 3.2, 0.9, 0.7),
        level=3.52,
        strange={"U1": 0.12, "U3": -0.1, "U4": -0.45, "U5": 0.3, "U6": 0.18, "U7": -0.08, "K2": -0.1, "K5": -0.16},
        bad_week=3,
        english=0.09,
    ),
    "lapas": Temper(
        flow=(2.6, 1.7, 0.6),
        level=3.55,
        strange={"U1": -0.12, "U2": 0.08, "U5": 0.34, "U7": -0.36, "K1": -0.14},
        bad_week=5,
        english=0.0,
        mended=("U7", 33, 0.6),
    ),
}


# Who they are: {question: {score: weight}} of the instrument `profile`.
PEOPLE = {
    "P1": {1: 52, 2: 48},
    "P2": {1: 2, 2: 18, 3: 27, 4: 23, 5: 16, 6: 10, 7: 4},
    "P3": {1: 1, 2: 8, 3: 14, 4: 42, 5: 12, 6: 20, 7: 3},
    "P4": {1: 14, 2: 3, 3: 2, 4: 38, 5: 26, 6: 17},
    "P5": {1: 95, 2: 5},
}


# What should improve, at counters that ask it: {element, or R0 for nothing: how many of a hundred name it}.
WISHES = {"U1": 9, "U2": 11, "U3": 14, "U4": 38, "U5": 8, "U6": 6, "U7": 10, "R0": 27}
ASKED_FOR = timedelta(days=75)


@dataclass(slots=True)
class _Crowd:
    """What is the same for all visitors of a unit."""

    stage: Stage
    temper: Temper
    instrument: Instrument
    plan: Plan
    dice: Random
    talkative: Random
    wishful: Random
    """Separate dice, for what visitors tell beside the ratings."""
    today: date
    places: dict[int, Place] = field(default_factory=dict)


def rate(
    stage: Stage,
    now: datetime,
    catalogue: Catalogue,
    close: Callable[[datetime], None] = lambda moment: None,
    progress: Callable[[str], None] = lambda line: None,
) -> int:
    """Let the visitors of a unit rate: fourteen months up to `now`, the latest complete January–June among them.

    `close` is called a few minutes after each of those days. Returns how many taps.
    """
    counter = stage.counters[0]
    instrument = catalogue.current(counter.instrument)
    crowd = _Crowd(
        stage=stage,
        temper=TEMPERS[stage.unit.kind],
        instrument=instrument,
        plan=parse_plan(counter.plan, instrument),
        dice=Random(stage.unit.code),
        talkative=Random(f"{stage.unit.code} profile"),
        wishful=Random(f"{stage.unit.code} wishes"),
        today=service_day(now, stage.unit.zone),
        places={c.id: places.place(c.id) for c in stage.counters},
    )
    taps = 0
    month = 0
    for day in _days(crowd.today):
        if day.month != month:
            month = day.month
            progress(f"{stage.unit.short_name}: {day:%Y-%m}")
        visits: set[UUID] = set()
        for hour in _open_hours(crowd, day):
            ratings = [r for r in _hour(crowd, day, hour) if r.given_at < now]
            if ratings:
                recording.record(ratings, max(r.given_at for r in ratings) + timedelta(seconds=1))
                _tell_of_themselves(crowd, ratings, catalogue, day)
                if day > crowd.today - ASKED_FOR:
                    _wish(crowd, ratings, day)
                taps += len(ratings)
                visits |= {rating.visit for rating in ratings}
        if day < crowd.today:
            closed_at = borders(day, stage.unit.zone)[1] + timedelta(minutes=5)
            close(closed_at)
            if visits:
                _count(crowd, day, len(visits), closed_at)
    return taps


def _count(crowd: _Crowd, day: date, visits: int, closed_at: datetime) -> None:
    """How many were served, as the operator enters it."""
    unit, count = crowd.stage.unit, round(visits / crowd.dice.uniform(*RATING_SHARE))
    if served.enter(unit, day, count, OPERATOR, closed_at, day):
        acts.note("served.enter", OPERATOR, closed_at, unit, f"{day}: {count}")


def _tell_of_themselves(crowd: _Crowd, ratings: Iterable[Rating], catalogue: Catalogue, day: date) -> None:
    """Two in five of those on phones say who they are, or most of it."""
    dice, profile = crowd.talkative, catalogue.current(profiles.INSTRUMENT)
    for access in {rating.visit: access_by(rating.channel) for rating in ratings if rating.channel is not Channel.TABLET}.values():
        if dice.random() < 0.4:
            asked = [code for code in PEOPLE if dice.random() < 0.9]
            given = {code: str(dice.choices(list(PEOPLE[code]), list(PEOPLE[code].values()))[0]) for code in asked}
            profiles.add(crowd.stage.unit, given, profile, access, UUID(int=dice.getrandbits(128)), day)


def _wish(crowd: _Crowd, ratings: Iterable[Rating], day: date) -> None:
    """Two in three of those who are asked what should improve say so."""
    dice, instrument = crowd.wishful, crowd.instrument
    for rated in {rating.visit: rating for rating in ratings if wish.asks(rating.place.counter.plan, instrument)}.values():
        if dice.random() < 0.67:
            named = [answer for answer, share in WISHES.items() if dice.random() * 100 < share]
            chosen = wish.chosen(dict.fromkeys(named, "1"), instrument)
            wishes.add(crowd.stage.unit, chosen, instrument, access_by(rated.channel), UUID(int=dice.getrandbits(128)), day)


def _days(today: date) -> Iterator[date]:
    """The days of the last fourteen months and of the latest complete January–June, oldest first, up to today."""
    year = today.year if today >= date(today.year, 7, 1) else today.year - 1
    months = today.year * 12 + today.month - 1 - MONTHS
    start = min(date(year, 1, 1), date(months // 12, months % 12 + 1, 1))
    yield from (start + timedelta(days=n) for n in range((today - start).days + 1))


def _open_hours(crowd: _Crowd, day: date) -> list[int]:
    spans = opening.opening_hours(crowd.stage.unit).get(day.weekday(), [])
    return [
        hour
        for hour in RHYTHM
        if any(opens.hour <= hour and (hour < closes.hour or (hour == closes.hour and closes.minute)) for opens, closes in spans)
    ]


def _hour(crowd: _Crowd, day: date, hour: int) -> list[Rating]:
    """The taps of all visitors who come within one hour, in the order of their taps."""
    dice = crowd.dice
    start = datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo(crowd.stage.unit.zone)).astimezone(UTC)
    taps: list[Rating] = []
    for counter, flow in zip(crowd.stage.counters, crowd.temper.flow, strict=True):
        # A Poisson number of visitors, by exponential gaps.
        wait = dice.expovariate(flow * RHYTHM[hour])
        while wait < 1:
            taps += _visit(crowd, crowd.places[counter.id], start + timedelta(hours=wait), day, hour)
            wait += dice.expovariate(flow * RHYTHM[hour])
    return sorted(taps, key=lambda tap: tap.given_at)


def _visit(crowd: _Crowd, place: Place, arrival: datetime, day: date, hour: int) -> Iterator[Rating]:
    dice, temper = crowd.dice, crowd.temper
    visit = _id(dice, arrival)
    channel = dice.choices((Channel.TABLET, Channel.SCREEN, Channel.POSTER), (84, 10, 6) if place.counter.shows_qr else (100, 0, 0))[0]
    language = "en" if dice.random() < temper.english else "id"
    mood = dice.gauss(temper.level + CROWD.get(hour, 0) + _week(crowd, day), 0.55)
    moment = arrival
    for code in crowd.plan.draw(visit):
        question = crowd.instrument.need(code)
        level = (
            mood
            + temper.strange.get(code, 0)
            + _mended(crowd, code, day)
            + (0.38 if code == "I0" or (question.of_index and question.of_index.is_integrity) else 0)
        )
        score = min(4, max(1, round(dice.gauss(level, 0.5))))
        moment += timedelta(seconds=dice.uniform(2, 9))
        tap = Rating(place, _id(dice, moment), visit, question, score, language, channel, moment)
        yield tap
        if dice.random() < 0.02:
            moment += timedelta(seconds=dice.uniform(1, 4))
            yield Rating(place, _id(dice, moment), visit, question, min(4, score + 1), language, channel, moment)
        # Many stop after the first tap; it counts all the same.
        if dice.random() < (0.22 if code == "S0" else 0.08):
            return


def _week(crowd: _Crowd, day: date) -> float:
    weeks_ago = (crowd.today - day).days // 7
    return -0.75 if weeks_ago == crowd.temper.bad_week else 0.0


def _mended(crowd: _Crowd, code: str, day: date) -> float:
    element, days_ago, by = crowd.temper.mended
    return by if code == element and (crowd.today - day).days < days_ago else 0.0


def _id(dice: Random, moment: datetime) -> UUID:
    """A UUIDv7 from our own dice, so that a demonstration can be repeated."""
    return UUID(int=to_milliseconds(moment) << 80 | 7 << 76 | dice.getrandbits(12) << 64 | 2 << 62 | dice.getrandbits(62))
