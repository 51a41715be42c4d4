"""A new language is a matter of adding files: proved with one that is accented and 40 % longer than Indonesian."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from kiosk.instruments import DEFAULT_INSTRUMENT, load_all
from tests.browser.conftest import LANDSCAPE, PORTRAIT, WALL, OpenPage, press, rarely, screens, tap
from tests.browser.test_tablet import FITS
from tests.pseudo import CODE, write_language

ROOT = Path(__file__).parents[2]
LOKET = "import sys; from kiosk.cli import main; sys.exit(main(sys.argv[1:]))"


class Copy:
    """A copy of the program with one more language, and a server that runs from it."""

    def __init__(self, folder: Path) -> None:
        for part in ("kiosk", "templates", "static"):
            shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
        catalogue = load_all()
        write_language(folder, [catalogue.current(DEFAULT_INSTRUMENT), catalogue.current("pulse")])
        self._environment = {**os.environ, "PYTHONPATH": str(folder), "LOKET_DATA": str(folder / "data"), "PYTHONSAFEPATH": "1"}
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        first = ["--admin", "admin", "--unit", "kanim-uji", "--unit-name", "Kantor Imigrasi Kelas II TPI Tanjungpandan"]
        command = [sys.executable, "-c", LOKET, "start", "--port", str(self.port), "--public-url", self.url, "--workers", "1", *first]
        self.server = subprocess.Popen(command, env=self._environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for line in self.server.stdout or ():
            if "/panel/" in line:
                break

    def pairing_code(self) -> str:
        command = [sys.executable, "-c", LOKET, "devices", "pair", "kanim-uji-1"]
        return subprocess.run(command, env=self._environment, check=True, capture_output=True, text=True).stdout.strip()

    def stop(self) -> None:
        self.server.terminate()
        self.server.wait(20)
        if self.server.stdout:
            self.server.stdout.close()


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    made = Copy(tmp_path_factory.mktemp("pseudo"))
    yield made
    made.stop()


UNTRANSLATED = """() => {
  const found = [];
  const seen = e => { const s = getComputedStyle(e), r = e.getBoundingClientRect(); return s.visibility !== 'hidden' && r.width > 0; };
  const walk = document.createTreeWalker(document.getElementById('screen'), NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode()); ) {
    const text = node.textContent.trim();
    if (!text || !seen(node.parentElement) || node.parentElement.closest('.place, .languages, [data-receipt], [translate=no]')) continue;
    if (!/[⟦⟧]/.test(text)) found.push(text);
  }
  for (const e of document.querySelectorAll('#screen [aria-label], #screen img[alt]')) {
    const text = e.getAttribute('aria-label') ?? e.alt;
    if (!/[⟦⟧]/.test(text)) found.push(text);
  }
  return found;
}"""


def paired(copy: Copy, open_page: OpenPage, size: tuple[int, int]) -> Page:
    page = open_page(size, has_touch=True)
    page.goto(f"{copy.url}/counter/pair/{copy.pairing_code()}")
    expect(page.locator("#screen[data-starts]")).to_be_visible()
    return page


@pytest.mark.parametrize(
    ("size", "mode"),
    [
        (PORTRAIT, "large"),
        rarely(LANDSCAPE, "plain"),
        rarely(LANDSCAPE, "large"),
        rarely(PORTRAIT, "plain"),
        rarely(WALL, "plain"),
        rarely(WALL, "large"),
    ],
)
def test_every_screen_fits_and_every_word_is_translated(copy: Copy, open_page: OpenPage, size: tuple[int, int], mode: str) -> None:
    page = paired(copy, open_page, size)
    if mode != "plain":
        page.wait_for_timeout(560)
        page.locator(f"[data-mode={mode}]").click()
    addresses = [a for a in screens(page) if f"={CODE}" in a]
    assert len(addresses) == 16, "the new language is among those of the tablet"
    faults = {}
    for address in addresses:
        page.evaluate("address => htmx.ajax('GET', address, {target: '#screen', swap: 'outerHTML'})", address)
        if found := page.evaluate(FITS) + page.evaluate(UNTRANSLATED):
            faults[address] = found
    assert faults == {}


def test_a_visit_in_the_new_language_is_recorded_as_such(copy: Copy, open_page: OpenPage) -> None:
    page = paired(copy, open_page, LANDSCAPE)
    page.wait_for_timeout(560)
    page.locator(f"[data-language={CODE}]").click()
    expect(page.locator("html")).to_have_attribute("lang", CODE)
    assert "⟦" in page.locator("h1").inner_text()
    assert page.locator("[data-listen]").count() == 0, "there is no recording yet, so nothing pretends there is"
    tap(page, 3)
    page.wait_for_function("() => document.querySelector('#screen input[name=question]').value === 'I0'")
    press(page, "thanks")
    expect(page.locator("[data-said=recorded]")).to_be_visible()
    assert "⟦" in page.locator("[data-said=recorded]").inner_text()


def fetched(address: str) -> str:
    with urlopen(address) as answer:  # noqa: S310  # our own server
        return str(answer.read().decode())


def test_a_phone_is_asked_in_it_too(copy: Copy, open_page: OpenPage) -> None:
    page = paired(copy, open_page, LANDSCAPE)
    address = page.locator(".by-phone img").get_attribute("src")
    assert address
    begins = f"{copy.url}{address.removesuffix('/qr.svg')}"
    assert "⟦" in fetched(f"{begins}?language={CODE}")
    for spoken, others in (("id", ("en", CODE)), (CODE, ("id", "en"))):
        text = fetched(f"{begins}?language={spoken}")
        assert [each for each in ("id", "en", CODE) if f'hreflang="{each}"' in text] == list(others), "each other one is a press away"


def test_without_words_for_the_panel_the_panel_does_not_offer_it(copy: Copy) -> None:
    text = fetched(f"{copy.url}/panel/sign-in")
    assert 'hreflang="en"' in text
    assert f'hreflang="{CODE}"' not in text
