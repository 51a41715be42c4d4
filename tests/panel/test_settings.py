"""One unit in the panel: its hours, holidays, services, counters, letterhead and zone; closed and opened again."""

from datetime import date, time, timedelta

import pytest
from flask import Flask

from kiosk import ledger, people, places
from kiosk.people import acts
from kiosk.places import Place, Unit, opening, tree
from kiosk.recording import Closed
from tests.conftest import FixedClock, signed_in
from tests.make import entries, make_counter, make_rating, make_seal, make_unit
from tests.page import PageClient, words

SETTINGS = "/panel/units/kanim/settings"
TODAY = date(2026, 11, 19)


def as_stored(app: Flask, place: Place) -> Unit:
    with app.app_context():
        return places.unit_by_id(place.unit.id)


def test_no_two_counters_of_a_unit_have_one_name(app: Flask, operator: PageClient, counter: Place) -> None:
    said = operator.submit(operator.get(SETTINGS), "Buka loket", name="loket 1  ·  PASPOR", status=422)
    assert "Sudah ada loket dengan nama ini" in said.words("#counter-name-error")
    assert said.one("#counter-name")["value"] == "loket 1  ·  PASPOR", "nothing typed is lost"
    operator.submit(operator.get(SETTINGS), "Buka loket", name="Loket 2")
    address = "/panel/units/kanim/counters/kanim-2"
    page = operator.submit(operator.get(address), "Simpan", name="Loket 1 · Paspor", name_en="Counter 1", shows_qr="", status=422)
    assert [page.one(field)["value"] for field in ("#name", "#name_en")] == ["Loket 1 · Paspor", "Counter 1"], "nor here"
    assert not page.one("[name=shows_qr]").has_attr("checked"), "nor what was ticked or not"
    operator.submit(operator.get(address), "Simpan", name="Loket 2", name_en="Counter 2")
    with app.app_context():
        assert [each.names["id"] for each in places.counters(counter.unit)] == ["Loket 1 · Paspor", "Loket 2"]


def test_hours_and_holidays_are_kept_and_mark_taps_outside_of_them(
    app: Flask, operator: PageClient, counter: Place, clock: FixedClock
) -> None:
    page = operator.get(SETTINGS)
    hours = {f"opens-{day}-0": "0800" for day in range(5)} | {f"closes-{day}-0": " 15.00" for day in range(5)}
    operator.submit(page, "Simpan jam buka", **hours)
    assert operator.get(SETTINGS).one("input[name=opens-0-0]")["value"] == "08.00", "as it is written here, whatever the browser speaks"
    with app.app_context():
        assert opening.opening_hours(counter.unit)[4] == [(time(8), time(15))]
        make_rating(counter)
    late = operator.submit(operator.get(SETTINGS), "Tambah", day="2026-11-18", name="Hari jadi", status=422)
    assert "sudah lewat" in late.words("#holiday-day-error")
    operator.submit(operator.get(SETTINGS), "Tambah", day="2026-11-19", name="Hari jadi")
    assert "Hari jadi" in operator.get(SETTINGS).text
    with app.app_context():
        make_rating(counter)
        clock.advance(days=1)
        make_rating(counter)
        assert [entry.marks for entry in entries(counter.unit)] == ["", "hours", ""]
    clock.advance(days=-1)
    operator.submit(operator.get(SETTINGS), "Hapus Hari jadi")
    with app.app_context():
        assert not opening.is_holiday(counter.unit, TODAY)


def test_monday_to_friday_alike_take_one_row(app: Flask, operator: PageClient, counter: Place) -> None:
    """The form's first row, without any script; what the others say is not taken, so nothing hidden is saved."""
    page = operator.get(SETTINGS)
    assert page.one("input[name=same]").has_attr("checked")
    row = {"opens-0-0": "08:00", "closes-0-0": "12:00", "opens-0-1": "13:00", "closes-0-1": "16:00", "opens-2-0": "22:00"}
    operator.submit(page, "Simpan jam buka", **row, **{"opens-5-0": "08:00", "closes-5-0": "11:00"})
    whole = [(time(8), time(12)), (time(13), time(16))]
    with app.app_context():
        assert opening.opening_hours(counter.unit) == {**dict.fromkeys(range(5), whole), 5: [(time(8), time(11))]}
    page = operator.get(SETTINGS)
    assert page.one("input[name=same]").has_attr("checked")
    operator.submit(page, "Simpan jam buka", same="", **{"closes-4-1": "15:00"})
    with app.app_context():
        assert opening.opening_hours(counter.unit)[4] == [(time(8), time(12)), (time(13), time(15))]
    assert not operator.get(SETTINGS).one("input[name=same]").has_attr("checked")


