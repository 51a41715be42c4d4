"""A tablet that was moved or replaced: what waited in it is judged for the device and the counter of its own moment."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from kiosk import devices
from kiosk.devices import Device, pauses
from kiosk.places import Place
from tests.conftest import FixedClock
from tests.make import entries, make_counter
from tests.page import PageClient


@pytest.fixture
def device(app: Flask, token: str) -> Device:
    with app.app_context():
        found = devices.by_token(token)
        assert found
        return found


def tap(moment: Any, **more: object) -> dict[str, object]:
    return {"visit": str(uuid4()), "answer": str(uuid4()), "question": "S0", "score": "3", "given_at": moment.isoformat()} | more


def statuses(tablet: PageClient, *taps: object) -> list[int]:
    answer = tablet.browser.post("/counter/batches", json={"ratings": taps})
    return [each["status"] for each in answer.json["results"]]  # type: ignore[index]


def test_a_moved_tablet_delivers_for_where_it_stood(
    app: Flask, tablet: PageClient, device: Device, counter: Place, clock: FixedClock
) -> None:
    before = clock()
    clock.advance(hours=1)
    with app.app_context():
        second, third = (make_counter(counter.unit, code).counter for code in ("kanim-2", "kanim-3"))
        devices.move(device, second, clock())
        clock.advance(hours=1)
        devices.move(device, third, clock())
    moments = (before, before + timedelta(hours=1), before + timedelta(minutes=90), clock(), clock() + timedelta(seconds=1))
    assert statuses(tablet, *map(tap, moments)) == [200] * 5
    with app.app_context():
        assert [e.counter for e in entries(counter.unit)] == ["kanim-1", "kanim-2", "kanim-2", "kanim-3", "kanim-3"]


def test_a_revoked_tablet_cannot_be_moved(app: Flask, device: Device, counter: Place, clock: FixedClock) -> None:
    with app.app_context():
        devices.revoke(device, clock())
        with pytest.raises(devices.DeviceError):
            devices.move(device, make_counter(counter.unit).counter, clock())


def test_a_tap_on_a_paused_tablet_is_marked_as_of_its_moment(
    app: Flask, tablet: PageClient, device: Device, counter: Place, clock: FixedClock
) -> None:
    start = clock()
    with app.app_context():
        pauses.pause(device, "", "kepala", start)
        pauses.resume(device, start + timedelta(minutes=10))
    clock.advance(hours=1)
    moments = (start - timedelta(seconds=1), start + timedelta(minutes=5), start + timedelta(minutes=10))
    assert statuses(tablet, *map(tap, moments)) == [200] * 3
    with app.app_context():
        assert [entry.marks for entry in entries(counter.unit)] == ["", "paused", ""]


def replaced(app: Flask, device: Device, counter: Place, clock: FixedClock) -> PageClient:
    """The tablet that replaced `device`."""
    with app.app_context():
        token = devices.pair(devices.begin_pairing(counter.counter, clock(), replaces=device), clock())
    client = PageClient(app)
    client.browser.set_cookie("loket_device", str(token), path="/counter")
    return client


def test_a_successor_delivers_what_was_tapped_on_its_predecessors(app: Flask, device: Device, counter: Place, clock: FixedClock) -> None:
    before = clock()
    clock.advance(minutes=10)
    with app.app_context():
        other = make_counter(counter.unit, "kanim-2")
    successor = replaced(app, device, other, clock)
    late = clock() + timedelta(minutes=1)
    assert statuses(successor, tap(before, device=device.id), tap(late, device=device.id), tap(late)) == [200, 403, 200]
    with app.app_context():
        assert [e.counter for e in entries(counter.unit)] == ["kanim-1", "kanim-2"]
        second = devices.of_unit(counter.unit)[-1]
    clock.advance(minutes=10)
    third = replaced(app, second, other, clock)
    assert statuses(third, tap(before, device=device.id), tap(late, device=second.id)) == [200, 200]


def test_a_stranger_delivers_for_nobody_else(app: Flask, device: Device, foreign_counter: Place, clock: FixedClock) -> None:
    with app.app_context():
        token = devices.pair_by_token(foreign_counter.counter, clock())
    client = PageClient(app)
    client.browser.set_cookie("loket_device", token, path="/counter")
    assert statuses(client, tap(clock(), device=device.id), tap(clock(), device="x"), tap(clock(), device="")) == [422, 422, 200]


def test_the_replaced_tablet_delivers_what_was_tapped_before(
    app: Flask, tablet: PageClient, device: Device, counter: Place, clock: FixedClock
) -> None:
    clock.advance(minutes=1)
    replaced(app, device, counter, clock)
    assert statuses(
        tablet, tap(clock() - timedelta(seconds=1)), tap(clock() + timedelta(seconds=9)), tap(clock() + timedelta(seconds=11))
    ) == [200, 200, 403]


def test_assisted_visits_are_marked(app: Flask, tablet: PageClient, counter: Place, clock: FixedClock) -> None:
    assert statuses(tablet, tap(clock(), assisted="1"), tap(clock(), assisted=""), tap(clock())) == [200, 200, 200]
    with app.app_context():
        assert [e.assisted for e in entries(counter.unit)] == [True, False, False]


# ── what a device may still deliver ───────────────────────────────────────────────────────────────────────────────


def test_a_revoked_tablet_has_a_week_for_what_waited_in_it(app: Flask, tablet: PageClient, device: Device, clock: FixedClock) -> None:
    tapped = clock()
    clock.advance(minutes=5)
    with app.app_context():
        devices.revoke(device, clock())
    clock.advance(days=7)
    assert statuses(tablet, tap(tapped)) == [200]
    clock.advance(seconds=1)
    assert statuses(tablet, tap(tapped)) == [403]


@pytest.mark.parametrize("off", [timedelta(days=-50 * 365), timedelta(days=-366), timedelta(minutes=6), timedelta(days=400)])
def test_an_impossible_moment_is_that_of_the_receipt_and_marked(
    app: Flask, tablet: PageClient, device: Device, counter: Place, clock: FixedClock, off: timedelta
) -> None:
    now = clock()
    assert statuses(tablet, tap(now + off), tap(now)) == [200, 200]
    with app.app_context():
        assert [(e.given_at, e.marks) for e in entries(counter.unit)] == [(now, "clock"), (now, "")]
        devices.revoke(device, now)
    assert statuses(tablet, tap(now + off)) == [403], "nothing shows that it was tapped before the end"


@pytest.mark.parametrize("off", [timedelta(days=-300), timedelta(minutes=4)])
def test_what_waited_long_and_a_clock_that_drifted_are_believed(
    app: Flask, tablet: PageClient, counter: Place, clock: FixedClock, off: timedelta
) -> None:
    assert statuses(tablet, tap(clock() + off)) == [200]
    with app.app_context():
        assert [(e.given_at, e.marks) for e in entries(counter.unit)] == [(clock() + off, "")]


def test_a_tablet_that_is_paired_in_another_unit_brings_nothing_along(
    app: Flask, token: str, device: Device, foreign_counter: Place, clock: FixedClock
) -> None:
    with app.app_context():
        code = devices.begin_pairing(foreign_counter.counter, clock())
        made = devices.pair(code, clock(), before=token)
        standing = devices.standing(str(made))
        assert standing
        assert standing.replaced == {}
    client = PageClient(app)
    client.browser.set_cookie("loket_device", str(made), path="/counter")
    assert statuses(client, tap(clock(), device=device.id)) == [422]


def test_a_revoked_tablet_hands_nothing_over(app: Flask, tablet: PageClient, device: Device, clock: FixedClock) -> None:
    with app.app_context():
        devices.revoke(device, clock())
    clock.advance(minutes=1)
    asked = {"visit": str(uuid4()), "plan": "S0 I0", "question": "I0", "language": "id"}
    assert tablet.browser.post("/counter/handoffs", json=asked).status_code == 403
