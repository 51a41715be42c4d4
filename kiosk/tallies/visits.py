"""How many visits there were, by day, unit and channel. No scores: these counts are always shown."""

from collections import Counter
from datetime import date

from kiosk.clock import day_number, day_numbers, day_of_number
from kiosk.ledger import Channel
from kiosk.ledger.entry import CHANNELS
from kiosk.places import Unit
from kiosk.store import reading_direct
from kiosk.tallies.cells import RAW, Basis
from kiosk.tallies.spans import Asked, added_up, span_of

_VISITS = f"FROM daily_visits WHERE part = '' AND basis IN ({', '.join(str(int(basis)) for basis in RAW)})"
"""Visits that answered anything."""


def visits_of_units(first: date, last: date) -> dict[int, int]:
    """How many visits answered anything on those days, marked ones too, by the number of the unit. One query."""
    found = Counter[int]()
    asked = Asked("visits", ("unit_id", "basis"), ("n",), 0, part="")
    for (unit, basis), (n,) in added_up(reading_direct(), asked, span_of(first, last), None).items():
        found[unit] += n if basis in RAW else 0
    return {unit: n for unit, n in found.items() if n}


def visits_by_day_of_units(first: date, last: date) -> dict[int, dict[date, int]]:
    """The same as `visits_by_day` of every unit: {number of the unit: {day: n}}. One query."""
    query = f"SELECT unit_id, service_day, sum(n) {_VISITS} AND service_day BETWEEN ? AND ? GROUP BY unit_id, service_day"
    found: dict[int, dict[date, int]] = {}
    for unit, day, n in reading_direct().all(query, (day_number(first), day_number(last))):
        found.setdefault(unit, {})[day_of_number(day)] = int(n)
    return found


def visits_by_day(unit: Unit, first: date, last: date) -> dict[date, int]:
    """How many visits answered anything on each service day, marked ones too, but none that others brought in. One query."""
    query = f"SELECT service_day, sum(n) {_VISITS} AND unit_id = ? AND service_day IN (…) GROUP BY service_day"
    return {day_of_number(day): int(n) for day, n in reading_direct().all_in(query, day_numbers(first, last), unit.id)}


def set_aside_by_day(unit: Unit, first: date, last: date) -> dict[date, int]:
    """How many of them a quality rule has set aside. One query."""
    of_day = "FROM daily_visits WHERE part = '' AND basis = ? AND unit_id = ?"
    query = f"SELECT service_day, sum(n) {of_day} AND service_day IN (…) GROUP BY service_day"
    rows = reading_direct().all_in(query, day_numbers(first, last), int(Basis.ASIDE), unit.id)
    return {day_of_number(day): int(n) for day, n in rows}


def visits_by_channel(unit: Unit, first: date, last: date) -> dict[tuple[Channel, Basis], int]:
    """How many visits answered by each channel on those service days, counted, set aside or apart: {(channel, basis): n}.

    One that began on a tablet and went on to a phone counts under both. One query.
    """
    query = "SELECT channel, basis, sum(n) FROM daily_channel WHERE unit_id = ? AND service_day IN (…) GROUP BY channel, basis"
    found: dict[tuple[Channel, Basis], int] = {}
    for channel, basis, n in reading_direct().all_in(query, day_numbers(first, last), unit.id):
        key = CHANNELS[channel - 1], Basis(basis)
        found[key] = found.get(key, 0) + int(n)
    return {key: n for key, n in found.items() if n}