@pytest.mark.parametrize("span", [("15:00", "08:00"), ("08.00", ""), ("25:00", "26:00"), ("08:00", "8"), ("pagi", "sore"), ("8.60", "9")])
def test_hours_that_cannot_be_are_refused_and_the_old_ones_stay(
    app: Flask, operator: PageClient, counter: Place, span: tuple[str, str]
) -> None:
    with app.app_context():
        opening.set_opening_hours(counter.unit, [0], (time(8), time(12)))
    page = operator.submit(operator.get(SETTINGS), "Simpan jam buka", **{"opens-1-0": span[0], "closes-1-0": span[1]}, status=422)
    assert "sebelum jam tutupnya" in page.text
    assert [page.one(f"input[name={which}-1-0]")["value"] for which in ("opens", "closes")] == list(span), "what was typed is not lost"
    with app.app_context():
        assert list(opening.opening_hours(counter.unit)) == [0]


def test_a_refused_form_keeps_what_was_typed(admin: PageClient, counter: Place) -> None:
    page = admin.submit(admin.get(SETTINGS), "Tambah", name="Natal", day="", status=422)
    assert page.one("#holiday-name")["value"] == "Natal"
    page = admin.submit(admin.get(SETTINGS), "Tambah layanan", name="Paspor", name_en="Passports", code="Paspor Baru", status=422)
    assert [page.one(f"#service-{part}")["value"] for part in ("name", "name_en", "code")] == ["Paspor", "Passports", "Paspor Baru"]
    token = str(page.select("[name=csrf_token]")[0]["value"])
    page = admin.post(f"{SETTINGS}/name", {"csrf_token": token, "name": "", "short_name": "Kanim Baru"}, status=422)
    assert page.one("#unit-short_name")["value"] == "Kanim Baru"
    admin.submit(admin.get("/panel/places"), "Simpan", name="Kanim Koba")
    twin = admin.post(f"{SETTINGS}/name", {"csrf_token": token, "name": "KANIM  koba", "short_name": ""}, status=422)
    assert "Sudah ada tempat dengan nama ini" in twin.words("#unit-name-error")
    admin.post(f"{SETTINGS}/name", {"csrf_token": token, "name": counter.unit.name.upper(), "short_name": ""}, status=303)


def test_a_holiday_for_all_units_below_is_an_administrators(app: Flask, admin: PageClient, counter: Place, clock: FixedClock) -> None:
    with app.app_context():
        office = make_unit("kanwil", name="Kanwil")
        tree.affiliate(counter.unit, office, clock().date())
    admin.submit(admin.get("/panel/units/kanwil/settings"), "Tambah", day="2026-12-25", name="Natal", below="1")
    with app.app_context():
        assert opening.is_holiday(counter.unit, date(2026, 12, 25))


def test_a_counter_is_changed_closed_and_reopened_and_never_deleted(
    app: Flask, operator: PageClient, counter: Place, clock: FixedClock
) -> None:
    address = "/panel/units/kanim/counters/kanim-1"
    operator.submit(operator.get(SETTINGS), "Tambah layanan", name="Paspor", code="paspor", name_en="Passports")
    operator.submit(
        operator.get(address),
        "Simpan",
        name="Loket A",
        name_en="Counter A",
        choice="other",
        plan="S0 ikm:all",
        gives="paspor",
        instrument="skm-2017",
    )
    with app.app_context():
        place = places.place_by_counter_code("kanim-1")
        assert place
        assert (place.counter.names["id"], place.counter.plan, place.counter.instrument) == ("Loket A", "S0 ikm:all", "skm-2017")
        assert [service.code for service in place.services] == ["paspor"]
    assert "tidak cocok" in operator.submit(operator.get(address), "Simpan", choice="other", plan="X9", status=422).text
    assert operator.get(address).one("[name=choice][checked]")["value"] == "satisfaction"
    assert "Tulis alasannya" in operator.submit(operator.get(address), "Tutup loket", reason=" ", status=422).text
    operator.submit(operator.get(address), "Tutup loket", reason="Renovasi")
    with app.app_context():
        assert isinstance(make_rating(place, given_at=clock() + timedelta(seconds=1)), Closed)
    clock.advance(minutes=1)
    operator.submit(operator.get(address), "Buka lagi")
    with app.app_context():
        make_rating(place)
        kinds = [act.kind for act in acts.acts([counter.unit])]
    assert kinds == ["counters.reopen", "counters.close", "counters.change", "settings.service"]


