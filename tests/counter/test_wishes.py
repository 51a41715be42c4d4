"""What should improve, as a tablet asks and brings it: the same screen after every face, counted once, in no ledger."""

from collections import Counter
from datetime import date, timedelta
from uuid import uuid4

import pytest
from flask import Flask

from kiosk.ledger import answers
from kiosk.ledger.entry import Access
from kiosk.places import Place, service_points
from kiosk.visitors import wishes
from kiosk.visitors.wishes import EVERYBODY
from tests.conftest import FixedClock
from tests.make import instrument, make_counter, make_device
from tests.page import PageClient

PLAN = "S0 R0 I0 ikm:1 ipk:1"
DRAWN = "S0 R0 I0 U4 K3"


@pytest.fixture
def asking(app: Flask) -> Place:
    with app.app_context():
        return make_counter(plan=PLAN)


@pytest.fixture
def tablet(app: Flask, asking: Place) -> PageClient:
    return tablet_at(app, asking)


def tablet_at(app: Flask, place: Place) -> PageClient:
    client = PageClient(app)
    with app.app_context():
        client.browser.set_cookie("loket_device", make_device(place.counter), path="/counter")
    return client


def tap(*chosen: str, **changes: str) -> dict[str, str]:
    fields = {"visit": str(uuid4()), "answer": str(uuid4()), "question": "R0", "plan": DRAWN, "given_at": "2026-11-19T14:41:58.250+07:00"}
    return fields | dict.fromkeys(chosen, "1") | changes


def bring(tablet: PageClient, *taps: dict[str, str], to: str = "batches") -> list[int]:
    answer = tablet.browser.post(f"/counter/{to}", json={"ratings": taps})
    assert answer.status_code == 200
    return [each["status"] for each in answer.json["results"]]  # type: ignore[index]


def sums(app: Flask, place: Place) -> dict[str, int]:
    """All that is kept, of whatever day; by tablets alone."""
    with app.app_context():
        found = wishes.of_days(place.unit, instrument(), date.max)
    return dict(sum((by[Access.COUNTER] for by in found.values()), Counter[str]()))


def test_the_screen_after_a_face_is_the_same_for_every_face(tablet: PageClient) -> None:
    """Who looks on learns nothing from what comes next: not from its words, its order, its size, nor from whether it comes."""
    shown = set()
    for score in "1234":
        fields = tap(question="S0", score=score)
        shown.add(tablet.post("/counter/answers", fields, part=True).html)
    (screen,) = shown
    assert "Apa yang paling perlu diperbaiki?" in screen
    assert screen == tablet.get("/counter/questions/R0?language=id", part=True).html, "and the same as the tablet keeps"


def test_its_tiles_are_the_elements_and_nothing_alike_and_unchosen(tablet: PageClient) -> None:
    screen = tablet.get("/counter/questions/R0?language=id", part=True)
    tiles = screen.select(".wish")
    assert [tile.get_text(strip=True) for tile in tiles] == list(instrument().wish.labels["id"])  # type: ignore[union-attr]
    assert len({str(tile["class"]) for tile in tiles}) == 1
    assert not screen.select("[checked]")
    assert [box["data-key"] for box in screen.select("[data-wishes] input")] == list("12345670")
    assert [button.get_text(strip=True) for button in screen.select(".foot .button")] == ["Ubah", "Penilai baru?", "Lewati", "Lanjut"]
    assert tablet.get("/counter/questions/R0?language=en", part=True).h1 == "What should improve most?"


def test_all_that_its_screens_need_is_kept_before(tablet: PageClient) -> None:
    shell = tablet.browser.get("/counter/shell").json
    for language in ("id", "en"):
        assert f"/counter/questions/R0?language={language}" in shell["screens"]  # type: ignore[index]
    assert sum("/R0" in file for file in shell["recordings"]) == 2  # type: ignore[index]


