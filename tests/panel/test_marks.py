"""What was marked, why, and with what arithmetic: counts of the rules, and nothing of what was said."""

from datetime import timedelta
from uuid import uuid4

from flask import Flask

from kiosk import quality
from kiosk.places import Place
from tests.conftest import FixedClock
from tests.make import make_rating
from tests.page import PageClient

ADDRESS = "/panel/units/kanim/marks"


def test_every_rule_stands_there_with_its_reason_and_its_count(app: Flask, head: PageClient, counter: Place, clock: FixedClock) -> None:
    visit = uuid4()
    with app.app_context():
        for question in ("S0", "I0"):
            make_rating(counter, question, 4, visit=visit)
        make_rating(counter, "C1", 1, visit=visit)
        make_rating(counter, "S0", 2, given_at=clock() - timedelta(days=40))
        make_rating(counter, "S0", 2)
    page = head.get(ADDRESS)
    rows = [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in page.select("table tbody tr")]
    assert len(rows) == len(quality.MARKS)
    assert {row[0]: row[1] for row in rows}["Diminta memberi jawaban bagus"] == "1"
    assert sum(int(row[1]) for row in rows) == 1
    assert all(row[2] and row[3] for row in rows)
    figures = [figure.get_text() for figure in page.select(".figure")]
    assert figures == ["4", "3", "1", "0"], "the whole visit is set aside; what is older is not there"


def test_english_is_complete(head: PageClient, counter: Place) -> None:
    page = head.get(ADDRESS + "?language=en")
    assert page.h1 == "Marked ratings"
    assert "Quicker than a finger" in page.text
