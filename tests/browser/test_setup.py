"""A new unit from nothing to its first rating, by what the pages say and nothing else: as somebody who has read no manual."""

from datetime import time
from pathlib import Path

from flask_security import hash_password
from playwright.sync_api import Locator, Page, expect

from kiosk import ledger, people, places
from kiosk.places import opening
from tests.browser.conftest import LANDSCAPE, PASSWORD, OpenPage, Site, press, question, tap, wait_until_delivered
from tests.browser.newcomer import Newcomer
from tests.browser.test_operator import PIN, open_sheet
from tests.browser.test_panel import sign_in

UNIT = "kantor-imigrasi-kelas-ii-manggar"


def test_a_new_unit_is_set_up_by_its_checklist(site: Site, open_page: OpenPage) -> None:
    """In the order in which the pages lead on, each step by its own link, and each ticked by what was done.

    From signing in to the poster she reads and does all of it in less than four minutes: worked out, whatever this machine takes.
    Of five that leaves one to walk to the tablet and to wait for the printer.
    """
    with site.app.app_context():
        people.add("admin", hash_password(PASSWORD), "admin")
        people.grant(people.by_name("admin"), "operator")  # type: ignore[arg-type]
    page, newcomer = open_page((1440, 900)), Newcomer()
    newcomer.watch(page)
    sign_in(site, page, "admin")
    found_the_unit(page)
    keep_awake(site)
    set_a_pin(page)
    tablet = open_page(LANDSCAPE, workers=True)
    newcomer.watch(tablet)
    newcomer.type(pair(page, tablet, newcomer))
    print_the_poster(page)
    assert newcomer.by_hand + newcomer.reading < 4 * 60, str(newcomer)
    today(page)
    for words in ("Buka loket pertama", "Pasangkan tablet", "Pasang PIN operator", "Isi jam buka", "Cetak poster"):
        expect(step(page, words)).to_have_class("is-done")
    practise(page, tablet)
    tap(tablet, 4)
    expect(tablet.locator("h1")).to_contain_text("jujur")
    assert question(tablet) == "I0"
    wait_until_delivered(tablet)
    with site.app.app_context():
        unit = places.unit_by_code(UNIT)
        assert unit
        assert ledger.size(unit) == 1
    invite_the_head(page, open_page)
    name_who_signs(site, page)
    steps_are_done(page)


def step(page: Page, words: str) -> Locator:
    return page.locator(".checks li").filter(has=page.get_by_role("link", name=words))


def today(page: Page) -> None:
    page.get_by_role("navigation", name="Halaman unit").get_by_role("link", name="Hari ini").click()


def lead_on(page: Page, words: str) -> None:
    """The page she is on says that this is the next step: in the list, in a line of its own, or where a tablet has just been paired."""
    page.locator(".checks .is-next, .flash, .pairing").get_by_role("link", name=words).click()


def found_the_unit(page: Page) -> None:
    page.locator(".menu--kept summary").click()
    page.get_by_role("link", name="Kantor dan unit").click()
    page.get_by_label("Nama resmi").fill("Kantor Imigrasi Kelas II TPI Manggar")
    page.get_by_label("Loket pertama").fill("Loket 1 · Paspor")
    hours = page.get_by_role("group", name="Jam buka")
    hours.get_by_label("Buka").fill("08.00")
    hours.get_by_label("Tutup").fill("15.00")
    page.get_by_role("button", name="Simpan").click()


