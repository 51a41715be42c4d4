"""The panel in a browser: sign in, see the numbers move, print."""

import re
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from flask_security import hash_password
from playwright.sync_api import Page, expect
from sqlalchemy import update

from kiosk import followups, people, places, proof, recording
from kiosk.clock import service_day, system_clock
from kiosk.devices import walls
from kiosk.instruments import load_all
from kiosk.ledger import Channel, Rating, new_id
from kiosk.people import acts
from kiosk.people.sign_ins import SignIn
from kiosk.places import steps
from kiosk.store import writing
from kiosk.visitors import comments, tickets
from tests.browser.axe import violations
from tests.browser.conftest import PASSWORD, OpenPage, Site, decode, rarely
from tests.make import make_counter, make_follow_up, make_seal, make_unit
from tests.panel.test_today import fill_the_window


def rate(site: Site, score: int = 4, days_ago: int = 0) -> None:
    """One visit of one tap, now or earlier, by the path that all channels take."""
    question = load_all().current("ikm-ipk-2021").need("S0")
    with site.app.app_context():
        place = places.place_by_counter_code(site.counter_code)
        assert place
        now = system_clock() - timedelta(days=days_ago)
        recording.record([Rating(place, new_id(now), new_id(now), question, score, "id", Channel.TABLET, now)], now)


@pytest.fixture(autouse=True)
def _not_new(site: Site) -> None:
    """Somebody has rated before: Today has all its boxes. (What a new unit sees: test_setup.py.)"""
    rate(site, days_ago=1)


def sign_in(site: Site, page: Page, name: str = "kepala") -> None:
    page.goto(f"{site.url}/panel/")
    page.get_by_label("Nama pengguna").fill(name)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    expect(page.locator("h1")).to_have_text("Hari ini")
    page.wait_for_load_state()  # keys work once the script is there


def enter_as(role: str, site: Site, page: Page) -> None:
    """A new account with this role everywhere, signed in."""
    with site.app.app_context():
        people.add(role, hash_password(PASSWORD), role)
    sign_in(site, page, role)


COVERED = """() => {
  const shown = which => [...document.querySelectorAll(which)].filter(e => e.checkVisibility({ visibilityProperty: true }));
  const buttons = shown('main :is(a, button, summary, input, select, textarea)').map(e => [e, e.getBoundingClientRect()])
    .filter(([, box]) => box.width > 4 && box.height > 4);
  const lines = shown('main p').flatMap(e => {
    const range = document.createRange();
    range.selectNodeContents(e);
    return [...range.getClientRects()].map(box => [e, box]);
  });
  const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
  return buttons.flatMap(([one, box], n) => [...buttons.slice(n + 1), ...lines]
    .filter(([other, its]) => !one.contains(other) && !other.contains(one) && over(box, its))
    .map(([other]) => `${one.innerText || one.name} / ${other.innerText || other.name}`));
}"""
"""What can be pressed and lies over something else that can be pressed or read."""


OUTSIDE = """() => [...document.querySelectorAll('main .box')].flatMap(box => {
  const edge = box.getBoundingClientRect().right + 1;
  return [...box.querySelectorAll('*')]
    .filter(e => e.checkVisibility() && !e.closest('[popover], svg, .visually-hidden') && e.getBoundingClientRect().right > edge)
    .filter(e => !['auto', 'hidden'].includes(getComputedStyle(e.closest('.scroll') ?? e).overflowX))
    .map(e => `${e.tagName} ${e.innerText.slice(0, 40)}`).slice(0, 1);
})"""
"""What reaches out of its box on the right, and is not pushed within it."""
UNPAINTED = """() => [...document.querySelectorAll('svg.chart :is(rect, circle, polygon)')]
  .filter(e => getComputedStyle(e).fill === 'rgb(0, 0, 0)').map(e => e.getAttribute('class'))"""
"""What no style gives a colour, which is then black: a display has a style of its own."""


