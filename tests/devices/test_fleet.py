"""How a unit's tablets are: hidup, diam, hilang kabar – counted in opening hours – and what troubles them."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk import devices
from kiosk.devices import Device, fleet, pauses, pins, reports
from kiosk.devices.fleet import Health, Tablet
from kiosk.devices.reports import Reported
from kiosk.places import Unit, opening
from tests.conftest import FixedClock
from tests.make import make_counter, make_device, make_unit

pytestmark = pytest.mark.usefixtures("inside")

WELL = Reported("abc", True, 0, None, 0, "", True, 0, False, False)
WEEK = {day: [(time(8), time(12)), (time(13), time(15))] for day in range(5)}


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """That moment of November 2026 in Jakarta; the 16th is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo("Asia/Jakarta"))


@pytest.mark.parametrize(
    ("since", "until", "minutes", "why"),
    [
        (at(16, 9), at(16, 9, 40), 40, "within a morning"),
        (at(16, 11, 50), at(16, 13, 10), 20, "lunch does not count"),
        (at(16, 14, 50), at(17, 8, 5), 15, "nor does the night"),
        (at(20, 14, 50), at(23, 8, 5), 15, "nor the week-end"),
        (at(16, 16), at(16, 20), 0, "nor the evening"),
        (at(12, 14, 50), at(16, 8, 5), 15, "nor a holiday"),
        (at(2, 8), at(23, 8), 5 * 360, "of three weeks only the last"),
        (at(16, 9), at(16, 9), 0, "no time is no time"),
    ],
)
def test_open_time_counts_opening_hours_only(since: datetime, until: datetime, minutes: int, why: str) -> None:
    holidays = frozenset({date(2026, 11, 13)})
    assert opening.Hours(WEEK, holidays, "Asia/Jakarta").open_time(since, until) == timedelta(minutes=minutes), why


def test_a_place_without_hours_is_always_open() -> None:
    assert opening.Hours({}, frozenset(), "Asia/Jakarta").open_time(at(16, 22), at(17, 1)) == timedelta(hours=3)


@pytest.fixture
def unit() -> Unit:
    made = make_unit()
    opening.set_opening_hours(made, range(5), (time(8), time(15)))
    return made


@pytest.fixture
def device(unit: Unit, clock: FixedClock) -> Device:
    make_device(make_counter(unit).counter)
    return devices.of_unit(unit)[0]


def tablet(unit: Unit, clock: FixedClock) -> Tablet:
    (found,) = fleet.tablets_of(unit, clock())
    return found


@pytest.mark.parametrize(
    ("silent", "health"),
    [(0, Health.ALIVE), (5, Health.ALIVE), (6, Health.QUIET), (30, Health.QUIET), (31, Health.LOST)],
)
def test_silence_turns_grey_then_red(unit: Unit, device: Device, clock: FixedClock, silent: int, health: Health) -> None:
    clock.set(at(19, 10))
    reports.note_report(device, WELL, clock())
    clock.advance(minutes=silent)
    assert tablet(unit, clock).health is health
    assert fleet.states(unit, clock())[device.counter_id].health is health


def test_a_tablet_that_is_off_at_night_is_not_missed(unit: Unit, device: Device, clock: FixedClock) -> None:
    clock.set(at(19, 14, 58))
    reports.note_report(device, WELL, clock())
    clock.set(at(20, 8, 20))
    assert tablet(unit, clock).health is Health.QUIET
    clock.set(at(20, 8, 29))
    assert tablet(unit, clock).health is Health.LOST


def test_new_paused_and_revoked(unit: Unit, device: Device, clock: FixedClock) -> None:
    assert tablet(unit, clock).health is Health.NEW
    reports.note_report(device, WELL, clock())
    pauses.pause(device, "Istirahat", "kepala", clock())
    assert tablet(unit, clock).health is Health.PAUSED
    pauses.pause(device, "Kembali 13.00", "kepala", clock())
    found = tablet(unit, clock)
    assert found.pause
    assert (found.pause.message, found.pause.by) == ("Kembali 13.00", "kepala")
    pauses.resume(device, clock())
    pauses.resume(device, clock())
    assert tablet(unit, clock).health is Health.ALIVE
    devices.revoke(device, clock())
    assert tablet(unit, clock).health is Health.REVOKED
    assert tablet(unit, clock).troubles == ()


@pytest.mark.parametrize(
    ("changes", "troubles"),
    [
        ({}, ()),
        ({"queued": 50}, ()),
        ({"queued": 51}, ("queue",)),
        ({"queued": 1, "oldest_at": -25}, ("queue",)),
        ({"queued": 1, "oldest_at": -23}, ()),
        ({"stores": False}, ("storage",)),
        ({"refused": 1, "reason": "Loket ditutup."}, ("refused",)),
        ({"offset_ms": -301_000}, ("clock",)),
        ({"offset_ms": 299_000}, ()),
    ],
)
def test_troubles_are_named(unit: Unit, device: Device, clock: FixedClock, changes: dict[str, object], troubles: tuple[str, ...]) -> None:
    if isinstance(hours := changes.get("oldest_at"), int):
        changes = changes | {"oldest_at": clock() + timedelta(hours=hours)}
    reports.note_report(device, replace(WELL, **changes), clock())  # type: ignore[arg-type]
    assert tablet(unit, clock).troubles == troubles


def test_used_tablets_come_by_counter_and_revoked_ones_last(unit: Unit, clock: FixedClock) -> None:
    second, first = (make_counter(unit, code).counter for code in ("b", "a"))
    for counter in (second, first, first):
        make_device(counter)
    old = devices.of_unit(unit)[1]
    devices.revoke(old, clock())
    assert [t.counter.code for t in fleet.tablets_of(unit, clock())] == ["a", "b", "a"]
    assert fleet.tablet(make_unit(), old.id, clock()) is None, "another unit's tablet is nobody's business"


@pytest.mark.parametrize(
    ("pin", "wrong"), [("", "form"), ("12345", "form"), ("１２３４５６", "form"), ("111111", "plain"), ("123456", "plain")]
)
def test_a_pin_is_six_digits_that_nobody_guesses(unit: Unit, clock: FixedClock, pin: str, wrong: str) -> None:
    with pytest.raises(devices.DeviceError, match=wrong):
        pins.set_pin(unit, pin, clock())
    assert pins.pin_of(unit) is None


def test_a_new_pin_takes_the_place_of_the_old_one(unit: Unit, clock: FixedClock) -> None:
    pins.set_pin(unit, "472910", clock())
    before = pins.pin_of(unit)
    assert before
    old = before.hash
    pins.set_pin(unit, "583021", clock())
    after = pins.pin_of(unit)
    assert after
    assert after.hash != old
