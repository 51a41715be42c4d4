"""The tablets of a unit in the panel: added by a code, named, moved, paused, replaced, revoked; and the operators' PIN."""

import io
from datetime import timedelta

import pytest
from flask import Flask

from kiosk import devices
from kiosk.devices import Device, reports
from kiosk.devices.device import by_id
from kiosk.devices.reports import Reported
from kiosk.places import Place
from tests.conftest import FixedClock
from tests.make import make_counter, make_device
from tests.page import Page, PageClient

DEVICES = "/panel/units/kanim/devices"


@pytest.fixture
def device(app: Flask, counter: Place) -> Device:
    with app.app_context():
        make_device(counter.counter)
        return devices.of_unit(counter.unit)[0]


def again(app: Flask, device: Device) -> Device:
    with app.app_context():
        found = by_id(device.id)
        assert found
        return found


def send(client: PageClient, address: str, status: int = 303, **fields: str) -> Page:
    token = str(client.get(DEVICES).select("input[name=csrf_token]")[0]["value"])
    return client.post(address, fields | {"csrf_token": token}, status=status)


def test_a_unit_without_tablets_is_told_the_next_step(operator: PageClient, counter: Place) -> None:
    page = operator.get(DEVICES)
    assert "Belum ada tablet" in page.text
    assert "Untuk membuka lembar operator" in page.text
    assert "PIN sudah ditetapkan" not in page.text
    assert [o.text for o in page.select("#counter option")] == ["Loket 1 · Paspor"]


def test_a_tablet_is_added_by_a_code(app: Flask, operator: PageClient, phone: PageClient, counter: Place) -> None:
    shown = send(operator, DEVICES, counter="kanim-1", name="Tablet biru")
    page = operator.get(shown.location)
    code = page.words(".pairing__code")
    assert page.words(".pairing__how b") == "loket.example/tablet"
    assert phone.get("/tablet", status=303).location == "/counter/pair"
    assert phone.post("/counter/pair", {"code": code}, status=303)
    after = operator.get(shown.location)
    assert "Terpasang" in after.text
    assert not after.select("#pairing[hx-get]"), "it stops asking"
    assert "Tablet biru" in operator.get(DEVICES).words("#fleet")


def test_the_qr_code_pairs_a_person_who_opens_it(operator: PageClient, counter: Place) -> None:
    shown = send(operator, DEVICES, counter="kanim-1")
    page = operator.get(shown.location)
    picture = operator.browser.get(page.one("#pairing img")["src"])
    assert picture.mimetype == "image/svg+xml"
    assert picture.headers["Cache-Control"] == "no-store"
    assert io.BytesIO(picture.data).read(4)


def test_a_code_ends_after_an_hour(operator: PageClient, counter: Place, clock: FixedClock) -> None:
    shown = send(operator, DEVICES, counter="kanim-1")
    clock.advance(hours=1)
    assert "lewat waktunya" in operator.get(shown.location).text


@pytest.mark.parametrize("counter_code", ["", "lapas-1", "x"])
def test_a_code_is_made_for_a_counter_of_the_unit_only(
    operator: PageClient, counter: Place, foreign_counter: Place, counter_code: str
) -> None:
    send(operator, DEVICES, counter=counter_code, status=404)


def test_a_code_of_another_unit_is_not_shown(
    app: Flask, operator: PageClient, foreign_counter: Place, counter: Place, clock: FixedClock
) -> None:
    with app.app_context():
        code = devices.begin_pairing(foreign_counter.counter, clock())
    operator.get(f"/panel/units/kanim/pairings/{code}", status=404)


def test_the_page_of_a_tablet_says_how_it_is(app: Flask, head: PageClient, device: Device, clock: FixedClock) -> None:
    said = Reported("abc", False, 63, clock() - timedelta(hours=30), 2, "Loket ditutup.", False, 600_000, True, True)
    with app.app_context():
        reports.note_report(device, said, clock())
    text = head.get(f"{DEVICES}/{device.id}").text
    for words in (
        "63, tertua 18 November 2026 08.42 WIB",
        "Ditolak 2: Loket ditutup.",
        "salah 10 menit",
        "diperbarui sendiri malam ini",
        "Penyimpanan tablet rusak",
        "Dijeda di tablet",
        "Mode uji",
    ):
        assert words in text
    assert not head.get(f"{DEVICES}/{device.id}").select("form[action*=devices]"), "who only looks on gets no buttons"


