"""The tablet under a finger: whole visits, and everything that a counter does to it."""

import pytest
from playwright.sync_api import Page, expect

from kiosk.ledger import receipt_code
from tests.browser.axe import violations
from tests.browser.conftest import (
    GUARD,
    LANDSCAPE,
    PORTRAIT,
    WALL,
    OpenPage,
    Site,
    decode,
    press,
    question,
    rarely,
    screens,
    tap,
    wait_until_answerable,
    wait_until_delivered,
)


@pytest.fixture
def tablet(site: Site, open_page: OpenPage) -> Page:
    page = open_page(LANDSCAPE, has_touch=True)
    page.goto(site.pairing_address())
    expect(page.locator("#screen[data-starts]")).to_be_visible()
    return page


def wait_until_kept(page: Page) -> None:
    """All screens are fetched ahead; then the page needs nothing but the answers' replies."""
    page.wait_for_function("() => Number(document.getElementById('visit').dataset.kept) > 0")


@pytest.mark.parametrize("size", [LANDSCAPE, rarely(PORTRAIT)])
def test_a_whole_visit_is_four_taps(site: Site, open_page: OpenPage, size: tuple[int, int]) -> None:
    page = open_page(size, has_touch=True)
    page.goto(site.pairing_address())
    asked = []
    for score in (3, 4, 2, 1):
        asked.append(question(page))
        tap(page, score)
        expect(page.locator("#screen")).not_to_have_attribute("data-screen", "none")
        page.wait_for_function("before => document.querySelector('#screen input[name=question]')?.value !== before", arg=asked[-1])
    expect(page.locator("h1")).to_have_text("Terima kasih.")
    entries = site.entries(page)
    assert [(e.question, e.score) for e in entries] == list(zip(asked, (3, 4, 2, 1), strict=True))
    assert asked[:2] == ["S0", "I0"]
    assert asked[2][0] == "U" and asked[3][0] == "K"  # noqa: PT018  # one element of each index, in this order
    assert {e.visit for e in entries} == {entries[0].visit}
    assert {(e.channel, e.service, e.language) for e in entries} == {("tablet", "paspor", "id")}
    code = receipt_code(entries[0].visit)
    expect(page.locator("[data-receipt]")).to_have_text(code)
    picture = page.locator("[data-receipt-code]")
    assert decode(picture) == [f"{site.url}/cek/{code}"]
    box = picture.bounding_box()
    assert box
    assert box["width"] >= 180, "30 mm on a 10-inch tablet"
    expect(page.locator("#screen[data-starts]")).to_be_visible()


def test_a_double_tap_does_not_answer_the_next_question(site: Site, tablet: Page) -> None:
    wait_until_answerable(tablet)
    place = tablet.locator('.answer[value="3"]').bounding_box()
    assert place
    tablet.mouse.dblclick(place["x"] + 40, place["y"] + 60)
    expect(tablet.locator("h1")).to_contain_text("jujur")
    tablet.wait_for_timeout(200)
    assert [e.question for e in site.entries(tablet)] == ["S0"]


def test_a_press_begun_on_the_screen_before_does_not_count(site: Site, tablet: Page) -> None:
    box = tablet.locator('.answer[value="3"]').bounding_box()
    assert box
    wait_until_answerable(tablet)
    tablet.mouse.move(box["x"] + 20, box["y"] + 120)
    tablet.mouse.down()
    tablet.keyboard.press("3")
    expect(tablet.locator("h1")).to_contain_text("jujur")
    tablet.wait_for_timeout(GUARD + 100)
    tablet.mouse.up()
    tablet.wait_for_timeout(200)
    assert [e.question for e in site.entries(tablet)] == ["S0"]


def test_keys_one_to_four_do_everything(site: Site, tablet: Page) -> None:
    for key in "4321":
        wait_until_answerable(tablet)
        before = question(tablet)
        tablet.keyboard.press(key)
        tablet.wait_for_function("before => document.querySelector('#screen input[name=question]')?.value !== before", arg=before)
    assert [e.score for e in site.entries(tablet)] == [4, 3, 2, 1]


def test_tab_and_enter_answer_with_visible_focus(site: Site, tablet: Page) -> None:
    wait_until_answerable(tablet)
    tablet.locator("#question").focus()
    tablet.keyboard.press("Tab")
    focused = tablet.locator(":focus")
    expect(focused).to_have_attribute("value", "1")
    assert focused.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    tablet.keyboard.press("Tab")
    tablet.keyboard.press("Enter")
    expect(tablet.locator("h1")).to_contain_text("jujur")
    assert [e.score for e in site.entries(tablet)] == [2]


