"""Small phones: the four answers of every question stand in the first view, alike, so that none is chosen because it is seen first."""

import pytest
from playwright.sync_api import Page

from kiosk import places
from kiosk.places import links
from tests.browser.conftest import OpenPage, Site, rarely
from tests.make import instrument

VISIT = "01939b2c-5f3a-7c4e-8d21-0a1b2c3d4e5f"
SIZES = [(320, 454), (320, 568), (360, 560), (360, 640), (390, 664), (412, 732), (390, 844), (640, 300), (740, 360), (844, 390)]
"""A small phone inside its browser's bars, upright and on its side, and larger ones."""
SEEN = """() => [...document.querySelectorAll('.answer')].map(e => {
  const r = e.getBoundingClientRect(), range = document.createRange();
  range.selectNodeContents(e.querySelector('.answer__label')); const words = range.getBoundingClientRect();
  return { width: Math.round(r.width), height: Math.round(r.height), left: Math.round(r.left), top: Math.round(r.top), bottom: r.bottom,
           inside: words.left >= r.left && words.right <= r.right + 0.5 && words.top >= r.top && words.bottom <= r.bottom + 0.5 }; })"""


def counter_with(site: Site, name: str) -> str:
    """A poster's link of a counter that asks by this instrument."""
    with site.app.app_context():
        unit = places.unit_by_code(site.unit_code)
        assert unit
        plan = "S0 I0 ikm:1 ipk:1" if instrument(name).codes("ipk") else "S0 I0 ikm:1"
        counter = places.open_counter(
            unit, f"kecil-{name}", {"id": "Loket 3 · Izin tinggal", "en": "Counter 3"}, instrument=name, plan=plan
        )
        return f"{site.url}/q/{links.link_of(counter, 'poster').code}"


def all_four_are_seen(page: Page, size: tuple[int, int], least: int = 44) -> list[str]:
    """What is wrong with the answers in the first view; nothing: all is well."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    found = page.evaluate(SEEN)
    wrong = [f"an answer ends at {a['bottom']} of {size[1]}" for a in found if a["bottom"] > size[1]]
    wrong += [f"{a['width']}×{a['height']} is small" for a in found if min(a["width"], a["height"]) < least]
    wrong += ["words run out of an answer" for a in found if not a["inside"]]
    if len(found) != 4 or len({a["width"] for a in found}) > 1 or len({a["height"] for a in found}) > 1:
        wrong.append(f"they are not alike: {[(a['width'], a['height']) for a in found]}")
    if [(a["top"], a["left"]) for a in found] != sorted((a["top"], a["left"]) for a in found):
        wrong.append("they do not go from worst to best")
    return wrong


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("skm-2017", "id"),  # the longest labels
        ("ikm-ipk-2021", "en"),
        rarely("skm-2017", "en"),
        rarely("ikm-ipk-2021", "id"),
        rarely("spkp-spak-2021", "id"),
        rarely("spkp-spak-2021", "en"),
    ],
)
def test_every_question_shows_its_four_answers_at_once(site: Site, open_page: OpenPage, name: str, language: str) -> None:
    address = counter_with(site, name)
    codes = ["S0", "I0", *instrument(name).codes("ikm"), *instrument(name).codes("ipk")]
    page, faults = open_page(SIZES[0]), []
    for code in codes:
        page.goto(f"{address}/questions/{code}?visit={VISIT}&language={language}")
        faults += [f"{code} at {size}: {wrong}" for size in SIZES for wrong in all_four_are_seen(page, size)]
    page.goto(f"{address}?language={language}")
    faults += [f"start at {size}: {wrong}" for size in SIZES for wrong in all_four_are_seen(page, size)]
    assert faults == [], "\n".join(faults)
