"""Units from a list: read like every table, checked first, saved step by step, and sent twice without harm."""

import io
from datetime import date

import pytest
import xlsxwriter
from flask import Flask
from sqlalchemy import func, select

from kiosk import people, places
from kiosk.people import acts
from kiosk.places import Place, founding, lists, tree
from kiosk.places.tables import Counter, Unit
from kiosk.store import reading
from kiosk.web.bodies import takes
from tests.conftest import signed_in
from tests.make import PASSWORD, make_unit
from tests.page import Page, PageClient

LIST = "/panel/places/list"
TODAY = date(2026, 11, 19)
HEADER = "code;name;short_name;parent;zone;counters"


def upload(admin: PageClient, raw: bytes, name: str = "daftar.csv") -> Page:
    page = admin.get(LIST)
    return Page(admin.browser.post(LIST, data={**page.fields("form:has(input[type=file])"), "file": (io.BytesIO(raw), name)}))


def check(admin: PageClient, *rows: str) -> Page:
    return admin.submit(admin.get(LIST), "Periksa", text="\n".join([HEADER, *rows]), status=200)


def count(app: Flask, kind: type[Unit] | type[Counter]) -> int:
    with app.app_context():
        return reading().scalar(select(func.count()).select_from(kind)) or 0


# ── how it is read ────────────────────────────────────────────────────────────────────────────────────────────────

TABLE = f"{HEADER}\nkanwil;Kanwil é;;;;\nbaru;Imigrasi Baru;;kanwil;WIT;2\n"


@pytest.mark.parametrize(
    "raw",
    [
        TABLE.encode(),
        TABLE.replace("\n", "\r").encode(),
        TABLE.replace("\n", "\r\n").encode(),
        TABLE.replace(";", "\t").encode("utf-16"),
        ("sep=;\n" + TABLE).encode(),
        TABLE.encode("cp1252"),
        ("DAFTAR UNIT, KANWIL A, 2026\n\n" + TABLE).encode(),
        TABLE.replace(HEADER, HEADER.upper()).encode(),
    ],
    ids="plain cr crlf utf-16 sep windows-1252 titles capitals".split(),
)
def test_a_list_is_read_like_every_table(admin: PageClient, counter: Place, raw: bytes) -> None:
    page = upload(admin, raw)
    assert page.status == 200
    assert [" ".join(row.select("td")[2].get_text().split()) for row in page.select("tbody tr")] == ["Kanwil é", "Imigrasi Baru"]
    assert "di bawah kanwil · 2 loket" in page.text


def test_what_could_be_read_otherwise_is_told(admin: PageClient, counter: Place) -> None:
    page = upload(admin, "DAFTAR\ncode;name;Telepon\nbaru;Imigrasi é;0717\n".encode("cp1252"))
    for told in ("dibaca sebagai Windows-1252", "di atas judul kolom dilewati: “DAFTAR”", "kolom Telepon dilewati"):
        assert told in page.text


def test_a_workbook_is_read(app: Flask, admin: PageClient, counter: Place) -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as made:
        sheet = made.add_worksheet()
        for n, row in enumerate(TABLE.splitlines()):
            sheet.write_row(n, 0, row.split(";"))
        sheet.write(2, 5, 2)
    page = upload(admin, file.getvalue(), "daftar.xlsx")
    assert "di bawah kanwil · 2 loket" in page.text


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b'code;name\nbaru;"Baru\n', "bukan tabel yang utuh (tanda kutip yang tidak ditutup)"),
        (b"code;name\nnul;A\0B", "bukan teks UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x81", "bukan teks UTF-8"),
        (b"PK\x03\x04", "bukan buku kerja XLSX yang utuh"),
        (b"\xd0\xcf\x11\xe0", "Excel lama"),
        (b"code;name;NAME\na;A;B\n", "kolom name ada dua kali"),
        (b'code;name\na;"A\nb;B"\n', "ada pindah baris di dalam sel"),
        (b"code;name\n" + b"x" * 140_000, "sel terlalu panjang"),
        (b"", "Daftar kosong"),
    ],
)
def test_what_is_no_list_is_said_at_the_field(admin: PageClient, counter: Place, raw: bytes, told: str) -> None:
    page = upload(admin, raw)
    assert page.status == 422
    assert told in page.words(".error")


def test_one_row_too_many_is_refused_and_no_row_is_lost(admin: PageClient, counter: Place) -> None:
    rows = [f"unit-{n};Unit {n}" for n in range(lists.MOST_ROWS + 1)]
    page = upload(admin, "\n".join(["code;name", *rows]).encode())
    assert page.status == 422
    assert "Paling banyak 10.000 baris" in page.text


def test_a_list_may_be_larger_than_a_tap_and_has_a_limit_of_its_own(admin: PageClient, counter: Place) -> None:
    large = f"code;name\nbaru;Baru\n{';' * 900_000}\n"
    assert "unit baru" in admin.submit(admin.get(LIST), "Periksa", text=large, status=200).text
    assert "Kiriman terlalu besar" in admin.submit(admin.get(LIST), "Periksa", text="x" * (lists.LARGEST + 20_000), status=413).text
    assert "Kiriman terlalu besar" in admin.submit(admin.get("/panel/places"), "Simpan", name="x" * 70_000, status=413).text
    assert takes(1)(len) is len


