"""When a unit is open."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select

from kiosk.places.tables import Holiday, OpeningHours, PlaceError, Unit
from kiosk.store import reading, writing


def opening_hours(unit: Unit) -> dict[int, list[tuple[time, time]]]:
    """The spans of each weekday (0 Monday), in order: {weekday: [(opens, closes)]}; a closed day is absent."""
    query = select(OpeningHours).where(OpeningHours.unit_id == unit.id).order_by(OpeningHours.weekday, OpeningHours.opens)
    week: dict[int, list[tuple[time, time]]] = {}
    for span in reading().scalars(query):
        week.setdefault(span.weekday, []).append((span.opens, span.closes))
    return week


def open_time(week: Mapping[int, Sequence[tuple[time, time]]], zone: str, since: datetime, until: datetime) -> timedelta:
    """How much of the time from `since` to `until` lies in the opening hours of `week` (see `opening_hours`).

    Without any hours a place counts as always open. Of more than a week only the last one is looked at.
    """
    if not week:
        return until - since
    since = max(since, until - timedelta(days=7))
    here = ZoneInfo(zone)
    total = timedelta()
    day = since.astimezone(here).date()
    while day <= until.astimezone(here).date():
        for opens, closes in week.get(day.weekday(), ()):
            first, last = (datetime.combine(day, at, here) for at in (opens, closes))
            total += max(timedelta(), min(until, last) - max(since, first))
        day += timedelta(days=1)
    return total


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
    """A holiday for all of these units; one that is there takes the new name."""
    with writing() as session:
        for unit in units:
            session.merge(Holiday(unit_id=unit.id, day=day, name=name.strip()[:80]))


def remove_holiday(unit: Unit, day: date) -> None:
    with writing() as session:
        session.execute(delete(Holiday).where(Holiday.unit_id == unit.id, Holiday.day == day))


def is_holiday(unit: Unit, day: date) -> bool:
    return reading().get(Holiday, (unit.id, day)) is not None
