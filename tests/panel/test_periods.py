"""Any period of a unit against earlier ones, two units side by side, and the same as files."""

import csv
import io
import re
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from kiosk import places, recording
from kiosk.instruments.definitions import SATISFACTION
from kiosk.ledger.entry import Access
from kiosk.people import acts
from kiosk.places import Place, served
from kiosk.reports.changes import Change
from kiosk.visitors import profiles
from kiosk.web import choose_language
from kiosk.words.changes import change as change_words
from tests.conftest import FixedClock
from tests.make import ALIKE, instrument, make_counter, make_seal, make_unit, rating
from tests.page import Page, PageClient
from tests.printing.test_spreadsheets import cells

PAGE = "/panel/units/kanim/period"
NOVEMBER = "kind=month&day=2026-11-17"
HERE = f"{PAGE}?{NOVEMBER}"


def visits(place: Place, day: date, n: int, clock: FixedClock, **scores: int) -> None:
    """That many visits at ten in the morning, each with these answers."""
    at = clock().replace(year=day.year, month=day.month, day=day.day, hour=3)
    ids = [uuid4() for _ in range(n)]
    batch = [rating(place, code, score, visit=visit, given_at=at, channel=ALIKE) for visit in ids for code, score in scores.items()]
    recording.record(batch, clock())


@pytest.fixture
def months(app: Flask, counter: Place, clock: FixedClock) -> None:
    """October: 60 visits, half satisfied, U1 2; November up to the 18th: 60 visits, all satisfied, U1 4, K1 with 12 of two days."""
    now = clock()
    with app.app_context():
        clock.set(now.replace(month=10, day=15))
        for score in (4, 2):
            visits(counter, date(2026, 10, 14), 30, clock, S0=score, U1=2)
        served.enter(counter.unit, date(2026, 10, 14), 100, "petugas", clock(), clock().date())
        make_seal(counter.unit)
        clock.set(now.replace(day=17))
        make_seal(counter.unit)
        visits(counter, date(2026, 11, 17), 60, clock, S0=4, U1=4)
        visits(counter, date(2026, 11, 17), 2, clock, S0=4, K1=3)
        clock.set(now.replace(day=18))
        make_seal(counter.unit)
        visits(counter, date(2026, 11, 17), 10, clock, S0=4, K1=3)
        clock.set(now)
        make_seal(counter.unit)


def rows(page: Page) -> dict[str, list[str]]:
    """Of the comparison with earlier periods: {name: figure, its range, the earlier figure, the change …}."""
    found = page.select(
        "section[aria-labelledby=compared] tbody tr, section[aria-labelledby=beside] tr:has(td), table.rows--sides tbody tr"
    )
    return {
        row.select_one("th").get_text(strip=True): [c.get_text(" ", strip=True).replace("\xa0", " ") for c in row.select("td")]
        for row in found
    }


def test_a_month_stands_against_the_one_before(head: PageClient, months: None) -> None:
    page = head.get(HERE)
    assert page.h1 == "November 2026"
    assert "masih berjalan: nilai sampai 18 Nov" in page.text
    found = rows(page)
    assert found["Kepuasan"][:3] == ["100 %", "95–100", "50 %"]
    assert found["Kepuasan"][3].startswith("naik 50 poin (")
    assert found["Akses informasi"][3].startswith("naik 2,00 (")
    said = page.words(".headline__said").replace("\xa0", " ").replace("\u2060", "")
    assert said.startswith("Kepuasan naik dari 50 % (Oktober 2026) ke 100 % (naik ")
    assert said.partition("(naik ")[2].removesuffix(" poin).") == found["Kepuasan"][3].partition("(")[2].rstrip(")"), "one interval"
    assert "November 2025 belum memiliki nilai" in page.text
    assert page.link("Sebelumnya") == "?kind=month&day=2026-10-01"


