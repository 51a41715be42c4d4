"""Places in the panel: founded one by one or from a list, and moved between offices."""

import io
from datetime import date, time

import pytest
from flask import Flask

from kiosk import people, places
from kiosk.people import acts
from kiosk.places import Place, Unit, opening, registration, service_points, tree
from kiosk.places.tables import Affiliation
from kiosk.store import writing
from tests.conftest import FixedClock, signed_in
from tests.make import make_person, make_unit
from tests.page import Page, PageClient

SETTINGS = "/panel/units/kanim/settings"
TODAY = date(2026, 11, 19)


def unit_of(app: Flask, code: str) -> Unit:
    with app.app_context():
        found = places.unit_by_code(code)
        assert found
        return found


# ── the tree ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"code": "Kanim Baru"}, "huruf kecil, angka"),
        ({"code": "kanim"}, "sudah dipakai"),
        ({"name": " "}, "Isi nama resmi"),
        ({"code": "x" * 41}, "Paling banyak 40 huruf; yang tertulis 41"),
    ],
)
def test_what_is_wrong_with_a_new_unit_is_said(admin: PageClient, counter: Place, fields: dict[str, str], told: str) -> None:
    page = admin.submit(admin.get("/panel/places"), "Simpan", **{"code": "baru", "name": "Baru", **fields}, status=422)
    assert told in page.text


def test_a_code_is_made_of_the_name_where_none_is_given(app: Flask, admin: PageClient, counter: Place) -> None:
    for name in ("Kantor Imigrasi Kelas III Non TPI Manggar", "Kantor Imigrasi Kelas III Manggar"):
        made = admin.submit(admin.get("/panel/places"), "Simpan", name=name, short_name="Imigrasi Manggar")
    assert made.location == "/panel/units/imigrasi-manggar-2/settings"
    twin = admin.submit(admin.get("/panel/places"), "Simpan", name="Kantor imigrasi Kelas III Manggar", status=422)
    assert "Sudah ada tempat dengan nama ini" in twin.text
    assert twin.one("#name")["value"], "nothing that was typed is lost"
    for name in ("Paspor baru", "Paspor-baru"):
        admin.submit(admin.get(SETTINGS), "Tambah layanan", name=name)
    again = admin.submit(admin.get(SETTINGS), "Tambah layanan", name="Paspor Baru", status=422)
    assert "Sudah ada layanan dengan nama ini" in again.text
    with app.app_context():
        assert [service.code for service in places.services(counter.unit)] == ["paspor-baru", "paspor-baru-2"]
        long = places.found_unit("a" * 34 + "-b", "Panjang")
        assert service_points.next_code(long, []) == "a" * 34 + "-1"


