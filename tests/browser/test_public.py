"""The public page of a unit and what publishes it: they fit, light and dark, in both languages, without JavaScript; axe finds nothing."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from kiosk import places
from kiosk.clock import system_clock
from kiosk.indices.periods import around
from kiosk.places import registration, served, tree
from tests.browser.axe import violations
from tests.browser.conftest import OpenPage, Site, rarely
from tests.browser.test_panel import UNPAINTED, sign_in
from tests.browser.test_phone_pages import fits
from tests.make import make_note, make_published
from tests.panel.test_today import fill_the_window


@pytest.fixture
def published(site: Site) -> Site:
    """A unit with figures of the month before, which are published; it lies below an office."""
    with site.app.app_context():
        place = places.place_by_counter_code(site.counter_code)
        assert place
        now = system_clock()
        last_month = around("month", around("month", now.date()).before().first)
        # The days' seals are made that month, or their figures would be of this one.
        moment = now.replace(year=last_month.last.year, month=last_month.last.month, day=last_month.last.day, hour=5)
        site.app.extensions["clock"] = lambda: moment
        fill_the_window(site.app, place, lambda: moment)
        site.app.extensions["clock"] = system_clock
        served.enter(place.unit, last_month.last, 400, "kepala", now, now.date())
        make_published(place.unit, "month", last_month.first)
        make_note(place.unit, kind="month", day=last_month.first)
        office = registration.found_unit("kanwil-uji", "Kantor Wilayah Uji", kind="regional")
        tree.affiliate(place.unit, office, (now - timedelta(days=90)).date())
    return site


def look_at(page: Page) -> None:
    page.evaluate("() => document.querySelectorAll('details').forEach(each => { each.open = true; })")
    fits(page)
    assert violations(page) == [], page.url
    assert page.evaluate(UNPAINTED.replace("svg.chart", "main svg :not(pattern) >")) == [], page.url


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    ("size", "scheme"), [((390, 844), "light"), rarely((320, 568), "dark"), rarely((1440, 900), "dark"), rarely((800, 1280), "light")]
)
def test_the_public_page_fits_and_axe_finds_nothing(
    published: Site, open_page: OpenPage, size: tuple[int, int], scheme: str, language: str
) -> None:
    page = open_page(size, color_scheme=scheme)
    for address in (f"/u/{published.unit_code}", f"/u/{published.unit_code}/1", "/u/kanwil-uji", "/aksesibilitas"):
        page.goto(f"{published.url}{address}?language={language}")
        look_at(page)


def test_it_is_whole_without_javascript(published: Site, open_page: OpenPage) -> None:
    page = open_page((390, 844), javascript=False)
    page.goto(f"{published.url}/u/{published.unit_code}?language=id")
    expect(page.locator("h1")).to_contain_text("Dari 100 pengunjung yang menilai")
    page.get_by_text("Cara kami bertanya dan menghitung").click()
    expect(page.get_by_text("Nama tidak pernah ditanyakan.")).to_be_visible()


@pytest.mark.parametrize(("size", "scheme"), [((390, 844), "light"), rarely((1440, 900), "dark")])
def test_publishing_fits_and_axe_finds_nothing(published: Site, open_page: OpenPage, size: tuple[int, int], scheme: str) -> None:
    page = open_page(size, color_scheme=scheme)
    sign_in(published, page)
    for address in ("publications", "publications/1", "publications/notes/1", "publications/preview", "pekppp"):
        page.goto(f"{published.url}/panel/units/{published.unit_code}/{address}")
        assert violations(page) == [], address
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), address
