"""A tablet without network, with a server in trouble, killed, copied into two tabs, with a wrong clock: nothing lost, nothing twice."""

import os
import signal
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from kiosk import devices, places
from kiosk.clock import system_clock
from kiosk.devices import reports
from kiosk.devices.reports import DeviceReport
from kiosk.places import service_points
from kiosk.store import see_anew
from tests.browser.conftest import (
    LANDSCAPE,
    PATIENCE,
    OpenPage,
    Site,
    chromium,
    press,
    question,
    rarely,
    tap,
    wait_until_answerable,
    wait_until_delivered,
    waiting,
)

SHELL_IS_WHOLE = "async () => !!(await caches.match('/counter/shell')) && !!navigator.serviceWorker.controller"


def wait_until_whole(page: Page) -> None:
    """The tablet has kept all that it needs to start alone."""
    for _ in range(PATIENCE // 50):  # wait_for_function does not await a promise
        if page.evaluate(SHELL_IS_WHOLE):
            break
        page.wait_for_timeout(50)
    else:
        raise AssertionError("the tablet did not keep its pieces")
    page.wait_for_function("() => Number(document.getElementById('visit').dataset.kept) > 20")


def visit(page: Page, scores: tuple[int, ...] = (3, 4, 2, 1)) -> list[tuple[str, int]]:
    """A whole visit, until the thank-you: what was tapped."""
    tapped = []
    for score in scores:
        asked = question(page)
        tap(page, score)
        page.wait_for_function("before => document.querySelector('#screen input[name=question]')?.value !== before", arg=asked)
        tapped.append((asked, score))
    expect(page.locator("h1")).to_have_text("Terima kasih.")
    return tapped


def next_visitor(page: Page) -> None:
    press(page, "start")
    expect(page.locator("#screen[data-starts]")).to_be_visible()


@pytest.fixture
def tablet(site: Site, open_page: OpenPage) -> Page:
    page = open_page(LANDSCAPE, workers=True, expect_faults=True, has_touch=True)
    page.goto(site.pairing_address())
    expect(page.locator("#screen[data-starts]")).to_be_visible()
    wait_until_whole(page)
    return page


Launch = Callable[[], BrowserContext]


@pytest.fixture
def launch(driver: Playwright, tmp_path: Path) -> Iterator[Launch]:
    """A browser of its own with a profile that outlives it, as on a tablet."""
    open_ones: list[BrowserContext] = []

    def launch() -> BrowserContext:
        context = driver.chromium.launch_persistent_context(
            tmp_path / "profile",
            executable_path=chromium(),
            args=["--disable-dev-shm-usage", "--disable-background-networking"],
            viewport={"width": 1280, "height": 800},
            locale="id-ID",
        )
        context.set_default_timeout(PATIENCE)
        open_ones.append(context)
        return context

    yield launch
    for context in open_ones:
        try:
            context.close()
        except Exception:  # noqa: S110  # killed by the test
            pass


def kill(profile: Path) -> None:
    """End every process of the browser that lives in this profile, as a pulled plug does."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if str(profile).encode() in command:
            try:
                os.kill(int(folder.name), signal.SIGKILL)
            except ProcessLookupError:
                pass


def test_whole_visits_without_network_are_delivered_in_order(site: Site, tablet: Page) -> None:
    tablet.context.set_offline(True)
    first = visit(tablet)
    expect(tablet.locator("[data-said=kept]")).to_be_visible()
    expect(tablet.locator("[data-said=recorded]")).not_to_be_visible()
    next_visitor(tablet)
    second = visit(tablet, (1, 1, 1, 1))
    assert site.entries() == []
    assert waiting(tablet) == 8
    tablet.context.set_offline(False)
    entries = site.entries(tablet)
    assert [(e.question, e.score) for e in entries] == first + second
    assert len({e.visit for e in entries}) == 2


def test_recorded_is_said_after_the_servers_word(site: Site, tablet: Page) -> None:
    tablet.context.set_offline(True)
    tap(tablet, 4)
    expect(tablet.locator("h1")).to_contain_text("jujur")
    press(tablet, "thanks")
    expect(tablet.locator("[data-said=kept]")).to_be_visible()
    tablet.mouse.move(640, 700)
    tablet.mouse.down()  # a finger on the screen holds it
    tablet.context.set_offline(False)
    expect(tablet.locator("[data-said=recorded]")).to_be_visible()
    expect(tablet.locator("[data-said=kept]")).not_to_be_visible()
    assert len(site.entries()) == 1


def test_a_cold_start_without_network_gives_the_first_screen(site: Site, launch: Launch) -> None:
    context = launch()
    page = context.pages[0]
    page.goto(site.pairing_address())
    wait_until_whole(page)
    context.close()
    site.trouble.kind = "reset"
    context = launch()
    context.set_offline(True)
    page = context.pages[0]
    page.goto(f"{site.url}/counter/")
    expect(page.locator("#screen[data-starts]")).to_be_visible()
    assert page.evaluate("() => [...document.images].every(image => image.hidden || !image.src || image.naturalWidth > 0)")
    assert page.evaluate("() => document.fonts.ready.then(() => document.fonts.check('16px \"Plus Jakarta Sans\"'))")
    tapped = visit(page)
    # An address that nobody kept leads to the first screen too, never to the browser's own error page.
    page.goto(f"{site.url}/counter/somewhere")
    expect(page.locator("#screen[data-starts]")).to_be_visible()
    site.trouble.kind = ""
    context.set_offline(False)
    assert [(e.question, e.score) for e in site.entries(page)] == tapped


def test_a_killed_browser_loses_nothing(site: Site, launch: Launch, tmp_path: Path) -> None:
    context = launch()
    page = context.pages[0]
    page.goto(site.pairing_address())
    wait_until_whole(page)
    context.set_offline(True)
    tapped = visit(page)
    next_visitor(page)
    tap(page, 2)
    expect(page.locator("h1")).to_contain_text("jujur")
    tapped.append(("S0", 2))
    kill(tmp_path / "profile")
    context = launch()
    context.set_offline(True)
    page = context.pages[0]
    page.goto(f"{site.url}/counter/")
    expect(page.locator("#screen[data-starts]")).to_be_visible()
    assert waiting(page) == 5
    context.set_offline(False)
    assert [(e.question, e.score) for e in site.entries(page)] == tapped


@pytest.mark.parametrize("kind", [rarely("503"), rarely("reset"), "hangs", "lost"])
def test_a_server_in_trouble_is_not_noticed_by_visitors(site: Site, tablet: Page, kind: str) -> None:
    site.trouble.kind = kind
    tapped = visit(tablet)
    expect(tablet.locator("[data-said=kept]")).to_be_visible()
    assert "/counter/batches" in site.trouble.seen
    site.trouble.kind = ""
    site.trouble.ended.set()
    if kind != "reset":  # once the tablet finds out by itself; else it is told, which is quicker
        tablet.evaluate("() => dispatchEvent(new Event('online'))")
    wait_until_delivered(tablet)
    assert [(e.question, e.score) for e in site.entries()] == tapped


STEPS = """score => new Promise((done) => {
  const button = document.querySelector(`.answer[value="${score}"]`);
  const before = document.querySelector('#screen input[name=question]').value;
  const press = () => {
    const began = performance.now();
    button.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    button.click();
    // On a busy machine the screen has not stood long enough, and the tap does not count: again.
    if (!button.classList.contains('is-pressed')) return setTimeout(press, 100);
    const pressed = performance.now() - began;
    const look = () => {
      if (document.querySelector('#screen input[name=question]')?.value !== before) done([pressed, performance.now() - began]);
      else requestAnimationFrame(look);
    };
    look();
  };
  press();
})"""


@pytest.mark.parametrize("network", [rarely("there"), rarely("away"), "slow"])
def test_the_next_screen_does_not_wait_for_the_network(site: Site, tablet: Page, network: str) -> None:
    site.trouble.kind = "slow" if network == "slow" else ""
    tablet.context.set_offline(network == "away")
    times = []
    for _ in range(2):
        for score in (4, 3, 2, 1):
            wait_until_answerable(tablet)
            times.append(tablet.evaluate(STEPS, score))
        next_visitor(tablet)
    reactions, screens = zip(*times, strict=True)
    assert sorted(reactions)[4] <= 100, f"the first reaction took {reactions} ms"
    assert sorted(screens)[4] <= 300, f"the next screen took {screens} ms"
    site.trouble.kind = ""
    site.trouble.ended.set()
    tablet.context.set_offline(False)
    wait_until_delivered(tablet, 30)
    assert len(site.entries()) == 8


def test_two_tabs_deliver_once(site: Site, tablet: Page) -> None:
    other = tablet.context.new_page()
    other.goto(f"{site.url}/counter/")
    tablet.context.set_offline(True)
    tapped = visit(tablet, (4, 4, 4, 4)) + visit(other, (1, 1, 1, 1))
    tablet.context.set_offline(False)
    entries = site.entries(other)
    assert sorted((e.question, e.score) for e in entries) == sorted(tapped)
    assert len({e.visit for e in entries}) == 2


WRONG_CLOCK = """(() => {
  const Right = Date, shift = () => Number(localStorage.getItem('shift') ?? %d);
  window.Date = class extends Right {
    constructor(...given) { given.length ? super(...given) : super(Right.now() + shift()); }
    static now() { return Right.now() + shift(); }
  };
})()"""


@pytest.mark.parametrize("hours", [24, rarely(-24)])
def test_a_wrong_clock_bends_no_time(site: Site, open_page: OpenPage, hours: int) -> None:
    page = open_page(LANDSCAPE, expect_faults=True)
    page.add_init_script(WRONG_CLOCK % (hours * 3_600_000))
    page.goto(site.pairing_address())
    page.wait_for_function("() => localStorage.getItem('loket:orders')")
    tap(page, 4)
    expect(page.locator("h1")).to_contain_text("jujur")
    page.context.set_offline(True)
    began = system_clock()
    tap(page, 3)
    # The clock is put right before the answer could be sent.
    page.evaluate("() => localStorage.setItem('shift', 0)")
    page.wait_for_timeout(500)
    page.context.set_offline(False)
    one, other = site.entries(page)
    # The shift was 24 hours; the rest is what a busy machine takes for two taps.
    assert abs(one.given_at - other.given_at) < timedelta(minutes=1)
    assert timedelta(0) <= other.given_at - began < timedelta(minutes=1)
    with site.app.app_context():
        assert abs(one.received_at - system_clock()) < timedelta(minutes=1)


def test_a_replaced_tablet_delivers_what_was_tapped_before(site: Site, tablet: Page, open_page: OpenPage) -> None:
    tablet.context.set_offline(True)
    tapped = visit(tablet)
    with site.app.app_context():
        place = places.place_by_counter_code(site.counter_code)
        assert place
        old = devices.of_unit(place.unit)[0]
        code = devices.begin_pairing(place.counter, system_clock(), replaces=old)
    new = open_page(LANDSCAPE)
    new.goto(f"{site.url}/counter/pair/{code}")
    tap(new, 1)
    expect(new.locator("h1")).to_contain_text("jujur")
    assert len(site.entries(new)) == 1
    tablet.context.set_offline(False)
    assert [(e.question, e.score) for e in site.entries(tablet)] == [("S0", 1), *tapped]


def test_a_tablet_paired_anew_delivers_for_the_counter_where_it_was_tapped(site: Site, tablet: Page) -> None:
    tablet.context.set_offline(True)
    visit(tablet)
    with site.app.app_context():
        place = places.place_by_counter_code(site.counter_code)
        assert place
        other = places.open_counter(place.unit, "kanim-uji-2", "Loket 9", instrument=place.counter.instrument, plan=place.counter.plan)
        code = devices.begin_pairing(other, system_clock())
    site.trouble.kind = "503"  # nothing of it goes out before the tablet is paired anew
    tablet.context.set_offline(False)
    tablet.wait_for_timeout(100)
    site.trouble.kind = ""
    tablet.goto(f"{site.url}/counter/pair/{code}")
    expect(tablet.locator(".place")).to_contain_text("Loket 9")
    tap(tablet, 2)
    expect(tablet.locator("h1")).to_contain_text("jujur")
    entries = site.entries(tablet)
    assert [e.counter for e in entries] == ["kanim-uji-1"] * 4 + ["kanim-uji-2"]


# The page holds its scripts joined; this one lies beside it, and is fetched before the network goes.
OUTBOX = """async () => {
  const address = document.querySelector('script[type=module]').src.replace('main.js', 'outbox.js');
  await import(address);
  return address;
}"""
QUEUE = """async ({ outbox, many, device }) => {
  const { keep } = await import(outbox);
  const id = (n, kind) => `01934f5e-7d3a-7${kind}21-9f00-${n.toString(16).padStart(12, '0')}`;
  for (let n = 0; n < many; n++) {
    const stamp = { device: Date.now() - (many - n) * 200, offset: 0, run: 1, ticks: 0, after: 0 };
    await keep({ visit: id(n >> 1, 'a'), answer: id(n, 'b'), question: n % 2 ? 'I0' : 'S0', score: String(1 + n % 4), language: 'id',
      plan: 'S0 I0', device, stamp, something: 'that only another version knows' });
  }
}"""


def test_a_thousand_answers_go_out_in_order_within_a_minute(site: Site, tablet: Page) -> None:
    outbox = tablet.evaluate(OUTBOX)
    tablet.context.set_offline(True)
    device = tablet.locator("#visit").get_attribute("data-device")
    tablet.evaluate(QUEUE, {"outbox": outbox, "many": 1000, "device": device})
    assert waiting(tablet) == 1000
    began = monotonic()
    tablet.context.set_offline(False)
    wait_until_delivered(tablet, 60)
    assert monotonic() - began < 60
    entries = site.entries()
    assert [(e.answer.int & 0xFFFF) for e in entries] == list(range(1000))
    assert all(one.given_at <= other.given_at for one, other in zip(entries, entries[1:], strict=False))


def test_one_answer_that_is_refused_stands_in_nobodys_way(site: Site, tablet: Page) -> None:
    outbox = tablet.evaluate(OUTBOX)
    tablet.context.set_offline(True)
    tablet.evaluate(QUEUE, {"outbox": outbox, "many": 1, "device": "999"})
    tapped = visit(tablet)
    tablet.context.set_offline(False)
    assert [(e.question, e.score) for e in site.entries(tablet)] == tapped
    kept = tablet.evaluate("async outbox => (await import(outbox)).state()", outbox)
    assert kept["refused"] == 1
    assert "device" in kept["reason"]


NO_STORAGE = {
    "throws": "indexedDB.open = () => { throw new DOMException('full', 'QuotaExceededError'); }",
    "fails": """IDBFactory.prototype.open = () => {
        const request = {};
        setTimeout(() => { request.error = new DOMException('corrupt'); request.onerror(); });
        return request;
    }""",
    "hangs": "IDBFactory.prototype.open = () => ({})",
}


@pytest.mark.parametrize("way", [way if way == "hangs" else rarely(way) for way in NO_STORAGE])
def test_without_a_storage_answers_go_out_directly(site: Site, open_page: OpenPage, way: str) -> None:
    page = open_page(LANDSCAPE, expect_faults=True)
    page.add_init_script(NO_STORAGE[way])
    page.goto(site.pairing_address())
    site.trouble.kind = "503"
    tap(page, 4)
    expect(page.locator(".pieces[lang=id] [data-piece=sending]")).to_be_visible()  # the screen stands still until the server's word
    expect(page.locator("h1")).to_contain_text("pelayanan kami")
    site.trouble.kind = ""
    expect(page.locator("h1")).to_contain_text("jujur")
    assert [(e.question, e.score) for e in site.entries()] == [("S0", 4)]
    press(page, "thanks")
    expect(page.locator("[data-said=recorded]")).to_be_visible()
    expect(page.locator(".pieces[lang=id] [data-piece=storage]")).to_be_visible()


SLOW_STORAGE = """const add = IDBObjectStore.prototype.add;
IDBObjectStore.prototype.add = function (value) {
  const until = performance.now() + 2500;
  const hold = () => { if (performance.now() < until) this.count().onsuccess = hold; };
  hold();
  return add.call(this, value);
};"""


def test_what_is_kept_too_late_is_brought_all_the_same(site: Site, open_page: OpenPage) -> None:
    page = open_page(LANDSCAPE, expect_faults=True)
    page.add_init_script(SLOW_STORAGE)
    page.goto(site.pairing_address())
    page.wait_for_function("() => localStorage.getItem('loket:orders')")
    tap(page, 4)
    expect(page.locator("h1")).to_contain_text("jujur")  # it went out directly: the disk takes longer than a visitor waits
    wait_until_delivered(page)
    assert [(e.question, e.score) for e in site.entries()] == [("S0", 4)]


def report(site: Site) -> DeviceReport | None:
    with site.app.app_context():
        see_anew()
        unit = places.unit_by_code(site.unit_code)
        assert unit
        return reports.report_of(devices.of_unit(unit)[-1])


def test_the_operator_hears_of_a_broken_storage(site: Site, open_page: OpenPage) -> None:
    page = open_page(LANDSCAPE, expect_faults=True)
    page.add_init_script(NO_STORAGE["throws"])
    page.goto(site.pairing_address())
    page.wait_for_function("() => localStorage.getItem('loket:orders')")
    found = report(site)
    assert found
    assert found.stores is False


def rename(site: Site, name: str) -> None:
    with site.app.app_context():
        place = places.place_by_counter_code(site.counter_code)
        assert place
        service_points.rename_counter(place.counter, name)


def test_new_pieces_come_at_night_and_never_under_a_finger(site: Site, open_page: OpenPage) -> None:
    day = datetime(2026, 11, 19, 4, 0, tzinfo=UTC)
    at = [day]
    site.app.extensions["clock"] = lambda: at[0]
    page = open_page(LANDSCAPE, workers=True, expect_faults=True)
    page.clock.install(time=day)
    page.goto(site.pairing_address())
    wait_until_whole(page)
    page.mouse.click(640, 60)  # somebody was here today
    rename(site, "Loket Baru")

    def minutes_pass(minutes: int) -> None:
        for _ in range(minutes):
            at[0] += timedelta(minutes=1)
            page.clock.run_for(60_000)
            page.wait_for_timeout(150)

    minutes_pass(3)
    page.wait_for_timeout(500)
    expect(page.locator(".place")).to_contain_text("Loket 2")
    at[0] = datetime(2026, 11, 19, 16, 30, tzinfo=UTC)  # half past eleven at night, WIB
    for _ in range(25):  # how many answers come in a minute of such a night depends on the machine
        minutes_pass(1)
        if "Loket Baru" in page.locator(".place").inner_text():
            break
    expect(page.locator(".place")).to_contain_text("Loket Baru")
    # And the new pieces are those that a start without network shows.
    page.context.set_offline(True)
    page.reload()
    expect(page.locator(".place")).to_contain_text("Loket Baru")
