"""A visitor is thanked for what is stored, and for nothing else: closed counters, old browsers, databases that died."""

import pytest
from playwright.sync_api import Page, expect

from kiosk import places
from kiosk.clock import system_clock
from kiosk.devices import reports
from kiosk.places import service_points
from tests.browser.conftest import LANDSCAPE, OpenPage, Site, press, question, tap, wait_until_delivered

REASON = "Pindah ke gedung baru"
BEAT = "window.dispatchEvent(new Event('online'))"
REHEARSED = "() => localStorage.getItem('loket:rehearsed')"
# What browsers do to a database behind a page's back.
REMEMBER_HANDLES = """(() => {
  const open = indexedDB.open.bind(indexedDB);
  window.handles = [];
  indexedDB.open = (...words) => {
    const request = open(...words);
    request.addEventListener('success', () => window.handles.push(request.result));
    return request;
  };
})()"""


def close(site: Site) -> None:
    with site.app.app_context():
        place = places.place_by_counter_code(site.counter_code)
        assert place
        service_points.close_counter(place.counter, system_clock(), REASON)


def reopen(site: Site) -> None:
    with site.app.app_context():
        place = places.place_by_counter_code(site.counter_code)
        assert place
        service_points.reopen_counter(place.counter, system_clock())


def answer(page: Page, score: int) -> None:
    """A tap, and the next screen."""
    asked = question(page)
    tap(page, score)
    page.wait_for_function("before => document.querySelector('#screen input[name=question]')?.value !== before", arg=asked)


@pytest.fixture
def tablet(site: Site, open_page: OpenPage) -> Page:
    page = open_page(LANDSCAPE, has_touch=True)
    page.goto(site.pairing_address())
    page.wait_for_function(REHEARSED)
    return page


def test_a_closed_counter_covers_the_tablet_with_its_reason(site: Site, tablet: Page) -> None:
    close(site)
    tablet.evaluate(BEAT)
    cover = tablet.locator("#cover")
    expect(cover).to_be_visible()
    expect(cover.locator("[lang=id]")).to_contain_text("Loket ditutup")
    expect(cover.locator("[lang=id]")).to_contain_text(REASON)
    tablet.reload()
    expect(tablet.locator("#cover")).to_be_visible()
    reopen(site)
    tablet.evaluate(BEAT)
    expect(tablet.locator("#cover")).to_be_hidden()


def test_who_was_in_the_middle_is_told_what_was_not_taken(site: Site, tablet: Page) -> None:
    answer(tablet, 4)
    site.entries(tablet)
    close(site)
    answer(tablet, 4)
    press(tablet, "thanks")
    expect(tablet.locator("[data-said=partly]")).to_be_visible()
    expect(tablet.locator("[data-said=recorded]")).to_be_hidden()
    expect(tablet.locator(".receipt")).to_be_visible()
    assert [entry.question for entry in site.entries(tablet)] == ["S0"]


def test_nobody_is_thanked_for_what_is_refused(site: Site, tablet: Page) -> None:
    """The first batch tells the tablet that its counter is closed, before any heartbeat does; then it asks nobody any more."""
    close(site)
    answer(tablet, 4)
    press(tablet, "thanks")
    expect(tablet.locator("[data-said=refused]")).to_be_visible()
    expect(tablet.locator("h1")).to_have_text("Maaf, penilaian Anda tidak dapat diterima.")
    expect(tablet.locator(".receipt")).to_be_hidden()
    expect(tablet.locator(".tick")).to_be_hidden()
    expect(tablet.locator("#cover")).to_be_visible()
    assert site.entries(tablet) == []
    tablet.evaluate(BEAT)
    with site.app.app_context():
        place = places.place_by_counter_code(site.counter_code)
        assert place
        for _ in range(100):
            if found := reports.refused([place.counter]):
                break
            tablet.wait_for_timeout(50)
            reports.reading().rollback()
        assert found == {place.counter.id: (1, found[place.counter.id][1])}
        assert REASON in found[place.counter.id][1]