def test_a_unit_is_founded_with_its_first_counter(app: Flask, admin: PageClient, counter: Place) -> None:
    twin = admin.submit(admin.get("/panel/places"), "Simpan", name=counter.unit.name.replace(" ", "  ").upper(), counter="A", status=422)
    assert "Sudah ada tempat" in twin.text
    assert twin.one("#counter")["value"] == "A", "nothing that was typed is lost"
    assert "pilih kantor tanpa loket" in admin.submit(twin, "Simpan", name="Kanwil", counter=" ", status=422).text
    for opens, closes in (("8", ""), ("15", "8"), ("pagi", "sore")):
        page = admin.submit(admin.get("/panel/places"), "Simpan", name="Imigrasi Koba", opens=opens, closes=closes, status=422)
        assert "buka sebelum tutup" in page.words("#opens-error")
        assert page.one("input[name=opens]")["value"] == opens, "nor this"
    made = admin.submit(admin.get("/panel/places?language=en"), "Save", name="Imigrasi Koba")
    assert made.location == "/panel/units/imigrasi-koba/settings", "where the next step is done"
    assert "Imigrasi Koba saved." in admin.follow(made).words("[role=status]")
    admin.get("/panel/places?language=id")
    made = admin.submit(admin.get("/panel/places"), "Simpan", name="Imigrasi Muntok", opens="8", closes="1530")
    assert made.location == "/panel/units/imigrasi-muntok/devices"
    office = admin.submit(admin.get("/panel/places"), "Simpan", name="Kanwil", office="1", counter="A")
    assert office.location == "/panel/places", "its units are founded next"
    with app.app_context():
        found = {unit.code: [(each.names.in_("id"), each.names.in_("en")) for each in places.counters(unit)] for unit in places.units()}
        assert (found["imigrasi-koba"], found["kanwil"]) == ([("Loket 1", "Counter 1")], []), "whichever language it was founded in"
        muntok = places.unit_by_code("imigrasi-muntok")
        assert muntok
        assert opening.opening_hours(muntok) == dict.fromkeys(range(5), [(time(8), time(15, 30))])
        kinds = ["places.create", "places.create", "settings.hours", "counters.create"]
        assert [act.kind for act in acts.acts(None)[:4]] == kinds
    assert not admin.get("/panel/units/kanwil/settings").select(".checks"), "an office has nothing to set up"
    assert "Kanwil" not in admin.get("/panel/").words("table.region"), "and misses no counter"
    tablets = admin.get("/panel/units/kanwil/devices")
    assert tablets.link("Buka loket pertama") == "/panel/units/kanwil/settings#counters"
    assert not tablets.select("#counter")


def test_a_unit_keeps_its_history_when_the_ministry_above_it_changes(
    app: Flask, admin: PageClient, counter: Place, clock: FixedClock
) -> None:
    """The split of 2024: Kemenkumham until 20 October, Kemenimipas from the day after."""
    with app.app_context():
        old, new = make_unit("kemenkumham", name="Kemenkumham"), make_unit("kemenimipas", name="Kemenimipas")
        tree.affiliate(counter.unit, old, date(2020, 1, 1))
        at_old, at_new = (signed_in(app, make_person(name, "kanwil", office)) for name, office in (("lama", old), ("baru", new)))
    at_old.get("/panel/units/kanim/today")
    at_new.get("/panel/units/kanim/today", status=404)
    admin.submit(admin.get(SETTINGS), "Pindahkan", parent="kemenimipas", since="2024-10-21")
    with app.app_context():
        found = [(parent.code, since, until) for parent, since, until in tree.parents(counter.unit)]
        assert found == [
            ("kemenkumham", date(2020, 1, 1), date(2024, 10, 21)),
            ("kemenimipas", date(2024, 10, 21), None),
        ]
        assert tree.parent_at(counter.unit, date(2024, 10, 20)) == places.unit_by_code("kemenkumham")
    at_old.get("/panel/units/kanim/today", status=404)
    at_new.get("/panel/units/kanim/today")
    assert "Kemenkumham" in admin.get(SETTINGS).text


def test_no_office_is_moved_below_itself_nor_before_it_came(app: Flask, admin: PageClient, counter: Place) -> None:
    with app.app_context():
        office = make_unit("kanwil", name="Kanwil")
        tree.affiliate(counter.unit, office, date(2026, 1, 1))
        below = places.unit_by_code("kanim")
        assert below
        with pytest.raises(places.PlaceError, match="circle"):
            tree.move(office, below, TODAY)
    page = admin.get(SETTINGS)
    assert "sebelum unit masuk" in admin.submit(page, "Pindahkan", parent="kanwil", since="2025-01-01", status=422).text
    assert "Isi tanggal" in admin.submit(page, "Pindahkan", parent="kanwil", since="2026-02-30", status=422).text