def pair(page: Page, tablet: Page, newcomer: Newcomer) -> str:
    """The address that she types there; a tablet with a camera needs none."""
    page.get_by_role("button", name="Buat kode pemasangan").click()
    address = page.locator(".pairing__how b").inner_text()
    code = page.locator(".pairing__code").inner_text()
    newcomer.read(page.locator("main").inner_text())
    tablet.goto(f"http://{address}" if "://" not in address else address)
    tablet.get_by_role("textbox").fill(code)
    tablet.keyboard.press("Enter")
    expect(tablet.locator("#screen[data-starts]")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("Terpasang. Tablet sudah menampilkan layar awal.")
    tablet.wait_for_function("() => JSON.parse(localStorage.getItem('loket:orders'))?.pin")
    return address


def set_a_pin(page: Page) -> None:
    """Before the tablet is paired, so that one way to it is enough; the unit's founding leads to where it is done."""
    expect(page.locator(".flash")).to_contain_text(["tersimpan", "Langkah berikutnya: Pasang PIN operator"])
    page.get_by_label("PIN baru").fill(PIN)
    page.get_by_role("button", name="Simpan PIN").click()
    expect(page.locator(".flash")).to_contain_text(["PIN tersimpan", "Pasangkan tablet"])


def keep_awake(site: Site) -> None:
    """The tablet must not sleep whenever this runs."""
    with site.app.app_context():
        unit = places.unit_by_code(UNIT)
        assert unit
        opening.replace_opening_hours(unit, dict.fromkeys(range(7), [(time(0), time(23, 59))]))


def print_the_poster(page: Page) -> None:
    lead_on(page, "Cetak poster")
    poster = page.locator("a[href$='a4.pdf']").first
    with page.expect_download() as printed:
        poster.click()
    assert Path(printed.value.path()).read_bytes().startswith(b"%PDF")


def practise(page: Page, tablet: Page) -> None:
    """As the list says: three taps in the corner, the PIN, Mode uji, a visit to its end. The server hears that it was done."""
    how = "ketuk tiga kali sudut kiri atas, masukkan PIN, pilih Mode uji, nilai sampai selesai"
    expect(step(page, "Coba satu penilaian di Mode uji")).to_contain_text(how)
    open_sheet(tablet)
    tablet.locator("dialog[open] [data-do=practise]").click()
    expect(tablet.locator(".by-phone")).to_be_hidden()
    tap(tablet, 4)
    expect(tablet.locator("h1")).to_contain_text("jujur")
    expect(tablet.locator("[data-phone]")).to_be_hidden()
    with tablet.expect_response("**/counter/heartbeats") as answered:
        press(tablet, "thanks")
    assert answered.value.ok
    expect(tablet.locator("[data-said=practice]")).to_be_visible()
    today(page)
    expect(step(page, "Coba satu penilaian di Mode uji")).to_have_class("is-done")
    press(tablet, "start")
    expect(tablet.locator("#screen[data-starts]")).to_be_visible()
    expect(page.locator("section[aria-labelledby=box-see]")).to_contain_text("dalam Mode uji")
    open_sheet(tablet)
    tablet.locator("dialog[open] [data-do=practise]").click()
    expect(tablet.locator(".by-phone")).to_be_visible()


def steps_are_done(page: Page) -> None:
    """With the first rating of a visitor the list has done its work, and says so."""
    today(page)
    expect(page.locator(".flash")).to_contain_text("Langkah pertama sudah selesai semua")
    for names, heading in ((["Hari ini"], "Hari ini"), (["Loket", "Pengaturan"], "Pengaturan")):
        for name in names:
            page.get_by_role("navigation", name="Halaman unit").get_by_role("link", name=name).click()
        expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
        expect(page.get_by_role("heading", name="Langkah pertama")).not_to_be_visible()


def name_who_signs(site: Site, page: Page) -> None:
    page.goto(f"{site.url}/panel/units/{UNIT}/today")
    expect(step(page, "Undang kepala unit")).to_have_class("is-done")
    lead_on(page, "Isi kop dan penanda tangan")
    box = page.locator("section[aria-labelledby=letterhead]")
    box.locator("summary").first.click()
    box.get_by_label("Nama penanda tangan").fill("Rahmat Hidayat")
    box.get_by_role("button", name="Simpan").click()


def invite_the_head(page: Page, open_page: OpenPage) -> None:
    page.locator(".menu--kept summary").click()
    page.get_by_role("link", name="Orang").click()
    page.get_by_label("Nama pengguna").fill("kepala-manggar")
    page.get_by_label("Peran").select_option("head")
    page.get_by_label("Tempat").select_option(UNIT)
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