# ── how it is saved ───────────────────────────────────────────────────────────────────────────────────────────────

MANY = [f"unit-{n:03};Unit {n};;kantor;;" for n in range(150)]


def test_a_long_list_is_saved_in_steps_with_a_bar(app: Flask, admin: PageClient, counter: Place) -> None:
    page = check(admin, "kantor;Kantor Pusat;;;;", *MANY)
    assert count(app, Unit) == 1, "nothing has happened yet"
    page = admin.follow(admin.submit(page, "Simpan semuanya"))
    assert count(app, Unit) == 1 + founding.A_STEP // founding.FOUNDED
    bar = page.one("progress")
    assert (bar["value"], bar["max"]) == ("100", "302")
    assert "33 % selesai" in page.text
    assert page.one("form[data-goes-on]"), "a script presses the button"
    assert "belum selesai disimpan" in admin.get(LIST).text
    page = admin.submit(page, "Lanjutkan")
    assert page.location == "/panel/places"
    assert "151 unit disimpan" in admin.follow(page).text
    with app.app_context():
        office = places.unit_by_code("kantor")
        assert office
        assert len(tree.subtree([office.id], TODAY)) == 151
        assert len([act for act in acts.acts(None, limit=500) if act.kind == "places.create"]) == 151
        assert founding.unfinished() == []
    assert "belum selesai disimpan" not in admin.get(LIST).text


def test_a_step_that_is_sent_twice_is_done_once(app: Flask, admin: PageClient, counter: Place) -> None:
    checked = check(admin, "kantor;Kantor Pusat;;;;", *MANY)
    first = admin.follow(admin.submit(checked, "Simpan semuanya"))
    again = admin.follow(admin.submit(checked, "Simpan semuanya"))
    assert again.one("progress")["value"] == "100", "it goes on where it is"
    assert count(app, Unit) == 101
    for _time in range(2):
        second = admin.submit(first, "Lanjutkan")
    assert count(app, Unit) == 152
    assert second.location == "/panel/places"
    # The whole list again: nothing is left to do.
    assert "Tidak ada yang akan berubah" in check(admin, "kantor;Kantor Pusat;;;;", *MANY).text


def test_a_short_list_is_saved_at_once_and_sent_twice_only_once(app: Flask, admin: PageClient, counter: Place) -> None:
    checked = check(admin, "kantor;Kantor;;;;", "a;A;;kantor;;3")
    assert admin.submit(checked, "Simpan semuanya").location == "/panel/places"
    assert admin.submit(checked, "Simpan semuanya").location == "/panel/places"
    assert (count(app, Unit), count(app, Counter)) == (3, 4)


def test_counters_are_work_too(app: Flask, admin: PageClient, counter: Place) -> None:
    page = check(admin, *(f"u{n};Unit {n};;;;40" for n in range(4)))
    page = admin.follow(admin.submit(page, "Simpan semuanya"))
    assert count(app, Counter) == 1 + 80, "two units with their counters fill a step"
    assert admin.submit(page, "Lanjutkan").location == "/panel/places"
    assert count(app, Counter) == 1 + 160


def test_what_somebody_else_did_meanwhile_is_left_out_and_told(app: Flask, admin: PageClient, counter: Place) -> None:
    page = check(admin, "kantor;Kantor Pusat;;;;", *MANY)
    page = admin.follow(admin.submit(page, "Simpan semuanya"))
    with app.app_context():
        taken, early = make_unit("unit-149", name="Lain"), places.unit_by_code("unit-005")
        assert early
        tree.affiliate(early, taken, TODAY)
    while page.select("form[data-goes-on]"):
        page = admin.follow(admin.submit(page, "Lanjutkan"))
    assert "2 baris tidak dikerjakan" in page.text
    assert "unit-149: kode ini sementara itu sudah dipakai" in page.text
    assert "unit-005: unit ini sementara itu sudah di bawah kantor lain" in page.text
    with app.app_context():
        other = places.unit_by_code("unit-149")
        assert other
        assert other.name == "Lain", "a unit of somebody else's is left alone"
        assert tree.parent_at(other, TODAY) is None


def test_a_list_of_one_person_is_gone_on_with_by_another(app: Flask, admin: PageClient, counter: Place) -> None:
    page = check(admin, "kantor;Kantor Pusat;;;;", *MANY)
    admin.submit(page, "Simpan semuanya")
    with app.app_context():
        second = signed_in(app, people.add("kedua", PASSWORD, "admin", None))
    second.follow(second.submit(second.get(second.get(LIST).link("Lanjutkan")), "Lanjutkan"))
    assert count(app, Unit) == 152