@pytest.mark.parametrize(
    ("choice", "key", "plan", "told"),
    [
        ("short", "ikm-ipk-2021", "S0 I0 ikm:1 ipk:1", "4 pertanyaan"),
        ("tap", "ikm-ipk-2021", "S0", "1 pertanyaan"),
        ("satisfaction", "ikm-ipk-2021", "S0 ikm:all", "8 pertanyaan"),
        ("full", "ikm-ipk-2021", "S0 I0 ikm:all ipk:all", "14 pertanyaan"),
        ("full", "skm-2017", "S0 I0 ikm:all", "11 pertanyaan"),
        ("other", "ikm-ipk-2021", "S0 ipk:2", ""),
    ],
)
def test_a_plan_is_chosen_by_its_name(
    app: Flask, operator: PageClient, counter: Place, choice: str, key: str, plan: str, told: str
) -> None:
    """The same name means another plan with another questionnaire."""
    address = "/panel/units/kanim/counters/kanim-1"
    assert operator.get(address).one("[name=choice][checked]")["value"] == "short"
    operator.submit(operator.get(address), "Simpan", choice=choice, instrument=key, plan="S0 ipk:2")
    with app.app_context():
        found = places.place(counter.counter.id).counter
        assert (found.plan, found.instrument) == (plan, key)
    (chosen,) = operator.get(address).select("[name=choice][checked]")
    assert chosen["value"] == choice
    assert chosen.parent
    assert told in words(chosen.parent)


def test_a_closed_unit_takes_no_ratings_and_shows_its_old_ones(app: Flask, admin: PageClient, counter: Place, clock: FixedClock) -> None:
    with app.app_context():
        for _ in range(11):
            make_rating(counter, given_at=clock() - timedelta(days=1))
        make_seal(counter.unit)
    admin.submit(admin.get(SETTINGS), "Tutup unit", reason="Digabung dengan Manggar")
    with app.app_context():
        assert isinstance(make_rating(counter), Closed)
        assert ledger.size(counter.unit) == 11
    assert "n = 11" in admin.get("/panel/units/kanim/today?day=2026-11-18").text
    assert "ditutup sejak 19 November 2026" in admin.get(SETTINGS).text
    admin.submit(admin.get(SETTINGS), "Buka lagi unit ini")
    assert as_stored(app, counter).closed_on is None


def test_no_counter_of_a_closed_unit_opens_before_the_unit_does(app: Flask, admin: PageClient, counter: Place, clock: FixedClock) -> None:
    address = "/panel/units/kanim/counters/kanim-1"
    admin.submit(admin.get(SETTINGS), "Tutup unit", reason="Digabung")
    settings, shown = admin.get(SETTINGS), admin.get(address)
    assert "Buka loket" not in settings.text
    assert not settings.select(".checks")
    assert not [button for button in shown.select("button") if button.get_text() == "Buka lagi"]
    token = {"csrf_token": str(settings.select("input[name=csrf_token]")[0]["value"])}
    for form in ("/panel/units/kanim/counters", f"{address}/reopening"):
        told = admin.follow(admin.post(form, {**token, "name": "Loket 2"}))
        assert "Buka lagi unitnya dulu" in told.text, form
    with app.app_context():
        assert len(places.counters(counter.unit)) == 1
        assert places.closure_at(counter.counter.id, clock())
        assert [act.kind for act in acts.acts([counter.unit])] == ["settings.close"]
    admin.submit(admin.get(SETTINGS), "Buka lagi unit ini")
    clock.advance(minutes=1)
    admin.submit(admin.get(address), "Buka lagi")
    with app.app_context():
        assert not places.closure_at(counter.counter.id, clock())


def test_the_zone_is_fixed_once_there_are_ratings(app: Flask, admin: PageClient, counter: Place) -> None:
    form = {"csrf_token": str(admin.get(SETTINGS).select("input[name=csrf_token]")[0]["value"]), "name": "Nama baru"}
    admin.post(f"{SETTINGS}/name", {**form, "zone": "Asia/Makassar"})
    assert as_stored(app, counter).zone == "Asia/Makassar"
    with app.app_context():
        make_rating(places.place(counter.counter.id))
    admin.post(f"{SETTINGS}/name", {**form, "zone": "Asia/Jayapura"})
    assert (as_stored(app, counter).zone, as_stored(app, counter).name) == ("Asia/Makassar", "Nama baru")


def test_a_letterhead_is_kept(app: Flask, admin: PageClient, counter: Place) -> None:
    token = str(admin.get(SETTINGS).select("input[name=csrf_token]")[0]["value"])
    admin.post(
        f"{SETTINGS}/letterhead",
        {"csrf_token": token, "since": "2026-11-01", "head": "KEMENTERIAN\nKANTOR IMIGRASI", "signatory": "Siti", "number": "1980" * 10},
    )
    page = admin.get(SETTINGS)
    assert page.one("#head").get_text().split() == ["KEMENTERIAN", "KANTOR", "IMIGRASI"]
    assert page.one("#signatory")["value"] == "Siti"
    assert len(str(page.one("#number")["value"])) == 40


