"""What stands where: five groups, one name for address, tab and title, and nothing offered that leads nowhere."""

import pytest
from flask import Flask

from kiosk.panel.navigation import FEW, MOST
from kiosk.places import Place
from kiosk.store import writing
from tests.conftest import signed_in
from tests.make import make_counter, make_person, make_unit
from tests.page import Page, PageClient, words

UNIT = "/panel/units/kanim"
OF_COUNTERS = ("Yang dilayani", "Tablet", "QR dan kartu", "Formulir kertas", "Layar dinding", "Pengaturan")


def shown(page: Page, row: str) -> list[str]:
    return [words(link) for link in page.select(f"nav.groups {row} a")]


def groups(page: Page) -> list[str]:
    return shown(page, ".strip:not(.strip--pages)")


def pages(page: Page) -> list[str]:
    return shown(page, ".strip--pages")


def here(page: Page) -> list[str]:
    return [words(link) for link in page.select("nav.groups a[aria-current]")]


@pytest.mark.parametrize(
    ("address", "open_"),
    [
        ("today", ["Hari ini"]),
        ("period", ["Hasil", "Periode"]),
        ("marks", ["Hasil", "Mutu data"]),
        ("follow-ups", ["Perbaikan", "Tindak lanjut"]),
        ("words", ["Perbaikan", "Pesan pengunjung"]),
        ("notices", ["Perbaikan", "Kamu bilang, kami lakukan"]),
        ("served", ["Loket", "Yang dilayani"]),
        ("devices", ["Loket", "Tablet"]),
        ("codes", ["Loket", "QR dan kartu"]),
        ("walls", ["Loket", "Layar dinding"]),
        ("settings", ["Loket", "Pengaturan"]),
        ("counters/kanim-1", ["Loket", "Pengaturan"]),
    ],
)
def test_every_page_stands_in_its_group(admin: PageClient, counter: Place, address: str, open_: list[str]) -> None:
    page = admin.get(f"{UNIT}/{address}")
    assert groups(page) == ["Hari ini", "Hasil", "Perbaikan", "Laporan", "Loket"]
    assert here(page) == open_
    assert [words(link) for link in page.select(".thumb > a")] == ["Hari ini", "Hasil", "Perbaikan"]


def test_tab_and_title_use_one_name(admin: PageClient, counter: Place) -> None:
    """On every page except that of a period, whose title is the period."""
    parts = [admin.get(str(link["href"])) for link in admin.get(f"{UNIT}/today").select("nav.groups a")]
    tabs = {words(link): str(link["href"]) for part in parts for link in part.select("nav.groups .strip--pages a")}
    assert len(tabs) >= 10
    for name, address in tabs.items():
        page = admin.get(address)
        assert here(page)[-1] == name
        assert page.h1 == name or name == "Periode"


def test_an_operator_is_nearest_to_the_counters(operator: PageClient, counter: Place) -> None:
    page = operator.get(f"{UNIT}/served")
    assert groups(page)[-1] == "Loket"
    assert [each for each in pages(page) if each in OF_COUNTERS] == ["Yang dilayani", "Tablet", "QR dan kartu", "Pengaturan"]
    assert [words(link) for link in page.select(".thumb > a")] == ["Yang dilayani", "Tablet", "QR dan kartu"]
    assert {"Hari ini", "Hasil"}.isdisjoint(groups(page)), "nothing is offered that she may not open"


def test_a_place_for_a_thumb_has_the_icon_of_its_group_or_its_own(admin: PageClient, operator: PageClient, counter: Place) -> None:
    """The tick stands for improvement; the number served, an operator's first place, is no improvement and has people."""
    house, bars, tick, people, phone = "M4 11.500 12", "M5.500 20v-5.500", "m4.500 13 5", "M3 19.500c0", "M10.500 17.800h3"

    def drawn(page: Page) -> list[str]:
        return [str(link.select("path")[0]["d"]) for link in page.select(".thumb > a")]

    for client, wanted in ((admin, [house, bars, tick]), (operator, [people, phone, "M4 20v-9.500"])):
        found = drawn(client.get(f"{UNIT}/served"))
        assert [path.startswith(start) for path, start in zip(found, wanted, strict=True)] == [True] * 3, found


def test_the_thumbs_fourth_place_leads_to_all_others(admin: PageClient, counter: Place) -> None:
    page = admin.get(f"{UNIT}/today")
    behind = [words(link) for link in page.select(".thumb .menu__sheet a")]
    assert {"Pengaturan", "QR dan kartu", "Mutu data", "Kantor dan unit", "Orang", "Catatan tindakan"} <= set(behind)


def test_many_units_are_searched_and_few_are_listed(app: Flask, kanwil: PageClient, counter: Place) -> None:
    assert not kanwil.get(f"{UNIT}/today").select("[data-narrows]")
    with app.app_context(), writing():
        for n in range(FEW):
            make_counter(make_unit(f"unit-{n}", name=f"Unit {n}"))
    page = kanwil.get(f"{UNIT}/today")
    assert len(page.select(".bar__units .menu__sheet li")) == FEW + 1
    assert page.one(".bar__units form")["action"] == "/panel/", "without a script the search leads to the page of all units"


def test_more_than_a_screenful_of_units_stand_on_their_own_page_alone(app: Flask, kanwil: PageClient, counter: Place) -> None:
    """A region of a thousand would carry them through every page."""
    with app.app_context(), writing():
        for number in range(MOST):
            make_counter(make_unit(f"lain-{number}"))
    page = kanwil.get(f"{UNIT}/today")
    assert page.select(".bar__units .menu a") == []
    assert page.one(".bar__units form[action='/panel/'] input")["name"] == "q"


def test_the_open_unit_is_marked_in_the_chooser(app: Flask, kanwil: PageClient, counter: Place, foreign_counter: Place) -> None:
    page = kanwil.get(f"{UNIT}/today")
    assert [words(link) for link in page.select(".bar__units [aria-current]")] == [counter.unit.short_name]


def test_it_speaks_english(admin: PageClient, counter: Place) -> None:
    page = admin.get(f"{UNIT}/follow-ups?language=en")
    assert groups(page) == ["Today", "Results", "Improvement", "Reports", "Counters"]
    assert here(page) == ["Improvement", "Follow-up"]


def test_who_has_no_page_of_all_units_finds_all_of_hers_in_the_list(app: Flask, counter: Place) -> None:
    with app.app_context():
        with writing():
            for number in range(MOST):
                make_counter(make_unit(f"lain-{number}"))
        client = signed_in(app, make_person("siti", "operator"))
    page = client.get(f"{UNIT}/served")
    assert len(page.select(".bar__units .menu__sheet li")) == MOST + 1