def test_what_no_test_supports_is_not_said(app: Flask, head: PageClient, counter: Place, clock: FixedClock) -> None:
    now = clock()
    with app.app_context():
        for month, good in ((10, 27), (11, 29)):
            clock.set(now.replace(month=month, day=17))
            make_seal(counter.unit)
            visits(counter, date(2026, month, 17), good, clock, S0=4)
            visits(counter, date(2026, month, 17), 35 - good, clock, S0=1)
            clock.advance(days=1)
            make_seal(counter.unit)
    clock.set(now)
    assert rows(head.get(HERE))["Kepuasan"][3] == "belum dapat dikatakan"


def test_served_days_are_said(head: PageClient, months: None) -> None:
    page = head.get(PAGE + "?kind=month&day=2026-10-01")
    assert "dari 100 yang dilayani 60,0 %" in page.words(".keys").replace("\xa0", " ")
    assert "jumlah yang dilayani belum diisi" in head.get(HERE).text


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("kind=day&day=2026-11-17", "Selasa, 17 November 2026"),
        ("kind=week&day=2026-11-17", "Minggu 47, 2026"),
        ("kind=quarter&day=2026-11-17", "Triwulan IV 2026"),
        ("kind=semester&day=2026-03-01", "Semester I 2026"),
        ("kind=year&day=2026-03-01", "Tahun 2026"),
        ("kind=free&first=2026-10-10&last=2026-11-09", "10 Oktober–9 November 2026"),
    ],
)
def test_every_kind_has_its_title_and_its_english(head: PageClient, months: None, query: str, title: str) -> None:
    assert head.get(f"{PAGE}?{query}").h1 == title
    assert head.get(f"{PAGE}?{query}&language=en").one("html")["lang"] == "en"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("kind=free&first=2026-11-10&last=2026-11-01", "tidak boleh sebelum"),
        ("kind=free&first=2010-01-01&last=2026-11-01", "sepuluh tahun"),
        ("kind=free&first=kemarin&last=2026-11-01", "Isi tanggal"),
        ("kind=day&day=2026-11-20", "Isi tanggal"),
        ("kind=day&day=1999-01-01", "Isi tanggal"),
        ("kind=week&day=9999-12-31", "Isi tanggal"),
        ("kind=abad", "tidak dikenal"),
    ],
)
def test_what_cannot_be_asked_is_said_and_keeps_what_was_typed(head: PageClient, counter: Place, query: str, told: str) -> None:
    page = head.get(f"{PAGE}?{query}", status=422)
    assert told in page.words("[role=alert]")
    if "first=2" in query:
        assert page.one("#first")["value"] == query.split("first=")[1][:10]
    for suffix in ("csv", "xlsx"):
        head.get(f"{PAGE}.{suffix}?{query}", status=404)


def test_late_in_the_evening_its_own_day_is_offered(head: PageClient, counter: Place, clock: FixedClock) -> None:
    """At 22.40 WIB a new day has begun in the east, and not here."""
    clock.set(clock().astimezone(ZoneInfo("Asia/Jakarta")).replace(hour=22, minute=40))
    assert head.get(PAGE + head.get(HERE).link("Hari")).h1 == "Kamis, 19 November 2026"


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (-0.134, -0.066, "turun 10 poin (7–13)"),
        (-0.196, -0.006, "turun 10 poin (1–20)"),
        (0.066, 0.134, "naik 10 poin (7–13)"),
    ],
)
def test_a_fall_is_rounded_as_a_rise_is(app: Flask, low: float, high: float, told: str) -> None:
    change = Change(SATISFACTION, None, *(100 * each for each in ((low + high) / 2, low, high)), p=0.001)
    with app.test_request_context():
        choose_language("id")
        assert change_words(change) == told


def test_an_empty_unit_says_when_figures_come(head: PageClient, counter: Place) -> None:
    page = head.get(PAGE)
    assert page.h1 == "November 2026", "nothing is over: the month that runs"
    assert page.words(".headline__said") == "Belum ada yang menilai dalam periode ini."
    assert "mulai 10 penilaian sehari, atau 5 dari dua hari" in page.text
    assert "begitu setiap unsur mendapat 20 jawaban sehari, atau 10 dari dua hari" in page.text
    assert rows(page)["IKM"] == ["–", ""]


