"""The worst phone and the worst network: what is asked for before the first tap, what fails on the way, what is killed half way."""

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Dialog, Page, Playwright, Request, expect
from playwright.sync_api import Error as BrowserError

from kiosk import places
from kiosk.ledger import Entry
from kiosk.visitors import surveys
from tests.browser.conftest import OpenPage, Site, chromium

KILOBYTE = 1024
KBIT_50 = {"offline": False, "latency": 400, "downloadThroughput": 50_000 / 8, "uploadThroughput": 50_000 / 8}


def test_three_requests_and_fifteen_kilobytes_before_the_first_tap(site: Site, open_page: OpenPage) -> None:
    page = open_page((390, 844))
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))
    page.goto(site.link("poster"))
    page.wait_for_load_state("networkidle")
    kinds = sorted(request.resource_type for request in asked)
    assert kinds == ["document", "font", "stylesheet"]
    sent = {request.resource_type: request.response() for request in asked}
    weight = 0
    for kind in ("document", "stylesheet"):
        answer = sent[kind]
        assert answer
        assert answer.header_value("content-encoding") == "gzip"
        weight += len(gzip.compress(answer.body(), 6)) + sum(len(f"{k}: {v}") + 2 for k, v in answer.all_headers().items())
    assert weight <= 15 * KILOBYTE, f"{weight} bytes"


def answered(page: Page, entry_count: int) -> None:
    for number in range(entry_count):
        before = page.locator("h1").inner_text()
        page.locator(f'.answer[value="{number % 4 + 1}"]').click()
        expect(page.locator("h1")).not_to_have_text(before, timeout=60_000)


def test_between_questions_no_page_is_loaded(site: Site, open_page: OpenPage) -> None:
    page = open_page((390, 844))
    page.goto(site.link("poster"))
    documents: list[str] = []
    page.on("request", lambda request: documents.append(request.url) if request.is_navigation_request() else None)
    answered(page, 4)
    expect(page.locator("h1")).to_have_text("Terima kasih.")
    page.locator("a[data-step]", has_text="Jawab pertanyaan lengkap").click()
    expect(page.locator("h1")).not_to_have_text("Terima kasih.")
    answered(page, 3)
    assert documents == []
    assert len(site.entries()) == 7
    # So a screen reader hears the new question.
    expect(page.locator("h1")).to_be_focused()


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.long)])
def test_a_whole_visit_at_50_kbit_with_three_in_ten_requests_failing(site: Site, open_page: OpenPage, seed: int) -> None:
    page = open_page((320, 568), expect_faults=True)
    open_at_last(page, site, seed)
    answered(page, 4)
    expect(page.locator("h1")).to_have_text("Terima kasih.")
    assert site.trouble.seen, "a line without faults proves nothing"
    found = site.entries()
    assert [entry.score for entry in found] == [1, 2, 3, 4]
    assert len({entry.visit for entry in found}) == 1


def open_at_last(page: Page, site: Site, seed: int) -> None:
    """Opened as a visitor does: again, until it is there."""
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", KBIT_50)
    site.trouble.worsen_line(seed)
    for _ in range(12):
        try:
            page.goto(site.link("poster"), timeout=30_000)
        except BrowserError:
            continue
        if page.locator(".answer").count():
            return


@pytest.mark.parametrize("seed", [5])
def test_without_javascript_on_the_same_line(site: Site, open_page: OpenPage, seed: int) -> None:
    """A visitor who gets an error page asks for the page again, as browsers offer; pressing again is stored once."""
    page = open_page((320, 568), javascript=False, expect_faults=True)
    open_at_last(page, site, seed)
    for number in range(4):
        press_until_it_moves(page, number % 4 + 1)
    expect(page.locator("h1")).to_have_text("Terima kasih.")
    assert site.trouble.seen
    assert [entry.score for entry in standing(site.entries())] == [1, 2, 3, 4]


