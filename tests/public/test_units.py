"""The public page of a unit: nothing by itself, what was published as it was published, and nothing else in any form."""

import csv
import hashlib
import io
import json
import re
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest
from flask import Flask

from kiosk import publishing
from kiosk.followups.notices import LONGEST
from kiosk.places import Place, installation, registration, served, tree
from kiosk.publishing.content import LONGEST_ACTION, canonical
from kiosk.publishing.tables import LONGEST_REASON
from tests.conftest import FixedClock
from tests.make import make_counter, make_issued_report, make_published, make_rating, make_seal, make_unit
from tests.page import Page, PageClient, words
from tests.panel.test_periods import months, visits

__all__ = ["months", "visits"]

PAGE = "/u/kanim"
OCTOBER = date(2026, 10, 1)
FORMS = ("", ".json", ".csv", "/badge.svg")
"""After the address of a unit: in which forms its result can be had."""
MOST = 15_000
"""Bytes of a page, as it is sent without compression; its style sheet is one of all such pages, and kept a year."""

LONGEST_TITLE = "Laporan hasil survei persepsi kualitas pelayanan dan anti korupsi Semester II 2026"
"""Longer than any that an outline makes."""


def october(app: Flask, place: Place, **how: str) -> int:
    with app.app_context():
        return make_published(place.unit, "month", OCTOBER, **how)


def text(client: PageClient, address: str) -> str:
    return client.get(address).html


def words_of(client: PageClient, form: str) -> str:
    """What the unit's page says in one of FORMS; of a drawing no coordinates."""
    found = text(client, PAGE + form)
    return " ".join(ElementTree.fromstring(found).itertext()) if form.endswith(".svg") else found  # noqa: S314  # our own


@pytest.mark.parametrize("form", FORMS)
def test_nothing_of_figures_is_there_before_somebody_publishes(phone: PageClient, months: None, form: str) -> None:
    """The page of a unit with sixty visits is that of a unit where nobody ever rated, but for its seals."""
    found = words_of(phone, form)
    for figure in (r"\b60\b", r"\b50\b", r"\b100\b", r"\b30\b", "IKM", "IPK"):
        assert not re.search(figure, found), f"{figure} stands in {found[:400]}"


def test_an_empty_page_says_so_and_leads_on(phone: PageClient, months: None) -> None:
    page = phone.get(PAGE)
    assert page.h1 == "Belum ada hasil yang dipublikasikan"
    assert "tel:" in str(page.one("section[aria-labelledby=complain]")), "channels"
    assert page.link("Semua segel (JSON)") == f"{PAGE}/seals.json"
    assert phone.get(f"{PAGE}.json").json == {
        "format": 1,
        "demo": False,
        "unit": {"code": "kanim", "name": "Kantor Imigrasi Kelas II TPI Uji"},
        "published": None,
        "withdrawn": None,
        "result": None,
        "others": [],
        "reports": [],
    }
    assert "belum ada hasil yang dipublikasikan" in text(phone, f"{PAGE}/badge.svg")


def test_an_unknown_unit_has_none(phone: PageClient, counter: Place) -> None:
    for address in ("/u/nonesuch", "/u/nonesuch.json", "/u/nonesuch.csv", "/u/nonesuch/badge.svg", f"{PAGE}/1", f"{PAGE}/1.json"):
        phone.get(address, status=404)