def look_at(page: Page, name: str) -> None:
    """axe finds nothing and each mark has its colour; at three more widths too it fits, and nothing is covered or out of its box."""
    assert violations(page) == [], name
    assert page.evaluate(UNPAINTED) == [], name
    size = page.viewport_size
    assert size
    for width in (size["width"], 390, 820, 1280):
        page.set_viewport_size({"width": width, "height": size["height"]})
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), f"{name} at {width}"
        assert page.evaluate(COVERED) == [], f"{name} at {width}"
        assert page.evaluate(OUTSIDE) == [], f"{name} at {width}"
    page.set_viewport_size(size)


@pytest.mark.parametrize(("size", "scheme"), [rarely((1440, 900), "dark"), ((390, 844), "light")])
def test_axe_finds_nothing_on_sign_in_today_and_poster(site: Site, open_page: OpenPage, size: tuple[int, int], scheme: str) -> None:
    page = open_page(size, color_scheme=scheme)
    page.goto(f"{site.url}/panel/")
    for _ in range(6):
        rate(site)

    assert violations(page) == []
    sign_in(site, page)
    look_at(page, "today")
    page.goto(f"{site.url}/panel/units/{site.unit_code}/counters/{site.counter_code}/poster")
    assert violations(page) == []


def test_numbers_move_by_themselves(site: Site, open_page: OpenPage) -> None:
    page = open_page((1440, 900))
    page.clock.install()
    sign_in(site, page)
    expect(page.locator("#today .figure").first).to_contain_text("0")
    rate(site)
    page.clock.run_for(11_000)
    expect(page.locator("#today .figure").first).to_contain_text("1")


@pytest.mark.parametrize("size", [rarely((1440, 900)), (390, 844)])
def test_the_method_opens_beside_its_figure_and_closes_again(site: Site, open_page: OpenPage, size: tuple[int, int]) -> None:
    page = open_page(size)
    sign_in(site, page)
    opener = page.get_by_role("button", name="Cara hitung IKM", exact=True)
    card = page.get_by_role("dialog", name="IKM", exact=True)
    expect(card).to_be_hidden()
    opener.click()
    expect(card).to_be_visible()
    expect(card).to_contain_text("25 × Σ")
    assert violations(page) == []
    assert card.evaluate("(e) => e.scrollWidth <= e.clientWidth")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    opener.press("Enter")
    card.get_by_role("button", name="Tutup").click()
    expect(card).to_be_hidden()


def test_who_reads_a_method_is_not_interrupted(site: Site, open_page: OpenPage) -> None:
    page = open_page((1440, 900))
    page.clock.install()
    sign_in(site, page)
    page.get_by_role("button", name="Cara hitung IKM", exact=True).click()
    rate(site)
    before = page.locator("#today .figure").first.inner_text()
    page.clock.run_for(25_000)
    expect(page.get_by_role("dialog", name="IKM", exact=True)).to_be_visible()
    assert page.locator("#today .figure").first.inner_text() == before
    page.keyboard.press("Escape")
    page.mouse.click(5, 300)
    page.clock.run_for(11_000)
    expect(page.locator("#today .figure").first).not_to_have_text(before)


def test_today_needs_no_scrolling_and_one_sheet(site: Site, open_page: OpenPage) -> None:
    """Once a unit is set up: until then its first steps stand above."""
    with site.app.app_context():
        unit = places.unit_by_code(site.unit_code)
        assert unit
        steps.note(unit, steps.DISMISSED, "admin", system_clock())
    page = open_page((1440, 900))
    sign_in(site, page)
    assert page.evaluate("() => document.documentElement.scrollHeight <= innerHeight")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) == 1
    # However much there is to see.
    notices = page.locator(".notices")
    notices.evaluate("(list) => list.append(...Array.from({ length: 9 }, () => list.firstElementChild.cloneNode(true)))")
    assert notices.evaluate("(e) => e.scrollHeight > e.clientHeight")
    assert page.evaluate("() => document.documentElement.scrollHeight <= innerHeight")