def test_a_dated_move_makes_no_circle_on_any_later_day(app: Flask, admin: PageClient, counter: Place) -> None:
    """Each move alone is right today; together they would make both vanish on 15 December."""
    with app.app_context():
        make_unit("kanwil", name="Kanwil")
    admin.submit(admin.get(SETTINGS), "Pindahkan", parent="kanwil", since="2026-12-15")
    at_office = "/panel/units/kanwil/settings"
    for since in ("2026-11-19", "2026-12-15", "2027-01-01"):
        page = admin.submit(admin.get(at_office), "Pindahkan", parent="kanim", since=since, status=422)
        assert "berada di bawah unit ini" in page.text, since
    with app.app_context():
        assert tree.parents(unit_of(app, "kanwil")) == []
        with pytest.raises(places.PlaceError, match="circle"):
            tree.affiliate(unit_of(app, "kanwil"), counter.unit, TODAY)
        tree.affiliate(unit_of(app, "kanwil"), counter.unit, TODAY, date(2026, 12, 15))
        for day in (TODAY, date(2026, 12, 14), date(2026, 12, 15)):
            assert sorted(unit.code for _depth, unit in tree.branches(places.units(), day)) == ["kanim", "kanwil"]


def test_a_circle_that_is_there_all_the_same_is_shown_and_can_be_undone(app: Flask, admin: PageClient, counter: Place) -> None:
    with app.app_context():
        office, below = make_unit("kanwil", name="Kanwil"), make_unit("rutan", name="Rutan")
        tree.affiliate(below, office, TODAY)
        with writing() as session:
            session.add(Affiliation(unit_id=office.id, parent_id=counter.unit.id, since=TODAY, until=None))
            session.add(Affiliation(unit_id=counter.unit.id, parent_id=office.id, since=TODAY, until=None))
        assert [(depth, unit.code) for depth, unit in tree.branches(places.units(), TODAY)] == [(0, "kanim"), (1, "kanwil"), (2, "rutan")]
    admin.submit(admin.get(SETTINGS), "Pindahkan", parent="", since="2026-11-19")
    with app.app_context():
        assert [(depth, unit.code) for depth, unit in tree.branches(places.units(), TODAY)] == [(0, "kanim"), (1, "kanwil"), (2, "rutan")]
        assert tree.parents(counter.unit) == []


def test_a_unit_goes_back_to_the_top_by_an_administrator_of_everything(app: Flask, admin: PageClient, counter: Place) -> None:
    with app.app_context():
        office = make_unit("kanwil", name="Kanwil")
        tree.affiliate(counter.unit, office, date(2026, 1, 1))
        regional = signed_in(app, people.add("regional", "x", "admin", office))
    page = regional.get(SETTINGS)
    assert not page.select("#parent option[value='']")
    token = str(page.select("input[name=csrf_token]")[0]["value"])
    regional.post(f"{SETTINGS}/office", {"csrf_token": token, "parent": "", "since": "2026-12-01"}, status=403)
    admin.submit(admin.get(SETTINGS), "Pindahkan", parent="", since="2026-12-01")
    with app.app_context():
        assert [span[1:] for span in tree.parents(counter.unit)] == [(date(2026, 1, 1), date(2026, 12, 1))]
        tree.move(counter.unit, office, date(2026, 11, 25))
        assert tree.parents(counter.unit)[-1][1:] == (date(2026, 11, 25), None), "a planned departure is taken back"


# ── a list ────────────────────────────────────────────────────────────────────────────────────────────────────────

LIST = """code;name;short_name;parent;zone;counters
kanwil-babel;Kanwil Babel;;;;
kanim-manggar;Kantor Imigrasi Manggar;Manggar;kanwil-babel;WIT;2
kanim;Kantor Imigrasi Kelas I;;;;
"""