def press_until_it_moves(page: Page, score: int) -> None:
    address, question = page.url, page.locator("h1").inner_text()
    go_on = page.get_by_role("link", name="Lanjutkan penilaian tadi")
    for _ in range(40):
        try:
            if go_on.count():  # the answer came in, and its reply did not come back
                address = str(go_on.evaluate("link => link.href"))
                page.goto(address)
            elif page.locator("h1.question, .thanks h1").count() and page.locator("h1").inner_text() != question:
                return
            elif page.locator(".answer").count():
                page.locator(f'.answer[value="{score}"]').click(timeout=5000)
                page.wait_for_load_state()
            else:
                page.goto(address)
        except BrowserError:
            continue


def standing(entries: list[Entry]) -> list[Entry]:
    """The last of several answers of one visit to a question."""
    last = {entry.question: entry for entry in entries}
    return list(last.values())


def test_what_cannot_be_sent_stays_in_the_page_until_it_can(site: Site, open_page: OpenPage) -> None:
    page = open_page((390, 844), expect_faults=True)
    page.goto(site.link("screen"))
    page.context.set_offline(True)
    page.locator('.answer[value="2"]').click()
    expect(page.get_by_role("status")).to_have_text(re.compile("Belum terkirim"))
    # A visitor who presses it again, or another one, sends nothing more.
    page.locator('.answer[value="2"]').click(force=True)
    assert site.entries() == []
    page.wait_for_timeout(2500)
    page.context.set_offline(False)
    expect(page.locator("h1")).to_contain_text("jujur")
    expect(page.get_by_role("status")).to_be_hidden()
    (entry,) = site.entries()
    assert entry.score == 2
    assert 2 < (entry.received_at - entry.given_at).total_seconds() < 60, "the tap's time, not that of its arrival"


FOREIGN = [
    (200, "<h1>Login</h1>"),
    (200, ""),
    (200, '<main><form action="/login"></form></main>'),
    (403, "<h1>Forbidden</h1>"),
    (429, "<h1>Too Many Requests</h1>"),
]


@pytest.mark.parametrize(("status", "body"), FOREIGN)
def test_an_answer_that_is_not_ours_is_no_answer(site: Site, open_page: OpenPage, status: int, body: str) -> None:
    """A hotspot's sign-in, a proxy's refusal: the tap stays in the page and is sent again."""
    page = open_page((390, 844), expect_faults=True)
    page.goto(site.link("poster"))
    address = page.url
    page.route("**/answers", lambda route: route.fulfill(status=status, body=body, content_type="text/html"))
    page.locator('.answer[value="2"]').click()
    expect(page.get_by_role("status")).to_have_text(re.compile("Belum terkirim"))
    page.wait_for_timeout(1500)
    assert page.url == address
    assert site.entries() == []
    page.unroute("**/answers")
    expect(page.locator("h1")).to_contain_text("jujur")
    assert [entry.score for entry in site.entries()] == [2]


def test_a_tab_killed_half_way_goes_on_where_it_was(site: Site, driver: Playwright, tmp_path: Path) -> None:
    def launch() -> BrowserContext:
        return driver.chromium.launch_persistent_context(
            tmp_path / "profile", executable_path=chromium(), viewport={"width": 390, "height": 844}, locale="id-ID"
        )

    context = launch()
    page = context.pages[0]
    page.goto(site.link("poster"))
    answered(page, 2)
    address, question = page.url, page.locator("h1").inner_text()
    context.close()
    context = launch()
    page = context.pages[0]
    page.goto(address)  # as a phone restores its tabs
    expect(page.locator("h1")).to_have_text(question)
    answered(page, 2)
    expect(page.locator("h1")).to_have_text("Terima kasih.")
    context.close()
    found = site.entries()
    assert len(found) == 4
    assert len({entry.visit for entry in found}) == 1
    assert not any("repeat" in entry.marks for entry in found), "the same visit is no repeat"


def back(page: Page) -> None:
    """Back, to a page that the script asks for anew as soon as its address is there."""
    with page.expect_event("load"):
        page.evaluate("history.back()")