def test_a_tap_is_added_up_and_the_next_question_follows(app: Flask, tablet: PageClient, asking: Place) -> None:
    page = tablet.post("/counter/answers", tap("U4", "U1"), part=True)
    assert "jujur" in page.h1
    assert sums(app, asking) == {EVERYBODY: 1, "U1": 1, "U4": 1}
    page = tablet.post("/counter/answers", tap("R0"), status=303)
    assert "/counter/questions/I0" in page.location
    assert sums(app, asking) == {EVERYBODY: 2, "U1": 1, "U4": 1, "R0": 1}
    with app.app_context():
        assert list(answers.entries(asking.unit)) == [], "nothing of it is in the ledger"


def test_a_visit_counts_once_however_often_it_is_brought(app: Flask, tablet: PageClient, asking: Place) -> None:
    own = tap("U4")
    again = own | {"answer": str(uuid4()), "U5": "1"}
    assert bring(tablet, own, own, again) == [200, 200, 200]
    assert bring(tablet, own) == [200]
    assert sums(app, asking) == {EVERYBODY: 1, "U4": 1}


def test_it_comes_among_ratings_and_each_is_answered_in_its_place(app: Flask, tablet: PageClient, asking: Place) -> None:
    visit = str(uuid4())
    rating = tap(question="S0", score="2", visit=visit)
    found = bring(
        tablet, rating, tap("U4", visit=visit), tap("U4", visit="x"), tap(question="I0", score="9"), tap(question="I0", score="4")
    )
    assert found == [200, 200, 422, 422, 200]
    assert sums(app, asking) == {EVERYBODY: 1, "U4": 1}
    with app.app_context():
        assert [entry.question for entry, _ in answers.entries(asking.unit)] == ["S0", "I0"]


def test_who_goes_on_without_choosing_is_not_counted(app: Flask, tablet: PageClient, asking: Place) -> None:
    assert bring(tablet, tap(), tap("U99"), tap(U4="yes")) == [200, 200, 200]
    assert sums(app, asking) == {}


def test_practice_is_judged_and_not_kept(app: Flask, tablet: PageClient, asking: Place) -> None:
    assert bring(tablet, tap("U4"), to="practice") == [200]
    assert sums(app, asking) == {}


def test_a_closed_counter_takes_no_wish(app: Flask, tablet: PageClient, asking: Place, clock: FixedClock) -> None:
    with app.app_context():
        service_points.close_counter(asking.counter, clock(), "Renovasi")
    late = tap("U4", given_at=(clock() + timedelta(seconds=1)).isoformat())
    assert bring(tablet, tap("U5"), late) == [200, 403]
    assert sums(app, asking) == {EVERYBODY: 1, "U5": 1}
    assert "Renovasi" in tablet.post("/counter/answers", late, status=403).text


def test_what_a_wrong_clock_or_a_pause_brings_is_passed_over(app: Flask, tablet: PageClient, asking: Place) -> None:
    """A rating would be marked, and set aside; of a sum nobody could say later which part of it was meant."""
    assert bring(tablet, tap("U4", given_at="2031-01-01T00:00:00Z")) == [200]
    assert sums(app, asking) == {}


def test_it_stands_under_the_day_on_which_it_came(app: Flask, tablet: PageClient, asking: Place, clock: FixedClock) -> None:
    """A tablet that was alone for days brings nothing under a day that is sealed."""
    clock.advance(days=3)
    assert bring(tablet, tap("U4")) == [200]
    with app.app_context():
        (day,) = wishes.of_days(asking.unit, instrument(), date.max)
    assert day == date(2026, 11, 22)


@pytest.mark.parametrize("score", ["1", "4"])
def test_a_counter_that_does_not_ask_goes_on_as_before(app: Flask, score: str) -> None:
    with app.app_context():
        place = make_counter()
    plain = tablet_at(app, place)
    page = plain.post("/counter/answers", tap(question="S0", score=score, plan="S0 I0 U4 K3"), part=True)
    assert "jujur" in page.h1
    assert not any("/R0" in address for address in plain.browser.get("/counter/shell").json["screens"])  # type: ignore[index]