def test_a_list_says_what_it_will_do_and_then_does_all_of_it(app: Flask, admin: PageClient, counter: Place) -> None:
    page = admin.submit(admin.get("/panel/places/list"), "Periksa", text=LIST, status=200)
    assert deeds(page) == [
        "unit baru · WIB · tidak di bawah kantor lain · 0 loket",
        "unit baru · WIT · di bawah kanwil-babel · 2 loket",
        f"ganti nama, sekarang {counter.unit.name} nama pendek menjadi Kantor Imigrasi Kelas I, sekarang {counter.unit.short_name}",
    ]
    with app.app_context():
        assert places.unit_by_code("kanim-manggar") is None, "nothing has happened yet"
    admin.submit(page, "Simpan semuanya")
    with app.app_context():
        unit = places.unit_by_code("kanim-manggar")
        assert unit
        assert (unit.zone, [c.code for c in places.counters(unit)]) == ("Asia/Jayapura", ["kanim-manggar-1", "kanim-manggar-2"])
        assert tree.parent_at(unit, TODAY) == places.unit_by_code("kanwil-babel")
        assert counter.unit.code == "kanim"
        assert unit_of(app, "kanim").name == "Kantor Imigrasi Kelas I"
        noted = [(act.kind, act.about, act.unit_id == unit.id) for act in acts.acts(None)]
    assert noted == [
        ("settings.office", f"kanwil-babel {TODAY}", True),
        ("settings.name", "Kantor Imigrasi Kelas I", False),
        ("places.create", "kanim-manggar", True),
        ("places.create", "kanwil-babel", False),
    ]
    again = admin.submit(admin.get("/panel/places/list"), "Periksa", text=LIST, status=200)
    assert deeds(again) == ["sudah ada, tidak berubah"] * 3
    assert "Simpan semuanya" not in again.text


def deeds(page: Page) -> list[str]:
    return [" ".join(row.select("td")[-1].get_text(" ").split()) for row in page.select("tbody tr")]


def check(admin: PageClient, *rows: str) -> Page:
    text = "\n".join(["code;name;short_name;parent;zone;counters", *rows])
    return admin.submit(admin.get("/panel/places/list"), "Periksa", text=text, status=200)


def test_a_list_says_what_it_does_not_do_and_does_not_do_it(app: Flask, admin: PageClient, counter: Place) -> None:
    with app.app_context():
        here, other = make_unit("kanwil", name="Kanwil"), make_unit("kanwil-lain", name="Kanwil Lain")
        tree.affiliate(counter.unit, here, TODAY)
        registration.rename_unit(counter.unit, "Kanim", "KI")
        tree.affiliate(make_unit("rutan", name="Rutan"), other, date(2026, 12, 15))
    rows = ("kanim;Kanim;;kanwil-lain;WITA;5", "rutan;Rutan;;kanwil;;", "kanwil;Kanwil;;;WIB;0", "kanwil-lain;Kanwil B;;kanwil;;")
    page = check(admin, *rows)
    assert deeds(page) == [
        (
            "sudah ada, tidak berubah pindah kantor: lewat Pengaturan, tidak di sini; tetap di bawah kanwil "
            "zona waktu: lewat Pengaturan, tidak di sini; tetap WIB jumlah loket: lewat Pengaturan, tidak di sini; tetap 1"
        ),
        "sudah ada, tidak berubah pindah kantor: lewat Pengaturan, tidak di sini; tetap di bawah –",
        "sudah ada, tidak berubah",
        "ganti nama, sekarang Kanwil Lain nama pendek menjadi Kanwil B, sekarang Kanwil Lain mulai hari ini di bawah kanwil",
    ]
    assert "2 unit" not in admin.follow(admin.submit(page, "Simpan semuanya")).text
    with app.app_context():
        unit = unit_of(app, "kanim")
        assert (unit.short_name, unit.zone, len(places.counters(unit))) == ("KI", "Asia/Jakarta", 1)
        assert [parent.code for parent, _since, _until in tree.parents(unit)] == ["kanwil"]
        assert [since for _parent, since, _until in tree.parents(unit_of(app, "rutan"))] == [date(2026, 12, 15)]
        assert [act.kind for act in acts.acts(None)] == ["settings.office", "settings.name"]


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        (["kanwil;Kanwil;;kanim;;"], [0]),
        (["kanim;Kantor;;kanim;;"], [0]),
        (["baru;Baru;;baru;;"], [0]),
        (["a;A;;b;;", "b;B;;c;;", "c;C;;a;;", "d;D;;a;;"], [0, 1, 2]),
        (["kanwil;Kanwil;;pusat;;", "pusat;Pusat;;kanim;;"], [0, 1]),
        (["pusat;Pusat;;;;", "kanwil;Kanwil;;pusat;;"], []),
        (["kanwil;Kanwil;;rutan;;"], [0]),
    ],
)
def test_a_list_makes_no_circle(app: Flask, admin: PageClient, counter: Place, rows: list[str], wrong: list[int]) -> None:
    """The last one would close in December, when the move of the prison takes effect."""
    with app.app_context():
        office, prison = make_unit("kanwil", name="Kanwil"), make_unit("rutan", name="Rutan")
        tree.affiliate(counter.unit, office, TODAY)
        tree.affiliate(prison, office, date(2026, 12, 15))
    page = check(admin, *rows)
    assert [n for n, deed in enumerate(deeds(page)) if deed.startswith("melingkar")] == wrong
    assert ("Simpan semuanya" in page.text) == (not wrong)


