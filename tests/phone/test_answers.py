"""A visit on a phone, by plain forms and redirects: each button stores once, going back corrects."""

from uuid import uuid4

import pytest
from flask import Flask

from kiosk.ledger import Entry, answers
from kiosk.places import Place, service_points
from kiosk.places.links import link_of, link_of_unit
from tests.conftest import FixedClock
from tests.make import entries, make_counter, scores
from tests.page import Page, PageClient


@pytest.fixture
def opened(app: Flask, phone: PageClient, counter: Place) -> Page:
    """The first question, as the poster's code opens it."""
    return phone.get(link(app, counter, "poster"))


def link(app: Flask, place: Place, channel: str) -> str:
    with app.app_context():
        return f"/q/{link_of(place.counter, channel).code}"


def recorded(app: Flask, place: Place) -> list[Entry]:
    with app.app_context():
        return entries(place.unit)


def standing(app: Flask, place: Place, clock: FixedClock) -> list[tuple[str, int]]:
    """The answers that count, after corrections."""
    with app.app_context():
        return scores(answers.of_days(place.unit, clock().date(), clock().date()))


def test_a_whole_visit_works_by_forms_and_redirects(app: Flask, phone: PageClient, counter: Place, opened: Page) -> None:
    page, asked = opened, []
    for score in (4, 3, 2, 1):
        asked.append(page.fields()["question"])
        page = phone.follow(phone.press(page, score))
    assert page.h1 == "Terima kasih."
    assert page.words(".receipt b")
    assert asked[:2] == ["S0", "I0"]
    assert asked[2].startswith("U")
    assert asked[3].startswith("K")
    found = recorded(app, counter)
    assert [(e.question, e.score) for e in found] == list(zip(asked, (4, 3, 2, 1), strict=True))
    assert len({e.visit for e in found}) == 1
    assert len({e.answer for e in found}) == 4


@pytest.mark.parametrize("channel", ["screen", "poster"])
def test_the_links_channel_is_recorded(app: Flask, phone: PageClient, counter: Place, channel: str) -> None:
    phone.press(phone.get(link(app, counter, channel)), 4)
    assert [e.channel for e in recorded(app, counter)] == [channel]


def test_a_units_link_records_at_the_chosen_counter(app: Flask, phone: PageClient, counter: Place) -> None:
    with app.app_context():
        address = f"/q/{link_of_unit(counter.unit).code}"
    page = phone.get(phone.get(address).link(counter.counter.names["id"]))
    page = phone.follow(phone.press(page, 4))
    phone.press(page, 3)
    assert [(e.counter, e.channel, e.question) for e in recorded(app, counter)] == [
        ("kanim-1", "poster", "S0"),
        ("kanim-1", "poster", "I0"),
    ]


def test_a_units_link_without_a_counter_records_nothing(app: Flask, phone: PageClient, counter: Place, opened: Page) -> None:
    with app.app_context():
        address = f"/q/{link_of_unit(counter.unit).code}/answers"
    phone.post(address, {**opened.fields(), "score": "3"}, status=404)
    assert recorded(app, counter) == []


def test_the_tap_has_the_servers_time(app: Flask, phone: PageClient, counter: Place, opened: Page, clock: FixedClock) -> None:
    clock.advance(minutes=2)
    phone.post(str(opened.one("form")["action"]), {**opened.fields(), "score": "3", "given_at": "2020-01-01T00:00:00+07:00"})
    assert [e.given_at for e in recorded(app, counter)] == [clock()]


def test_the_same_button_twice_is_stored_once(app: Flask, phone: PageClient, counter: Place, opened: Page, clock: FixedClock) -> None:
    first = phone.press(opened, 3)
    clock.advance(seconds=1)
    again = phone.press(opened, 3)
    assert again.location == first.location
    assert [e.score for e in recorded(app, counter)] == [3]


def test_back_and_another_button_is_a_correction(app: Flask, phone: PageClient, counter: Place, opened: Page, clock: FixedClock) -> None:
    phone.press(opened, 1)
    clock.advance(seconds=5)
    phone.press(opened, 4)
    assert [e.score for e in recorded(app, counter)] == [1, 4]
    assert standing(app, counter, clock) == [("S0", 4)]


def test_back_by_the_address_and_another_button_is_a_correction(
    app: Flask, phone: PageClient, counter: Place, opened: Page, clock: FixedClock
) -> None:
    second = phone.follow(phone.press(opened, 4))
    phone.press(second, 1)
    clock.advance(seconds=5)
    reloaded = phone.get(f"{link(app, counter, 'poster')}/questions/I0?visit={opened.fields()['visit']}")
    assert reloaded.fields()["form"] != second.fields()["form"]
    phone.press(reloaded, 3)
    assert standing(app, counter, clock) == [("S0", 4), ("I0", 3)]


