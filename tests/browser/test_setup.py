"""A new unit from nothing to its first rating, by what the pages say and nothing else: as somebody who has read no manual."""

from flask_security import hash_password
from playwright.sync_api import Page, expect

from kiosk import ledger, people, places
from tests.browser.conftest import LANDSCAPE, PASSWORD, OpenPage, Site, question, tap, wait_until_delivered
from tests.browser.test_panel import sign_in


def test_a_new_unit_is_set_up_by_its_checklist(site: Site, open_page: OpenPage) -> None:
    """In the order in which the checklist leads on."""
    with site.app.app_context():
        people.add("admin", hash_password(PASSWORD), "admin")
        people.grant(people.by_name("admin"), "operator")  # type: ignore[arg-type]
    page = open_page((1440, 900))
    sign_in(site, page, "admin")
    found_the_unit(page)
    open_a_counter(page)
    tablet = open_page(LANDSCAPE, workers=True)
    pair(page, tablet)
    the_poster_is_a_sheet(page)
    tap(tablet, 4)
    expect(tablet.locator("h1")).to_contain_text("jujur")
    assert question(tablet) == "I0"
    wait_until_delivered(tablet)
    with site.app.app_context():
        unit = places.unit_by_code("kanim-manggar")
        assert unit
        assert ledger.size(unit) == 1
    steps_are_done(page)
    invite_the_head(page, open_page)


def found_the_unit(page: Page) -> None:
    page.get_by_role("link", name="Unit", exact=True).click()
    page.get_by_label("Nama resmi").fill("Kantor Imigrasi Kelas II TPI Manggar")
    page.get_by_label("Kode, misalnya").fill("kanim-manggar")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("heading", name="Langkah pertama")).to_be_visible()


def open_a_counter(page: Page) -> None:
    page.get_by_label("Loket baru").fill("Loket 1 · Paspor")
    page.get_by_role("button", name="Buka loket").click()
    expect(page.get_by_role("heading", name="Loket 1 · Paspor")).to_be_visible()
    page.get_by_role("link", name="Pengaturan").click()


def pair(page: Page, tablet: Page) -> None:
    page.get_by_role("link", name="Pasangkan tablet").click()
    page.get_by_role("button", name="Buat kode pemasangan").click()
    address = page.locator(".steps b").inner_text()
    code = page.locator(".pairing__code").inner_text()
    tablet.goto(f"http://{address}" if "://" not in address else address)
    tablet.get_by_role("textbox").fill(code)
    tablet.keyboard.press("Enter")
    expect(tablet.locator("#screen[data-starts]")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("Terpasang. Tablet sudah menampilkan layar awal.", timeout=10_000)


def the_poster_is_a_sheet(page: Page) -> None:
    page.get_by_role("link", name="Pengaturan").click()
    page.get_by_role("link", name="Cetak poster").click()
    poster = page.locator("a[href$='a4.pdf']").first
    assert page.request.get(str(poster.evaluate("link => link.href"))).headers["content-type"] == "application/pdf"


def steps_are_done(page: Page) -> None:
    """With the first rating the checklist has done its work."""
    page.get_by_role("link", name="Pengaturan").click()
    expect(page.get_by_role("heading", name="Pengaturan")).to_be_visible()
    expect(page.get_by_role("heading", name="Langkah pertama")).not_to_be_visible()


def invite_the_head(page: Page, open_page: OpenPage) -> None:
    page.get_by_role("link", name="Orang").click()
    page.get_by_label("Nama pengguna").fill("kepala-manggar")
    page.get_by_label("Peran").select_option("head")
    page.get_by_label("Tempat").select_option("kanim-manggar")
    page.get_by_role("button", name="Buat undangan").click()
    head = open_page((390, 844))
    head.goto(page.locator(".steps b").inner_text())
    head.get_by_label("Kata sandi baru").fill(PASSWORD)
    head.get_by_label("Sekali lagi").fill(PASSWORD)
    head.get_by_role("button", name="Simpan, lalu masuk").click()
    head.get_by_label("Nama pengguna").fill("kepala-manggar")
    head.get_by_label("Kata sandi").fill(PASSWORD)
    head.get_by_role("button", name="Masuk").click()
    expect(head.locator("h1")).to_have_text("Hari ini")
    expect(head.locator("section[aria-labelledby=box-visits] .figure")).to_contain_text("1 ")
