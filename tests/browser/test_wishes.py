"""What should improve, under a finger: the same after every face, several or none, without a network, and never twice."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from kiosk import places
from kiosk.ledger.entry import Access
from kiosk.places import service_points
from kiosk.store import see_anew
from kiosk.visitors import wishes
from tests.browser.axe import violations
from tests.browser.conftest import (
    LANDSCAPE,
    PORTRAIT,
    OpenPage,
    Site,
    press,
    question,
    rarely,
    tap,
    wait_until_answerable,
    wait_until_delivered,
)
from tests.browser.test_offline import next_visitor
from tests.make import instrument

SMALL = (1024, 600)
FITS = """() => {
  const box = document.querySelector('.answers--wishes').getBoundingClientRect();
  const inside = each => each.left >= box.left - 1 && each.right <= box.right + 1 && each.bottom <= box.bottom + 1;
  return [...document.querySelectorAll('.wish')].every(tile =>
    tile.scrollWidth <= tile.clientWidth + 1 && tile.scrollHeight <= tile.clientHeight + 1 && inside(tile.getBoundingClientRect()))
    && document.documentElement.scrollHeight <= innerHeight;
}"""
LETTERS = "() => parseFloat(getComputedStyle(document.querySelector('.wish .answer')).fontSize)"


@pytest.fixture
def asking(site: Site) -> Site:
    ask(site)
    return site


def ask(site: Site, key: str = "ikm-ipk-2021") -> None:
    with site.app.app_context():
        place = places.place_by_counter_code(site.counter_code)
        assert place
        service_points.change_counter(
            place.counter, place.counter.names, instrument=key, plan="S0 R0 I0 ikm:1", shows_qr=True, gives=place.services
        )


def sums(site: Site, page: Page | None = None, access: Access = Access.COUNTER) -> dict[str, int]:
    """What is kept, once the tablet has delivered all that waited in it."""
    if page:
        wait_until_delivered(page)
    with site.app.app_context():
        see_anew()
        unit = places.unit_by_code(site.unit_code)
        assert unit
        days = wishes.of_days(unit, instrument(), date.max)
    return {answer: n for by in days.values() for answer, n in by.get(access, {}).items()}


def tablet(site: Site, open_page: OpenPage, size: tuple[int, int] = LANDSCAPE, **options: object) -> Page:
    page = open_page(size, has_touch=True, **options)
    page.goto(site.pairing_address())
    expect(page.locator("#screen[data-starts]")).to_be_visible()
    return page


def to_wishes(page: Page, score: int = 3) -> None:
    tap(page, score)
    expect(page.locator("#screen[data-final]")).to_be_visible()
    wait_until_answerable(page)


def go_on(page: Page) -> None:
    wait_until_answerable(page)
    page.locator("#screen button[type=submit]").click()
    expect(page.locator("h1")).to_contain_text("jujur")


def test_who_looks_on_sees_the_same_after_every_face(asking: Site, open_page: OpenPage) -> None:
    page = tablet(asking, open_page)
    seen = set()
    for score in (1, 2, 3, 4):
        to_wishes(page, score)
        page.wait_for_timeout(100)
        seen.add(page.screenshot())
        next_visitor(page)
    assert len(seen) == 1


def test_several_are_chosen_and_counted_with_the_visits_answers(asking: Site, open_page: OpenPage) -> None:
    page = tablet(asking, open_page)
    to_wishes(page, 1)
    for tile in ("Waktu penyelesaian", "Tarif/biaya", "Persyaratan"):
        page.get_by_label(tile).click()
    page.get_by_label("Persyaratan").click()  # and not after all
    go_on(page)
    expect(page.locator("#screen [data-go=change]")).to_have_class("button is-away")
    tap(page, 4)
    wait_until_answerable(page)
    assert sums(asking, page) == {"": 1, "U4": 1, "U5": 1}
    assert [entry.question for entry in asking.entries(page)] == ["S0", "I0"]


def test_nothing_and_an_element_exclude_each_other(asking: Site, open_page: OpenPage) -> None:
    page = tablet(asking, open_page)
    to_wishes(page)
    nothing, time = page.get_by_label("Tidak ada"), page.get_by_label("Waktu penyelesaian")
    time.click()
    nothing.click()
    expect(time).not_to_be_checked()
    time.click()
    expect(nothing).not_to_be_checked()
    nothing.click()
    go_on(page)
    assert sums(asking, page) == {"": 1, "R0": 1}


def test_skipped_or_left_it_counts_for_nobody_and_the_next_visitor_finds_nothing_chosen(asking: Site, open_page: OpenPage) -> None:
    page = tablet(asking, open_page)
    to_wishes(page)
    page.get_by_label("Waktu penyelesaian").click()
    press(page, "next")
    expect(page.locator("h1")).to_contain_text("jujur")
    next_visitor(page)
    to_wishes(page)
    assert page.locator(".wish input:checked").count() == 0
    page.get_by_label("Tarif/biaya").click()
    next_visitor(page)
    to_wishes(page)
    assert page.locator(".wish input:checked").count() == 0
    go_on(page)
    assert sums(asking, page) == {}


def test_the_first_answer_can_still_be_changed_and_one_wish_counts(asking: Site, open_page: OpenPage) -> None:
    page = tablet(asking, open_page)
    to_wishes(page, 1)
    press(page, "change")
    expect(page.locator("h1")).to_contain_text("pelayanan kami")
    assert question(page) == "S0"
    to_wishes(page, 4)
    page.get_by_label("Respon petugas").click()
    go_on(page)
    assert sums(asking, page) == {"": 1, "U6": 1}
    assert [(entry.question, entry.score) for entry in asking.entries(page)] == [("S0", 1), ("S0", 4)]


def test_another_language_keeps_what_was_chosen(asking: Site, open_page: OpenPage) -> None:
    page = tablet(asking, open_page)
    to_wishes(page)
    page.get_by_label("Waktu penyelesaian").click()
    page.locator("[data-language=en]").click()
    expect(page.locator("h1")).to_have_text("What should improve most?")
    expect(page.get_by_label("Completion time")).to_be_checked()


def test_keys_choose_and_go_on(asking: Site, open_page: OpenPage) -> None:
    page = tablet(asking, open_page)
    wait_until_answerable(page)
    page.keyboard.press("3")
    expect(page.locator("#screen[data-final]")).to_be_visible()
    wait_until_answerable(page)
    for key in ("0", "4", "7", "7"):
        page.keyboard.press(key)
    expect(page.get_by_label("Tidak ada")).not_to_be_checked()
    page.keyboard.press("Tab")  # from the question to the first of all that can be reached
    while not page.evaluate("() => document.activeElement.matches('#screen button[type=submit]')"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("jujur")
    assert sums(asking, page) == {"": 1, "U4": 1}


def test_without_network_it_waits_in_the_tablet_and_comes_once(asking: Site, open_page: OpenPage) -> None:
    page = tablet(asking, open_page, workers=True, expect_faults=True)
    wait_until_whole_of(page)
    page.context.set_offline(True)
    for element in ("Waktu penyelesaian", "Tidak ada"):
        to_wishes(page, 2)
        page.get_by_label(element).click()
        go_on(page)
        next_visitor(page)
    assert sums(asking) == {}
    page.context.set_offline(False)
    assert sums(asking, page) == {"": 2, "U4": 1, "R0": 1}
    asking.trouble.kind = "lost"  # counted, and the reply never arrives: it is sent again
    to_wishes(page, 2)
    page.get_by_label("Tarif/biaya").click()
    go_on(page)
    page.wait_for_timeout(2500)
    asking.trouble.kind = ""
    assert sums(asking, page) == {"": 3, "U4": 1, "R0": 1, "U5": 1}


def wait_until_whole_of(page: Page) -> None:
    page.wait_for_function("() => Number(document.getElementById('visit').dataset.kept) > 10")


@pytest.mark.parametrize("key", ["ikm-ipk-2021", "skm-2017", rarely("spkp-spak-2021")])
@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT, SMALL])
def test_every_tile_fits_in_both_languages_and_large(site: Site, open_page: OpenPage, key: str, size: tuple[int, int]) -> None:
    ask(site, key)
    page = tablet(site, open_page, size)
    to_wishes(page)
    for language in ("id", "en"):
        wait_until_answerable(page)
        page.locator(f"[data-language={language}]").click()
        expect(page.locator(f"#screen[data-final][lang={language}]")).to_be_visible()
        wait_until_answerable(page)
        for large in (False, True):
            if large:
                page.locator("[data-mode=large]").click()
            assert page.evaluate(FITS), (language, large)
            boxes = [tile.bounding_box() for tile in page.locator(".wish").all()]
            for side in ("width", "height"):
                lengths = [box[side] for box in boxes if box]
                assert max(lengths) - min(lengths) <= 1, "all alike"
            if size == LANDSCAPE and key != "skm-2017" and not large:
                assert page.evaluate(LETTERS) >= 40
        page.locator("[data-mode=large]").click()


def test_axe_finds_nothing(asking: Site, open_page: OpenPage) -> None:
    page = tablet(asking, open_page)
    to_wishes(page)
    page.get_by_label("Waktu penyelesaian").click()
    for mode in ("", "large", "contrast"):
        if mode:
            page.locator(f"[data-mode={mode}]").click()
        assert violations(page) == []


def test_it_can_be_heard(asking: Site, open_page: OpenPage) -> None:
    page = tablet(asking, open_page)
    to_wishes(page)
    address = page.locator("[data-listen]").get_attribute("data-listen")
    assert address
    assert "/R0" in address
    assert page.request.get(f"{asking.url}{address}").headers["content-type"].startswith("audio/")


@pytest.mark.parametrize("javascript", [False, True])
def test_a_phone_asks_it_with_and_without_javascript(asking: Site, open_page: OpenPage, javascript: bool) -> None:
    page = open_page((360, 640), javascript=javascript)
    page.goto(asking.link("poster"))
    page.locator('.answer[value="2"]').click()
    expect(page.locator("h1")).to_have_text("Apa yang paling perlu diperbaiki?")
    page.get_by_label("Waktu penyelesaian").check()
    page.get_by_label("Respon petugas").check()
    if javascript:
        assert violations(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth") if javascript else True
    page.get_by_role("button", name="Lanjut").click()
    expect(page.locator("h1")).to_contain_text("jujur")
    assert sums(asking, access=Access.OPEN) == {"": 1, "U4": 1, "U6": 1}
