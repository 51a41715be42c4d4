"""Pages speak plainly: what only statisticians read stands in *Cara hitung*, and one thing has one word."""

import re

import pytest
from flask import Flask

from kiosk.places import Place
from tests.conftest import FixedClock
from tests.make import make_follow_up
from tests.page import PageClient
from tests.panel.test_today import fill_the_window

UNIT = "/panel/units/kanim"
PAGES = [
    f"{UNIT}/today",
    f"{UNIT}/today?day=2026-11-18",
    f"{UNIT}/period?kind=month&day=2026-11-01",
    f"{UNIT}/period?kind=year&day=2026-11-01",
    f"{UNIT}/elements?kind=month&day=2026-11-01",
    f"{UNIT}/where?kind=month&day=2026-11-01",
    f"{UNIT}/marks",
    f"{UNIT}/follow-ups",
    f"{UNIT}/card?day=2026-11-18",
    "/panel/",
    "/panel/comparison?a=kanim&b=:before&kind=month&day=2026-11-01",
]
SPECIALIST = re.compile(
    r"\b(Wilson|Holm|Welch|Fisher|Bonferroni|Satterthwaite|median|tertimbang|galat|NRR|binomial|hash|Merkle|kemungkinan|indikatif)\b"
    r"|\b[np]\s*[=<]|Σ|φ|tidak terbukti|Bersih dari korupsi",
    re.IGNORECASE,
)


def test_a_threshold_that_was_not_read_is_for_administrators_alone(
    app: Flask, kanwil: PageClient, admin: PageClient, counter: Place, clock: FixedClock
) -> None:
    fill_the_window(app, counter, clock)
    said = kanwil.get(f"{UNIT}/today").words("#how-ipk")
    assert "ambang SPAK WBK" in said
    assert "WBBM" not in said
    assert "belum diperiksa" not in said
    assert "ambang SPAK WBBM (PermenPANRB 90/2021)" in admin.get("/panel/places").text


@pytest.mark.parametrize("address", PAGES)
def test_no_page_speaks_like_a_statistician(
    app: Flask, kanwil: PageClient, counter: Place, foreign_counter: Place, clock: FixedClock, address: str
) -> None:
    fill_the_window(app, counter, clock)
    with app.app_context():
        make_follow_up(counter.unit)
    page = kanwil.get(address)
    for card in page.select("[popover], dialog"):
        card.extract()
    said = page.one("main").get_text(" ").replace("\N{NO-BREAK SPACE}", " ")
    assert len(said.split()) > 20
    assert [found[0] for found in SPECIALIST.finditer(said)] == []
