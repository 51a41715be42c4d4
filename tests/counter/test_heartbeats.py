"""POST /counter/heartbeats: what a tablet says of itself, and what it is told."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from flask import Flask
from structlog.testing import capture_logs

from kiosk import devices, proof
from kiosk.clock import to_milliseconds
from kiosk.devices import Device, pauses, pins, reports
from kiosk.devices.reports import DeviceReport
from kiosk.places import Place, opening, service_points
from kiosk.proof import witnesses
from tests.conftest import FixedClock
from tests.make import make_seal
from tests.page import PageClient

ADDRESS = "/counter/heartbeats"


def beat(tablet: PageClient, **said: object) -> dict[str, Any]:
    answer = tablet.browser.post(ADDRESS, json=said)
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json  # type: ignore[assignment]
    return found


@pytest.fixture
def device(app: Flask, token: str) -> Device:
    with app.app_context():
        found = devices.by_token(token)
        assert found
        return found


def reported(app: Flask, device: Device) -> DeviceReport:
    with app.app_context():
        found = reports.report_of(device)
        assert found
        return found


def test_a_report_is_kept(app: Flask, tablet: PageClient, device: Device, clock: FixedClock) -> None:
    oldest = clock() - timedelta(hours=3)
    sent_at = to_milliseconds(clock() - timedelta(minutes=7))
    said = {"edition": "abc", "queued": 12, "oldest_at": to_milliseconds(oldest), "refused": 1, "reason": "Loket ditutup."}
    beat(tablet, sent_at=sent_at, stores=False, resting=True, practising=True, **said)
    found = reported(app, device)
    assert (found.edition, found.queued, found.oldest_at, found.refused, found.reason) == ("abc", 12, oldest, 1, "Loket ditutup.")
    assert (found.stores, found.resting, found.practising, found.offset_ms) == (False, True, True, 7 * 60_000)
    assert found.reported_at == clock()


def test_the_latest_report_stands_alone(app: Flask, tablet: PageClient, device: Device) -> None:
    beat(tablet, queued=5)
    beat(tablet)
    found = reported(app, device)
    assert (found.queued, found.oldest_at, found.stores) == (0, None, True)


@pytest.mark.parametrize("nonsense", [-1, "12", 1.5, True, None, [], 10**30])
def test_nonsense_is_no_report_and_no_refusal(app: Flask, tablet: PageClient, device: Device, nonsense: object) -> None:
    names = ("sent_at", "queued", "oldest_at", "refused", "edition", "reason", "resting", "seals", "another")
    beat(tablet, **dict.fromkeys(names, nonsense))
    found = reported(app, device)
    assert (found.queued, found.refused, found.oldest_at, found.offset_ms) == (0, 0, None, 0)


@pytest.mark.parametrize("body", [b"", b"[]", b"beat", b"\xff", b"[" * 60_000])
def test_what_is_no_object_is_refused(tablet: PageClient, body: bytes) -> None:
    answer = tablet.browser.post(ADDRESS, data=body, headers={"Accept": "text/plain"})
    assert answer.status_code == 422
    assert "JSON" in answer.text


def test_orders_say_what_a_tablet_needs_alone(app: Flask, tablet: PageClient, device: Device, counter: Place, clock: FixedClock) -> None:
    with app.app_context():
        opening.set_opening_hours(counter.unit, range(5), (time(8), time(12)), (time(13), time(15, 30)))
        for day in (date(2026, 11, 18), date(2026, 11, 19), date(2026, 12, 20), date(2026, 12, 21)):
            opening.add_holiday([counter.unit], day, "Libur")
        pins.set_pin(counter.unit, "472910", clock())
        seal = make_seal(counter.unit)
    orders = beat(tablet)
    assert orders["now"] == to_milliseconds(clock())
    assert (orders["device"], orders["counter"], orders["zone"]) == (device.id, "kanim-1", "Asia/Jakarta")
    assert orders["hours"]["0"] == [["08:00", "12:00"], ["13:00", "15:30"]]
    assert "6" not in orders["hours"]
    assert orders["holidays"] == ["2026-11-19", "2026-12-20"], "from today, a month ahead"
    assert orders["seal"] == proof.printed(seal)
    assert set(orders["pin"]) == {"salt", "hash", "rounds"}
    assert "472910" not in str(orders)
    assert orders["pause"] is None
    assert orders["revoked"] is False
    assert "key" not in orders


def test_a_pause_and_its_end_are_told(app: Flask, tablet: PageClient, device: Device, clock: FixedClock) -> None:
    with app.app_context():
        pauses.pause(device, "Istirahat sampai 13.00", "kepala", clock())
    assert beat(tablet)["pause"] == {"message": "Istirahat sampai 13.00"}
    with app.app_context():
        pauses.resume(device, clock())
    assert beat(tablet)["pause"] is None


def test_a_revoked_tablet_is_told_so(app: Flask, tablet: PageClient, device: Device, clock: FixedClock) -> None:
    with app.app_context():
        devices.revoke(device, clock())
    assert beat(tablet)["revoked"] is True


def test_the_key_is_given_to_who_asks(tablet: PageClient, token: str) -> None:
    assert beat(tablet, wants_key=True)["key"] == token


def test_the_cookie_is_renewed_also_for_who_has_lost_it(app: Flask, token: str) -> None:
    client = PageClient(app)
    answer = client.browser.post(ADDRESS, json={}, headers={"Authorization": f"Bearer {token}"})
    assert f"loket_device={token}" in answer.headers["Set-Cookie"]
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    assert client.get("/counter/").status == 200


def test_seals_come_back_as_witnesses(app: Flask, tablet: PageClient, device: Device, counter: Place) -> None:
    with app.app_context():
        line = proof.printed(make_seal(counter.unit))
    beat(tablet, seals=[line, line, "SEGEL", 7])
    beat(tablet, seals=[line])
    with app.app_context():
        (found,) = witnesses.of_unit(counter.unit)
        assert (found.line, found.device_id) == (line, device.id)
        assert witnesses.contradicted(counter.unit) == []


def test_a_seal_that_is_not_in_the_ledger_is_told_to_the_operator(app: Flask, tablet: PageClient, counter: Place) -> None:
    strange = "SEGEL kanim 3 2026-11-17 K7QF-2M9D-0WXR-5TYH-81ZC"
    with capture_logs() as said:
        beat(tablet, seals=[strange, "SEGEL lapas 3 2026-11-17 K7QF-2M9D-0WXR-5TYH-81ZC"])
    assert [(line["log_level"], line["seal"]) for line in said] == [("error", strange)]
    with app.app_context():
        assert [w.line for w in witnesses.contradicted(counter.unit)] == [strange]


def test_a_revoked_tablet_is_no_witness(app: Flask, tablet: PageClient, device: Device, counter: Place, clock: FixedClock) -> None:
    with app.app_context():
        devices.revoke(device, clock())
    beat(tablet, seals=["SEGEL kanim 3 2026-11-17 K7QF-2M9D-0WXR-5TYH-81ZC"])
    with app.app_context():
        assert witnesses.of_unit(counter.unit) == []


def test_a_tablet_cannot_fill_the_store_with_seals(app: Flask, tablet: PageClient, counter: Place) -> None:
    for start in (1, 400, 10**40):
        beat(tablet, seals=[f"SEGEL kanim {start + n} 2026-11-17 K7QF-2M9D-0WXR-5TYH-81ZC" for n in range(300)])
    with app.app_context():
        assert len(witnesses.of_unit(counter.unit)) == witnesses.MOST_STRANGE


def test_half_a_character_is_told_and_nothing_breaks(tablet: PageClient) -> None:
    for body in (rb'{"edition": "\ud83d"}', rb'{"seals": ["\ud83d"]}', rb'{"\udc00": 1}'):
        assert tablet.browser.post(ADDRESS, data=body, content_type="application/json").status_code == 422
    assert tablet.browser.post(ADDRESS, data=rb'{"edition": "\ud83d\ude00"}', content_type="application/json").status_code == 200


def test_the_edition_follows_what_is_shown(app: Flask, tablet: PageClient, counter: Place) -> None:
    from kiosk.store import writing
    from kiosk.store.texts import Texts

    before = beat(tablet)["edition"]
    assert before == beat(tablet)["edition"]
    assert tablet.get("/counter/").one("#visit")["data-edition"] == before
    with app.app_context(), writing() as session:
        session.merge(counter.counter).names = Texts("Loket Baru")
    assert beat(tablet)["edition"] != before


def test_a_closed_counter_is_told_with_its_reason(app: Flask, tablet: PageClient, counter: Place, clock: FixedClock) -> None:
    assert beat(tablet)["closed"] is None
    with app.app_context():
        service_points.close_counter(counter.counter, clock(), "Renovasi")
    assert beat(tablet)["closed"] == {"reason": "Renovasi"}
    with app.app_context():
        service_points.reopen_counter(counter.counter, clock() + timedelta(minutes=1))
    clock.advance(minutes=2)
    assert beat(tablet)["closed"] is None