def test_other_days_by_key(site: Site, open_page: OpenPage) -> None:
    page = open_page((1440, 900))
    sign_in(site, page)
    page.keyboard.press("ArrowLeft")
    expect(page.locator("h1")).not_to_have_text("Hari ini")
    page.wait_for_load_state()  # as after signing in
    page.keyboard.press("ArrowRight")
    expect(page.locator("h1")).to_have_text("Hari ini")


def test_the_posters_are_two_clicks_from_today(site: Site, open_page: OpenPage) -> None:
    page = open_page((1440, 900))
    sign_in(site, page)
    page.get_by_role("navigation", name="Halaman unit").get_by_role("link", name="Loket", exact=True).click()
    page.get_by_role("navigation", name="Halaman unit").get_by_role("link", name="QR dan kartu").click()
    expect(page.locator("h1")).to_have_text("QR dan kartu")
    address = page.get_by_role("link", name="A4").first.get_attribute("href")
    sheet = page.request.get(f"{site.url}{address}")
    assert sheet.headers["content-type"] == "application/pdf"
    assert sheet.body().startswith(b"%PDF-")


def test_a_failed_refresh_leaves_the_page_and_sign_out_leads_to_sign_in(site: Site, open_page: OpenPage) -> None:
    page = open_page((1440, 900), expect_faults=True)
    page.clock.install()
    sign_in(site, page)
    page.locator("h1").click()
    page.route("**/today?*seen=*", lambda route: route.fulfill(status=502, body="<h1>Bad gateway</h1>", content_type="text/html"))
    page.clock.run_for(11_000)
    expect(page.locator("h1")).to_have_text("Hari ini")
    page.unroute("**/today?*seen=*")
    page.context.clear_cookies()
    rate(site)
    page.clock.run_for(11_000)
    expect(page.locator("h1")).to_have_text("Masuk ke panel")


def test_a_page_that_stays_open_takes_a_new_release(site: Site, open_page: OpenPage) -> None:
    """A display hangs there for months: with the style and scripts that it began with, new pages would look broken."""
    page = open_page((1440, 900))
    page.clock.install()
    with site.app.app_context():
        unit = next(unit for unit in places.units() if unit.code == site.unit_code)
        page.goto(f"{site.url}/wall/{walls.put_up(unit, 'Lobi', True, 'kepala', system_clock())[1]}")
    edition = page.locator("meta[name=edition]")
    ours = edition.get_attribute("content")
    edition.evaluate("(meta) => { meta.content = 'older'; }")
    rate(site)
    page.clock.run_for(61_000)
    expect(page.locator(".tile__figure").first).to_have_text("1")
    expect(edition).to_have_attribute("content", ours or "")


def test_a_camera_reads_the_seal_from_the_card_and_from_the_sheet(site: Site, open_page: OpenPage) -> None:
    rate(site)
    with site.app.app_context():
        place = places.place_by_counter_code(site.counter_code)
        assert place
        seal = make_seal(place.unit, system_clock())
        assert seal
        line = proof.printed(seal)
    page = open_page((1440, 900))
    sign_in(site, page)
    box = page.locator(".box--seal")
    expect(box).to_contain_text(proof.fingerprint(seal))
    box.locator(".how").click()
    page.wait_for_function("() => document.querySelector('.card__qr').complete")
    assert decode(page.locator(".card__qr")) == [line]
    page.keyboard.press("Escape")
    page.emulate_media(media="print")
    assert decode(page.locator(".seal__qr")) == [line]


