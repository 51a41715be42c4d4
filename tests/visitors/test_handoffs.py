"""A visit on its way to a phone: once, for ten minutes, and forgotten after thirty."""

from datetime import datetime, timedelta
from itertools import pairwise
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import text

from kiosk.jobs import timed_work
from kiosk.jobs.timed_work import work
from kiosk.places import Place
from kiosk.store import reading
from kiosk.visitors import handoffs
from tests.conftest import FixedClock
from tests.make import entries, make_counter, make_rating
from tests.page import PageClient

VISIT = UUID("01934f5e-7d3a-7c21-9f00-5a6b7c8d9e0f")
PLAN = "S0 I0 U3 K2"


def code_of(app: Flask, place: Place, clock: FixedClock) -> str:
    with app.app_context():
        return handoffs.hand_over(place.counter, VISIT, PLAN, "U3", "en", clock())


def test_the_first_phone_goes_on_and_no_second(
    app: Flask, phone: PageClient, anonymous: PageClient, counter: Place, clock: FixedClock
) -> None:
    code = code_of(app, counter, clock)
    page = phone.get(f"/q/{code}", status=303)
    assert page.location.startswith(f"/q/{code}/questions/U3")
    clock.advance(seconds=61)
    assert anonymous.get(f"/q/{code}", status=410).h1
    question = phone.get(page.location)
    assert question.one("html")["lang"] == "en"
    after = phone.press(question, 2)
    assert "/questions/K2" in after.location, "the plan is the tablet's"
    end = phone.press(phone.get(after.location), 4)
    assert "/thanks" in end.location
    with app.app_context():
        assert [(e.question, e.channel, e.visit) for e in entries(counter.unit)] == [("U3", "handoff", VISIT), ("K2", "handoff", VISIT)]


@pytest.mark.parametrize(("seconds", "status"), [(1, 303), (60, 303), (61, 410)])
def test_a_first_page_that_was_lost_is_given_again_for_a_minute(
    app: Flask, phone: PageClient, counter: Place, clock: FixedClock, seconds: int, status: int
) -> None:
    code = code_of(app, counter, clock)
    clock.advance(minutes=9, seconds=30)
    first = phone.get(f"/q/{code}", status=303)
    clock.advance(seconds=seconds)
    again = phone.get(f"/q/{code}", status=status)
    assert status == 410 or again.location == first.location


def test_once_the_phone_has_answered_nobody_opens_it_again(
    app: Flask, phone: PageClient, anonymous: PageClient, counter: Place, clock: FixedClock
) -> None:
    code = code_of(app, counter, clock)
    with app.app_context():
        make_rating(counter, visit=VISIT)  # what the tablet had asked before
    page = phone.get(phone.get(f"/q/{code}", status=303).location)
    anonymous.get(f"/q/{code}", status=303)
    phone.press(page, 2)
    for client in (phone, anonymous):
        client.get(f"/q/{code}", status=410)


@pytest.mark.parametrize(("minutes", "status"), [(0, 303), (10, 303), (10.1, 410), (31, 410)])
def test_a_code_is_good_for_ten_minutes(
    app: Flask, phone: PageClient, counter: Place, clock: FixedClock, minutes: float, status: int
) -> None:
    code = code_of(app, counter, clock)
    clock.advance(minutes=minutes)
    phone.get(f"/q/{code}", status=status)


def test_a_code_speaks_for_its_own_visit_only(app: Flask, phone: PageClient, counter: Place, clock: FixedClock) -> None:
    code = code_of(app, counter, clock)
    page = phone.get(phone.get(f"/q/{code}", status=303).location)
    fields = page.fields() | {"visit": str(uuid4()), "score": "1"}
    phone.post(f"/q/{code}/answers", fields, status=404)
    with app.app_context():
        assert entries(counter.unit) == []


def test_after_half_an_hour_nothing_ties_the_code_to_the_visit(app: Flask, phone: PageClient, counter: Place, clock: FixedClock) -> None:
    code = code_of(app, counter, clock)
    page = phone.get(phone.get(f"/q/{code}", status=303).location)
    clock.advance(minutes=30)
    with app.app_context():
        assert handoffs.forget(clock()) == 1
        assert reading().execute(text("SELECT count(*) FROM handoff")).scalar() == 0
    phone.post(f"/q/{code}/answers", page.fields() | {"score": "1"}, status=410)


