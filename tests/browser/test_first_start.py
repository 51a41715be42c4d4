"""A tablet's first start on a slow line: how much comes, in how many answers, and that what it keeps is whole and of one edition."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import time
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import pytest
from playwright.sync_api import Page, expect
from werkzeug.wsgi import ClosingIterator

from kiosk import places
from kiosk.places import opening, service_points
from tests.browser.conftest import LANDSCAPE, OpenPage, Site
from tests.browser.test_offline import SHELL_IS_WHOLE, wait_until_whole

KILOBYTE = 1000
KEPT = """async ending => {
  const kept = [];
  for (const name of await caches.keys()) {
    const set = await caches.open(name);
    for (const request of await set.keys()) {
      const { pathname, search } = new URL(request.url);
      const answer = await set.match(request);
      if (pathname.endsWith(ending)) kept.push([name, pathname + search, answer.status, await answer.text()]);
    }
  }
  return kept;
}"""


@dataclass
class Sent:
    """One answer as it left the server."""

    method: str
    address: str
    aim: str
    """What a browser wanted it for: "document", "script", "empty" for what a script fetches (Sec-Fetch-Dest)."""
    status: str = ""
    size: int = 0
    """Bytes of its headers and its body."""


@dataclass
class Counting:
    """Stands before the server and notes what it sends."""

    inner: WSGIApplication
    sent: list[Sent] = field(default_factory=list)
    before: Callable[[Sent], str | None] = lambda _asked: None
    """Called with each request; a status is answered instead of the server."""

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        query = f"?{query}" if (query := environ.get("QUERY_STRING")) else ""
        asked = Sent(environ["REQUEST_METHOD"], environ["PATH_INFO"] + query, environ.get("HTTP_SEC_FETCH_DEST", ""))
        self.sent.append(asked)

        def begin(status: str, headers: list[tuple[str, str]], *others: object) -> Callable[[bytes], object]:
            asked.status = status
            asked.size += sum(len(name) + len(value) + 4 for name, value in headers)
            return start(status, headers, *others)  # type: ignore[arg-type]

        if fault := self.before(asked):
            begin(fault, [("Content-Type", "text/html")])
            return [b"<h1>Bad gateway</h1>"]
        answer = self.inner(environ, begin)
        return ClosingIterator(self._weighed(asked, answer), getattr(answer, "close", None))

    @staticmethod
    def _weighed(asked: Sent, answer: Iterable[bytes]) -> Iterable[bytes]:
        for piece in answer:
            asked.size += len(piece)
            yield piece


@pytest.fixture
def line(site: Site) -> Counting:
    site.trouble.app = counting = Counting(site.trouble.app)
    return counting


@pytest.fixture
def paired(site: Site, open_page: OpenPage, line: Counting) -> Page:
    """A tablet that has its key, and nothing else of ours yet."""
    pairing, page = open_page(LANDSCAPE), open_page(LANDSCAPE, workers=True, expect_faults=True)
    pairing.goto(site.pairing_address())
    expect(pairing.locator("#screen[data-starts]")).to_be_visible()
    pairing.wait_for_function("() => localStorage.getItem('loket:rehearsed')")
    (key,) = [cookie for cookie in pairing.context.cookies() if cookie["name"] == "loket_device"]
    pairing.context.close()
    page.context.add_cookies([key])  # type: ignore[list-item]
    line.sent.clear()
    return page


def counter_address(site: Site) -> str:
    return f"{site.url}/counter/"


def test_thirty_answers_and_120_kilobytes_until_it_can_start_alone(site: Site, paired: Page, line: Counting) -> None:
    paired.goto(counter_address(site))
    wait_until_whole(paired)
    paired.wait_for_function("() => localStorage.getItem('loket:rehearsed')")
    paired.wait_for_timeout(500)
    listed = "\n".join(f"{each.size:>7} {each.status[:3]} {each.aim:<13} {each.method} {each.address}" for each in line.sent)
    assert any(each.address == "/counter/worker.js" for each in line.sent), "what the worker costs must be among it"
    assert len(line.sent) <= 30, listed
    assert sum(each.size for each in line.sent) <= 120 * KILOBYTE, listed
    of_shell = [each for each in line.sent if each.method == "GET" and each.aim == "empty"]
    assert 0 < len(of_shell) <= 3, f"the files that the page has loaded must come from the browser's own cache:\n{listed}"
    assert not [each for each in line.sent if "/questions/" in each.address or "/thanks" in each.address]


def test_it_starts_and_is_read_aloud_without_network(site: Site, paired: Page) -> None:
    with site.app.app_context():
        unit = places.unit_by_code(site.unit_code)
        assert unit
        # Without hours it sleeps by night, and this runs at any time.
        opening.set_opening_hours(unit, range(7), (time(0), time(23, 59)))
    paired.clock.install()
    paired.goto(counter_address(site))
    wait_until_whole(paired)
    assert paired.evaluate(KEPT, ".ogg") == [], "a visitor's first minute is not spent on what is heard"
    paired.clock.run_for(61_000)
    for _ in range(200):
        if len(paired.evaluate(KEPT, ".ogg")) == 28:  # fourteen questions in two languages
            break
        paired.wait_for_timeout(100)
    paired.context.set_offline(True)
    paired.reload()
    expect(paired.locator("#screen[data-starts]")).to_be_visible()
    paired.clock.run_for(1000)
    paired.locator("[data-listen]").click()
    expect(paired.locator("[data-listen] [data-when=speaking]")).to_be_visible()


def is_page_of_the_set(asked: Sent) -> bool:
    return asked.address == "/counter/" and asked.aim == "empty"


def test_a_piece_that_fails_leaves_no_whole_set(site: Site, paired: Page, line: Counting) -> None:
    line.before = lambda asked: "503 Service Unavailable" if is_page_of_the_set(asked) else None
    paired.goto(counter_address(site))
    paired.wait_for_function("() => Number(document.getElementById('visit').dataset.kept) > 20")
    paired.wait_for_timeout(1000)
    assert any(is_page_of_the_set(each) for each in line.sent), "without a failure this means nothing"
    assert not paired.evaluate(SHELL_IS_WHOLE)
    assert paired.evaluate(KEPT, "/counter/") == []
    # The screens are here all the same, and the next start tries it again.
    line.before = lambda _asked: None
    paired.reload()
    wait_until_whole(paired)
    ((_name, _address, status, text),) = paired.evaluate(KEPT, "/counter/")
    assert (status, 'data-edition="' in text) == (200, True)


def test_a_page_of_another_edition_is_no_part_of_the_set(site: Site, paired: Page, line: Counting) -> None:
    """Somebody renames the counter while a tablet takes its pieces: those before and after are never kept as one."""

    def rename(asked: Sent) -> None:
        if is_page_of_the_set(asked):
            line.before = lambda _asked: None
            with site.app.app_context():
                place = places.place_by_counter_code(site.counter_code)
                assert place
                service_points.rename_counter(place.counter, "Loket Baru")

    line.before = rename
    paired.goto(counter_address(site))
    paired.wait_for_function("() => Number(document.getElementById('visit').dataset.kept) > 20")
    paired.wait_for_timeout(1000)
    assert any(is_page_of_the_set(each) for each in line.sent)
    for name, _address, _status, text in paired.evaluate(KEPT, "/counter/"):
        assert f'data-edition="{name.removeprefix("loket-shell-")}"' in text
        assert "Loket Baru" in text
    # A start that finds no whole set fetches one, of the newest edition.
    paired.reload()
    wait_until_whole(paired)
    expect(paired.locator(".place")).to_contain_text("Loket Baru")
    ((name, _address, _status, text),) = paired.evaluate(KEPT, "/counter/")
    assert f'data-edition="{name.removeprefix("loket-shell-")}"' in text


def test_until_its_list_comes_each_screen_is_fetched_when_it_is_needed(site: Site, paired: Page, line: Counting) -> None:
    line.before = lambda asked: "503 Service Unavailable" if asked.address == "/counter/shell" else None
    paired.goto(counter_address(site))
    paired.wait_for_timeout(600)
    paired.locator('.answer[value="3"]').click()
    expect(paired.locator("h1")).to_contain_text("jujur")
    line.before = lambda _asked: None
    wait_until_whole(paired)
