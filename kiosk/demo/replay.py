"""A year of somebody's visits, real or made up, played to the product: so that any days can be looked at on its pages.

Every rating goes through `recording.record`, hour by hour, and every night is sealed. The folder is a demonstration's and carries its mark:
what it holds is not what visitors told this product.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from kiosk import places, recording
from kiosk.clock import borders
from kiosk.demo.visits import ZONE, Tap
from kiosk.instruments import DEFAULT_INSTRUMENT, DEFAULT_PLAN, Catalogue, Instrument
from kiosk.ledger import Rating
from kiosk.people import acts
from kiosk.places import Place, Unit, opening, served, service_points, steps, tree

NAMES = UUID("6f0c7c1e-6d0b-5a53-9d5f-0f6f2d6a5b7e")
"""Under which texts become identifiers (RFC 9562, version 5): the same file gives the same ledger."""
AFTER_MIDNIGHT = timedelta(minutes=5)
OFFICE = "kantor-wilayah"
OPERATOR = "operator"


@dataclass(slots=True)
class Visits:
    """What the files say: taps in order of time, and {(unit, day): served}."""

    taps: Sequence[Tap]
    served: Mapping[tuple[str, date], int] = field(default_factory=dict)


def play(visits: Visits, catalogue: Catalogue, close: Callable[[Unit, datetime], object], progress: Callable[[str], None]) -> list[Unit]:
    """Found the units, let their visitors rate and close each day in turn. Raises PlaceError for a code that cannot be one."""
    instrument = catalogue.current(DEFAULT_INSTRUMENT)
    stage = _Stage(visits)
    month = 0
    by_day = {day: list(taps) for day, taps in groupby(visits.taps, key=lambda tap: _local(tap.given_at).date())}
    for day in _each(min(by_day), max(by_day)):
        if day.month != month:
            month = day.month
            progress(f"{day:%Y-%m}")
        for _, taps in groupby(by_day.get(day, ()), key=lambda tap: tap.given_at.replace(minute=0, second=0, microsecond=0)):
            ratings = [stage.rating(tap, instrument) for tap in taps]
            recording.record(ratings, ratings[-1].given_at + timedelta(seconds=1))
        night = borders(day, ZONE)[1] + AFTER_MIDNIGHT
        for unit in stage.units.values():
            close(unit, night)
            if (count := visits.served.get((unit.code, day))) is not None:
                if served.enter(unit, day, count, OPERATOR, night, day):
                    acts.note("served.enter", OPERATOR, night, unit, f"{day}: {count}")
    return list(stage.units.values())


class _Stage:
    """The units and counters of the table, open on the weekdays and in the hours in which somebody came."""

    def __init__(self, visits: Visits) -> None:
        office = places.found_unit(OFFICE, "Kantor Wilayah", kind="regional")
        first = _local(visits.taps[0].given_at).date()
        self.units: dict[str, Unit] = {}
        self._places: dict[tuple[str, str], Place] = {}
        for code in sorted({tap.unit for tap in visits.taps}):
            self.units[code] = unit = places.found_unit(code, code, zone=ZONE)
            tree.affiliate(unit, office, first)
            steps.note(unit, steps.DISMISSED, "", visits.taps[0].given_at)
            _open(unit, [_local(tap.given_at) for tap in visits.taps if tap.unit == code])
        for code, counter in sorted({(tap.unit, tap.counter) for tap in visits.taps}):
            made = service_points.open_counter(
                self.units[code], f"{code}-{counter}", f"Loket {counter}", instrument=DEFAULT_INSTRUMENT, plan=DEFAULT_PLAN
            )
            self._places[code, counter] = places.place(made.id)

    def rating(self, tap: Tap, instrument: Instrument) -> Rating:
        visit = uuid5(NAMES, f"{tap.unit}/{tap.visit}")
        return Rating(
            self._places[tap.unit, tap.counter],
            uuid5(visit, f"{tap.question}/{tap.given_at.isoformat()}"),
            visit,
            instrument.need(tap.question),
            tap.score,
            "id",
            tap.channel,
            tap.given_at,
        )


def _open(unit: Unit, moments: Sequence[datetime]) -> None:
    hours = {moment.hour for moment in moments}
    until = time(max(hours) + 1) if max(hours) < 23 else time(23, 59)
    opening.set_opening_hours(unit, sorted({moment.weekday() for moment in moments}), (time(min(hours)), until))


def _local(moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(ZONE))


def _each(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)