def test_what_has_changed_since_it_was_looked_at_is_shown_again(app: Flask, admin: PageClient, counter: Place) -> None:
    page = check(admin, "kanwil;Kanwil;;;;", "kanim;Kantor Imigrasi Kelas II TPI Uji;;kanwil;;")
    with app.app_context():
        tree.affiliate(counter.unit, make_unit("lain", name="Lain"), TODAY)
    page = admin.submit(page, "Simpan semuanya", status=200)
    assert "Susunan berubah" in page.text
    with app.app_context():
        assert places.unit_by_code("kanwil") is None
    admin.submit(page, "Simpan semuanya")
    with app.app_context():
        assert [parent.code for parent, _since, _until in tree.parents(counter.unit)] == ["lain"]


def test_the_example_is_a_list_that_is_right(app: Flask, admin: PageClient, counter: Place) -> None:
    file = admin.get(admin.get("/panel/places/list").link("Unduh contoh CSV"))
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert len(deeds(check(admin, *file.html.splitlines()[1:]))) == 2


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("a;A;;nix;;", "kantor nix tidak ada"),
        ("A B;A;;;;", "kode tidak sah"),
        ("a;A;;;;\na;B;;;;", "sudah ada di atas"),
        ("a;;;;;", "nama kosong"),
        ("a;A;;;CET;", "zona waktu tidak dikenal"),
        ("a;A;;;;-1", "0 sampai 40"),
        ("a;A;;;;²", "0 sampai 40"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_saved(app: Flask, admin: PageClient, counter: Place, rows: str, told: str) -> None:
    text = f"code;name;short_name;parent;zone;counters\nbenar;Benar;;;;\n{rows}\n"
    page = admin.submit(admin.get("/panel/places/list"), "Periksa", text=text, agreed="1", status=200)
    assert told in page.text
    assert "Simpan semuanya" not in page.text
    with app.app_context():
        assert places.unit_by_code("benar") is None


@pytest.mark.parametrize(("text", "told"), [("", "Daftar kosong"), ("nama;kode\na;b", "menyebut kolom"), ("code;name\n", "Daftar kosong")])
def test_a_list_that_is_none_is_told_why(admin: PageClient, counter: Place, text: str, told: str) -> None:
    assert told in admin.submit(admin.get("/panel/places/list"), "Periksa", text=text, status=422).text


def test_a_list_has_the_limits_of_a_form(admin: PageClient, counter: Place) -> None:
    page = admin.submit(admin.get("/panel/places/list"), "Periksa", text=f"code;name\npanjang;{'a' * 201}", status=200)
    assert "nama paling panjang 200 huruf, nama pendek 60" in page.text


def test_a_file_with_u_0000_is_no_text(admin: PageClient, counter: Place) -> None:
    page = admin.get("/panel/places/list")
    (name,) = [str(each["name"]) for each in page.select("input[type=file]")]
    file = io.BytesIO(b"code;name\nnul;A\0B"), "daftar.csv"
    answer = admin.browser.post("/panel/places/list", data={**page.fields("form:has(input[type=file])"), name: file})
    assert answer.status_code == 422
    assert "unit baru" not in answer.text
