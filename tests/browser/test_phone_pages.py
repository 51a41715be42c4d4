"""Every page of a phone fits, at any width and at twice the text, light and dark, in both languages; axe finds nothing."""

import pytest
from playwright.sync_api import Page, expect

from kiosk import places
from kiosk.clock import service_day, system_clock
from kiosk.places import service_points
from kiosk.visitors import surveys, tickets
from tests.browser.axe import violations
from tests.browser.conftest import OpenPage, Site, rarely


@pytest.fixture
def rich(site: Site) -> Site:
    """A counter with two services, and a unit with the ministry's survey."""
    with site.app.app_context():
        place = places.place_by_counter_code(site.counter_code)
        assert place
        stay = service_points.offer_service(place.unit, "izin", {"id": "Izin tinggal kunjungan", "en": "Stay permits"})
        service_points.give_service(place.counter, stay)
        surveys.set_address(place.unit, "https://survei.example.go.id/ly/abcd1234")
    return site


def fits(page: Page) -> None:
    wide = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"{page.url} runs {wide} px off the side"
    small = page.evaluate(
        """() => [...document.querySelectorAll('main a, main button, footer a, main input:not([type=hidden]), main textarea')]
                  .filter(e => !e.closest('p:not(.links):not(.reach), h1, label'))
                  .map(e => [e.textContent.trim().slice(0, 30), e.getBoundingClientRect()])
                  .filter(([_, r]) => r.width && (r.height < 44 || r.width < 44)).map(([t, r]) => `${t} ${r.width}×${r.height}`)"""
    )
    assert small == []


def walk(page: Page, site: Site, language: str, *, with_axe: bool) -> None:
    """All pages of a visit, each looked at."""

    def look() -> None:
        fits(page)
        if with_axe:
            assert violations(page) == []

    page.goto(f"{site.link('poster')}?language={language}")
    for _ in range(4):
        look()
        before = page.locator("h1").inner_text()
        page.locator(".answer").last.click()
        expect(page.locator("h1")).not_to_have_text(before)
    look()
    thanks = page.url
    page.locator(".choice a").first.click()
    expect(page.locator(".choice a").first).to_contain_text("Izin" if language == "id" else "Stay")
    look()
    page.locator(".choice a").first.click()
    expect(page.locator("progress")).to_be_visible()
    look()
    for name in ("about", "words"):
        page.goto(thanks.replace("/thanks", f"/{name}"))
        look()
    page.locator("textarea").fill("pungli")
    page.locator("button.main").click()
    expect(page.locator(".said")).to_be_visible()
    look()
    page.goto(thanks)
    page.locator(".receipt a").click()
    expect(page.locator(".receipt__code")).to_be_visible()
    look()
    for address in ("/privasi", "/aksesibilitas", "/kanal", "/q", "/q?code=salah", "/cek"):
        page.goto(f"{site.url}{address}{'&' if '?' in address else '?'}language={language}")
        look()


@pytest.mark.parametrize(
    ("size", "language", "scheme"),
    [
        ((320, 568), "id", "light"),
        ((320, 568), "en", "dark"),
        rarely((844, 390), "id", "dark"),
        rarely((390, 844), "en", "light"),
        rarely((1280, 800), "id", "light"),
    ],
)
def test_every_page_fits_and_axe_finds_nothing(rich: Site, open_page: OpenPage, size: tuple[int, int], language: str, scheme: str) -> None:
    # Axe sees no width: once light, once dark, once in each language.
    walk(open_page(size, color_scheme=scheme, expect_faults=True), rich, language, with_axe=size in ((320, 568), (844, 390)))


@pytest.mark.parametrize("language", ["id", rarely("en")])
def test_every_page_fits_at_twice_the_text(rich: Site, open_page: OpenPage, language: str) -> None:
    page = open_page((360, 740), expect_faults=True)
    # As a browser's own setting does it: every length in rem doubles.
    page.add_init_script("addEventListener('DOMContentLoaded', () => document.documentElement.style.fontSize = '32px')")
    walk(page, rich, language, with_axe=False)


def ticket(site: Site) -> str:
    """A token that is good today."""
    with site.app.app_context():
        place = places.place_by_counter_code(site.counter_code)
        assert place
        today = service_day(system_clock(), place.unit.zone)
        return tickets.tokens(tickets.make_batch(place.counter, 10, today, today, "petugas", system_clock()))[0]


def test_pages_of_tickets_fit_too(site: Site, open_page: OpenPage) -> None:
    token = ticket(site)
    page = open_page((320, 568), expect_faults=True)
    page.goto(f"{site.url}/t/{token}")
    fits(page)
    assert violations(page) == []
    page.locator('.answer[value="4"]').click()
    expect(page.locator("h1")).to_contain_text("jujur")
    assert token not in page.url
    for address, heading in ((token, "Melanjutkan"), ("0000-0000-0000-0000", "Kartu ini")):
        page.goto(f"{site.url}/t/{address}")
        expect(page.locator("h1")).to_contain_text(heading)
        fits(page)
        assert violations(page) == []
    other = open_page((320, 568), expect_faults=True)
    other.goto(f"{site.url}/t/{token}")
    expect(other.locator("h1")).to_contain_text("Kartu ini sudah dipakai")
    fits(other)
    assert violations(other) == []


def test_a_tickets_first_answer_can_be_corrected_by_going_back(site: Site, open_page: OpenPage) -> None:
    page = open_page((390, 844))
    page.goto(f"{site.url}/t/{ticket(site)}")
    for score in ("1", "3"):
        before = page.locator("h1").inner_text()
        page.locator(f'.answer[value="{score}"]').click()
        expect(page.locator("h1")).not_to_have_text(before)
    for heading in ("jujur", "Melanjutkan"):
        with page.expect_event("load"):  # the script asks for the page anew as soon as its address is there
            page.evaluate("history.back()")
        expect(page.locator("h1")).to_contain_text(heading)
    page.get_by_text("Ubah jawaban pertama").click()
    page.locator('.answer[value="4"]').click()
    expect(page.locator("h1")).to_contain_text("jujur")
    found = site.entries()
    assert [(e.question, e.score) for e in found] == [("S0", 1), ("I0", 3), ("S0", 4)]
    assert len({e.visit for e in found}) == 1
