"""The phone: no script, small screens, a QR code that a camera reads."""

from itertools import product

import pytest
from playwright.sync_api import expect

from kiosk.ledger import receipt_code
from tests.browser.axe import violations
from tests.browser.conftest import OpenPage, Site, rarely

SIZES = [(320, 568), (390, 844), (844, 390)]


@pytest.mark.parametrize("size", SIZES)
def test_a_whole_visit_without_javascript(site: Site, open_page: OpenPage, size: tuple[int, int]) -> None:
    page = open_page(size, javascript=False)
    page.goto(site.link("poster"))
    for score in (4, 3, 3, 2):
        page.locator(f'.answer[value="{score}"]').click()
    expect(page.locator("h1")).to_have_text("Terima kasih.")
    entries = site.entries()
    assert [e.score for e in entries] == [4, 3, 3, 2]
    assert {e.channel for e in entries} == {"poster"}
    expect(page.locator(".receipt b")).to_have_text(receipt_code(entries[0].visit))


def test_back_and_another_answer_is_a_correction(site: Site, open_page: OpenPage) -> None:
    page = open_page((390, 844))
    page.goto(site.link("screen"))
    page.locator('.answer[value="1"]').click()
    expect(page.locator("h1")).to_contain_text("jujur")
    with page.expect_event("load"):  # the script asks for the page anew as soon as its address is there
        page.evaluate("history.back()")
    page.locator('.answer[value="4"]').click()
    expect(page.locator("h1")).to_contain_text("jujur")
    page.reload()
    assert [e.score for e in site.entries()][-1] == 4


@pytest.mark.parametrize(
    ("size", "scheme"), [(SIZES[0], "light"), (SIZES[2], "dark"), *(rarely(*each) for each in product(SIZES[1:], ("light",)))]
)
def test_nothing_runs_off_the_side_and_axe_finds_nothing(site: Site, open_page: OpenPage, size: tuple[int, int], scheme: str) -> None:
    page = open_page(size, color_scheme=scheme)
    page.goto(site.link("screen"))
    for _ in range(5):
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        assert violations(page) == []
        if page.locator(".answer").count():
            # Else the next look may fall between two documents, when there is none.
            with page.expect_navigation():
                page.locator('.answer[value="3"]').click()


def test_back_without_javascript_leads_to_the_visit_just_begun(site: Site, open_page: OpenPage) -> None:
    """Where the browser has not kept the first page."""
    page = open_page((390, 844), javascript=False)
    page.goto(site.link("poster"))
    page.locator('.answer[value="1"]').click()
    expect(page.locator("h1")).to_contain_text("jujur")
    page.goto(site.link("poster"))
    expect(page.locator("h1")).to_have_text("Melanjutkan penilaian tadi?")
    page.get_by_text("Ubah jawaban pertama").click()
    page.locator('.answer[value="4"]').click()
    expect(page.locator("h1")).to_contain_text("jujur")
    found = site.entries()
    assert [e.score for e in found] == [1, 4]
    assert len({e.visit for e in found}) == 1
    assert not any("repeat" in e.marks for e in found)
