"""A visit can be continued and corrected from a phone for an hour after its first tap; then it is finished."""

from uuid import UUID, uuid4

import pytest
from flask import Flask

from kiosk import ledger
from kiosk.ledger import Channel, answers
from kiosk.places import Place, links
from kiosk.visitors import comments, profiles
from tests.conftest import FixedClock
from tests.make import entries, make_rating, make_seal
from tests.page import Page, PageClient


@pytest.fixture
def address(app: Flask, counter: Place) -> str:
    with app.app_context():
        return f"/q/{links.link_of(counter.counter, 'poster').code}"


@pytest.fixture
def opened(phone: PageClient, address: str) -> Page:
    """The first question, answered."""
    page = phone.get(address)
    phone.press(page, 4)
    return page


def stored(app: Flask, place: Place) -> int:
    with app.app_context():
        return len(entries(place.unit))


def test_an_old_visit_is_finished_on_every_page(
    app: Flask, phone: PageClient, counter: Place, address: str, opened: Page, clock: FixedClock
) -> None:
    visit = opened.fields()["visit"]
    clock.advance(minutes=61)
    for page in ("questions/S0", "questions/I0", "full", "about", "words"):
        told = phone.get(f"{address}/{page}?visit={visit}", status=410)
        assert told.h1 == "Penilaian ini sudah selesai"
        assert told.link("Periksa").startswith(f"/cek/{ledger.receipt_code(UUID(visit))}")
        assert phone.get(told.link("English"), status=410).h1 == "This rating is finished"
    anew = phone.get(told.link("Beri penilaian baru"))
    assert anew.fields()["visit"] != visit
    for page in ("about", "words"):
        sent = {"visit": visit, "form": str(uuid4()), "words": "Terlambat", "P1": "1"}
        assert phone.post(f"{address}/{page}", sent, status=410).h1 == told.h1
    with app.app_context():
        assert comments.waiting(counter.unit) == []
        assert profiles.of_months(counter.unit, 202611) == {}


def test_a_sealed_days_rating_cannot_be_changed(app: Flask, phone: PageClient, counter: Place, address: str, clock: FixedClock) -> None:
    visit = uuid4()
    with app.app_context():
        make_rating(counter, score=2, visit=visit, channel=Channel.POSTER)
    clock.advance(days=90)
    with app.app_context():
        assert make_seal(counter.unit)
        day = entries(counter.unit)[0].service_day
        before = [(a.question, a.score) for a in answers.of_days(counter.unit, day, day)]
    sent = {"visit": str(visit), "form": str(uuid4()), "question": "S0", "score": "4", "language": "id", "waited": "7200000"}
    assert phone.post(f"{address}/answers", sent, status=410).h1 == "Penilaian ini sudah selesai"
    assert stored(app, counter) == 1
    with app.app_context():
        assert [(a.question, a.score) for a in answers.of_days(counter.unit, day, day)] == before == [("S0", 2)]


@pytest.mark.parametrize(("minutes", "waited", "status"), [(60, 0, 303), (61, 0, 410), (150, 91, 303), (190, 120, 410), (190, 185, 410)])
def test_an_answer_is_judged_when_it_was_tapped(
    app: Flask, phone: PageClient, counter: Place, opened: Page, clock: FixedClock, minutes: int, waited: int, status: int
) -> None:
    clock.advance(minutes=minutes)
    sent = {**opened.fields(), "score": "1", "waited": str(waited * 60_000)}
    phone.post(str(opened.one("form")["action"]), sent, status=status)
    assert stored(app, counter) == (2 if status == 303 else 1)


def test_its_thanks_stay_with_the_receipt_and_offer_nothing_more(phone: PageClient, address: str, opened: Page, clock: FixedClock) -> None:
    thanks = f"{address}/thanks?visit={opened.fields()['visit']}"
    assert len(phone.get(thanks).select(".choice a")) == 3
    clock.advance(minutes=61)
    late = phone.get(thanks)
    assert late.words(".receipt b")
    assert late.select(".choice a") == []
    assert late.select("h2") == []


def test_an_old_visit_is_not_offered_to_be_gone_on_with(phone: PageClient, address: str, opened: Page, clock: FixedClock) -> None:
    clock.advance(minutes=59)
    assert phone.get(address).h1 == "Melanjutkan penilaian tadi?"
    clock.advance(minutes=2)  # by a browser that keeps what it should have let go
    assert phone.get(address).select("button[name=score]")