def test_back_twice_and_the_first_button_again_counts_the_last_press(
    app: Flask, phone: PageClient, counter: Place, opened: Page, clock: FixedClock
) -> None:
    for score in (1, 4):
        phone.press(opened, score)
        clock.advance(seconds=5)
    fresh = phone.get(f"{link(app, counter, 'poster')}/questions/S0?visit={opened.fields()['visit']}")
    phone.press(fresh, 1)
    assert standing(app, counter, clock) == [("S0", 1)]


def test_two_visitors_of_one_link_do_not_meet(app: Flask, phone: PageClient, counter: Place, clock: FixedClock) -> None:
    for score in (1, 4):
        PageClient(app).press(phone.get(link(app, counter, "poster")), score)
    assert standing(app, counter, clock) == [("S0", 1), ("S0", 4)]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("score", ""),
        ("score", "5"),
        ("score", "٣"),
        ("visit", "siapa"),
        ("form", ""),
        ("question", "U8"),
        ("question", ""),
        ("language", ""),
    ],
)
def test_a_form_that_was_bent_is_refused(app: Flask, phone: PageClient, counter: Place, opened: Page, field: str, value: str) -> None:
    bent = {**opened.fields(), "score": "3", field: value}
    if field == "language":  # not needed: then it is Indonesian
        phone.post(str(opened.one("form")["action"]), bent)
        return
    page = phone.post(str(opened.one("form")["action"]), bent, status=422)
    assert f"{field}: " in page.text
    assert recorded(app, counter) == []


def test_the_answer_id_of_another_visit_is_a_conflict(app: Flask, phone: PageClient, counter: Place, opened: Page) -> None:
    phone.press(opened, 3)
    phone.post(str(opened.one("form")["action"]), {**opened.fields(), "score": "3", "visit": str(uuid4())}, status=409)
    assert len(recorded(app, counter)) == 1


def test_a_closed_counter_thanks_all_the_same(app: Flask, phone: PageClient, counter: Place, opened: Page, clock: FixedClock) -> None:
    with app.app_context():
        service_points.close_counter(counter.counter, clock(), "Renovasi")
    assert "ditutup" in phone.press(opened, 3, status=403).text
    assert recorded(app, counter) == []


def test_an_unknown_link_records_nothing(app: Flask, phone: PageClient, counter: Place, opened: Page) -> None:
    phone.post("/q/2222222/answers", {**opened.fields(), "score": "3"}, status=404)
    assert recorded(app, counter) == []


def test_getting_it_is_not_a_way_to_answer(app: Flask, phone: PageClient, counter: Place) -> None:
    address = link(app, counter, "poster")
    led = phone.get(f"{address}/answers", status=303)
    assert led.location == f"{address}?language=id", "from the list of visited pages it leads back to the first question"
    assert phone.follow(led).select("button[name=score]")
    assert recorded(app, counter) == []


def test_an_answer_in_english_says_so(app: Flask, phone: PageClient, counter: Place) -> None:
    page = phone.get(link(app, counter, "poster") + "?language=en")
    following = phone.follow(phone.press(page, 3))
    assert following.one("html")["lang"] == "en"
    assert [e.language for e in recorded(app, counter)] == ["en"]


def test_a_and_b_and_a_again_from_one_page_lets_the_last_stand(app: Flask, phone: PageClient, counter: Place) -> None:
    with app.app_context():
        page = phone.get(f"/q/{link_of(counter.counter, 'poster').code}")
    for score in (4, 2, 4, 4):
        phone.press(page, score)
    with app.app_context():
        assert [entry.score for entry in entries(counter.unit)] == [4, 2, 4]


def test_a_closed_counter_says_so_before_anybody_answers(app: Flask, phone: PageClient, counter: Place, clock: FixedClock) -> None:
    with app.app_context():
        address, whole = f"/q/{link_of(counter.counter, 'poster').code}", f"/q/{link_of_unit(counter.unit).code}"
        service_points.close_counter(counter.counter, clock(), "Renovasi sampai Senin")
    assert "Renovasi sampai Senin" in phone.get(address, status=403).text
    assert phone.get(whole).h1 == "Semua loket sedang ditutup"


def test_a_visit_goes_on_where_it_began_and_nowhere_else(app: Flask, phone: PageClient, counter: Place) -> None:
    with app.app_context():
        other = make_counter(counter.unit, "kanim-2")
        links = [link_of(counter.counter, "screen").code, link_of(other.counter, "poster").code]
        page = phone.get(f"/q/{link_of(counter.counter, 'poster').code}")
    phone.press(page, 4)
    for link in links:
        phone.post(f"/q/{link}/answers", {**page.fields(), "question": "I0", "score": "4"}, status=404)
    with app.app_context():
        assert len(entries(counter.unit)) == 1