def test_files_hold_what_the_page_holds(head: PageClient, months: None) -> None:
    answer = head.browser.get(f"{PAGE}.csv?{NOVEMBER}")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="kanim-2026-11-01-2026-11-30.csv"'
    text = answer.get_data(as_text=True)
    assert text.startswith("\ufeffUnit;")
    written = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert ["Kepuasan", "puas, sangat puas (%)", "100", "95", "100", "72", ""] in written
    assert any(row[:3] == ["Unsur IKM, NRR", "Akses informasi", "4,00"] for row in written)
    assert any(row[:2] == ["dibanding Oktober 2026", "Kepuasan"] and row[6].startswith("naik 50 poin") for row in written)
    assert not any(row[:1] == ["dibanding November 2025"] for row in written), "what has nothing to compare is not in the table either"
    book = cells(head.browser.get(f"{PAGE}.xlsx?{NOVEMBER}").get_data())
    assert ["Kunjungan", "menilai", "72"] in [row[:3] for row in book]
    # The same rows in both, except for how a number is written.
    in_book, in_text = ([row[:2] for row in table if row[:1] != [""]] for table in (book, written))
    header = ["Bagian", "Ukuran"]
    table = in_book[in_book.index(header) :]
    assert table == in_text[in_text.index(header) :][: len(table)]
    assert len(table) > 15