@pytest.mark.parametrize(("size", "language"), [rarely((1440, 900), "id"), ((390, 844), "en")])
def test_codes_words_and_papers_fit_and_axe_finds_nothing(site: Site, open_page: OpenPage, size: tuple[int, int], language: str) -> None:
    with site.app.app_context():
        unit = places.unit_by_code(site.unit_code)
        assert unit
        place = places.place_by_counter_code(site.counter_code)
        assert place
        people.add("kanwil", hash_password(PASSWORD), "kanwil")
        today = service_day(system_clock(), unit.zone)
        tickets.make_batch(place.counter, 30, today, today, "kepala", system_clock())
        for n in range(6):
            comments.write(unit, f"Ruang tunggu panas sekali, tolong tambah kipas angin. {n}", "id", uuid4(), today)
        for comment in comments.waiting(unit)[:5]:
            comments.judge(unit, comment.id, comments.PASS, "", "kanwil", today)
        comments.pass_on(today + timedelta(days=1))
    page = open_page(size)
    sign_in(site, page, "kanwil")
    for name in ("codes", "words", "papers"):
        page.goto(f"{site.url}/panel/units/{site.unit_code}/{name}?language={language}")
        look_at(page, name)
    page.goto(f"{site.url}/panel/desk?language={language}")
    page.locator(".desk__help summary").click()
    look_at(page, "desk")
    page.locator("[data-key=t]").click()
    expect(page.locator("[data-key=u]")).to_be_visible()
    look_at(page, "desk, all read")


