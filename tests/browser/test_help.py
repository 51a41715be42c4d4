"""What the tablet does for those who see, hear or reach less, or speak another language; and that it forgets it for the next."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import (
    LANDSCAPE,
    PORTRAIT,
    WALL,
    OpenPage,
    Site,
    press,
    question,
    rarely,
    screens,
    tap,
    wait_until_answerable,
    wait_until_still,
)
from tests.browser.test_tablet import FITS

MODES = {"plain": (), "large": ("large",), "contrast": ("contrast",), "both": ("large", "contrast")}


@pytest.fixture
def tablet(site: Site, open_page: OpenPage) -> Page:
    page = open_page(LANDSCAPE, has_touch=True)
    page.goto(site.pairing_address())
    expect(page.locator("#screen[data-starts]")).to_be_visible()
    return page


def choose(page: Page, *modes: str) -> None:
    wait_until_answerable(page)
    for mode in modes:
        page.locator(f"[data-mode={mode}]").click()


def to_integrity(page: Page) -> None:
    tap(page, 3)
    expect(page.locator("h1")).to_contain_text("jujur")


def test_modes_last_for_this_visit_only(site: Site, tablet: Page) -> None:
    choose(tablet, "large", "contrast")
    for mode in ("large", "contrast"):
        expect(tablet.locator(f"[data-mode={mode}]")).to_have_attribute("aria-pressed", "true")
    to_integrity(tablet)
    expect(tablet.locator("html")).to_have_attribute("data-large", "")
    expect(tablet.locator("[data-mode=contrast]")).to_have_attribute("aria-pressed", "true")
    press(tablet, "thanks")
    press(tablet, "start")
    expect(tablet.locator("html")).not_to_have_attribute("data-large", "")
    expect(tablet.locator("html")).not_to_have_attribute("data-contrast", "")
    expect(tablet.locator("[data-mode=large]")).to_have_attribute("aria-pressed", "false")


def test_large_text_is_large(tablet: Page) -> None:
    choose(tablet, "large")
    sizes = tablet.evaluate(
        "() => [...document.querySelectorAll('.question, .answer__label')].map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    # A capital of 7.3 mm at 60 cm is 60 px on a 10.1" screen of 1280 × 800.
    assert len(sizes) == 5
    assert min(sizes) >= 60


# More contrast is other colours in the same places: once, to be sure of that.
@pytest.mark.parametrize(
    ("size", "mode"),
    [
        rarely(LANDSCAPE, "large"),
        (PORTRAIT, "large"),
        (PORTRAIT, "contrast"),
        *(rarely(size, "plain") for size in (LANDSCAPE, PORTRAIT, WALL)),
        rarely(WALL, "large"),
        rarely(LANDSCAPE, "both"),
    ],
)
def test_every_screen_fits_in_every_mode_and_language(site: Site, open_page: OpenPage, size: tuple[int, int], mode: str) -> None:
    page = open_page(size, has_touch=True)
    page.goto(site.pairing_address())
    page.evaluate("() => document.fonts.ready")
    choose(page, *MODES[mode])
    faults = {}
    for address in screens(page):
        page.evaluate("address => htmx.ajax('GET', address, {target: '#screen', swap: 'outerHTML'})", address)
        if found := page.evaluate(FITS):
            faults[address] = found
    assert faults == {}


@pytest.mark.parametrize("mode", [rarely("large"), "contrast"])
def test_axe_finds_nothing_in_any_mode(tablet: Page, mode: str) -> None:
    choose(tablet, mode)
    assert violations(tablet) == []
    to_integrity(tablet)
    assert violations(tablet) == []
    press(tablet, "thanks")
    expect(tablet.locator("h1")).to_have_text("Terima kasih.")
    wait_until_still(tablet)
    assert violations(tablet) == []


SOUND = """() => {
  window.heard = [];
  const start = AudioBufferSourceNode.prototype.start;
  AudioBufferSourceNode.prototype.start = function () { window.heard.push(this.buffer.duration); return start.call(this); };
  const stop = AudioBufferSourceNode.prototype.stop;
  AudioBufferSourceNode.prototype.stop = function () { window.heard.push('stopped'); return stop.call(this); };
}"""


def test_a_question_is_read_aloud_and_stops_with_its_screen(site: Site, tablet: Page) -> None:
    tablet.evaluate(SOUND)
    wait_until_answerable(tablet)
    tablet.locator("[data-listen]").click()
    expect(tablet.locator("[data-listen] [data-when=speaking]")).to_be_visible()
    (length,) = tablet.evaluate("() => window.heard")
    assert 5 < length < 30, "a question and four answers, in seconds"
    tap(tablet, 3)
    expect(tablet.locator("h1")).to_contain_text("jujur")
    assert tablet.evaluate("() => window.heard")[-1] == "stopped"
    expect(tablet.locator("[data-listen] [data-when=silent]")).to_be_visible()


def test_louder_is_for_this_visitor_only(tablet: Page) -> None:
    tablet.evaluate("() => { const Own = GainNode; window.GainNode = function (...own) { return (window.gain = new Own(...own)); }; }")
    volume = "() => window.gain.gain.value"
    wait_until_answerable(tablet)
    tablet.locator("[data-listen]").click()
    expect(tablet.locator("[data-louder]")).to_be_visible()
    before = tablet.evaluate(volume)
    tablet.locator("[data-louder]").click()
    assert tablet.evaluate(volume) > before > 0
    tablet.locator("[data-listen]").click()
    to_integrity(tablet)
    press(tablet, "start")
    expect(tablet.locator("#screen[data-starts]")).to_be_visible()
    wait_until_answerable(tablet)
    tablet.locator("[data-listen]").click()
    expect(tablet.locator("[data-listen] [data-when=speaking]")).to_be_visible()
    assert tablet.evaluate(volume) == before


def test_integrity_answers_are_alike_to_the_pixel(tablet: Page) -> None:
    to_integrity(tablet)
    wait_until_still(tablet)
    tablet.evaluate("() => document.querySelectorAll('.answer__label').forEach(e => { e.textContent = 'x'; })")
    pictures = [answer.screenshot() for answer in tablet.locator(".answer").all()]
    assert len(pictures) == 4
    assert len(set(pictures)) == 1, "size, colour and frame say nothing"
    assert tablet.locator(".answer svg").count() == 0


def test_assistance_is_declared_by_a_held_finger_and_marked(site: Site, tablet: Page) -> None:
    wait_until_answerable(tablet)
    tablet.locator("[data-place]").hover()
    tablet.mouse.down()
    expect(tablet.locator(".pieces[lang=id] [data-piece=helped]")).to_be_visible()
    tablet.mouse.up()
    tablet.locator("dialog[open] [data-help='1']").first.click()
    expect(tablet.locator("[data-helped]")).to_be_visible()
    to_integrity(tablet)
    expect(tablet.locator("[data-helped]")).to_be_visible()
    press(tablet, "start")
    expect(tablet.locator("[data-helped]")).not_to_be_visible()
    tap(tablet, 2)
    expect(tablet.locator("h1")).to_contain_text("jujur")
    assert [e.assisted for e in site.entries(tablet)] == [True, False]


REMAINS = """async ({ words }) => {
  const found = [];
  const look = (where, text) => { for (const word of words) if (String(text).includes(word)) found.push(`${where}: ${word}`); };
  look('page', document.documentElement.outerHTML);
  look('form', [...document.forms[0].elements].map(e => e.value).join(' '));
  look('localStorage', JSON.stringify(localStorage));
  look('sessionStorage', JSON.stringify(sessionStorage));
  look('history', JSON.stringify(history.state) + location.href);
  for (const { name, version } of await indexedDB.databases()) {
    const database = await new Promise(done => { const r = indexedDB.open(name, version); r.onsuccess = () => done(r.result); });
    for (const store of database.objectStoreNames) {
      const all = await new Promise(done => {
        const r = database.transaction(store).objectStore(store).getAll();
        r.onsuccess = () => done(r.result);
      });
      look(`indexedDB ${store}`, JSON.stringify(all));
    }
    database.close();
  }
  for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys()) look('cache', request.url);
  }
  return found;
}"""


@pytest.mark.parametrize("end", ["finished", "walked away"])
def test_nothing_of_a_visitor_remains(site: Site, open_page: OpenPage, end: str) -> None:
    page = open_page(LANDSCAPE)
    page.goto(site.pairing_address())
    tap(page, 3)
    expect(page.locator("h1")).to_contain_text("jujur")
    tap(page, 1)
    page.wait_for_function("() => document.querySelector('#screen input[name=question]').value.startsWith('U')")
    visit = page.locator("#visit input[name=visit]").input_value()
    assert len(visit) == 36
    entries = site.entries(page)
    if end == "finished":
        press(page, "thanks")
        press(page, "start")
    else:
        press(page, "start")
    expect(page.locator("#screen[data-starts]")).to_be_visible()
    wait_until_answerable(page)
    words = [visit, *(str(e.answer) for e in entries)]
    assert page.evaluate(REMAINS, {"words": words}) == []
    page.go_back()
    expect(page.locator("#screen[data-starts]")).to_be_visible()
    assert question(page) == "S0"


def test_the_page_defends_itself(site: Site, tablet: Page) -> None:
    prevented = """kind => { const event = new Event(kind, { bubbles: true, cancelable: true });
      document.querySelector('.question').dispatchEvent(event); return event.defaultPrevented; }"""
    for kind in ("contextmenu", "dragstart", "selectstart", "gesturestart"):
        assert tablet.evaluate(prevented, kind), kind
    keys = """given => { const event = new KeyboardEvent('keydown', { ...given, bubbles: true, cancelable: true });
      document.body.dispatchEvent(event); return event.defaultPrevented; }"""
    for combination in ({"key": "p", "ctrlKey": True}, {"key": "+", "ctrlKey": True}, {"key": "ArrowLeft", "altKey": True}):
        assert tablet.evaluate(keys, combination), combination
    assert tablet.evaluate("() => getComputedStyle(document.documentElement).touchAction") == "none"
    assert tablet.evaluate("() => getComputedStyle(document.body).userSelect") == "none"
    before = tablet.url
    tablet.go_back()
    assert tablet.url == before
    expect(tablet.locator("#screen[data-starts]")).to_be_visible()
