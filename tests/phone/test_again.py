"""Open links: one rating for each phone and day; more are marked, and none is refused. A visit just begun can be continued."""

from random import Random
from uuid import uuid4

import pytest
from flask import Flask

from kiosk.places import Place, links
from tests.conftest import FixedClock
from tests.make import entries, make_counter, make_unit
from tests.page import Page, PageClient


def link(app: Flask, place: Place, channel: str = "poster") -> str:
    with app.app_context():
        return f"/q/{links.link_of(place.counter, channel).code}"


def scan(phone: PageClient, address: str) -> Page:
    """The first question: a visitor who has just rated says that she is somebody else."""
    page = phone.get(address)
    return phone.get(page.link("Orang lain yang menilai")) if page.h1 == "Melanjutkan penilaian tadi?" else page


def marks(app: Flask, place: Place) -> list[str]:
    with app.app_context():
        return [entry.marks for entry in entries(place.unit)]


def test_the_second_visit_of_a_phone_is_marked_whole(app: Flask, phone: PageClient, counter: Place, clock: FixedClock) -> None:
    for _ in range(2):
        page = phone.follow(phone.press(scan(phone, link(app, counter)), 4))
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
    phone.press(scan(phone, link(app, counter)), 4)
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
    cookie = answer.answer.headers.getlist("Set-Cookie")[0]
    assert cookie.startswith("rated-")
    assert page.fields()["visit"].replace("-", "") not in cookie.replace("-", "")
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
        page = scan(phone, link(app, counter))
        phone.post(str(page.one("form")["action"]), {**page.fields(), "score": "4", "waited": waited})
        with app.app_context():
            last = entries(counter.unit)[-1]
        assert (clock() - last.given_at).total_seconds() == seconds, waited
        assert last.received_at == clock()


def test_a_second_scan_goes_on_with_the_visit_just_begun(app: Flask, phone: PageClient, counter: Place, clock: FixedClock) -> None:
    first = phone.get(link(app, counter))
    second = phone.follow(phone.press(first, 4))
    clock.advance(minutes=20)
    asked = phone.get(link(app, counter))
    assert asked.h1 == "Melanjutkan penilaian tadi?"
    went_on = phone.get(asked.link("Lanjutkan penilaian tadi"))
    assert (went_on.h1, went_on.fields()["visit"]) == (second.h1, first.fields()["visit"]), "the first question that she left open"
    changed = phone.get(asked.link("Ubah jawaban pertama"))
    assert (changed.h1, changed.fields()["visit"]) == (first.h1, first.fields()["visit"])
    phone.press(changed, 1)
    assert marks(app, counter) == ["", ""], "a correction, and no repeat"


def test_somebody_else_on_the_same_phone_has_a_visit_of_her_own(app: Flask, phone: PageClient, counter: Place) -> None:
    first = phone.get(link(app, counter))
    phone.press(first, 4)
    address = phone.get(link(app, counter)).link("Orang lain yang menilai")
    anew = phone.get(address)
    assert anew.fields()["visit"] != first.fields()["visit"]
    phone.press(anew, 2)
    again = phone.get(address)
    assert again.h1 == "Melanjutkan penilaian tadi?", "Back leads to her own visit, and begins no third one"
    assert anew.fields()["visit"] in again.link("Lanjutkan penilaian tadi")


def test_a_visit_with_nothing_left_goes_on_to_its_thanks(app: Flask, phone: PageClient, counter: Place) -> None:
    page = phone.get(link(app, counter))
    for score in (4, 3, 2, 1):
        page = phone.follow(phone.press(page, score))
    asked = phone.get(link(app, counter) + "?language=en")
    assert asked.h1 == "Continue your rating?"
    assert phone.get(asked.link("Continue this rating")).h1 == page.h1 or "/thanks" in asked.link("Continue this rating")


@pytest.mark.parametrize("where", ["later", "elsewhere", "another link", "bent"])
def test_nobody_is_asked_who_began_nothing_here(
    app: Flask, phone: PageClient, counter: Place, foreign_counter: Place, clock: FixedClock, where: str
) -> None:
    phone.press(phone.get(link(app, counter)), 4)
    address = link(app, counter)
    if where == "later":
        clock.advance(minutes=31)
        phone.browser.delete_cookie("visit", path=address)  # which a browser does by itself
    if where == "elsewhere":
        phone.browser.set_cookie(
            "visit", phone.browser.get_cookie("visit", path=address).value, path=(address := link(app, foreign_counter))
        )
    if where == "another link":
        phone.browser.set_cookie(
            "visit", phone.browser.get_cookie("visit", path=address).value, path=(address := link(app, counter, "screen"))
        )
    if where == "bent":
        phone.browser.set_cookie("visit", "😀", path=address)
    assert phone.get(address).select("button[name=score]")


def test_the_phone_knows_its_visit_for_half_an_hour_and_at_this_link_only(app: Flask, phone: PageClient, counter: Place) -> None:
    answer = phone.press(phone.get(link(app, counter)), 4)
    cookie = answer.answer.headers.getlist("Set-Cookie")[1]
    for said in ("visit=", "Max-Age=1800", f"Path={link(app, counter)}", "HttpOnly", "SameSite=Lax"):
        assert said in cookie