def test_timed_work_forgets(app: Flask, counter: Place, clock: FixedClock) -> None:
    code_of(app, counter, clock)
    clock.advance(minutes=31)
    with app.app_context():
        work(app, "test")
        assert reading().execute(text("SELECT count(*) FROM handoff")).scalar() == 0


def test_what_must_be_forgotten_waits_ten_minutes_at_most(
    app: Flask, counter: Place, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever minutes the rounds fall on, and however many servers there are."""
    times: list[datetime] = []
    monkeypatch.setattr(timed_work, "forget", lambda: times.append(clock()))
    clock.advance(minutes=3)
    for n in range(40):
        with app.app_context():
            work(app, f"server {n % 2}")
        clock.advance(minutes=3, seconds=7)
    gaps = [after - before for before, after in pairwise(times)]
    assert len(gaps) >= 5
    assert all(timedelta(minutes=10) <= gap <= timedelta(minutes=14) for gap in gaps)


def test_the_tablet_hears_when_a_phone_has_taken_over(app: Flask, tablet: PageClient, phone: PageClient, counter: Place) -> None:
    body = {"visit": str(VISIT), "plan": PLAN, "question": "U3", "language": "id"}
    code = tablet.browser.post("/counter/handoffs", json=body).json["code"]  # type: ignore[index]
    assert tablet.browser.get(f"/counter/handoffs/{code}").json == {"opened": False}
    assert tablet.browser.get(f"/counter/handoffs/{code}.svg").headers["Cache-Control"] == "no-store"
    phone.get(f"/q/{code}", status=303)
    assert tablet.browser.get(f"/counter/handoffs/{code}").json == {"opened": True}
    assert tablet.browser.post(f"/counter/handoffs/{code}/withdrawal").status_code == 204
    assert tablet.browser.get(f"/counter/handoffs/{code}").json == {"opened": True}, "the phone was first"


def test_a_withdrawn_code_opens_nothing(app: Flask, tablet: PageClient, phone: PageClient, counter: Place, clock: FixedClock) -> None:
    code = code_of(app, counter, clock)
    tablet.browser.post(f"/counter/handoffs/{code}/withdrawal")
    phone.get(f"/q/{code}", status=410)


def test_another_counters_code_is_no_business_of_this_tablet(app: Flask, tablet: PageClient, phone: PageClient, clock: FixedClock) -> None:
    with app.app_context():
        other = make_counter()
    code = code_of(app, other, clock)
    tablet.browser.post(f"/counter/handoffs/{code}/withdrawal")
    phone.get(f"/q/{code}", status=303)
    assert tablet.browser.get(f"/counter/handoffs/{code}").json == {"opened": False}


@pytest.mark.parametrize(
    "changes", [{"visit": "x"}, {"plan": "S0 X9"}, {"plan": ""}, {"question": "U1"}, {"language": "xx"}, {"visit": 7}, {"language": None}]
)
def test_what_makes_no_sense_is_refused(tablet: PageClient, changes: dict[str, object]) -> None:
    body = {"visit": str(VISIT), "plan": PLAN, "question": "U3", "language": "id"} | changes
    assert tablet.browser.post("/counter/handoffs", json=body).status_code == 422


def test_a_counter_without_phones_hands_nothing_over(app: Flask) -> None:
    from tests.make import make_device

    with app.app_context():
        token = make_device(make_counter(shows_qr=False).counter)
    client = PageClient(app)
    client.browser.set_cookie("loket_device", token, path="/counter")
    assert client.browser.post("/counter/handoffs", json={}).status_code == 403
    assert not client.get("/counter/questions/I0").select("[data-phone]")


def test_only_the_hash_of_a_code_is_kept(app: Flask, counter: Place, clock: FixedClock) -> None:
    code = code_of(app, counter, clock)
    with app.app_context():
        assert code not in str(reading().execute(text("SELECT * FROM handoff")).all())
        assert handoffs.was_opened(counter.counter, code) is False
        assert handoffs.open_once(code, clock() + timedelta(minutes=1))
