"""The operator at the tablet: three taps and a PIN, what the sheet shows and does; covers; practice; the check page."""

from datetime import UTC, date, datetime, time

import pytest
from playwright.sync_api import Page, expect

from kiosk import devices, places
from kiosk.clock import system_clock
from kiosk.devices import Device, pauses, pins
from kiosk.places import opening
from tests.browser.axe import violations
from tests.browser.conftest import LANDSCAPE, PATIENCE, OpenPage, Site, press, tap, wait_until_answerable

PIN = "472910"


@pytest.fixture
def tablet(site: Site, open_page: OpenPage) -> Page:
    with site.app.app_context():
        unit = places.unit_by_code(site.unit_code)
        assert unit
        pins.set_pin(unit, PIN, system_clock())
    page = open_page(LANDSCAPE)
    page.goto(site.pairing_address())
    page.wait_for_function("() => JSON.parse(localStorage.getItem('loket:orders'))?.pin")
    return page


def device(site: Site) -> Device:
    with site.app.app_context():
        unit = places.unit_by_code(site.unit_code)
        assert unit
        return devices.of_unit(unit)[-1]


def knock(page: Page) -> None:
    for _ in range(3):
        page.mouse.click(30, 30)


def enter(page: Page, pin: str) -> None:
    for digit in pin:
        page.locator(f"dialog[open] [data-digit='{digit}']").click()


def open_sheet(page: Page) -> None:
    knock(page)
    enter(page, PIN)
    expect(page.locator("dialog[open] [data-step=state]")).to_be_visible()


def test_the_sheet_opens_by_three_taps_and_the_pin(tablet: Page) -> None:
    for _ in range(2):
        tablet.mouse.click(30, 30)
    expect(tablet.locator("dialog[open]")).to_have_count(0)
    tablet.wait_for_timeout(2100)
    open_sheet(tablet)
    expect(tablet.locator("dialog[open] [data-fact=queued]")).to_have_text("0")
    expect(tablet.locator("dialog[open] [data-fact=storage]")).to_have_text("baik")
    expect(tablet.locator("dialog[open] [data-fact=device]")).to_contain_text("kanim-uji-1")


def test_it_opens_without_network_and_says_what_waits(site: Site, tablet: Page, open_page: OpenPage) -> None:
    page = open_page(LANDSCAPE, expect_faults=True)
    page.goto(site.pairing_address())
    page.wait_for_function("() => JSON.parse(localStorage.getItem('loket:orders'))?.pin")
    page.context.set_offline(True)
    tap(page, 3)
    expect(page.locator("h1")).to_contain_text("jujur")
    press(page, "start")
    expect(page.locator("#screen[data-starts]")).to_be_visible()
    open_sheet(page)
    expect(page.locator("dialog[open] [data-fact=queued]")).to_have_text("1")
    page.context.set_offline(False)
    page.locator("dialog[open] [data-do=send]").click()
    assert len(site.entries(page)) == 1


def test_too_many_mistakes_make_it_wait_also_after_a_restart(tablet: Page) -> None:
    knock(tablet)
    for _ in range(4):
        enter(tablet, "111112")
        expect(tablet.locator("dialog[open] [data-why-not=wrong]")).to_be_visible()
    enter(tablet, "111112")
    expect(tablet.locator("dialog[open] [data-why-not=wait]")).to_contain_text("30 detik")
    enter(tablet, PIN)
    expect(tablet.locator("dialog[open] [data-step=state]")).not_to_be_visible()
    tablet.reload()
    knock(tablet)
    expect(tablet.locator("dialog[open] [data-why-not=wait]")).to_be_visible()
    tablet.evaluate("() => localStorage.setItem('loket:pin-tries', JSON.stringify({ wrong: 5, at: Date.now() - 31000 }))")
    enter(tablet, PIN)
    expect(tablet.locator("dialog[open] [data-step=state]")).to_be_visible()


def test_practice_is_real_but_for_the_ledger(site: Site, tablet: Page) -> None:
    open_sheet(tablet)
    tablet.locator("dialog[open] [data-do=practise]").click()
    expect(tablet.locator("dialog[open]")).to_have_count(0)
    expect(tablet.locator(".pieces[lang=id] [data-piece=practice]")).to_be_visible()
    tap(tablet, 4)
    expect(tablet.locator("h1")).to_contain_text("jujur")
    expect(tablet.locator(".pieces[lang=id] [data-piece=practice]")).to_be_visible()
    press(tablet, "thanks")
    expect(tablet.locator("[data-said=practice]")).to_be_visible()
    assert site.entries(tablet) == []
    tablet.reload()
    expect(tablet.locator(".pieces[lang=id] [data-piece=practice]")).not_to_be_visible()
    tap(tablet, 4)
    expect(tablet.locator("h1")).to_contain_text("jujur")
    assert len(site.entries(tablet)) == 1


def test_a_pause_at_the_tablet_outlives_a_restart(site: Site, tablet: Page) -> None:
    open_sheet(tablet)
    tablet.locator("dialog[open] [data-do=rest]").click()
    tablet.locator("dialog[open] [data-step=state] [data-close]").click()
    expect(tablet.locator("#cover")).to_contain_text("Sedang jeda")
    tablet.reload()
    expect(tablet.locator("#cover")).to_contain_text("Paused")
    tablet.keyboard.press("3")
    tablet.wait_for_timeout(300)
    assert site.entries(tablet) == []
    open_sheet(tablet)
    tablet.locator("dialog[open] [data-do=rest]").click()
    tablet.locator("dialog[open] [data-step=state] [data-close]").click()
    expect(tablet.locator("#cover")).not_to_be_visible()