def test_a_browser_without_timeouts_for_requests_delivers(site: Site, open_page: OpenPage) -> None:
    page = open_page(LANDSCAPE, has_touch=True)
    page.add_init_script("delete AbortSignal.timeout")
    page.goto(site.pairing_address())
    page.wait_for_function(REHEARSED)
    tap(page, 3)
    assert [(entry.question, entry.score) for entry in site.entries(page)] == [("S0", 3)]


def test_a_database_that_died_is_opened_anew(site: Site, open_page: OpenPage) -> None:
    page = open_page(LANDSCAPE, has_touch=True)
    page.add_init_script(REMEMBER_HANDLES)
    page.goto(site.pairing_address())
    page.wait_for_function(REHEARSED)
    page.evaluate("for (const each of window.handles) each.close()")
    tap(page, 3)
    wait_until_delivered(page)
    page.evaluate("for (const each of window.handles) each.close()")
    tap(page, 4)
    assert [(entry.question, entry.score) for entry in site.entries(page)] == [("S0", 3), ("I0", 4)]


def test_a_database_that_answers_stays_open(site: Site, open_page: OpenPage) -> None:
    """To open it takes a slow tablet as long as to write into it."""
    page = open_page(LANDSCAPE, has_touch=True)
    page.add_init_script(REMEMBER_HANDLES)
    page.goto(site.pairing_address())
    page.wait_for_function(REHEARSED)
    answer(page, 4)
    wait_until_delivered(page)
    page.wait_for_timeout(2000)  # longer than a database may take to answer
    handles = page.evaluate("window.handles.length")
    answer(page, 4)
    assert page.evaluate("window.handles.length") == handles


def test_pairing_tries_the_whole_way_and_stores_nothing(site: Site, open_page: OpenPage) -> None:
    page = open_page(LANDSCAPE, has_touch=True)
    page.goto(site.pairing_address())
    page.wait_for_function(REHEARSED)
    assert page.evaluate(REHEARSED) == f'"{page.locator("#visit").get_attribute("data-device")}"'
    expect(page.locator(".pieces[lang=id] [data-piece=delivery]")).to_be_hidden()
    assert site.entries(page) == []


def test_a_tablet_that_cannot_deliver_says_so(site: Site, open_page: OpenPage) -> None:
    page = open_page(LANDSCAPE, has_touch=True, expect_faults=True)
    page.clock.install()
    page.route("**/counter/practice", lambda route: route.abort())
    page.goto(site.pairing_address())
    expect(page.locator("#screen[data-starts]")).to_be_visible()
    line = page.locator(".pieces[lang=id] [data-piece=delivery]")
    for _ in range(30):
        page.clock.run_for(1000)
        page.wait_for_timeout(20)
    expect(line).to_be_visible()


def check(page: Page, site: Site) -> str:
    page.goto(f"{site.url}/counter/check")
    line = page.locator("[data-check=delivery]")
    expect(line.locator("[data-waiting]")).to_be_hidden(timeout=40_000)
    return line.inner_text()


def test_the_check_page_delivers_a_practice_rating(site: Site, tablet: Page) -> None:
    assert "baik" in check(tablet, site)
    close(site)
    told = check(tablet, site)
    assert "belum" in told
    assert REASON in told
    assert site.entries(tablet) == []


def test_the_check_page_names_what_is_missing(site: Site, open_page: OpenPage) -> None:
    page = open_page(LANDSCAPE, has_touch=True, expect_faults=True)
    page.goto(site.pairing_address())
    page.wait_for_function(REHEARSED)
    page.add_init_script("indexedDB.open = () => { throw new DOMException('full', 'QuotaExceededError'); }")
    assert "tidak dapat menyimpan" in check(page, site)
    page = open_page(LANDSCAPE, has_touch=True, expect_faults=True)
    page.goto(site.pairing_address())
    page.wait_for_function(REHEARSED)
    page.route("**/js/counter/rehearsal.js", lambda route: route.fulfill(body="let = = ;", content_type="text/javascript"))
    assert "terlalu lama" in check(page, site)
