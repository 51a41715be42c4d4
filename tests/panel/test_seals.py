"""The seal on the panel: its code on Today and on the day that it closed, and the same as a QR code."""

import io
import xml.etree.ElementTree as ET
from datetime import timedelta

import pytest
from flask import Flask

from kiosk import proof
from kiosk.places import Place
from tests.conftest import FixedClock
from tests.make import make_rating, make_seal
from tests.page import PageClient

TODAY = "/panel/units/kanim/today"


@pytest.fixture
def fingerprint(app: Flask, counter: Place, clock: FixedClock) -> str:
    """Yesterday had three ratings and was sealed; today has one."""
    with app.app_context():
        for _ in range(3):
            make_rating(counter, given_at=clock() - timedelta(days=1))
        seal = make_seal(counter.unit)
        make_rating(counter)
    assert seal
    return proof.fingerprint(seal)


def test_today_shows_yesterdays_seal(head: PageClient, fingerprint: str) -> None:
    page = head.get(TODAY)
    box = page.soup.select_one(".box--seal")
    assert box
    words = " ".join(box.get_text(" ").split())
    assert fingerprint in words
    assert "Segel 18 November 2026" in words
    assert "mengunci 3 catatan pertama. 1 sesudahnya disegel malam ini." in words
    assert box.select_one("img")["src"] == "/panel/units/kanim/seals/1.svg"  # type: ignore[index]


def test_a_day_shows_its_own_seal(head: PageClient, fingerprint: str) -> None:
    assert fingerprint in head.get(f"{TODAY}?day=2026-11-18").text
    older = head.get(f"{TODAY}?day=2026-11-17").text
    assert fingerprint not in older
    assert "Hari ini tidak memiliki segel sendiri" in older


def test_without_a_seal_the_box_says_when_there_will_be_one(app: Flask, head: PageClient, counter: Place) -> None:
    with app.app_context():
        make_rating(counter)
    assert "Tiap hari layanan disegel setelah tutup" in head.get(TODAY).text


def test_the_qr_code_is_a_picture_that_may_be_kept(head: PageClient, fingerprint: str) -> None:
    answer = head.browser.get("/panel/units/kanim/seals/1.svg")
    assert answer.mimetype == "image/svg+xml"
    assert ET.parse(io.BytesIO(answer.data)).getroot().tag.endswith("svg")  # noqa: S314  # our own
    assert head.browser.get("/panel/units/kanim/seals/2.svg").status_code == 404