@pytest.mark.parametrize(
    ("language", "says"), [("id", "Dari 100 pengunjung yang menilai, 50 puas."), ("en", "Of 100 visitors who rated, 50")]
)
def test_it_says_what_was_published_in_both_languages(
    app: Flask, phone: PageClient, counter: Place, months: None, language: str, says: str
) -> None:
    october(app, counter)
    page = phone.get(f"{PAGE}?language={language}")
    assert page.h1.startswith(says)
    assert page.one("html")["lang"] == language
    assert not page.select("script"), "nothing needs JavaScript"
    assert len(page.answer.get_data()) < MOST


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_full_page_is_small_too(app: Flask, phone: PageClient, counter: Place, months: None, clock: FixedClock, language: str) -> None:
    """Every index with all its elements, every text as long as it may be, and more editions than the page names."""
    with app.app_context():
        for month in range(1, 10):
            make_published(counter.unit, "month", date(2026, month, 1))
        make_published(counter.unit, "month", OCTOBER)
        (first, *_others) = publishing.editions(counter.unit)
        full = fullest(json.loads(first.result.content))
        period, parts = first.period, first.parts
        publishing.publish(counter.unit, period, parts, canonical(full), "r" * LONGEST_REASON, "kepala", clock(), clock().date())
        make_seal(counter.unit)
        for month in range(1, 7):
            for version in ("", "r" * LONGEST_REASON):
                make_issued_report(counter.unit, version, day=date(2026, month, 1), title=LONGEST_TITLE)
    page = phone.get(f"{PAGE}?language={language}")
    assert len(page.select(".elements tbody tr")) == 9
    assert len(page.select("section[aria-labelledby=reports] li")) == 5
    assert len(page.select("section[aria-labelledby=others] li")) == 5
    assert len(page.answer.get_data()) <= MOST
    assert len(phone.get(f"/u/kanim/editions?language={language}").select("main li")) == 11


def fullest(content: dict[str, Any]) -> dict[str, Any]:
    """With nine elements, as the regulation's own questionnaire, and with all that a head may write."""
    name = {"id": "Penanganan pengaduan, saran dan masukan", "en": "Handling of complaints, suggestions and input"}
    element = {"name": name, "n": 4552, "nrr": "3.41", "low": "3.26", "high": "3.56", "value": "85.19", "lowest": False}
    figure = {"value": "83.48", "low": "82.99", "high": "83.97", "mean": "3.3392", "n": 4552, "complete": 30, "basis": "perkiraan"}
    told = {"text": {"id": "t" * LONGEST, "en": "t" * LONGEST}, "since": "2026-06-02"}
    action = {"element": name, "action": "a" * LONGEST_ACTION, "finished": "2026-11-13"}
    for index in content["indices"].values():
        index |= figure | {"grades": ["C", "B"], "withheld": False, "elements": []}
    content["indices"]["ikm"]["elements"] = [{"code": f"U{n}", **element, "nrr": f"3.{40 + n}"} for n in range(1, 10)]
    content["done"] = {"told": [told] * 9, "planned": 20, "done": 12, "actions": [action] * 12}
    content["asked"]["channels"] = dict.fromkeys(("tablet", "screen", "poster", "handoff", "ticket", "paper", "import"), 5238)
    content["unit"]["name"] = "Kantor Imigrasi Kelas I Khusus TPI " + "n" * 100
    return content


def test_it_says_how_many_of_how_many_and_what_is_left_out(app: Flask, phone: PageClient, counter: Place, months: None) -> None:
    october(app, counter, without="ipk")
    page = phone.get(PAGE)
    assert "60 dari 100 yang dilayani menilai" in page.text
    assert page.words(".missing") == "Tidak dipublikasikan oleh unit ini: IPK."


def test_what_is_withheld_is_withheld_here_too(app: Flask, phone: PageClient, counter: Place, months: None) -> None:
    october(app, counter)
    page = phone.get(PAGE)
    assert page.text.count("Belum cukup jawaban untuk ditampilkan") == 2, "of U1 alone there is no index"
    index = phone.get(f"{PAGE}.json").json["result"]["indices"]["ikm"]  # type: ignore[index]
    assert (index["value"], index["withheld"], index["elements"]) == (None, True, [])


# ── it stays as published ─────────────────────────────────────────────────────────────────────────────────────────


def later(app: Flask, place: Place, clock: FixedClock) -> None:
    """Figures, names and the day change."""
    with app.app_context():
        visits(place, date(2026, 10, 15), 40, clock, S0=1, U1=1)
        served.enter(place.unit, date(2026, 10, 14), 120, "petugas", clock(), clock().date())
        registration.rename_unit(place.unit, "Kantor Lain Sama Sekali")
        clock.advance(days=2)
        make_seal(place.unit)


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_version_stays_to_the_byte(app: Flask, phone: PageClient, counter: Place, months: None, clock: FixedClock, language: str) -> None:
    october(app, counter)
    address = f"{PAGE}/1?language={language}"
    before, content = phone.get(address).answer.get_data(), phone.get(f"{PAGE}/1.json").answer.get_data()
    whole = phone.get(f"{PAGE}?language={language}").words("main h1")
    later(app, counter, clock)
    assert phone.get(address).answer.get_data() == before
    assert phone.get(f"{PAGE}?language={language}").words("main h1") == whole
    with app.app_context():
        unit = tree.unit_by_code("kanim")
        assert unit
        assert make_published(unit, "month", OCTOBER, reason="Empat puluh kartu ditambahkan") == 2
    assert phone.get(address).answer.get_data() == before, "and after the correction"
    assert phone.get(f"{PAGE}/1.json").answer.get_data() == content
    assert hashlib.sha256(content).hexdigest() in before.decode()


