"""A real browser against a real server: any error on the console or breach of the content policy fails the test."""

import io
import os
import random
import shutil
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import pytest
import zxingcpp
from flask import Flask
from flask_security import hash_password
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Playwright, expect, sync_playwright
from werkzeug.serving import make_server
from werkzeug.wsgi import ClosingIterator

from kiosk import devices, people, places
from kiosk.app import create_app
from kiosk.clock import system_clock
from kiosk.config import read_settings
from kiosk.instruments import DEFAULT_INSTRUMENT, DEFAULT_PLAN
from kiosk.ledger import Entry, answers
from kiosk.places import installation, links, service_points
from kiosk.store.lock import lock_with
from kiosk.store.tables import db

PASSWORD = "kata-sandi-uji"


def rarely(*values: object) -> Any:
    """One of many cases alike, looked at by ./loket test --long: the others of its test would see nearly every fault first."""
    return pytest.param(*values, marks=pytest.mark.long)


LANDSCAPE, PORTRAIT, WALL = (1280, 800), (800, 1280), (1920, 1080)
# Taps in the first 500 ms of a screen are ignored.
GUARD = 560
PATIENCE = 20_000
"""Milliseconds that a test waits for what comes at once: a busy machine is no fault. What must be quick is measured where it is asked."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A browser that is killed in the middle of a file leaves it open in the test's small server; gunicorn closes its own."""
    mark = pytest.mark.filterwarnings("ignore:Exception ignored in. <_io.FileIO:pytest.PytestUnraisableExceptionWarning")
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(mark)


def chromium() -> str | None:
    others = ("chromium-headless-shell", "chromium", "google-chrome-stable", "google-chrome", "chromium-browser")
    for name in (os.environ.get("KIOSK_CHROMIUM"), *others):
        if name and (found := shutil.which(name)):
            return found
    return None  # Playwright's own, or a loud failure


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chrome(driver: Playwright) -> Iterator[Browser]:
    browser = driver.chromium.launch(executable_path=chromium(), args=["--disable-dev-shm-usage", "--disable-background-networking"])
    yield browser
    browser.close()