def test_english_words_of_a_file_are_those_that_are_meant(head: PageClient, months: None) -> None:
    """Indonesian has one word for the notes below a table and for a record, and one for `from` and `of`."""
    content = head.browser.get(f"{PAGE}.xlsx?{NOVEMBER}&language=en").get_data()
    with ZipFile(io.BytesIO(content)) as book:
        names = re.findall(r'<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())
    assert names == ["Figures", "Notes"]
    assert [row[0] for row in cells(content)[:4]] == ["Unit", "Period", "from", "to"]


def test_todays_files_hold_what_today_shows(head: PageClient, months: None, clock: FixedClock) -> None:
    text = head.browser.get("/panel/units/kanim/today.csv?day=2026-11-17").get_data(as_text=True)
    assert "Kepuasan;puas, sangat puas (%);" in text
    assert "Kepuasan, tiap hari;2026-11-17;" in text
    page = head.get("/panel/units/kanim/today?day=2026-11-17")
    assert page.link("XLSX") == "/panel/units/kanim/today.xlsx?day=2026-11-17"
    assert head.browser.get("/panel/units/kanim/today.xlsx").status_code == 200
    assert head.browser.get("/panel/units/kanim/today.pdf").status_code == 404
    head.get("/panel/units/kanim/today.csv?day=2026-11-20", status=404)


def test_a_whole_month_says_who_answered(app: Flask, head: PageClient, counter: Place, months: None) -> None:
    with app.app_context():
        profile = instrument(profiles.INSTRUMENT)
        for n in range(12):
            profiles.add(counter.unit, {"P1": "1" if n < 9 else "2"}, profile, Access.GIVEN, uuid4(), date(2026, 10, 14))
    assert head.get(HERE).select("#profile") == [], "the month that runs"
    page = head.get(f"{PAGE}?kind=month&day=2026-10-14")
    table = page.one(".profile table")
    assert table.caption
    assert table.caption.get_text(" ", strip=True).replace("\xa0", " ") == "Jenis kelamin dari 12 orang"
    cells_ = [[c.get_text(strip=True).replace("\xa0", " ") for c in row.select("th, td")] for row in table.select("tr")]
    assert cells_ == [["Laki-laki", "9", "75 %"], ["Perempuan", "3", "25 %"]]
    text = head.browser.get(f"{PAGE}.csv?kind=month&day=2026-10-14").get_data(as_text=True)
    assert "Yang menjawab: Jenis kelamin;Laki-laki;9;;;12;75 %" in text


# ── two units ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def lapas(app: Flask, months: None, clock: FixedClock) -> Place:
    with app.app_context():
        place = make_counter(make_unit("lapas", name="Lapas Uji"), "lapas-1")
        visits(place, date(2026, 11, 18), 60, clock, S0=1, U1=2)
        make_seal(place.unit)
        return place


def test_two_units_stand_side_by_side(kanwil: PageClient, lapas: Place) -> None:
    page = kanwil.get(f"/panel/comparison?a=kanim&b=lapas&{NOVEMBER}")
    assert page.words(".headline__said") == "Lapas tertinggal pada akses informasi."
    found = rows(page)
    assert found["Lapas"][0] == "60"
    assert found["Akses informasi"][-3:-1] == ["4,00", "2,00"]
    assert found["Akses informasi"][-1].startswith("Lapas lebih rendah 2,00 (")
    assert page.words("#course-satisfaction").replace("\xa0", " ").startswith("Kepuasan: Lapas lebih rendah 100 poin (")
    text = kanwil.browser.get(f"/panel/comparison.csv?a=kanim&b=lapas&{NOVEMBER}").get_data(as_text=True)
    assert "Lapas dibanding Kantor Imigrasi Kelas II TPI;Kepuasan;-100;" in text
    assert "Temuan;Lapas tertinggal pada akses informasi." in text
    assert kanwil.browser.get("/panel/comparison.xlsx").status_code == 200


def test_a_unit_stands_beside_its_own_past(kanwil: PageClient, lapas: Place) -> None:
    page = kanwil.get(f"/panel/comparison?a=kanim&b=:before&{NOVEMBER}")
    assert page.words(".headline__said") == "Oktober 2026 tertinggal pada akses informasi."
    assert {*rows(page)} >= {"November 2026", "Oktober 2026", "Akses informasi"}
    again = kanwil.get(f"/panel/comparison?a=kanim&b=kanim&{NOVEMBER}")
    assert again.words(".headline__said") == page.words(".headline__said"), "who chooses a unit twice means its past"
    name = kanwil.browser.get(f"/panel/comparison.csv?a=kanim&b=:before&{NOVEMBER}").headers["Content-Disposition"]
    assert name == 'attachment; filename="kanim-2026-10-01-2026-11-30.csv"'


def test_without_a_choice_the_first_two_are_there_and_either_can_be_chosen(kanwil: PageClient, lapas: Place) -> None:
    page = kanwil.get("/panel/comparison")
    assert [o["value"] for o in page.select("select option[selected]")] == ["kanim", "lapas"]
    assert [o["value"] for o in kanwil.get("/panel/comparison?a=lapas").select("select option[selected]")] == ["lapas", "kanim"]


def test_other_questions_are_not_compared(app: Flask, kanwil: PageClient, lapas: Place, clock: FixedClock) -> None:
    with app.app_context():
        unit = make_unit("lain", name="Unit Lain")
        counter = places.open_counter(unit, "lain-1", {"id": "Loket 1", "en": "Counter 1"}, instrument="skm-2017", plan="ikm:all", gives=())
        visits(places.place(counter.id), clock().date() - timedelta(days=2), 40, clock, S0=4)
        make_seal(unit)
    page = kanwil.get("/panel/comparison?a=kanim&b=lain")
    assert "kuesioner yang berbeda" in page.text


def test_who_sees_one_unit_has_nothing_to_compare_and_no_other_is_shown(head: PageClient, kanwil: PageClient, lapas: Place) -> None:
    head.get("/panel/comparison", status=404)
    head.get("/panel/comparison?a=kanim&b=lapas", status=404)
    kanwil.get("/panel/comparison?a=kanim&b=tidak-ada", status=404)
    assert "lapas" not in head.get(HERE).html


# ── what opens, and what leads where ──────────────────────────────────────────────────────────────────────────────


def test_it_opens_on_the_last_month_with_figures_and_leads_to_the_one_that_runs(head: PageClient, months: None, clock: FixedClock) -> None:
    page = head.get(PAGE)
    assert page.h1 == "Oktober 2026"
    assert head.get(PAGE + page.link("November 2026")).h1 == "November 2026"
    clock.set(clock().replace(month=12, day=1, hour=2))
    assert head.get(PAGE).h1 == "November 2026", "and not on dashes on the first of a month"


def test_the_period_goes_along_to_the_elements_and_the_counters(head: PageClient, months: None) -> None:
    page = head.get(HERE)
    elements = head.get(str(page.select(".groups a[href*=elements]")[0]["href"]))
    assert elements.one("title").get_text().startswith("Unsur, November 2026")
    assert "Akses informasi" in elements.words("section[aria-labelledby=elements-ikm]")
    where = head.get(str(page.select(".groups a[href*=where]")[0]["href"]))
    assert where.one("title").get_text().startswith("Loket dan layanan, November 2026")
    assert "day=2026-11-17" in str(where.select(".groups a[href*=period]")[0]["href"])


def test_a_period_runs_through_its_pieces_with_what_changed(app: Flask, head: PageClient, counter: Place, months: None) -> None:
    with app.app_context():
        acts.note("counters.close", "kepala", datetime(2026, 11, 5, 3, tzinfo=UTC), counter.unit, "loket-9")
    page = head.get(f"{PAGE}?kind=free&first=2026-09-01&last=2026-11-30")
    table = page.select("section[aria-labelledby=run] tbody tr")
    assert [row.select_one("th").get_text(strip=True) for row in table] == ["September 2026", "Oktober 2026", "November 2026"]
    assert table[1].get_text(" ", strip=True).replace("\xa0", " ").startswith("Oktober 2026 60 50 %")
    assert page.words(".lettered") == "a 5 Nov: loket ditutup: loket-9"
    text = head.browser.get(f"{PAGE}.csv?kind=free&first=2026-09-01&last=2026-11-30").get_data(as_text=True)
    assert "Perjalanan: kepuasan;Oktober 2026;50;" in text
    assert "Yang berubah;2026-11-05;;;;;loket ditutup: loket-9" in text


def test_what_has_no_letter_left_stands_beneath_the_table(app: Flask, head: PageClient, counter: Place, months: None) -> None:
    with app.app_context():
        for n in range(1, 11):
            acts.note("counters.close", "kepala", datetime(2026, 11, n, 3, tzinfo=UTC), counter.unit, f"loket-{n}")
    page = head.get(f"{PAGE}?kind=free&first=2026-09-01&last=2026-11-30")
    drawn = [each.get_text(" ", strip=True) for each in page.select(".lettered li")]
    assert drawn[7] == "h 8 Nov: loket ditutup: loket-8"
    assert drawn[8:] == ["2 perubahan lagi di bawah Tabel"]
    beneath = [each.get_text(" ", strip=True) for each in page.select("section[aria-labelledby=run] details p")]
    assert beneath == ["9 Nov: loket ditutup: loket-9", "10 Nov: loket ditutup: loket-10"]


def test_hours_of_weekdays_are_whole_steps_of_ten_and_more(app: Flask, head: PageClient, counter: Place, clock: FixedClock) -> None:
    now = clock()
    with app.app_context():
        for day in (2, 3, 4, 5):
            clock.set(now.replace(day=day, hour=3))
            good = 0 if day == 3 else 30
            visits(counter, date(2026, 11, day), good, clock, S0=4)
            visits(counter, date(2026, 11, day), 30 - good, clock, S0=1)
            clock.advance(days=1)
            make_seal(counter.unit)
    clock.set(now)
    page = head.get("/panel/units/kanim/where?kind=month&day=2026-11-01")
    cells_ = {row.select_one("th").get_text(strip=True): row.select("td") for row in page.select("table.heat tbody tr")}
    assert [*cells_] == ["Senin", "Selasa", "Rabu", "Kamis", "Jumat"]
    assert page.words("#heat").replace("\xa0", " ").replace("\u2060", "") == "Selasa pukul 10–11: kepuasan 0 %, jam lain 100 %"
    assert cells_["Selasa"][0]["class"] == ["heat__low"]
    assert cells_["Jumat"][0].get_text(strip=True) == "", "nobody came"
    only = head.get(f"/panel/units/kanim/where?kind=month&day=2026-11-01&counter={counter.counter.code}&service=tidak-ada")
    assert only.words("#heat") == page.words("#heat"), "an unknown service is left out"