@pytest.mark.parametrize(("size", "language"), [((1440, 900), "en"), rarely((390, 844), "id")])
def test_past_surveys_go_in_by_themselves_and_axe_finds_nothing(
    site: Site, open_page: OpenPage, tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    """Looked at with a fault, then agreed to; a long table presses its own button until it is stored."""
    with site.app.app_context():
        people.add("kanwil", hash_password(PASSWORD), "kanwil")
    codes = ";".join(f"U{n}" for n in range(1, 10))
    rows = [f"{n};{n % 28 + 1:02}/03/2021;{';'.join(str(1 + (n + place) % 4) for place in range(9))}" for n in range(1, 1201)]
    good, wrong = tmp_path / "skm.csv", tmp_path / "salah.csv"
    good.write_text("\n".join([f"No;Tanggal;{codes}", *rows, ""]))
    wrong.write_text(good.read_text().replace("\n7;", "\n7;kemarin", 1))
    page = open_page(size, expect_faults=True)  # a refusal is an error to the console
    sign_in(site, page, "kanwil")
    here = f"{site.url}/panel/units/{site.unit_code}/imports?language={language}"
    page.goto(here)
    look_at(page, "imports, empty")
    for file, name in ((wrong, "faults"), (good, "seen")):
        page.set_input_files("#table-file", file)
        page.locator("form[enctype] button").click()
        expect(page.locator("#seen")).to_be_visible()
        look_at(page, f"imports, {name}")
    page.locator("form[action*='/drafts/'] button").click()
    expect(page.locator("#stored ~ ul li")).to_contain_text("skm.csv", timeout=60_000)
    expect(page.locator(".flash")).to_contain_text("1.200" if language == "id" else "1,200")
    look_at(page, "imports, stored")
    page.goto(f"{site.url}/panel/units/{site.unit_code}/period?kind=month&day=2021-03-01&language={language}")
    expect(page.locator("section[aria-labelledby=past]")).to_be_visible()
    look_at(page, "a period with past surveys")


@pytest.mark.parametrize(("size", "language", "scheme"), [((1440, 900), "en", "dark"), rarely((390, 844), "id", "light")])
def test_follow_ups_fit_and_axe_finds_nothing(site: Site, open_page: OpenPage, size: tuple[int, int], language: str, scheme: str) -> None:
    with site.app.app_context():
        unit = places.unit_by_code(site.unit_code)
        assert unit
        people.add("kanwil", hash_password(PASSWORD), "kanwil")
        late, done = (make_follow_up(unit, element, planned=system_clock() - timedelta(days=n)) for element, n in (("U4", 200), ("K1", 9)))
        today = service_day(system_clock(), unit.zone)
        followups.set_status(unit, done.id, "done", today, "", "kepala", system_clock(), today)
    page = open_page(size, color_scheme=scheme)
    sign_in(site, page, "kanwil")
    for name in ("", "/new", f"/{late.id}", f"/{done.id}", f"/{late.id}/plans/new"):
        page.goto(f"{site.url}/panel/units/{site.unit_code}/follow-ups{name}?language={language}")
        look_at(page, name)


@pytest.mark.parametrize(("size", "language"), [rarely((1440, 900), "id"), ((390, 844), "en")])
def test_settings_people_and_records_fit_and_axe_finds_nothing(
    site: Site, open_page: OpenPage, size: tuple[int, int], language: str
) -> None:
    with site.app.app_context():
        people.add("admin", hash_password(PASSWORD), "admin")
        two_roles = people.by_name("kepala")
        assert two_roles
        people.grant(two_roles, "operator", places.unit_by_code(site.unit_code))
        # A word without a blank breaks, rather than the page.
        acts.note("settings.name", "admin", system_clock(), about="x" * 500)
        acts.note("people.invite", "x" * 80, system_clock(), about="kepala")
    page = open_page(size)
    sign_in(site, page, "admin")
    here = f"units/{site.unit_code}"
    for name in (
        "patterns",
        "places",
        "places/list",
        "people",
        f"people/{two_roles.id}",
        "account",
        "acts",
        f"{here}/settings",
        f"{here}/counters/{site.counter_code}",
        f"{here}/marks",
        f"{here}/devices",
        f"{here}/notices",
    ):
        page.goto(f"{site.url}/panel/{name}?language={language}")
        look_at(page, name)


@pytest.mark.parametrize(("size", "language", "scheme"), [((1440, 900), "id", "light"), rarely((390, 844), "en", "dark")])
def test_regions_periods_cards_and_the_wall_fit_and_axe_finds_nothing(
    site: Site, open_page: OpenPage, size: tuple[int, int], language: str, scheme: str
) -> None:
    for _ in range(10):
        rate(site)
    page = open_page(size, color_scheme=scheme)
    with site.app.app_context():
        place = places.place_by_counter_code(site.counter_code)
        assert place
        people.add("kanwil", hash_password(PASSWORD), "kanwil")
    fill_the_window(site.app, place, system_clock)
    sign_in(site, page, "kanwil")
    with site.app.app_context():
        make_counter(make_unit("lapas", name="Lembaga Pemasyarakatan Kelas IIB Tanjungpandan"), "lapas-1")
        unit = next(unit for unit in places.units() if unit.code == site.unit_code)
        display = f"/wall/{walls.put_up(unit, 'Lobi', True, 'kepala', system_clock())[1]}"
    here = f"units/{site.unit_code}"
    for name, sheets in (
        ("", 1),
        (f"{here}/period", 1),
        (f"{here}/elements", 1),
        (f"{here}/where", 1),
        (f"{here}/served", 1),
        (f"{here}/reports", 0),
        ("comparison?kind=week", 1),
        (f"{here}/card", 0),
        (f"{here}/walls", 0),
        (display, 0),
    ):
        page.goto(f"{site.url}{'' if name == display else '/panel/'}{name}{'&' if '?' in name else '?'}language={language}")
        look_at(page, name)
        if sheets and scheme == "light":
            assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) == sheets, name
    if scheme == "light":
        assert page.evaluate("() => document.documentElement.scrollHeight <= innerHeight"), "nobody scrolls on a wall"


def idle(site: Site, **length: float) -> None:
    """Make the last thing done that long ago, by the server's book."""
    with site.app.app_context(), writing() as session:
        session.execute(update(SignIn).values(seen_at=system_clock() - timedelta(**length)))


