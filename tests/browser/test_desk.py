"""Meja Kanwil by keys alone: ten messages a minute, and no key judges what nobody has read."""

from time import monotonic
from uuid import uuid4

import pytest
from flask_security import hash_password
from playwright.sync_api import Page, expect

from kiosk import people, places
from kiosk.clock import service_day, system_clock
from kiosk.places import Unit
from kiosk.visitors import comments
from tests.browser.conftest import PASSWORD, OpenPage, Site
from tests.make import make_counter, make_unit

LOOKS_FOR = 300
"""Milliseconds in which a new page takes no key (static/js/panel/desk.js)."""


def units(site: Site) -> list[Unit]:
    first, second = places.unit_by_code(site.unit_code), places.unit_by_code("lapas")
    assert first
    assert second
    return [first, second]


@pytest.fixture
def desk(site: Site, open_page: OpenPage) -> Page:
    """The desk of a moderator of two units, in which twelve messages wait."""
    with site.app.app_context():
        make_counter(make_unit("lapas"), "lapas-1")
        people.add("kanwil", hash_password(PASSWORD), "kanwil")
        for n in range(12):
            unit = units(site)[n % 2]
            comments.write(
                unit, f"Ruang tunggu panas, tolong tambah kipas angin ({n}).", "id", uuid4(), service_day(system_clock(), unit.zone)
            )
    page = open_page((1366, 768))
    page.goto(f"{site.url}/panel/desk")
    page.get_by_label("Nama pengguna").fill("kanwil")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Meja Kanwil")
    return page


def press(page: Page, *keys: str) -> None:
    """Keys, the first when the page takes them; then another message is there."""
    before = page.locator(".desk__read").inner_text()
    page.wait_for_load_state()  # the script is there, and counts from now at the latest
    page.wait_for_timeout(LOOKS_FOR + 50)
    for key in keys:
        page.keyboard.press(key)
    expect(page.locator(".desk__read")).not_to_have_text(before)


def counted(site: Site) -> dict[str, int]:
    with site.app.app_context():
        found = [comments.counts(unit) for unit in units(site)]
    return {name: sum(each[name] for each in found) for name in found[0]}


def test_ten_messages_take_well_under_a_minute_by_keys_alone(site: Site, desk: Page) -> None:
    began = monotonic()
    for key in ("t", "1", "t", "l", "2", "t", "3", "t", "t"):
        press(desk, key)
    press(desk, "j", *"menyesatkan", "Enter")
    press(desk, "t")
    seconds = monotonic() - began
    assert counted(site) == {"unread": 2, "batch": 6, "withheld": 4}
    assert seconds < 30, f"ten verdicts took {seconds:.0f} s of pages and keys"
    press(desk, "u")
    assert counted(site) == {"unread": 3, "batch": 5, "withheld": 4}


def test_letters_of_a_reason_are_no_keys_and_escape_leaves_it(site: Site, desk: Page) -> None:
    desk.wait_for_load_state()
    desk.wait_for_timeout(LOOKS_FOR + 50)
    desk.keyboard.press("j")
    desk.keyboard.type("tulis")
    expect(desk.locator("input[name=reason]")).to_have_value("tulis")
    desk.keyboard.press("Escape")
    expect(desk.locator("input[name=reason]")).not_to_be_focused()
    desk.keyboard.press("?")
    expect(desk.locator(".desk__help p").first).to_be_visible()
    assert counted(site)["unread"] == 12


def test_a_key_meant_for_the_message_before_judges_nothing(site: Site, desk: Page) -> None:
    desk.clock.install()
    desk.reload()
    desk.keyboard.press("t")
    desk.clock.run_for(LOOKS_FOR - 100)
    desk.keyboard.press("t")
    assert counted(site)["unread"] == 12
    desk.clock.run_for(200)
    desk.keyboard.press("t")
    expect(desk.locator("[data-key=u]")).to_be_visible()
    assert counted(site)["unread"] == 11


def test_who_wants_no_keys_has_none(site: Site, desk: Page) -> None:
    desk.locator(".desk__help summary").click()
    desk.get_by_label("Pakai tombol papan ketik").uncheck()
    desk.reload()
    desk.wait_for_timeout(2 * LOOKS_FOR)
    desk.keyboard.press("t")
    desk.locator("[data-key=t]").click()
    expect(desk.locator("[data-key=u]")).to_be_visible()
    assert counted(site)["unread"] == 11