class Trouble:
    """Stands before the application and lets a server fail as servers do, for what lies below a path."""

    def __init__(self, app: WSGIApplication) -> None:
        self.app = app
        self._open, self._at_work = True, 0
        self._counting = threading.Condition()
        self._dice: random.Random | None = None
        self.kind = ""
        self.below = "/counter/"
        self.seen: list[str] = []
        self.ended = threading.Event()

    def close(self) -> None:
        """End what a browser asked for before it was closed, and let nothing from it arrive late: the next test's store is not its own."""
        self.ended.set()
        with self._counting:
            self._open = False
            assert self._counting.wait_for(lambda: self._at_work == 0, 30), "the server does not come to an end"

    def worsen_line(self, seed: int) -> None:
        """From now on three in ten requests fail, whatever they ask for: half of them on the way there, half on the way back."""
        self.below, self._dice = "/", random.Random(seed)

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        with self._counting:
            if not self._open:
                start("503 Service Unavailable", [])
                return []
            self._at_work += 1
        try:
            return self._answer(environ, start)
        finally:
            with self._counting:
                self._at_work -= 1
                self._counting.notify_all()

    def _answer(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        kind = self._dice.choices(("", "reset", "lost"), (70, 15, 15))[0] if self._dice else self.kind
        if not kind or not path.startswith(self.below):
            return self.app(environ, start)
        self.seen.append(path)
        if kind == "slow":
            self.ended.wait(10)
            return self.app(environ, start)
        if kind == "lost":  # recorded, but the reply never arrives
            with closing(ClosingIterator(self.app(environ, lambda *_: lambda _: None))) as answer:
                list(answer)
        if kind == "hangs":
            self.ended.wait(40)
        if kind in ("503", "hangs"):
            start("503 Service Unavailable", [("Content-Type", "text/html")])
            return [b"<h1>Bad gateway</h1>"]
        environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
        raise ConnectionResetError


@dataclass
class Site:
    """A served application with one unit, one counter, one person."""

    app: Flask
    url: str
    trouble: Trouble
    unit_code: str = "kanim-uji"
    counter_code: str = "kanim-uji-1"

    def entries(self, tablet: Page | None = None) -> list[Entry]:
        """What is in the ledger; with a tablet's page, once it has delivered all that waited in it."""
        if tablet:
            wait_until_delivered(tablet)
        with self.app.app_context():
            unit = places.unit_by_code(self.unit_code)
            assert unit
            return [entry for entry, _leaf in answers.entries(unit)]

    def pairing_address(self) -> str:
        with self.app.app_context():
            place = places.place_by_counter_code(self.counter_code)
            assert place
            return f"{self.url}/counter/pair/{devices.begin_pairing(place.counter, system_clock())}"

    def link(self, channel: str) -> str:
        with self.app.app_context():
            place = places.place_by_counter_code(self.counter_code)
            assert place
            return f"{self.url}/q/{links.link_of(place.counter, channel).code}"


@pytest.fixture(scope="session")
def founded(migrated_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one unit, one counter and one person, to be copied for each test."""
    folder = tmp_path_factory.mktemp("founded") / "data"
    shutil.copytree(migrated_folder, folder)
    app = create_app(read_settings({}, data=folder))
    with app.app_context():
        installation.found(system_clock(), demo=False)
        unit = places.found_unit("kanim-uji", "Kantor Imigrasi Kelas II TPI Tanjungpandan", short_name="Imigrasi Uji")
        passports = service_points.offer_service(unit, "paspor", {"id": "Paspor", "en": "Passports"})
        places.open_counter(
            unit,
            "kanim-uji-1",
            {"id": "Loket 2 · Paspor", "en": "Counter 2 · Passports"},
            instrument=DEFAULT_INSTRUMENT,
            plan=DEFAULT_PLAN,
            gives=[passports],
        )
        people.add("kepala", hash_password(PASSWORD), "head", unit)
        db.session.remove()
        db.engine.dispose()
    assert not list(folder.glob("*-wal")), "the store must be whole in one file to be copied"
    return folder


@pytest.fixture(scope="session")
def furnished(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application, put together once: that takes longer than many a test. Use `site`, whose store is fresh."""
    data = tmp_path_factory.mktemp("furnished") / "data"
    shutil.copytree(founded, data)  # passwords hang on its secret
    return create_app(read_settings({}, data=data))


@pytest.fixture
def site(furnished: Flask, founded: Path) -> Iterator[Site]:
    app = furnished
    settings = app.extensions["settings"]
    shutil.rmtree(settings.data)
    shutil.copytree(founded, settings.data)
    # Another application may have taken the lock's place since (there is one per process).
    lock_with(settings.data / "write.lock")
    trouble = Trouble(app)
    # A port of its own: what the browsers of the test before send late finds nobody there.
    server = make_server("127.0.0.1", 0, trouble, threaded=True)
    server.daemon_threads = True
    url = f"http://127.0.0.1:{server.server_port}"
    app.extensions["settings"] = replace(settings, public_url=url)  # which QR codes carry
    app.extensions["clock"] = system_clock
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield Site(app, url, trouble)
    trouble.close()
    server.shutdown()
    thread.join()
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(chrome: Browser) -> Iterator[OpenPage]:
    """open_page((width, height), javascript=True, …) → a page in a fresh browser profile that tolerates no error."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_page(
        size: tuple[int, int], *, javascript: bool = True, expect_faults: bool = False, workers: bool = False, **options: object
    ) -> Page:
        context = chrome.new_context(
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=javascript,
            locale="id-ID",
            service_workers="allow" if workers else "block",
            **options,
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        if not expect_faults:
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


WAITING = """() => new Promise((done, fail) => {
  const request = indexedDB.open('loket');
  request.onerror = () => fail(request.error);
  request.onsuccess = () => {
    const database = request.result;
    if (!database.objectStoreNames.contains('outbox')) { database.close(); return done(0); }
    const all = database.transaction('outbox').objectStore('outbox').getAll();
    all.onsuccess = () => { database.close(); done(all.result.filter(({ practice }) => !practice).length); };
  };
})"""


def waiting(tablet: Page) -> int:
    """How many answers wait in a tablet; its practice, with which each begins, aside."""
    return int(tablet.evaluate(WAITING))


def screens(tablet: Page) -> list[str]:
    """The addresses of all screens of its counter."""
    return list(tablet.evaluate("async () => (await (await fetch(new URL('shell', location.href))).json()).screens"))


def wait_until_delivered(tablet: Page, seconds: float = PATIENCE / 1000) -> None:
    for _ in range(int(seconds * 20)):
        if waiting(tablet) == 0:
            return
        tablet.wait_for_timeout(50)
    raise AssertionError(f"{waiting(tablet)} answers still wait after {seconds} s")


def decode(element: Locator) -> list[str]:
    """What a camera reads from screenshots of the element: it looks again until there is something, for five seconds."""
    until = monotonic() + 5
    while not (found := zxingcpp.read_barcodes(Image.open(io.BytesIO(element.screenshot())))) and monotonic() < until:
        sleep(0.1)
    return [code.text for code in found]


def wait_until_still(page: Page) -> None:
    """What fades in has done so, however long that takes here."""
    page.evaluate("() => Promise.allSettled(document.getAnimations().map(each => each.finished))")


# The page's own word for a new screen, not the sight of it: on a busy machine it comes later, and the guard counts from there.
STANDS = """quiet => {
  const note = () => { window.shown = { screen: document.getElementById('screen'), at: performance.now() }; };
  if (!window.shown) { note(); document.addEventListener('loket:screen', note); }
  return window.shown.screen === document.getElementById('screen') && performance.now() - window.shown.at >= quiet;
}"""


def wait_until_answerable(page: Page) -> None:
    """The screen has stood as long as the guard wants before it takes a tap."""
    page.wait_for_function(STANDS, arg=GUARD)


def tap(page: Page, score: int) -> None:
    """Press an answer as a visitor does: when the screen has stood long enough."""
    wait_until_answerable(page)
    page.locator(f'.answer[value="{score}"]').click()


def press(page: Page, action: str) -> None:
    wait_until_answerable(page)
    page.locator(f"[data-go={action}]").click()


def question(page: Page) -> str:
    return page.locator("#screen input[name=question]").get_attribute("value") or ""