def test_a_person_who_does_nothing_is_warned_and_may_stay(site: Site, open_page: OpenPage) -> None:
    page = open_page((1440, 900))
    sign_in(site, page)
    page.clock.install()
    page.goto(f"{site.url}/panel/account")  # nothing of it asks for itself again while the clock runs ahead
    warning = page.get_by_role("dialog", name="Anda akan keluar dalam 2 menit")
    page.clock.fast_forward(57 * 60 * 1000)
    page.clock.run_for(6000)
    expect(warning).to_be_hidden()
    idle(site, minutes=59)
    page.clock.fast_forward(61 * 1000)
    page.clock.run_for(6000)
    expect(warning).to_be_visible()
    warning.get_by_role("button", name="Tetap masuk").click()
    expect(warning).to_be_hidden()


def test_work_in_another_tab_keeps_what_is_typed_in_this_one(site: Site, open_page: OpenPage) -> None:
    page = open_page((1440, 900))
    sign_in(site, page)
    page.clock.install()
    page.goto(f"{site.url}/panel/account")
    page.get_by_label("Kata sandi baru", exact=True).fill("sedang diketik")
    # An hour by this page's clock; by the server's book something was done a moment ago.
    with page.expect_response("**/account/here"):
        page.clock.fast_forward(61 * 60 * 1000)
        page.clock.run_for(6000)
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_label("Kata sandi baru", exact=True)).to_have_value("sedang diketik")
    idle(site, minutes=61)
    page.clock.fast_forward(61 * 60 * 1000)
    page.clock.run_for(6000)
    expect(page.locator("h1")).to_have_text("Masuk ke panel")


def test_forms_are_typed_by_keyboard_alone(site: Site, open_page: OpenPage) -> None:
    page = open_page((1440, 900))
    enter_as("kanwil", site, page)
    page.goto(f"{site.url}/panel/units/{site.unit_code}/papers")
    expect(page.locator("input[inputmode=numeric]").first).to_be_focused()
    # Fourteen answers; a slip is taken back with two keys.
    page.keyboard.type("3434343")
    page.keyboard.press("Backspace")
    page.keyboard.type("2434343")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Formulir tersimpan.")
    found = site.entries()[1:]
    assert [entry.score for entry in found] == [3, 4, 3, 4, 3, 4, 2, 4, 3, 4, 3, 4, 3]
    assert {entry.channel for entry in found} == {"paper"}


def test_a_refused_form_is_led_to_however_far_down_it_stands(site: Site, open_page: OpenPage) -> None:
    page = open_page((1440, 900), expect_faults=True)  # a refusal is an error to the console
    enter_as("admin", site, page)
    page.goto(f"{site.url}/panel/units/kanim-uji/settings")
    page.locator("summary", has_text="Tutup unit ini").click()
    page.get_by_role("button", name="Tutup unit").click()
    expect(page.locator("#reason-error")).to_be_in_viewport()
    expect(page.get_by_label("Alasan")).to_be_focused()
    expect(page.get_by_role("link", name="Pengaturan")).to_have_attribute("aria-current", "page")
    page.goto(f"{site.url}/panel/places")
    page.get_by_label("Nama resmi").fill("Kanim Baru")
    page.locator("summary", has_text="Nama pendek dan kode").click()
    page.get_by_label("Kode").fill("Kanim Baru")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_label("Kode")).to_be_focused()
    expect(page.get_by_label("Kode")).to_be_in_viewport()


def test_of_the_days_that_are_alike_only_the_first_is_asked_for(site: Site, open_page: OpenPage) -> None:
    page = open_page((1440, 900))
    enter_as("admin", site, page)
    page.goto(f"{site.url}/panel/units/kanim-uji/settings")
    expect(page.get_by_label("Selasa, buka 1")).not_to_be_visible()
    page.get_by_label("Senin sampai Jumat sama").uncheck()
    expect(page.get_by_label("Selasa, buka 1")).to_be_visible()