def test_the_answer_can_be_changed_and_the_last_counts(site: Site, tablet: Page) -> None:
    tap(tablet, 1)
    expect(tablet.locator("h1")).to_contain_text("jujur")
    press(tablet, "change")
    expect(tablet.locator("h1")).to_contain_text("pelayanan kami")
    tap(tablet, 4)
    expect(tablet.locator("h1")).to_contain_text("jujur")
    entries = site.entries(tablet)
    assert [(e.question, e.score) for e in entries] == [("S0", 1), ("S0", 4)]
    assert entries[0].visit == entries[1].visit
    expect(tablet.locator("[data-go=change]")).to_have_class("button")
    expect(tablet.locator("[data-go=change]")).to_have_class("button is-away")


def test_skip_and_finish_store_nothing(site: Site, tablet: Page) -> None:
    tap(tablet, 3)
    expect(tablet.locator("h1")).to_contain_text("jujur")
    press(tablet, "next")
    tablet.wait_for_function("() => document.querySelector('#screen input[name=question]').value.startsWith('U')")
    press(tablet, "thanks")
    expect(tablet.locator("h1")).to_have_text("Terima kasih.")
    assert [e.question for e in site.entries(tablet)] == ["S0"]


@pytest.mark.parametrize("size", [LANDSCAPE, rarely(PORTRAIT)])
def test_a_camera_finds_the_official_channels_whatever_was_answered(site: Site, open_page: OpenPage, size: tuple[int, int]) -> None:
    page = open_page(size, has_touch=True)
    page.goto(site.pairing_address())
    for score in (1, 4):
        tap(page, score)
        expect(page.locator("h1")).to_contain_text("jujur")
        tap(page, score)
        page.wait_for_function("() => document.querySelector('#screen input[name=question]')?.value.startsWith('U')")
        press(page, "thanks")
        expect(page.locator("h1")).to_have_text("Terima kasih.")
        assert f"{site.url}/kanal" in decode(page.locator("#screen")), "beside the receipt's code, on one screen"
        box = page.locator(".official__code").bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 178, "30 mm on a screen of ten inches"
        expect(page.locator(".official")).to_contain_text("KPK 198")
        press(page, "start")
        expect(page.locator("#screen[data-starts]")).to_be_visible()


def test_a_new_visitor_gets_a_visit_of_her_own(site: Site, tablet: Page) -> None:
    tap(tablet, 3)
    expect(tablet.locator("h1")).to_contain_text("jujur")
    press(tablet, "start")
    expect(tablet.locator("#screen[data-starts]")).to_be_visible()
    tap(tablet, 2)
    expect(tablet.locator("h1")).to_contain_text("jujur")
    one, other = site.entries(tablet)
    assert one.visit != other.visit


def test_english_for_this_visitor_indonesian_for_the_next(site: Site, tablet: Page) -> None:
    wait_until_answerable(tablet)
    tablet.locator("[data-language=en]").click()
    expect(tablet.locator("h1")).to_have_text("How was our service today?")
    expect(tablet.locator("html")).to_have_attribute("lang", "en")
    tap(tablet, 3)
    expect(tablet.locator("h1")).to_have_text("Was the service honest and by the rules?")
    press(tablet, "thanks")
    expect(tablet.locator("h1")).to_have_text("Thank you.")
    press(tablet, "start")
    expect(tablet.locator("h1")).to_have_text("Bagaimana pelayanan kami hari ini?")
    assert [e.language for e in site.entries(tablet)] == ["en"]


def test_a_tap_can_be_changed_as_long_as_its_ring_runs(site: Site, open_page: OpenPage) -> None:
    """One length for all of it: the ring, the button beside the next question, and the thank-you that has both."""
    page = open_page(LANDSCAPE)
    page.clock.install()
    page.goto(site.pairing_address())
    lasts = 1000 * float(page.evaluate("() => getComputedStyle(document.documentElement).getPropertyValue('--undo')").strip().rstrip("s"))
    change = page.locator("[data-go=change]")
    for _ in range(4):
        question = page.locator("h1").inner_text()
        page.clock.run_for(700)
        page.locator('.answer[value="3"]').click()
        expect(page.locator("h1")).not_to_have_text(question)
        if question.startswith("Bagaimana"):
            page.clock.run_for(lasts - 600)
            expect(change).to_have_class("button")
            page.clock.run_for(700)
            expect(change).to_have_class("button is-away")
    expect(page.locator("h1")).to_have_text("Terima kasih.")
    page.clock.run_for(lasts - 600)
    expect(change).to_have_class("button")
    page.clock.run_for(700)
    expect(page.locator("#screen[data-starts]")).to_be_visible()