def test_name_place_pause_and_resumption(app: Flask, operator: PageClient, device: Device, counter: Place) -> None:
    with app.app_context():
        make_counter(counter.unit, "kanim-2", name="Loket 2")
    own = f"{DEVICES}/{device.id}"
    assert send(operator, f"{own}/name", name="  Tablet hijau ").location == own
    send(operator, f"{own}/place", counter="kanim-2")
    send(operator, f"{own}/pause", message="Istirahat sampai 13.00")
    text = operator.get(own).text
    assert "Tablet hijau" in text
    assert "Loket 2" in text
    assert "Dijeda oleh operator" in text
    assert "“Istirahat sampai 13.00”" in text
    send(operator, f"{own}/resumption")
    assert "Dijeda oleh" not in operator.get(own).text


def test_who_changes_something_is_told_so(operator: PageClient, device: Device) -> None:
    done = send(operator, f"{DEVICES}/{device.id}/name", name="Tablet hijau")
    assert "Tersimpan." in operator.get(done.location).words(".flash")


def test_a_revoked_tablet_is_not_changed_any_more(app: Flask, operator: PageClient, device: Device, clock: FixedClock) -> None:
    send(operator, f"{DEVICES}/{device.id}/revocation")
    revoked = again(app, device)
    assert revoked.revoked_at == clock()
    clock.advance(minutes=1)
    for path in ("revocation", "name", "pause", "resumption", "place"):
        send(operator, f"{DEVICES}/{device.id}/{path}", name="x", counter="kanim-1")
    assert (again(app, device).revoked_at, again(app, device).name) == (revoked.revoked_at, "")
    page = operator.get(f"{DEVICES}/{device.id}")
    assert "sudah dicabut" in page.text
    assert not page.select("#revoke")


def test_a_replacement_takes_over_place_and_name(
    app: Flask, operator: PageClient, phone: PageClient, device: Device, clock: FixedClock
) -> None:
    send(operator, f"{DEVICES}/{device.id}/name", name="Tablet hijau")
    shown = send(operator, DEVICES, replaces=str(device.id))
    phone.post("/counter/pair", {"code": operator.get(shown.location).words(".pairing__code")}, status=303)
    assert again(app, device).revoked_at == clock()
    fleet = operator.get(DEVICES).select("#fleet tbody tr")
    assert ["Tablet hijau" in row.text for row in fleet] == [True, True]
    assert "is-past" in (fleet[1].get("class") or [])


@pytest.mark.parametrize("number", ["99", "0"])
def test_a_tablet_of_nobody_is_not_there(operator: PageClient, counter: Place, number: str) -> None:
    operator.get(f"{DEVICES}/{number}", status=404)
    send(operator, f"{DEVICES}/{number}/name", name="x", status=404)
    send(operator, DEVICES, replaces=number, status=404)


@pytest.mark.parametrize(("pin", "words"), [("12", "enam angka"), ("111111", "mudah ditebak"), ("234567", "berurutan")])
def test_a_bad_pin_is_refused_with_the_reason(operator: PageClient, counter: Place, pin: str, words: str) -> None:
    page = send(operator, "/panel/units/kanim/operator-pin", pin=pin, status=422)
    assert words in page.words("#pin-error")
    assert page.one("#pin").get("value") is None, "a PIN is not shown again"


def test_a_good_pin_is_kept(operator: PageClient, counter: Place) -> None:
    send(operator, "/panel/units/kanim/operator-pin", pin="472910")
    assert "PIN sudah ditetapkan" in operator.get(DEVICES).text


def test_the_list_is_a_part_of_its_page(operator: PageClient, device: Device) -> None:
    part = operator.get(DEVICES, part=True)
    assert part.select("#fleet")
    assert not part.select("h1")


def test_an_operator_is_led_to_who_was_served(operator: PageClient, counter: Place) -> None:
    assert operator.get("/panel/", status=303).location == "/panel/units/kanim/served"


def test_everything_is_in_english_too(operator: PageClient, device: Device) -> None:
    assert "Make a pairing code" in operator.get(f"{DEVICES}?language=en").text
    assert "Revoke" in operator.get(f"{DEVICES}/{device.id}").text
