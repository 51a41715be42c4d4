"""Founding units and offices, and changing their details."""

from datetime import date, datetime

from kiosk.clock import is_zone
from kiosk.places.links import new_link_code
from kiosk.places.service_points import close_counter, closure_at, counters
from kiosk.places.tables import Link, PlaceError, Unit, check_code
from kiosk.places.tree import unit_by_code
from kiosk.store import writing


def found_unit(code: str, name: str, *, kind: str = "unit", zone: str = "Asia/Jakarta", short_name: str = "") -> Unit:
    """Make a unit. `zone` is an IANA name such as Asia/Makassar."""
    check_code(code)
    if not is_zone(zone):
        raise PlaceError(f"{zone!r} is no time zone; Indonesian ones are Asia/Jakarta, Asia/Makassar, Asia/Jayapura")
    if not name.strip():
        raise PlaceError("a unit needs a name")
    with writing() as session:
        if unit_by_code(code):
            raise PlaceError(f"there is a unit {code!r} already")
        unit = Unit(code=code, name=name.strip(), short_name=short_name or name.strip(), kind=kind, zone=zone)
        session.add(unit)
        session.flush()
        session.add(Link(code=new_link_code(), unit_id=unit.id, counter_id=None, channel="poster"))
        return unit


def rename_unit(unit: Unit, name: str, short_name: str = "") -> None:
    """Another name; its code stays, and with it every printed address."""
    if not name.strip():
        raise PlaceError("a unit needs a name")
    with writing() as session:
        found = session.get_one(Unit, unit.id)
        found.name, found.short_name = name.strip(), short_name.strip() or name.strip()


def set_zone(unit: Unit, zone: str) -> None:
    """Another time zone. Only for a unit without ratings: their service days would change."""
    if not is_zone(zone):
        raise PlaceError(f"{zone!r} is no time zone")
    with writing() as session:
        session.get_one(Unit, unit.id).zone = zone


def close_unit(unit: Unit, day: date, now: datetime, reason: str) -> None:
    """The unit is no more from that day on, and its counters are closed now. Nothing is deleted."""
    with writing() as session:
        session.get_one(Unit, unit.id).closed_on = day
        for counter in counters(unit):
            if not closure_at(counter.id, now):
                close_counter(counter, now, reason)


def reopen_unit(unit: Unit) -> None:
    """The unit goes on; its counters are reopened one by one, as they are needed."""
    with writing() as session:
        session.get_one(Unit, unit.id).closed_on = None
