"""The first steps of a new unit: where they stand, how each is ticked by what was done, and how the list goes and comes back."""

from datetime import date, time, timedelta

from flask import Flask

from kiosk import devices, places
from kiosk.people import acts
from kiosk.places import Place, Unit, letterheads, opening, service_points, steps, tree
from kiosk.places.letterheads import Letterhead
from kiosk.reports import first_steps
from tests.conftest import AppMaker, FixedClock, signed_in
from tests.make import make_counter, make_device, make_person, make_rating, make_unit
from tests.page import Page, PageClient, words

SETTINGS, TODAY = "/panel/units/kanim/settings", "/panel/units/kanim/today"
PIN = "472910"


def listed(page: Page) -> dict[str, str]:
    """{what to do: done, next or open}, in order."""
    return {words(item.select("a")[0]): str(item["class"][0]).removeprefix("is-") for item in page.select(".checks li")}


def done(page: Page) -> list[str]:
    return [step for step, state in listed(page).items() if state == "done"]


def test_each_step_is_ticked_by_what_was_done(app: Flask, admin: PageClient, clock: FixedClock) -> None:
    settings, today = "/panel/units/kanim-baru/settings", "/panel/units/kanim-baru/today"
    with app.app_context():
        make_unit("kanim-baru", name="Kantor Imigrasi Baru")
    assert list(listed(admin.get(settings)).items())[:2] == [("Buka loket pertama", "next"), ("Isi jam buka", "open")]
    counter = admin.get(admin.submit(admin.get(settings), "Buka loket", name="Loket 1 · Paspor").location)
    assert counter.h1 == "Loket 1 · Paspor"
    assert counter.link("Isi jam buka") == f"{settings}#hours", "she need not go back for the list"
    assert done(admin.get(settings)) == done(admin.get(today)) == ["Buka loket pertama"]
    admin.submit(admin.get(settings), "Simpan jam buka", **{"opens-0-0": "08:00", "closes-0-0": "15:00"})
    assert len(done(admin.get(today))) == 2
    assert "Enam angka untuk membuka" in admin.get("/panel/units/kanim-baru/devices").words("p.flash"), "it is done right here"
    admin.submit(admin.get("/panel/units/kanim-baru/devices"), "Simpan PIN", pin=PIN)
    assert len(done(admin.get(today))) == 3
    with app.app_context():
        place = places.place_by_counter_code("kanim-baru-1")
        assert place
        make_device(place.counter)
    assert len(done(admin.get(today))) == 4
    admin.get("/panel/units/kanim-baru/counters/kanim-baru-1/posters/a4.pdf")
    assert list(listed(admin.get(today)).values()) == ["done"] * 5 + ["next", "open", "open", "open"]
    assert "ketuk tiga kali sudut kiri atas, masukkan PIN, pilih Mode uji, nilai sampai selesai" in admin.get(today).text
    assert "choose practice mode, rate to the end. Nothing is stored." in admin.get(f"{today}?language=en").text
    admin.get(f"{today}?language=id")
    with app.app_context():
        make_rating(place)
    assert list(listed(admin.get(today)).values()) == ["done"] * 5 + ["next", "open", "open", "done"], "the first rating ends nothing"
    with app.app_context():
        steps.note(place.unit, "practice", "Tablet biru", clock())
    assert "Undang kepala unit" in admin.get("/panel/units/kanim-baru/devices").text
    with app.app_context():
        make_person("kepala-baru", "head", place.unit)
    assert admin.get(admin.get(today).link("Isi kop dan penanda tangan")).select("#letterhead")
    with app.app_context():
        letterheads.say(place.unit, date(2020, 1, 1), Letterhead(head="KEMENTERIAN IMIGRASI DAN PEMASYARAKATAN"))
    for address in (settings, today, "/panel/units/kanim-baru/devices"):
        assert not admin.get(address).select(".checks, .first")
        assert "Langkah berikutnya" not in admin.get(address).text
    assert "sudah selesai semua" in admin.get(today).words("p.flash")
    with app.app_context():
        for _ in range(first_steps.FIRST_ENTRIES):
            make_rating(place)
    assert "sudah selesai semua" not in admin.get(today).text, "it is no news any more"


def test_a_tablet_tells_that_a_practice_visit_was_finished(app: Flask, admin: PageClient, tablet: PageClient, counter: Place) -> None:
    for said in ({"practising": True}, {"practised": "yes"}):
        tablet.browser.post("/counter/heartbeats", json=said)
        assert "Coba satu penilaian di Mode uji" not in done(admin.get(TODAY))
    for _ in range(2):
        tablet.browser.post("/counter/heartbeats", json={"practised": True})
    assert "Coba satu penilaian di Mode uji" in done(admin.get(TODAY))


def test_the_list_is_put_away_and_brought_back(
    app: Flask, admin: PageClient, operator: PageClient, head: PageClient, counter: Place
) -> None:
    assert listed(head.get(TODAY))
    assert "Sembunyikan" not in head.get(TODAY).text
    token = {"csrf_token": str(head.get(TODAY).select("input[name=csrf_token]")[0]["value"])}
    head.post("/panel/units/kanim/first-steps/dismissal", token, status=403)
    page = admin.submit(admin.get(TODAY), "Sembunyikan")
    assert page.location == TODAY
    for client in (admin, head):
        assert not client.get(TODAY).select(".checks, .first")
    away = operator.get(SETTINGS)
    assert "disembunyikan oleh admin, 19 November 2026" in away.text
    assert not away.select(".checks")
    operator.submit(away, "Tampilkan lagi")
    assert listed(admin.get(TODAY))
    assert operator.submit(operator.get(SETTINGS), "Sembunyikan").location == SETTINGS
    with app.app_context():
        assert [act.kind for act in acts.acts([counter.unit])] == ["first-steps.dismiss", "first-steps.return", "first-steps.dismiss"]


def test_without_a_public_address_the_poster_says_what_is_missing(make_app: AppMaker) -> None:
    app = make_app(public_url="")
    with app.app_context():
        unit = make_unit("kanim")
        make_counter(unit, "kanim-1")
        head = signed_in(app, make_person("kepala", "head", unit))
    page = head.get(TODAY)
    assert "Cetak poster" in listed(page)
    assert "alamat publik belum ditetapkan" in page.text


def test_neither_an_office_nor_a_day_that_is_over_has_first_steps(app: Flask, admin: PageClient, counter: Place) -> None:
    with app.app_context():
        tree.affiliate(counter.unit, make_unit("kanwil", name="Kanwil"), date(2026, 1, 1))
    assert not admin.get("/panel/units/kanwil/settings").select(".checks")
    assert not admin.get(f"{TODAY}?day=2026-11-18").select(".checks")


def of(unit: Unit, clock: FixedClock) -> list[str]:
    found = first_steps.of(unit, clock(), clock().date(), has_head=lambda: False)
    assert found
    return [step for step, is_done in found.done.items() if is_done]


def test_a_tablet_or_counter_that_goes_later_makes_no_unit_new(app: Flask, counter: Place, clock: FixedClock) -> None:
    with app.app_context():
        token = make_device(counter.counter)
        assert of(counter.unit, clock) == ["counter", "tablet"]
        device = devices.by_token(token)
        assert device
        devices.revoke(device, clock())
        service_points.close_counter(counter.counter, clock(), "Renovasi")
        assert of(counter.unit, clock) == []
        make_rating(counter, given_at=clock() - timedelta(days=1))
        opening.set_opening_hours(counter.unit, [0], (time(8), time(9)))
        assert of(counter.unit, clock) == ["counter", "hours", "tablet", "rating"]