def test_a_correction_is_shown_with_its_reason_and_leads_to_the_version_before(
    app: Flask, phone: PageClient, counter: Place, months: None, clock: FixedClock
) -> None:
    october(app, counter)
    later(app, counter, clock)
    with app.app_context():
        unit = tree.unit_by_code("kanim")
        assert unit
        make_published(unit, "month", OCTOBER, reason="Empat puluh kartu ditambahkan")
    page = phone.get(PAGE)
    assert "60 dari 120 yang dilayani menilai" in page.text
    assert "Koreksi atas terbitan sebelumnya: Empat puluh kartu ditambahkan" in page.text
    assert page.link("Oktober 2026, terbitan 1").startswith(f"{PAGE}/1")


def test_what_is_withdrawn_says_when_and_why_and_no_figure(
    app: Flask, phone: PageClient, counter: Place, months: None, clock: FixedClock
) -> None:
    october(app, counter)
    with app.app_context():
        publishing.withdraw(counter.unit, 1, "Loket 2 belum ikut", "kepala", clock())
    page, version = phone.get(PAGE), phone.get(f"{PAGE}/1", status=410)
    for each in (page, version):
        assert each.h1 == "Hasil Oktober 2026 ditarik"
        assert "19 November 2026" in each.text
        assert "Loket 2 belum ikut" in each.text
    phone.get(f"{PAGE}/1.json", status=410)
    for form in FORMS:
        assert not re.search(r"\b(60|30|50)\b", words_of(phone, form))
    found = phone.get(f"{PAGE}.json").json
    assert isinstance(found, dict)
    assert (found["withdrawn"]["reason"], found["result"]) == ("Loket 2 belum ikut", None)


# ── for programs ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_json_and_table_have_the_same_figures(app: Flask, phone: PageClient, counter: Place, months: None) -> None:
    october(app, counter)
    result = json.loads(text(phone, f"{PAGE}.json"))["result"]
    rows = list(csv.DictReader(io.StringIO(text(phone, f"{PAGE}.csv"))))
    figures = {(row["part"], row["code"], row["figure"]): row["value"] for row in rows}
    assert {(row["unit"], row["number"], row["from"], row["to"]) for row in rows} == {("kanim", "1", "2026-10-01", "2026-10-31")}
    assert figures["satisfaction", "", "n"] == str(result["satisfaction"]["n"]) == "60"
    assert figures["ikm", "", "value"] == ""
    assert figures["participation", "", "served"] == "100"


@pytest.mark.parametrize("form", [*FORMS[1:], "/1.json"])
def test_programs_of_other_sites_may_read_it_and_ask_again_for_nothing(
    app: Flask, phone: PageClient, counter: Place, months: None, form: str
) -> None:
    october(app, counter)
    first = phone.get(PAGE + form)
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert "public" in first.headers["Cache-Control"]
    phone.get(PAGE + form, headers={"If-None-Match": first.headers["ETag"]}, status=304)


def test_a_browser_asks_each_time_whether_the_page_is_new(app: Flask, phone: PageClient, counter: Place, months: None) -> None:
    before = phone.get(PAGE)
    assert before.headers["Cache-Control"] == "no-cache"
    phone.get(PAGE, headers={"If-None-Match": before.headers["ETag"]}, status=304)
    october(app, counter)
    phone.get(PAGE, headers={"If-None-Match": before.headers["ETag"]})


