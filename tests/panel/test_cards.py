"""The card of a day that is over: a picture and a text with the very figures of that day's page."""

from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask
from PIL import Image

from kiosk import printing
from kiosk.places import Place, served
from kiosk.words.summaries import FigureSaid, Summary
from tests.conftest import FixedClock
from tests.make import make_rating, make_seal
from tests.page import PageClient

HERE = "/panel/units/kanim/card"


@pytest.fixture
def yesterday(app: Flask, counter: Place, clock: FixedClock) -> str:
    """A day on which eight of ten were satisfied, of forty that were served."""
    day = clock().date()
    with app.app_context():
        for score in (4, 4, 4, 4, 3, 3, 3, 3, 2, 1):
            make_rating(counter, "S0", score)
        served.enter(counter.unit, day, 40, "petugas", clock(), day)
        clock.advance(days=1)
        make_seal(counter.unit)
    return day.isoformat()


def text(head: PageClient, address: str = HERE) -> list[str]:
    return head.get(address).one("textarea").get_text().replace("\xa0", " ").splitlines()


def test_the_text_says_what_the_page_of_the_day_says(head: PageClient, yesterday: str) -> None:
    lines = text(head)
    assert lines[1] == "Kamis, 19 November 2026"
    assert "Yang menilai: 10 (25,0 % dari 40 yang dilayani)" in lines
    assert any(line.startswith("Puas, sangat puas: 80 % (kira-kira 49–94 %, dari 10 orang)") for line in lines)
    assert "IKM, 30 hari: – (belum cukup jawaban)" in lines
    page = head.get(f"/panel/units/kanim/today?day={yesterday}")
    assert page.words("section[aria-labelledby=box-satisfaction] .figure").startswith("80")
    assert lines[-1].removeprefix("Segel ") == page.words(".seal__code")
    assert page.link("Bagikan")


def test_a_seal_over_nothing_is_on_neither_card_nor_page(app: Flask, head: PageClient, counter: Place, clock: FixedClock) -> None:
    day = clock().date()
    clock.advance(days=1)
    with app.app_context():
        make_seal(counter.unit)
        make_rating(counter)
    assert not text(head)[-1].startswith("Segel")
    assert "segel berikutnya mencakupnya" in head.get(f"/panel/units/kanim/today?day={day}").words("section[aria-labelledby=box-seal]")
    assert "Belum ada penilaian yang disegel" in head.get("/panel/units/kanim/today").words("section[aria-labelledby=box-seal]")


def test_the_picture_has_the_size_that_messengers_show_whole(head: PageClient, yesterday: str) -> None:
    answer = head.browser.get(f"{HERE}.png")
    assert answer.mimetype == "image/png"
    assert Image.open(BytesIO(answer.get_data())).size == (1080, 1350)
    assert answer.get_data() != head.browser.get(f"{HERE}.png?language=en").get_data()


def test_a_day_that_runs_or_is_to_come_has_no_card(head: PageClient, yesterday: str, clock: FixedClock) -> None:
    for day in (clock().date(), clock().date() + timedelta(days=1), "kemarin", "1999-12-31"):
        head.get(f"{HERE}?day={day}", status=404)
        head.get(f"{HERE}.png?day={day}", status=404)


def test_a_day_without_ratings_says_so(head: PageClient, counter: Place) -> None:
    assert "Yang menilai: 0 (kunjungan)" in text(head)
    assert head.browser.get(f"{HERE}.png").status_code == 200


def test_english_is_complete(head: PageClient, yesterday: str) -> None:
    lines = text(head, HERE + "?language=en")
    assert "Satisfied, very satisfied: 80 % (about 49–94 %, of 10 people)" in lines
    assert "IKM, 30 days: – (not enough answers yet)" in lines


def test_long_names_and_odd_letters_fit(inside: Flask) -> None:
    figures = [FigureSaid("Puas, sangat puas 😀" * 3, "1.234.567,89", ["kemungkinan 12,34–98,76, n = 123.456. " * 3] * 3)] * 4
    made = Summary(
        "Lembaga Pemasyarakatan Kelas II B Tanjungpandan " * 3,
        "Kamis, 19 November 2026",
        "Kepuasan turun 😀 " * 20,
        figures,
        "Angka gabungan. " * 3,
        "",
        "id",
        True,
    )
    assert Image.open(BytesIO(printing.card(made))).size == (1080, 1350)
