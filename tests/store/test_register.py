"""What is remembered of the register is forgotten when it changes: at once here, soon in other processes, and at once by who records."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, time, timedelta
from time import sleep

import pytest
from flask import Flask
from sqlalchemy import Connection, text

from kiosk import devices, recording
from kiosk.devices import pauses
from kiosk.followups import notices
from kiosk.places import Place, Unit, opening, registration, service_points
from kiosk.recording import Closed, Recorded
from kiosk.store import register, writing
from kiosk.store.opening import database_url, engine_beside
from kiosk.store.tables import Base
from tests.conftest import FixedClock
from tests.make import make_counter, make_device, make_unit, rating, utc

pytestmark = [pytest.mark.stores, pytest.mark.usefixtures("inside")]

NOW = utc(2026, 11, 19, 3)
DAY = date(2026, 11, 19)


@pytest.fixture
def place() -> Place:
    return make_counter(make_unit("kanim"), "kanim-1")


@contextmanager
def another_process(app: Flask) -> Iterator[Connection]:
    """What it does in a transaction of its own, of which this process hears by the store alone."""
    engine = engine_beside(database_url(app.extensions["settings"]))
    with engine.begin() as connection:
        yield connection
        connection.execute(text("UPDATE register_version SET version = version / 2 + 1"))
    engine.dispose()


CHANGES: dict[str, Callable[[Place, Unit, devices.Device], object]] = {
    "a unit": lambda _place, unit, _device: registration.rename_unit(unit, "Kantor lain", "Lain"),
    "a counter": lambda _place, unit, _device: make_counter(unit, "kanim-2"),
    "a closure": lambda place, _unit, _device: service_points.close_counter(place.counter, NOW, "Renovasi"),
    "hours": lambda _place, unit, _device: opening.replace_opening_hours(unit, {0: [(time(8), time(15))]}),
    "no hours": lambda _place, unit, _device: opening.replace_opening_hours(unit, {}),
    "a holiday": lambda _place, unit, _device: opening.add_holiday([unit], DAY, "Libur"),
    "no holiday": lambda _place, unit, _device: opening.remove_holiday(unit, DAY),
    "a notice": lambda _place, unit, _device: notices.publish(unit, {"id": "Kursi ditambah"}, DAY, DAY, "kepala", NOW),
    "a pause": lambda _place, _unit, device: pauses.pause(device, "Istirahat", "operator", NOW),
    "a device": lambda place, _unit, _device: make_device(place.counter),
    "a revoked device": lambda _place, _unit, device: devices.revoke(device, NOW),
    "a device's name": lambda _place, _unit, device: devices.rename(device, "Loket kiri"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_changes_the_register_draws_its_number(place: Place, change: Callable[..., object]) -> None:
    device = devices.by_token(make_device(place.counter))
    before = register.version()
    change(place, place.unit, device)
    assert register.version() != before


def test_what_tablets_do_all_day_leaves_it(place: Place) -> None:
    device = devices.by_token(make_device(place.counter))
    assert device
    before = register.version()
    for minute in range(3):
        devices.seen(device, NOW + timedelta(minutes=minute))
        recording.record([rating(place, given_at=NOW)], NOW)
    assert register.version() == before


def test_a_change_that_is_taken_back_changes_nothing(place: Place) -> None:
    before = register.version()
    with suppress(ZeroDivisionError), writing():
        registration.rename_unit(place.unit, "Kantor lain", "Lain")
        raise ZeroDivisionError
    assert register.version() == before


def test_a_tablet_that_another_process_revokes_is_known_half_a_second_later(inside: Flask, place: Place) -> None:
    token = make_device(place.counter)
    standing = devices.standing(token)
    assert standing
    assert devices.standing(token) is standing, "it is remembered"
    with another_process(inside) as other:
        other.execute(text("UPDATE device SET revoked_at = 1"))
    sleep(register.BELIEVED_FOR)
    found = devices.standing(token)
    assert found
    assert found.device.revoked_at


def test_a_counter_that_another_process_closes_takes_no_tap_from_then_on(inside: Flask, place: Place) -> None:
    assert isinstance(recording.record([rating(place, given_at=NOW)], NOW)[0], Recorded)
    with another_process(inside) as other:
        closed = "INSERT INTO counter_closure (counter_id, closed_at, reason) VALUES (:counter, 1, 'Renovasi')"
        other.execute(text(closed), {"counter": place.counter.id})
    assert isinstance(recording.record([rating(place, given_at=NOW)], NOW)[0], Closed)


OF_DAYS = {"served_count", "first_step", "pairing", "device_report", "operator_pin", "unit_list", "wall"}
"""Tables of these rooms that nobody remembers."""


def test_it_stands_for_every_table_of_places_and_devices(clock: FixedClock) -> None:
    """A table that comes later is looked at once: whether what is remembered hangs on it."""
    rooms = ("kiosk.places", "kiosk.devices")
    there = {mapper.local_table.description for mapper in Base.registry.mappers if mapper.class_.__module__.startswith(rooms)}
    assert there - OF_DAYS == {name for name in register.TABLES if not name.endswith("notice")}
    assert Base.metadata.tables.keys() >= register.TABLES
    assert all(column in Base.metadata.tables[table].columns for table, column in register.NOT_OF_IT)