def test_who_walks_away_is_asked_and_then_forgotten(site: Site, open_page: OpenPage) -> None:
    page = open_page(LANDSCAPE)
    page.clock.install()
    page.goto(site.pairing_address())
    page.clock.run_for(700)
    page.locator('.answer[value="3"]').click()
    expect(page.locator("h1")).to_contain_text("jujur")
    wait_until_delivered(page)  # time is made to run, the network is not
    page.clock.run_for(25_500)
    expect(page.locator(".pieces[lang=id] [data-piece=idle]")).to_be_visible()
    page.keyboard.press("a")
    expect(page.locator(".pieces[lang=id] [data-piece=idle]")).not_to_be_visible()
    expect(page.locator("h1")).to_contain_text("jujur")
    page.clock.run_for(25_500)
    expect(page.locator(".pieces[lang=id] [data-piece=idle]")).to_be_visible()
    page.clock.run_for(21_000)
    expect(page.locator("#screen[data-starts]")).to_be_visible()
    assert len(site.entries(page)) == 1


@pytest.mark.long
def test_elements_are_offered_in_balance(site: Site, tablet: Page) -> None:
    seen = []
    for _ in range(7):
        tap(tablet, 4)
        expect(tablet.locator("h1")).to_contain_text("jujur")
        press(tablet, "next")
        tablet.wait_for_function("() => document.querySelector('#screen input[name=question]').value.startsWith('U')")
        seen.append(question(tablet))
        press(tablet, "start")
        expect(tablet.locator("#screen[data-starts]")).to_be_visible()
    assert sorted(seen) == ["U1", "U2", "U3", "U4", "U5", "U6", "U7"]


def test_a_screen_kept_needs_no_network(site: Site, open_page: OpenPage) -> None:
    page = open_page(LANDSCAPE, expect_faults=True)
    page.goto(site.pairing_address())
    page.wait_for_function("n => Number(document.getElementById('visit').dataset.kept) === n", arg=len(screens(page)))
    tap(page, 3)
    expect(page.locator("h1")).to_contain_text("jujur")
    page.context.set_offline(True)
    press(page, "next")
    page.wait_for_function("() => document.querySelector('#screen input[name=question]').value.startsWith('U')")


def test_a_camera_reads_the_qr_code_and_lands_on_the_screen_channel(site: Site, tablet: Page) -> None:
    assert decode(tablet.locator(".by-phone img")) == [site.link("screen")]


FITS = """() => {
  const out = [];
  if (document.documentElement.scrollHeight > innerHeight || document.documentElement.scrollWidth > innerWidth) out.push('scrolls');
  const box = e => e.getBoundingClientRect();
  for (const e of document.querySelectorAll('#screen button:not(.is-away), #screen a')) {
    const r = box(e);
    if (r.bottom > innerHeight + 1 || r.right > innerWidth + 1 || r.top < -1 || r.left < -1) out.push('outside: ' + e.textContent.trim());
    if (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1) out.push('clipped: ' + e.textContent.trim());
  }
  const blocks = document.querySelectorAll('.top, .question, .answers, .promise, .foot, .band');
  const rows = [...blocks].map(e => [e, box(e)]).filter(([, r]) => r.height);
  for (const [one, a] of rows) for (const [other, b] of rows) {
    if (one === other || one.contains(other) || other.contains(one)) continue;
    if (a.top < b.top && a.bottom > b.top + 1 && a.left < b.right && b.left < a.right) out.push(one.className + ' over ' + other.className);
  }
  return out;
}"""


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT, rarely(WALL), rarely((1024, 768))])
def test_every_screen_fits_in_both_languages(site: Site, open_page: OpenPage, size: tuple[int, int]) -> None:
    page = open_page(size, has_touch=True)
    page.goto(site.pairing_address())
    page.evaluate("() => document.fonts.ready")
    faults = {}
    for address in screens(page):
        page.evaluate("address => htmx.ajax('GET', address, {target: '#screen', swap: 'outerHTML'})", address)
        if found := page.evaluate(FITS):
            faults[address] = found
    assert faults == {}


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT])
def test_targets_are_large_enough_for_any_finger(site: Site, open_page: OpenPage, size: tuple[int, int]) -> None:
    page = open_page(size, has_touch=True)
    page.goto(site.pairing_address())
    tap(page, 3)
    expect(page.locator("h1")).to_contain_text("jujur")
    sizes = page.eval_on_selector_all(
        "#screen button, #screen a", "all => all.filter(e => e.offsetWidth).map(e => [e.offsetWidth, e.offsetHeight])"
    )
    # 15 mm on a 10.1" screen of 1280 × 800 (5.87 px a millimetre) are 88 px.
    assert sizes
    assert all(width >= 88 and height >= 88 for width, height in sizes)


def test_axe_finds_nothing_on_any_screen(site: Site, tablet: Page) -> None:
    assert violations(tablet) == []
    tap(tablet, 3)
    expect(tablet.locator("h1")).to_contain_text("jujur")
    assert violations(tablet) == []
    press(tablet, "thanks")
    expect(tablet.locator("h1")).to_have_text("Terima kasih.")
    assert violations(tablet) == []