def test_the_badge_says_value_basis_and_period(app: Flask, phone: PageClient, counter: Place, months: None, clock: FixedClock) -> None:
    october(app, counter)
    badge = ElementTree.fromstring(text(phone, f"{PAGE}/badge.svg"))  # noqa: S314  # our own
    said = " ".join(badge.itertext())
    assert "50 dari 100 puas" in said
    assert "60 orang, Oktober 2026" in said
    assert "Kata pengunjung" in said
    with app.app_context():
        installation.found(clock(), demo=True)
    assert "Demo – not real data" in text(phone, f"{PAGE}/badge.svg?language=en")
    (title,) = badge.iter("{http://www.w3.org/2000/svg}title")
    assert badge.attrib["role"] == "img"
    assert badge.attrib["aria-labelledby"] == title.attrib["id"]
    assert not re.search(r"href|url\(|@import|<style", text(phone, f"{PAGE}/badge.svg")), "nothing from elsewhere"


# ── issued reports ────────────────────────────────────────────────────────────────────────────────────────────────


def reports_of(page: Page) -> list[str]:
    return [words(each) for each in page.select("section[aria-labelledby=reports] li")]


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("id", "Laporan SKM Oktober 2026 No. terbitan KANIM/2026/001"),
        ("en", "Laporan SKM Oktober 2026 October 2026 · Issue No. KANIM/2026/001"),
    ],
)
def test_an_open_report_is_listed_with_its_number_and_leads_to_its_page(
    app: Flask, phone: PageClient, counter: Place, language: str, says: str
) -> None:
    with app.app_context():
        code = make_issued_report(counter.unit).code
    page = phone.get(f"{PAGE}?language={language}")
    assert reports_of(page) == [says]
    address = page.link("Laporan SKM Oktober 2026")
    assert address == f"/laporan/{code}?language={language}"
    assert "KANIM/2026/001" in phone.get(address).text
    (told,) = json.loads(text(phone, f"{PAGE}.json"))["reports"]
    assert (told["number"], told["version"], told["from"], told["code"]) == ("KANIM/2026/001", 1, "2026-10-01", code)


def test_of_each_report_the_newest_version_is_listed_the_newest_first(app: Flask, phone: PageClient, counter: Place) -> None:
    with app.app_context():
        for month in range(4, 10):
            make_issued_report(counter.unit, day=date(2026, month, 1), title=f"Laporan {month}")
        make_issued_report(counter.unit, "Salah ketik.", day=date(2026, 5, 1), title="Laporan 5")
    page = phone.get(PAGE)
    assert [each.split(" No.")[0].split(" Sep")[0][:9] for each in reports_of(page)] == [f"Laporan {n}" for n in (5, 9, 8, 7, 6)]
    assert reports_of(page)[0].endswith("KANIM/2026/007, versi 2")
    whole = phone.get(page.link("Semua laporan"))
    assert len(whole.select("main li")) == 6
    assert "KANIM/2026/001" in whole.text
    assert "KANIM/2026/002" not in whole.text, "it was corrected"


@pytest.mark.parametrize("versions", [(False,), (True, False)])
def test_a_report_that_is_not_open_is_nowhere(app: Flask, phone: PageClient, counter: Place, versions: tuple[bool, ...]) -> None:
    """Nor does an open version stand in for the one that corrected it."""
    with app.app_context():
        for n, is_open in enumerate(versions):
            make_issued_report(counter.unit, "koreksi" if n else "", open_to_all=is_open)
    for address in (PAGE, f"{PAGE}.json", f"{PAGE}/reports"):
        assert "KANIM/2026" not in text(phone, address)
    assert "Belum ada laporan yang dibuka untuk umum." in text(phone, f"{PAGE}/reports")


# ── offices ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_office_lists_its_units_by_name_and_tells_no_value(
    app: Flask, phone: PageClient, counter: Place, months: None, clock: FixedClock
) -> None:
    with app.app_context():
        office = registration.found_unit("kanwil", "Kanwil Uji", kind="regional")
        second = make_unit("aceh", name="Alun-alun")
        make_rating(make_counter(second))
        for unit in (counter.unit, second):
            tree.affiliate(unit, office, date(2026, 1, 1))
    october(app, counter)
    for _ in range(2):  # the second time the units are remembered
        page = phone.get("/u/kanwil")
        assert [a.get_text(strip=True) for a in page.select("main a")] == ["Alun-alun", "Kantor Imigrasi Kelas II TPI Uji"]
    assert "belum ada hasil yang dipublikasikan" in page.text
    assert "Oktober 2026" in page.text
    assert not re.search(r"\d\d[,.]\d|\b50\b", page.words("main")), "nobody is ranked"