def test_reload_and_back_are_harmless_everywhere(site: Site, open_page: OpenPage) -> None:
    page = open_page((390, 844))
    page.goto(site.link("poster"))
    page.reload()
    answered(page, 4)
    for _ in range(2):
        page.reload()
        expect(page.locator("h1")).to_have_text("Terima kasih.")
    for _ in range(4):
        back(page)
        expect(page.locator(".answer")).to_have_count(4)
    expect(page.locator("h1")).to_have_text("Bagaimana pelayanan kami hari ini?")
    page.locator('.answer[value="4"]').click()
    expect(page.locator("h1")).to_contain_text("jujur")
    found = site.entries()
    assert len({entry.visit for entry in found}) == 1, "still the same visit"
    assert [(entry.question, entry.score) for entry in found][::4] == [("S0", 1), ("S0", 4)]


def test_the_ministrys_survey_opens_with_and_without_javascript(site: Site, open_page: OpenPage) -> None:
    with site.app.app_context():
        unit = places.unit_by_code(site.unit_code)
        assert unit
        surveys.set_address(unit, "https://survei.example/ly/abcd")
    for javascript in (True, False):
        page = open_page((390, 844), javascript=javascript)
        page.route("https://survei.example/**", lambda route: route.fulfill(body="<h1>Survei kementerian</h1>", content_type="text/html"))
        page.goto(site.link("poster"))
        answered(page, 4)
        page.get_by_role("button", name="Isi survei resmi kementerian").click()
        expect(page.locator("h1")).to_have_text("Survei kementerian")


def test_words_about_money_and_refused_words_survive_reload_and_back(site: Site, open_page: OpenPage) -> None:
    page = open_page((390, 844), expect_faults=True)
    page.goto(site.link("poster"))
    answered(page, 4)
    page.locator("a[data-step]", has_text="Tulis").first.click()
    page.locator("textarea").wait_for()
    page.locator("form.words button[type=submit]").click()
    expect(page.locator(".error, [role=alert]").first).to_be_visible()
    page.reload()
    page.locator("textarea").fill("Saya diminta uang rokok oleh petugas.")
    page.locator("form.words button[type=submit]").click()
    expect(page.locator("h1")).to_have_text("Terima kasih.")
    page.reload()
    expect(page.locator("h1")).to_have_text("Terima kasih.")
    back(page)
    expect(page.locator("textarea")).to_be_visible()


def test_the_language_switch_carries_what_was_typed_and_chosen(site: Site, open_page: OpenPage) -> None:
    page = open_page((390, 844))
    page.goto(site.link("poster"))
    answered(page, 4)
    thanks = page.url
    page.locator("a[data-step]", has_text="Tulis").first.click()
    page.locator("textarea").fill("Ruang tunggu panas.")
    page.get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_have_text("Message to this unit")
    expect(page.locator("textarea")).to_have_value("Ruang tunggu panas.")
    page.locator("form.words button[type=submit]").click()
    expect(page.locator(".said")).to_be_visible()
    page.goto(thanks.replace("/thanks", "/about"))
    page.locator("input[name=P2][value='3']").check(force=True)
    page.get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_have_text("A little about you")
    expect(page.locator("input[name=P2][value='3']")).to_be_checked()
    expect(page.locator("input[name=P1][value='']")).to_be_checked()


def test_a_person_who_leaves_with_something_unsent_is_warned(site: Site, open_page: OpenPage) -> None:
    page = open_page((390, 844), expect_faults=True)
    warned: list[str] = []

    def stay(dialog: Dialog) -> None:
        warned.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.goto(site.link("poster"))
    page.context.set_offline(True)
    page.locator('.answer[value="2"]').click()
    expect(page.get_by_role("status")).to_have_text(re.compile("Belum terkirim"))
    with page.expect_event("dialog"):
        page.evaluate("() => location.reload()")
    assert warned == ["beforeunload"]
    page.context.set_offline(False)
    expect(page.locator("h1")).to_contain_text("jujur")
    page.reload()
    assert warned == ["beforeunload"], "what has arrived can be left"
    assert [entry.score for entry in site.entries()] == [2]
