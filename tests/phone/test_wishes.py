"""What should improve, on a phone: a page of its own after the first question, once, with or without a choice."""

from collections import Counter
from datetime import date
from uuid import UUID, uuid4

import pytest
from flask import Flask

from kiosk.ledger import answers
from kiosk.ledger.entry import Access
from kiosk.places import Place, links, service_points
from kiosk.visitors import handoffs, tickets, wishes
from kiosk.visitors.wishes import EVERYBODY
from tests.conftest import FixedClock
from tests.make import instrument, make_counter, make_rating
from tests.page import Page, PageClient

PLAN = "S0 R0 I0 ikm:1 ipk:1"


@pytest.fixture
def asking(app: Flask) -> Place:
    with app.app_context():
        return make_counter(plan=PLAN)


@pytest.fixture
def poster(app: Flask, asking: Place) -> str:
    with app.app_context():
        return f"/q/{links.link_of(asking.counter, 'poster').code}"


def sums(app: Flask, place: Place, access: Access = Access.OPEN) -> dict[str, int]:
    with app.app_context():
        found = wishes.of_days(place.unit, instrument(), date.max)
    return dict(sum((by.get(access, Counter()) for by in found.values()), Counter[str]()))


def asked(phone: PageClient, address: str, score: int = 2) -> Page:
    """Her first answer, and the page after it."""
    page = phone.follow(phone.press(phone.get(address), score))
    assert page.h1 == "Apa yang paling perlu diperbaiki?"
    return page


def choose(phone: PageClient, page: Page, *chosen: str) -> Page:
    return phone.submit(page, "Lanjut", **dict.fromkeys(chosen, "1"))


def test_it_follows_every_face_alike(app: Flask, poster: str) -> None:
    pages = set()
    for score in (1, 2, 3, 4):
        page = asked(PageClient(app), poster, score)
        visit = page.fields("main form")["visit"]
        pages.add(page.html.replace(visit, "VISIT"))
    assert len(pages) == 1


def test_several_are_added_up_and_the_next_question_follows(app: Flask, phone: PageClient, asking: Place, poster: str) -> None:
    following = phone.follow(choose(phone, asked(phone, poster), "U4", "U7"))
    assert "jujur" in following.h1
    assert sums(app, asking) == {EVERYBODY: 1, "U4": 1, "U7": 1}
    with app.app_context():
        assert [entry.question for entry, _ in answers.entries(asking.unit)] == ["S0"]


def test_it_can_be_skipped_and_said_later(app: Flask, phone: PageClient, asking: Place, poster: str) -> None:
    page = asked(phone, poster)
    following = phone.get(page.link("Lewati"))
    assert "jujur" in following.h1
    assert sums(app, asking) == {}
    assert phone.get(str(following.one("a[aria-label]")["href"])).h1 == page.h1
    assert "jujur" in phone.follow(choose(phone, page)).h1, "going on without a choice is skipping"
    assert sums(app, asking) == {}


def test_said_once_it_is_not_asked_again(app: Flask, phone: PageClient, asking: Place, poster: str) -> None:
    page = asked(phone, poster)
    following = phone.follow(choose(phone, page, "R0"))
    changed = phone.get(str(following.one("a[aria-label]")["href"]))
    assert changed.h1 == "Bagaimana pelayanan kami hari ini?", "what was added up cannot be found again: the way back leads past it"
    assert "jujur" in phone.follow(phone.press(changed, 4)).h1
    choose(phone, page, "U1")  # Back in the browser, and another choice
    assert sums(app, asking) == {EVERYBODY: 1, "R0": 1}


def test_the_phone_that_comes_back_goes_on_behind_it(app: Flask, phone: PageClient, poster: str) -> None:
    asked(phone, poster)
    again = phone.get(poster)
    assert "/questions/I0" in again.link("Lanjutkan penilaian tadi")


def test_who_has_rated_this_unit_already_today_is_passed_over(app: Flask, phone: PageClient, asking: Place, poster: str) -> None:
    """As her second rating is marked and set aside, so her second wish is none."""
    choose(phone, asked(phone, poster), "U1")
    anew = phone.get(phone.get(poster).link("Orang lain yang menilai"))
    choose(phone, phone.follow(phone.press(anew, 1)), "U2")
    assert sums(app, asking) == {EVERYBODY: 1, "U1": 1}


def test_a_ticket_and_a_tablet_handed_over_count_as_given(app: Flask, asking: Place, clock: FixedClock) -> None:
    with app.app_context():
        batch = tickets.make_batch(asking.counter, 40, clock().date(), clock().date(), "petugas", clock())
        token = tickets.tokens(batch)[0]
    phone = PageClient(app)
    choose(phone, asked(phone, f"/t/{token}"), "U2")
    assert sums(app, asking, Access.GIVEN) == {EVERYBODY: 1, "U2": 1}
    visit = UUID("01939b2c-5f3a-7c4e-8d21-0a1b2c3d4e5f")
    with app.app_context():
        make_rating(asking, visit=visit, given_at=clock())
        code = handoffs.hand_over(asking.counter, visit, "S0 R0 I0 U4 K3", "R0", "id", clock())
    other = PageClient(app)
    page = other.follow(other.get(f"/q/{code}", status=303))
    choose(other, page, "U3")
    assert sums(app, asking, Access.GIVEN) == {EVERYBODY: 2, "U2": 1, "U3": 1}


def test_bad_input_is_refused_and_counts_nothing(app: Flask, phone: PageClient, asking: Place, poster: str) -> None:
    page = asked(phone, poster)
    fields = page.fields("main form")
    here = f"{poster}/wishes"
    assert phone.post(here, fields | {"visit": "x"}, status=404)
    assert phone.post(here, fields | {"question": "S0"}, status=404)
    assert phone.post(here, fields | {"language": "xx"}, status=422)
    assert phone.post(here, {name: "1" if name.startswith("U") else value for name, value in fields.items()} | {"visit": str(uuid4())})
    assert sums(app, asking) == {}, "a visit that has said nothing is led to the first question"
    phone.get(here, status=405)


def test_a_closed_counter_and_a_visit_that_is_over_take_none(
    app: Flask, phone: PageClient, asking: Place, poster: str, clock: FixedClock
) -> None:
    page = asked(phone, poster)
    fields = {**page.fields("main form"), "U4": "1"}
    clock.advance(minutes=61)
    phone.post(f"{poster}/wishes", fields, status=410)
    other = PageClient(app)
    page = asked(other, poster)
    with app.app_context():
        service_points.close_counter(asking.counter, clock(), "Renovasi")
    assert "Renovasi" in other.post(f"{poster}/wishes", {**page.fields("main form"), "U4": "1"}, status=403).text
    assert sums(app, asking) == {}


def test_wishes_by_open_links_take_no_place_from_others(app: Flask, asking: Place, clock: FixedClock) -> None:
    day = clock().date()
    with app.app_context():
        taken = [wishes.add(asking.unit, ("U1",), instrument(), Access.OPEN, uuid4(), day, UUID(int=n)) for n in range(500)]
        assert sum(taken) == 320
        assert wishes.add(asking.unit, ("U1",), instrument(), Access.GIVEN, uuid4(), day, UUID(int=1))