def test_settings_lead_to_their_sections_and_say_what_closing_does(admin: PageClient, operator: PageClient, counter: Place) -> None:
    page = admin.get(SETTINGS)
    for client, parts in ((admin, 8), (operator, 4)):
        shown = client.get(SETTINGS)
        leads = [str(link["href"]).removeprefix("#") for link in shown.select(".jumps a")]
        assert len(leads) == parts
        assert leads == [str(section["aria-labelledby"]) for section in shown.select(".boxes > section")]
        assert all(shown.select(f"h2#{lead}") for lead in leads)
    assert "1 loket yang sekarang buka menolak penilaian baru" in page.text


def test_an_operator_opens_counters_but_moves_no_unit(app: Flask, operator: PageClient, head: PageClient, counter: Place) -> None:
    page = operator.get(SETTINGS)
    assert not page.select("#closing, #office, #letterhead")
    token = str(page.select("input[name=csrf_token]")[0]["value"])
    for act in ("name", "office", "closure", "reopening", "letterhead"):
        operator.post(f"{SETTINGS}/{act}", {"csrf_token": token}, status=403)
    assert not head.get(SETTINGS).select("form button.act--main")
    with app.app_context():
        regional = signed_in(app, people.add("regional", "x", "admin", counter.unit))
    regional.get("/panel/places/list", status=403)
    regional.post(
        "/panel/places", {"csrf_token": str(regional.get("/panel/places").fields()["csrf_token"]), "code": "x", "name": "x"}, status=403
    )


def test_english_is_complete(admin: PageClient, counter: Place) -> None:
    assert admin.get("/panel/places?language=en").h1 == "Offices and units"
    assert "Opening hours" in admin.get(SETTINGS).text
    assert "Plan of questions" in admin.get("/panel/units/kanim/counters/kanim-1").text


def test_a_long_name_without_a_short_one_can_be_saved_again(app: Flask, admin: PageClient) -> None:
    name = "Kantor Imigrasi Kelas I Khusus TPI Bandar Udara Internasional Soekarno-Hatta"
    with app.app_context():
        make_counter(make_unit("soetta", name=name))
    page = admin.get("/panel/units/soetta/settings")
    assert page.one("#unit-short_name").get("value", "") == ""
    admin.post("/panel/units/soetta/settings/name", page.fields("form:has(#unit-name)"), status=303)


@pytest.mark.parametrize(("choice", "plan"), [("short", "S0 R0 I0 ikm:1 ipk:1"), ("tap", "S0 R0"), ("other", "S0 R0 ipk:2")])
def test_a_counter_asks_what_should_improve_where_it_is_told_to(
    app: Flask, operator: PageClient, counter: Place, choice: str, plan: str
) -> None:
    """Off until somebody switches it on; the plan's name stays what it is, with it or without."""
    address = "/panel/units/kanim/counters/kanim-1"
    page = operator.get(address)
    assert not page.one("[name=asks_wish]").has_attr("checked")
    assert "Biarkan mati pada bulan pertama" in page.text

    def stored() -> str:
        with app.app_context():
            return places.place(counter.counter.id).counter.plan

    operator.submit(page, "Simpan", choice=choice, plan="S0 ipk:2", asks_wish="1")
    assert stored() == plan
    page = operator.get(address)
    assert page.one("[name=asks_wish]").has_attr("checked")
    assert page.one("[name=choice][checked]")["value"] == choice
    assert "R0" not in str(page.one("[name=plan]")["value"]), "the tick says it"
    operator.submit(page, "Simpan", choice=choice)
    assert stored() == plan, "saved again it is the same"
    operator.submit(page, "Simpan", choice=choice, asks_wish="")
    assert stored() == plan.replace("R0 ", "").removesuffix(" R0")


def test_written_in_a_plan_it_is_asked_too_but_only_after_the_first_question(app: Flask, operator: PageClient, counter: Place) -> None:
    address = "/panel/units/kanim/counters/kanim-1"
    operator.submit(operator.get(address), "Simpan", choice="other", plan="S0 R0 I0")
    with app.app_context():
        assert places.place(counter.counter.id).counter.plan == "S0 R0 I0"
    refused = operator.submit(operator.get(address), "Simpan", choice="other", plan="I0 ikm:1", asks_wish="1", status=422)
    assert "langsung sesudah S0" in refused.words("#plan-error")
    assert refused.one("[name=asks_wish]").has_attr("checked"), "nothing of it is lost"
