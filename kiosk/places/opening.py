"""When a unit is open."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select

from kiosk.places.tables import LONGEST_NAME, Holiday, OpeningHours, PlaceError, Unit
from kiosk.store import Direct, reading, writing
from kiosk.store.remembered import Remembered

Spans = Sequence[tuple[time, time]]
"""(opens, closes), in order."""


@dataclass(frozen=True, slots=True)
class Hours:
    """When a place is open: its week {weekday (0 Monday): spans}, the days on which it is closed all the same, and its zone."""

    week: Mapping[int, Spans]
    holidays: frozenset[date]
    zone: str

    def on(self, day: date) -> Spans:
        """The spans of a day; none where it is closed."""
        return () if day in self.holidays else self.week.get(day.weekday(), ())

    def open_time(self, since: datetime, until: datetime) -> timedelta:
        """How much of the time from `since` to `until` lies in opening hours.

        Without any hours a place counts as always open. Only the last week of a longer time is looked at.
        """
        if not self.week:
            return until - since
        since = max(since, until - timedelta(days=7))
        here = ZoneInfo(self.zone)
        total = timedelta()
        day = since.astimezone(here).date()
        while day <= until.astimezone(here).date():
            for opens, closes in self.on(day):
                first, last = (datetime.combine(day, at, here) for at in (opens, closes))
                total += max(timedelta(), min(until, last) - max(since, first))
            day += timedelta(days=1)
        return total


def opening_hours(unit: Unit) -> dict[int, list[tuple[time, time]]]:
    """The spans of each weekday (0 Monday), in order: {weekday: [(opens, closes)]}; a closed day is absent."""
    return {weekday: list(spans) for weekday, spans in hours(unit).week.items()}


def hours(unit: Unit) -> Hours:
    """When the unit is open, as of half a second ago."""
    return hours_of([unit])[unit.id]


def hours_of(units: Sequence[Unit]) -> dict[int, Hours]:
    """The same for several units: {number of the unit: hours}."""
    week, free = _known.get(None, _every)
    return {unit.id: Hours(week.get(unit.id, {}), free.get(unit.id, frozenset()), unit.zone) for unit in units}


_Every = tuple[Mapping[int, Mapping[int, Spans]], Mapping[int, frozenset[date]]]
"""{unit: its week}, {unit: its holidays}."""
_known: Remembered[None, _Every] = Remembered(lambda _found: (), keeps_none=True)


def _every() -> _Every:
    """Of all units, in two queries: every page asks for some of them, and hardly anything changes."""
    week: dict[int, dict[int, list[tuple[time, time]]]] = {}
    spans = select(OpeningHours.unit_id, OpeningHours.weekday, OpeningHours.opens, OpeningHours.closes)
    for unit, weekday, opens, closes in reading().execute(spans.order_by(*spans.selected_columns)):
        week.setdefault(unit, {}).setdefault(weekday, []).append((opens, closes))
    free: dict[int, set[date]] = {}
    for unit, day in reading().execute(select(Holiday.unit_id, Holiday.day)):
        free.setdefault(unit, set()).add(day)
    return week, {unit: frozenset(days) for unit, days in free.items()}


def set_opening_hours(unit: Unit, weekdays: Iterable[int], *spans: tuple[time, time]) -> None:
    with writing() as session:
        session.add_all(OpeningHours(unit_id=unit.id, weekday=d, opens=o, closes=c) for d in weekdays for o, c in spans)


def replace_opening_hours(unit: Unit, week: Mapping[int, Sequence[tuple[time, time]]]) -> None:
    """The unit's week from now on: {weekday (0 Monday): [(opens, closes)]}. Raises PlaceError where a span ends before it begins."""
    for weekday, spans in week.items():
        ends = [time.min]
        for opens, closes in spans:
            if not ends[-1] <= opens < closes:
                raise PlaceError(str(weekday))
            ends.append(closes)
    with writing() as session:
        session.execute(delete(OpeningHours).where(OpeningHours.unit_id == unit.id))
        for weekday, spans in week.items():
            set_opening_hours(unit, [weekday], *spans)


def holidays(unit: Unit, since: date) -> Sequence[Holiday]:
    """The unit's holidays from that day on, the next one first."""
    return reading().scalars(select(Holiday).where(Holiday.unit_id == unit.id, Holiday.day >= since).order_by(Holiday.day)).all()


def add_holiday(units: Iterable[Unit], day: date, name: str) -> None:
    """A holiday for all of these units; one that is there takes the new name. Raises PlaceError for a name that would not fit."""
    if len(name) > LONGEST_NAME:
        raise PlaceError(f"a holiday's name has at most {LONGEST_NAME} letters")
    with writing() as session:
        for unit in units:
            session.merge(Holiday(unit_id=unit.id, day=day, name=name.strip()))


def remove_holiday(unit: Unit, day: date) -> None:
    with writing() as session:
        session.execute(delete(Holiday).where(Holiday.unit_id == unit.id, Holiday.day == day))


def is_holiday(unit: Unit, day: date) -> bool:
    return reading().get(Holiday, (unit.id, day)) is not None


# ── for the transaction that records ──────────────────────────────────────────────────────────────────────────────

Minutes = Mapping[int, Sequence[tuple[int, int]]]
"""{weekday (0 Monday): [(opens, closes)]} in minutes since midnight."""


def weeks(direct: Direct, units: Collection[int]) -> dict[int, Minutes]:
    """{unit: its opening hours}; a unit without any is absent."""
    found: dict[int, dict[int, list[tuple[int, int]]]] = {}
    query = "SELECT unit_id, weekday, opens, closes FROM opening_hours WHERE unit_id IN (…)"
    for unit, weekday, opens, closes in direct.all_in(query, units):
        found.setdefault(unit, {}).setdefault(weekday, []).append((_minute(opens), _minute(closes)))
    return dict(found)


def holidays_of(direct: Direct, units: Collection[int]) -> dict[int, set[int]]:
    """{unit: its holidays as YYYYMMDD}; a unit without any is absent."""
    found: dict[int, set[int]] = {}
    for unit, day in direct.all_in("SELECT unit_id, day FROM holiday WHERE unit_id IN (…)", units):
        found.setdefault(unit, set()).add(day)
    return found


def _minute(at: object) -> int:
    """A time such as 08:30:00, as either database returns it, in minutes."""
    hours, minutes, *_ = str(at).split(":")
    return int(hours) * 60 + int(minutes)
