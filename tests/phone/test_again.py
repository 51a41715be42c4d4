"""Open links: one rating for each phone and day; more are marked, and none is refused."""

from random import Random
from uuid import uuid4

import pytest
from flask import Flask

from kiosk import places
from kiosk.places import Place
from tests.conftest import FixedClock
from tests.make import entries, make_counter, make_unit
from tests.page import PageClient


def link(app: Flask, place: Place, channel: str = "poster") -> str:
    with app.app_context():
        return f"/q/{places.link_of(place.counter, channel).code}"


def marks(app: Flask, place: Place) -> list[str]:
    with app.app_context():
        return [entry.marks for entry in entries(place.unit)]


def test_the_second_visit_of_a_phone_is_marked_whole(app: Flask, phone: PageClient, counter: Place, clock: FixedClock) -> None:
    for _ in range(2):
        page = phone.follow(phone.press(phone.get(link(app, counter)), 4))
        clock.advance(seconds=3)
        phone.press(page, 3)
    assert marks(app, counter) == ["", "", "repeat", "repeat"]


def test_it_is_the_phone_and_not_the_link(app: Flask, phone: PageClient, counter: Place) -> None:
    phone.press(phone.get(link(app, counter)), 4)
    phone.press(phone.get(link(app, counter, "screen")), 4)
    other = PageClient(app)
    other.press(other.get(link(app, counter)), 1)
    assert marks(app, counter) == ["", "repeat", ""]


def test_another_day_and_another_unit_are_new(app: Flask, phone: PageClient, counter: Place, clock: FixedClock) -> None:
    with app.app_context():
        elsewhere = make_counter(make_unit("lapas"), "lapas-1")
    phone.press(phone.get(link(app, counter)), 4)
    phone.press(phone.get(link(app, elsewhere)), 4)
    clock.advance(hours=24)
    phone.press(phone.get(link(app, counter)), 4)
    assert marks(app, counter) == ["", ""]
    assert marks(app, elsewhere) == [""]


def test_a_correction_is_no_repeat(app: Flask, phone: PageClient, counter: Place) -> None:
    page = phone.get(link(app, counter))
    phone.press(page, 4)
    phone.press(page, 2)
    assert marks(app, counter) == ["", ""]


def test_the_mark_names_neither_visit_nor_person(app: Flask, phone: PageClient, counter: Place) -> None:
    page = phone.get(link(app, counter))
    answer = phone.press(page, 4)
    cookie = answer.headers["Set-Cookie"]
    assert page.fields()["visit"] not in cookie
    assert "HttpOnly" in cookie
    assert "Path=/q" in cookie
    assert "SameSite=Lax" in cookie


def test_who_bends_the_mark_stores_all_the_same(app: Flask, phone: PageClient, counter: Place) -> None:
    phone.browser.set_cookie("rated-1", "20261119-😀" * 50, path="/q")
    phone.press(phone.get(link(app, counter)), 4)
    assert len(marks(app, counter)) == 1


def bombard(app: Flask, phone: PageClient, counter: Place, times: int) -> None:
    """Replays of one answer, guesses at links and tickets, answers bent so that they fit nowhere."""
    page = phone.get(link(app, counter))
    phone.press(page, 4)
    action, fields = str(page.one("form")["action"]), {**page.fields(), "score": "4"}
    dice = Random(9)

    def guess(letters: str, length: int) -> str:
        return "".join(dice.choices(letters, k=length))

    tries = (
        lambda: (action, fields),
        lambda: (f"/q/{guess('23456789abcdefghjkmnpqrstvwxyz', 7)}/answers", {**fields, "form": str(uuid4())}),
        lambda: (f"/q/{guess('23456789abcdefghjkmnpqrstvwxyz', 12)}/answers", {**fields, "form": str(uuid4())}),
        lambda: (f"/t/{guess('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 16)}/answers", {**fields, "form": str(uuid4())}),
        lambda: (action, {**fields, "form": str(uuid4()), "question": "Z9"}),
        lambda: (action, {**fields, "form": str(uuid4()), "visit": guess("0123456789abcdef-", 36)}),
        lambda: (action, {**fields, "form": str(uuid4()), "score": str(dice.choice((0, 5, 44, -1)))}),
    )
    for n in range(times):
        address, sent = tries[n % len(tries)]()
        assert phone.browser.post(address, data=sent).status_code in (303, 404, 410, 422)


def test_replays_and_guesses_store_nothing_more(app: Flask, phone: PageClient, counter: Place) -> None:
    bombard(app, phone, counter, 700)
    assert len(marks(app, counter)) == 1


@pytest.mark.long
def test_ten_thousand_of_them_store_nothing_more(app: Flask, phone: PageClient, counter: Place) -> None:
    bombard(app, phone, counter, 10_000)
    assert len(marks(app, counter)) == 1


def test_what_waited_in_the_page_has_the_time_of_the_tap(app: Flask, phone: PageClient, counter: Place, clock: FixedClock) -> None:
    for waited, seconds in (("90000", 90), ("999999999", 0), ("-5", 0), ("٣", 0), ("", 0), ("86400000", 2 * 3600)):
        page = phone.get(link(app, counter))
        phone.post(str(page.one("form")["action"]), {**page.fields(), "score": "4", "waited": waited})
        with app.app_context():
            last = entries(counter.unit)[-1]
        assert (clock() - last.given_at).total_seconds() == seconds, waited
        assert last.received_at == clock()