def test_a_number_that_no_list_has_is_not_found(admin: PageClient, counter: Place) -> None:
    admin.get(f"{LIST}/99", status=404)
    token = admin.get(LIST).fields("form:has(input[type=file])")["csrf_token"]
    admin.post(f"{LIST}/99/steps", {"csrf_token": token}, status=404)


def test_a_checked_list_replaces_the_one_before_and_can_be_looked_at_again(app: Flask, admin: PageClient, counter: Place) -> None:
    first, second = check(admin, "a;A;;;;"), check(admin, "b;B;;;;")
    action = str(second.one("form:has([name=agreed])")["action"])
    assert "unit baru" in admin.get(action.removesuffix("/steps")).text
    admin.submit(second, "Simpan semuanya")
    with app.app_context():
        assert [unit.code for unit in places.units()] == ["b", "kanim"]
    assert first


def test_agreement_needs_what_was_seen(app: Flask, admin: PageClient, counter: Place) -> None:
    page = check(admin, "a;A;;;;")
    for agreed in ("", "x", "0" * 64):
        assert "Susunan berubah" in admin.submit(page, "Simpan semuanya", agreed=agreed, status=200).text
    assert count(app, Unit) == 1


# ── units that share a name ───────────────────────────────────────────────────────────────────────────────────────

TOWNS = "code;name;town"


def shown(page: Page) -> list[str]:
    return [" ".join(row.select("td")[2].get_text().split()) for row in page.select("tbody tr")]


def with_towns(admin: PageClient, *rows: str) -> Page:
    return admin.submit(admin.get(LIST), "Periksa", text="\n".join([TOWNS, *rows]), status=200)


def test_units_that_share_a_name_are_told_apart_by_their_towns(app: Flask, admin: PageClient, counter: Place) -> None:
    rows = ("pus-1;Puskesmas Sukamaju;Kota Bandung", "pus-2;Puskesmas Sukamaju;Kota Bogor", "pus-3;Puskesmas Sukajadi;Kota Bogor")
    page = with_towns(admin, *rows)
    assert shown(page) == ["Puskesmas Sukamaju (Kota Bandung)", "Puskesmas Sukamaju (Kota Bogor)", "Puskesmas Sukajadi"]
    admin.submit(page, "Simpan semuanya")
    with app.app_context():
        assert [unit.name for unit in places.units()][1:] == shown(page)
    assert "Tidak ada yang akan berubah" in with_towns(admin, *rows).text, "the same list again"
    later = with_towns(admin, "pus-4;puskesmas Sukamaju;Depok")
    assert shown(later) == ["puskesmas Sukamaju (Depok)"]


@pytest.mark.parametrize(
    "rows",
    [
        ("a;Puskesmas;", "b;Puskesmas;"),
        ("a;Puskesmas;Bogor", "b;PUSKESMAS;bogor"),
        ("a;Kantor Imigrasi Kelas II TPI Uji;",),
    ],
)
def test_what_nothing_tells_apart_is_refused_and_it_is_said_how(admin: PageClient, counter: Place, rows: tuple[str, ...]) -> None:
    page = with_towns(admin, *rows)
    assert "nama ini sudah ada; isi kolom town" in page.text
    assert "Simpan semuanya" not in page.text


@pytest.mark.parametrize("town", ["x" * 61, "Bogor (Kota)"])
def test_a_town_has_its_limits(admin: PageClient, counter: Place, town: str) -> None:
    assert "town paling panjang 60 huruf, tanpa tanda kurung" in with_towns(admin, f"a;A;{town}").text


def test_names_stay_as_they_were_seen_while_a_long_list_is_saved(app: Flask, admin: PageClient, counter: Place) -> None:
    rows = [f"p-{n:03};Puskesmas {n % 75};Kota {n}" for n in range(150)]
    page = with_towns(admin, *rows)
    sent = admin.submit(page, "Simpan semuanya")
    while sent.location != "/panel/places":
        sent = admin.submit(admin.follow(sent), "Lanjutkan")
    with app.app_context():
        names = {unit.code: unit.name for unit in places.units()}
    assert names["p-000"] == "Puskesmas 0 (Kota 0)"
    assert names["p-149"] == "Puskesmas 74 (Kota 149)"


def test_a_single_place_has_a_field_for_its_town(app: Flask, admin: PageClient, counter: Place) -> None:
    name = counter.unit.name
    refused = admin.submit(admin.get("/panel/places"), "Simpan", name=name, status=422)
    assert "Isi kota, kabupaten, atau kode yang membedakannya" in refused.text
    assert "Tanpa tanda kurung" in admin.submit(refused, "Simpan", name=name, town="Koba (Kab.)", status=422).text
    admin.submit(refused, "Simpan", name=name, town="Koba")
    assert "Sudah ada tempat" in admin.submit(admin.get("/panel/places"), "Simpan", name=name, town="koba", status=422).text
    admin.submit(admin.get("/panel/places"), "Simpan", name="Imigrasi Muntok", town="Muntok")
    with app.app_context():
        assert {unit.name for unit in places.units()} == {name, f"{name} (Koba)", "Imigrasi Muntok"}
