"""Laporan monitoring: of few units at once, of many ordered, made beside the server, and for those alone who see all of its units."""

from datetime import date

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from kiosk import documents
from kiosk.filings import orders
from kiosk.jobs import making
from kiosk.panel.figures import monitoring
from kiosk.places import Unit
from kiosk.web.current import settings
from tests.conftest import FixedClock, signed_in
from tests.make import make_counter, make_person, make_unit
from tests.page import Page, PageClient, words

PAGE = "/panel/monitoring?kind=month&day=2026-10-01"
MANY = monitoring.MOST + 1


@pytest.fixture
def many(app: Flask) -> list[Unit]:
    with app.app_context():
        units = [make_unit(f"unit-{n:03}", name=f"Unit Uji {n:03}") for n in range(MANY)]
        for each in units:
            make_counter(each)
        return units


def send(client: PageClient, page: Page, label: str, *, at: str = "", status: int = 303) -> Page:
    """Press the button that begins with the label; its form names many units."""
    (button,) = [each for each in page.select("form[method=post] button") if words(each).startswith(label)]
    form = button.find_parent("form")
    assert form is not None
    fields = MultiDict((str(each["name"]), str(each["value"])) for each in form.select("input"))
    answer = client.browser.post(at or str(form["action"]), data=fields)
    assert answer.status_code == status, answer.text
    return client.get(answer.location) if status == 303 else Page(answer)


def made(app: Flask) -> None:
    with app.app_context():
        making.make_waiting(settings().data, documents.outlines())


def test_a_report_on_few_units_is_there_at_once(app: Flask, many: list[Unit], kanwil: PageClient) -> None:
    page = kanwil.get(f"{PAGE}&unit=unit-001&unit=unit-002")
    assert [words(each) for each in page.select(".filed__files a")] == ["PDF", "XLSX"]
    assert not page.select("#orders"), "and nobody is told of orders"
    assert kanwil.browser.get(str(page.select(".filed__files a")[0]["href"])).data.startswith(b"%PDF")


def test_one_on_many_is_ordered_twice_and_made_once(app: Flask, many: list[Unit], kanwil: PageClient, admin: PageClient) -> None:
    assert kanwil.browser.get(f"{PAGE.replace('?', '.pdf?')}").status_code == 404, "nobody waits that long"
    page = kanwil.get(PAGE)
    for _ in range(2):
        page = send(kanwil, page, "Buat laporan")
    (order,) = page.select("#orders li")
    assert f"Sedang dibuat: 0 dari {MANY} unit." in words(order)
    assert page.select("#orders")[0]["hx-get"] == "/panel/monitoring/orders", "the page asks how far it has come"
    send(admin, admin.get(PAGE), "Buat laporan")
    with app.app_context():
        (found,) = orders.waiting()
        assert (found.ordered_by, len(found.units), found.period.first) == ("kanwil", MANY, date(2026, 10, 1))
    made(app)
    fragment = kanwil.get("/panel/monitoring/orders", part=True)
    assert "hx-get" not in fragment.select("#orders")[0].attrs, "it is made"
    pdf, xlsx = (kanwil.browser.get(str(each["href"])) for each in fragment.select(".filed__files a"))
    assert pdf.data.startswith(b"%PDF")
    assert xlsx.data.startswith(b"PK")
    assert 'filename="monitoring-2026-10-01-2026-10-31.xlsx"' in xlsx.headers["Content-Disposition"]
    again = send(kanwil, kanwil.get(PAGE), "Buat ulang")
    assert f"Sedang dibuat: 0 dari {MANY} unit." in words(again.select("#orders")[0])


def test_what_failed_is_said_and_can_be_asked_for_again(app: Flask, many: list[Unit], kanwil: PageClient) -> None:
    send(kanwil, kanwil.get(PAGE), "Buat laporan")
    with app.app_context():
        digest = orders.waiting()[0].digest
        for _ in range(orders.MOST_TRIES + 1):
            orders.begin(digest)
    page = kanwil.get(PAGE)
    assert "Laporan ini tidak dapat dibuat." in words(page.select("#orders li")[0])
    assert kanwil.browser.get(f"/panel/monitoring/orders/{digest}.pdf").status_code == 404
    send(kanwil, page, "Buat ulang")
    made(app)
    assert kanwil.browser.get(f"/panel/monitoring/orders/{digest}.pdf").status_code == 200
    assert kanwil.browser.get(f"/panel/monitoring/orders/{digest}.docm").status_code == 404


def test_who_does_not_see_all_of_its_units_does_not_see_it(app: Flask, many: list[Unit], kanwil: PageClient, clock: FixedClock) -> None:
    send(kanwil, kanwil.get(PAGE), "Buat laporan")
    made(app)
    with app.app_context():
        digest = orders.latest(frozenset(each.code for each in many))[0].digest
        person = make_person("kepala", "head", many[0])
        two = signed_in(app, person)
    two.get("/panel/monitoring/orders", part=True, status=404)
    two.get(f"/panel/monitoring/orders/{digest}.pdf", status=404)


def test_a_span_that_is_none_is_refused_and_nothing_ordered(app: Flask, many: list[Unit], kanwil: PageClient) -> None:
    backwards = "/panel/monitoring/orders?kind=free&first=2026-10-09&last=2026-10-01"
    page = send(kanwil, kanwil.get(PAGE), "Buat laporan", at=backwards, status=422)
    assert "Tanggal akhir tidak boleh sebelum tanggal awal." in page.text
    with app.app_context():
        assert not orders.waiting()


def test_the_units_that_were_chosen_stay_in_every_period_and_language(app: Flask, many: list[Unit], kanwil: PageClient) -> None:
    page = kanwil.get(f"{PAGE}&unit=unit-001&unit=unit-002")
    links = {words(each): str(each["href"]) for each in page.select(".chooser a, a[hreflang]")}
    assert {"Sebelumnya", "Bulan", "Semester", "English"} <= links.keys()
    for link in links.values():
        there = kanwil.get(f"/panel/monitoring{link}" if link.startswith("?") else link)
        assert [each["value"] for each in there.select("input[name=unit][checked]")] == ["unit-001", "unit-002"], link
    free = [str(each["value"]) for each in page.select(".menu__sheet--form input[name=unit]")]
    assert free == ["unit-001", "unit-002"]
