"""A list of units, from the clipboard to the last step: the page goes on by itself, and can be left and found again."""

import pytest
from flask_security import hash_password
from playwright.sync_api import Page, expect

from kiosk import people, places
from tests.browser.axe import violations
from tests.browser.conftest import PASSWORD, OpenPage, Site
from tests.browser.test_panel import sign_in

MANY = "\n".join(["code;name;parent", "kantor;Kantor Pusat;", *(f"unit-{n:03};Unit {n};kantor" for n in range(250))])


@pytest.fixture
def admin(site: Site, open_page: OpenPage) -> Page:
    with site.app.app_context():
        people.add("admin", hash_password(PASSWORD), "admin")
    page = open_page((1280, 800))
    sign_in(site, page, "admin")
    page.goto(f"{site.url}/panel/places/list")
    page.get_by_label("atau tempel di sini").fill(MANY)
    page.get_by_role("button", name="Periksa").click()
    expect(page.get_by_text("Ini yang akan terjadi, dan hanya ini")).to_be_visible()
    return page


def test_a_long_list_is_saved_by_itself_under_a_bar(site: Site, admin: Page) -> None:
    seen: list[int] = []
    admin.on("request", lambda asked: seen.append(1) if asked.method == "POST" else None)
    admin.get_by_role("button", name="Simpan semuanya").click()
    expect(admin.get_by_text("251 unit disimpan.")).to_be_visible()
    assert len(seen) >= 3, "in steps, so that taps come between"
    with site.app.app_context():
        assert len(places.units()) == 252


def test_the_page_of_a_step_can_be_left_and_found_again(site: Site, admin: Page) -> None:
    admin.route("**/js/panel/onward.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    admin.get_by_role("button", name="Simpan semuanya").click()
    expect(admin.locator("progress")).to_be_visible()
    assert violations(admin) == []
    admin.unroute("**/js/panel/onward.js")
    admin.goto(f"{site.url}/panel/places/list")
    admin.get_by_role("link", name="Lanjutkan").click()
    expect(admin.get_by_text("unit disimpan.")).to_be_visible()
    expect(admin).to_have_url(f"{site.url}/panel/places")