def test_a_pause_from_the_panel_shows_its_message(site: Site, tablet: Page) -> None:
    with site.app.app_context():
        pauses.pause(device(site), "Istirahat sampai 13.00", "kepala", system_clock())
    tablet.reload()
    expect(tablet.locator("#cover")).to_contain_text("Istirahat sampai 13.00")


def test_a_revoked_tablet_says_so(site: Site, tablet: Page) -> None:
    with site.app.app_context():
        devices.revoke(device(site), system_clock())
    tablet.reload()
    expect(tablet.locator("#cover")).to_contain_text("Tablet ini sudah dicabut")


def test_closed_hours_put_it_to_sleep_and_a_touch_wakes_it_without_rating(site: Site, open_page: OpenPage) -> None:
    evening = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)  # Friday, 19.00 WIB
    site.app.extensions["clock"] = lambda: evening
    with site.app.app_context():
        unit = places.unit_by_code(site.unit_code)
        assert unit
        opening.set_opening_hours(unit, range(5), (time(8), time(15)))
    page = open_page(LANDSCAPE)
    page.clock.install(time=evening)
    page.goto(site.pairing_address())
    page.wait_for_function("() => localStorage.getItem('loket:orders')")
    page.clock.run_for(70_000)
    cover = page.locator("#cover")
    expect(cover).to_contain_text("Buka lagi Senin pukul 08.00")
    expect(cover).to_contain_text("19.0")
    face = page.locator('.answer[value="1"]').bounding_box()
    assert face
    page.mouse.click(face["x"] + 50, face["y"] + 50)
    expect(cover).not_to_be_visible()
    page.clock.run_for(300)
    assert page.locator("h1").inner_text().startswith("Bagaimana")
    page.clock.run_for(1000)
    page.locator('.answer[value="3"]').click()
    expect(page.locator("h1")).to_contain_text("jujur")
    assert [e.score for e in site.entries(page)] == [3], "outside hours is a mark, not a refusal"


def test_a_holiday_is_slept_through(site: Site, open_page: OpenPage) -> None:
    morning = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)  # Friday, 09.00 WIB
    site.app.extensions["clock"] = lambda: morning
    with site.app.app_context():
        unit = places.unit_by_code(site.unit_code)
        assert unit
        opening.set_opening_hours(unit, range(5), (time(8), time(15)))
        for day in (date(2026, 11, 20), date(2026, 11, 23)):
            opening.add_holiday([unit], day, "Libur")
    page = open_page(LANDSCAPE)
    page.clock.install(time=morning)
    page.goto(site.pairing_address())
    page.wait_for_function("() => localStorage.getItem('loket:orders')")
    page.clock.run_for(70_000)
    expect(page.locator("#cover")).to_contain_text("Buka lagi Selasa pukul 08.00")


def test_the_check_page_tells_what_the_tablet_can_do(site: Site, open_page: OpenPage) -> None:
    page = open_page(LANDSCAPE, has_touch=True, workers=True)
    page.goto(site.pairing_address())
    for _ in range(PATIENCE // 50):
        if page.evaluate("async () => !!(await caches.match('/counter/shell')) && !!navigator.serviceWorker.controller"):
            break
        page.wait_for_timeout(50)
    page.goto(f"{site.url}/counter/check")
    for name in ("secure", "worker", "storage", "delivery", "touch"):
        expect(page.locator(f"[data-check={name}] [data-good]")).to_be_visible()
    expect(page.locator("[data-faces]")).to_contain_text("mm")
    before = page.locator("[data-ruler]").bounding_box()
    page.locator("[data-ruler-by='0.5']").click()
    after = page.locator("[data-ruler]").bounding_box()
    assert before
    assert after
    assert after["width"] > before["width"]
    page.locator("[data-sound]").click()


def test_without_a_pin_the_sheet_says_where_to_set_one(site: Site, open_page: OpenPage) -> None:
    page = open_page(LANDSCAPE)
    page.goto(site.pairing_address())
    page.wait_for_function("() => localStorage.getItem('loket:orders')")
    wait_until_answerable(page)
    knock(page)
    expect(page.locator("dialog[open] [data-why-not=none]")).to_be_visible()


def test_axe_finds_nothing_over_the_screens(site: Site, tablet: Page) -> None:
    """Dialogs, covers and the pages around the screens."""
    wait_until_answerable(tablet)
    knock(tablet)
    assert violations(tablet) == []
    enter(tablet, PIN)
    expect(tablet.locator("dialog[open] [data-step=state]")).to_be_visible()
    assert violations(tablet) == []
    tablet.locator("dialog[open] [data-step=state] [data-close]").click()
    tablet.locator("[data-place]").hover()
    tablet.mouse.down()
    expect(tablet.locator("dialog[open][data-piece=helped]")).to_be_visible()
    tablet.mouse.up()
    assert violations(tablet) == []
    tablet.locator("dialog[open] [data-help='']").click()
    with site.app.app_context():
        pauses.pause(device(site), "Istirahat sampai 13.00", "kepala", system_clock())
    tablet.reload()
    expect(tablet.locator("#cover")).to_be_visible()
    assert violations(tablet) == []
    for address in ("/counter/check", "/counter/pair"):
        tablet.goto(f"{site.url}{address}")
        tablet.wait_for_timeout(500)
        assert violations(tablet) == [], address
