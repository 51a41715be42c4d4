"""How many were served: entered before it is shown how many rated, corrected in the open, and never more than can be."""

from datetime import timedelta

import pytest
from flask import Flask

from kiosk.ledger import Channel
from kiosk.people import acts
from kiosk.places import Place, served
from tests.conftest import FixedClock
from tests.make import make_rating
from tests.page import PageClient

ADDRESS = "/panel/units/kanim/served"


def rows(client: PageClient) -> list[list[str]]:
    return [[" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")] for row in client.get(ADDRESS).select("tbody tr")]


@pytest.fixture
def rated(app: Flask, counter: Place, clock: FixedClock) -> None:
    """Seven visits today, one of them from paper, which is no visit of today's counters; three yesterday."""
    with app.app_context():
        for n in range(10):
            make_rating(counter, given_at=clock() - timedelta(days=1) if n < 3 else None)
        make_rating(counter, channel=Channel.PAPER)


def test_an_operator_sees_how_many_rated_after_she_has_entered(operator: PageClient, rated: None, clock: FixedClock) -> None:
    assert rows(operator)[0][1:4] == ["–", "isi dahulu", "–"]
    operator.submit(operator.get(ADDRESS), "Simpan", served="28")
    assert rows(operator)[0][1:4] == ["28", "setelah tutup", "–"], "or she would put it right until it fits"
    clock.advance(days=1)
    _new, today, yesterday = rows(operator)[:3]
    assert today[1:4] == ["28", "7", "25,0 %"]
    assert today[4].startswith("operator, 19 November 2026")
    assert yesterday[2] == "isi dahulu", "another day's is still to be entered"


def test_a_head_sees_both_and_enters_nothing(head: PageClient, rated: None) -> None:
    assert rows(head)[0][1:4] == ["–", "7", "–"]
    page = head.get(ADDRESS)
    assert not page.select("#served")
    assert "Isi dahulu" not in page.text
    assert "Operator unit ini" in page.text


def test_a_number_below_that_of_the_ratings_is_asked_about(operator: PageClient, rated: None, clock: FixedClock) -> None:
    operator.submit(operator.get(ADDRESS), "Simpan", served="2")
    assert "Benar?" not in operator.get(ADDRESS).text, "the day still runs: she would put it right until it fits"
    yesterday = (clock() - timedelta(days=1)).date().isoformat()
    operator.submit(operator.get(ADDRESS), "Simpan", day=yesterday, served="2")
    assert "18 November 2026: lebih banyak yang menilai daripada 2 yang dilayani. Benar?" in operator.get(ADDRESS).text
    operator.submit(operator.get(ADDRESS), "Simpan", day=yesterday, served="12")
    assert "Benar?" not in operator.get(ADDRESS).text


def test_the_same_number_again_is_no_act(app: Flask, operator: PageClient, counter: Place, clock: FixedClock) -> None:
    for _ in range(2):
        operator.submit(operator.get(ADDRESS), "Simpan", served="28")
        assert "Tersimpan." in operator.get(ADDRESS).text
    with app.app_context():
        assert [each.about for each in acts.acts([counter.unit]) if each.kind == "served.enter"] == [f"{clock().date()}: 28"]


def test_a_correction_stands_beside_the_first_number(
    app: Flask, operator: PageClient, rated: None, counter: Place, clock: FixedClock
) -> None:
    for number in ("28", "280", "280"):
        operator.submit(operator.get(ADDRESS), "Simpan", served=number)
    assert rows(operator)[0][1] == "280 *"
    assert "semula 28" in rows(operator)[0][4]
    with app.app_context():
        found = served.on(counter.unit, clock().date())
        assert found
        assert (found.count, found.first, found.corrected) == (280, 28, True)


def test_more_raters_than_served_is_said(operator: PageClient, head: PageClient, rated: None) -> None:
    operator.submit(operator.get(ADDRESS), "Simpan", served="5")
    assert rows(head)[0][3] == "lebih dari yang dilayani"
    assert "dari 5 yang dilayani, lebih dari yang dilayani" in head.get("/panel/units/kanim/today").text
    operator.submit(operator.get(ADDRESS), "Simpan", served="0")
    assert rows(head)[0][3] == "–"
    assert "(semula 5)" in head.get("/panel/units/kanim/today").text


@pytest.mark.parametrize(
    ("number", "day", "wrong"),
    [
        ("", "2026-11-19", "served"),
        ("-1", "2026-11-19", "served"),
        ("20001", "2026-11-19", "served"),
        ("5", "1900-01-01", "day"),
        ("5", "1999-12-31", "day"),
        ("²", "2026-11-19", "served"),
        ("9" * 99, "2026-11-19", "served"),
        ("5", "2026-11-20", "day"),
        ("5", "x", "day"),
    ],
)
def test_what_cannot_be_is_refused(operator: PageClient, counter: Place, number: str, day: str, wrong: str) -> None:
    page = operator.submit(operator.get(ADDRESS), "Simpan", served=number, day=day, status=422)
    assert {"served": "0 sampai", "day": "tidak lewat hari ini"}[wrong] in page.words(f"#{wrong}-error")
    assert [page.one(f"#{field}")["value"] for field in ("served", "day")] == [number, day]


def test_today_says_how_many_of_those_served_rated(operator: PageClient, head: PageClient, rated: None) -> None:
    box = "section[aria-labelledby=box-visits]"
    assert "yang dilayani" not in head.get("/panel/units/kanim/today").words(f"{box} > p:last-of-type")
    operator.submit(operator.get(ADDRESS), "Simpan", served="28")
    assert "dari 28 yang dilayani, 25,0 %" in head.get("/panel/units/kanim/today").words(box)
    assert "belum diisi" in head.get("/panel/units/kanim/today?day=2026-11-18").words(box)
