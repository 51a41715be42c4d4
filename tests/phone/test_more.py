"""What a visitor may add: the whole questionnaire, who she is, her words, the ministry's survey. All of it optional."""

from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from kiosk.ledger.entry import Access
from kiosk.places import Place, links, service_points
from kiosk.store import reading
from kiosk.visitors import comments, once, profiles, surveys
from tests.conftest import FixedClock
from tests.make import entries, instrument, make_counter, make_rating
from tests.page import Page, PageClient, words


@pytest.fixture
def thanks(app: Flask, phone: PageClient, counter: Place) -> Page:
    """The thank-you after the first four questions."""
    with app.app_context():
        address = f"/q/{links.link_of(counter.counter, 'poster').code}"
    page = phone.get(address)
    for _ in range(4):
        page = phone.follow(phone.press(page, 4))
    return page


def to(page: Page, beginning: str) -> str:
    return next(str(a["href"]) for a in page.select(".choice a") if words(a).startswith(beginning))


def test_the_whole_questionnaire_asks_the_rest_then_the_control_question(
    app: Flask, phone: PageClient, counter: Place, thanks: Page
) -> None:
    page = phone.follow(phone.get(to(thanks, "Jawab"), status=303))
    asked = []
    while page.select("button[name=score]"):
        asked.append(page.fields()["question"])
        page = phone.follow(phone.press(page, 2))
    assert page.h1 == "Sedikit tentang Anda"
    assert asked[-1] == "C1"
    with app.app_context():
        codes = [entry.question for entry in entries(counter.unit)]
        whole = instrument()
    assert sorted(codes) == sorted(["S0", "I0", "C1", *whole.codes("ikm"), *whole.codes("ipk")])
    assert len(set(codes)) == len(codes)
    assert entries_of_control(app, counter) == [("control@1", 2)]


def entries_of_control(app: Flask, place: Place) -> list[tuple[str, int]]:
    with app.app_context():
        return [(entry.instrument, entry.score) for entry in entries(place.unit) if entry.question == "C1"]


def test_the_service_is_asked_where_there_are_several(app: Flask, phone: PageClient, thanks: Page, counter: Place) -> None:
    with app.app_context():
        for code, name in (("paspor", "Paspor"), ("izin", "Izin tinggal")):
            service_points.give_service(counter.counter, service_points.offer_service(counter.unit, code, name))
    page = phone.get(to(thanks, "Jawab"))
    assert page.h1 == "Layanan apa yang Anda pakai?"
    question = phone.get(page.link("Izin tinggal"))
    phone.follow(phone.press(question, 4))
    with app.app_context():
        assert [entry.service for entry in entries(counter.unit)][-2:] == ["", "izin"]


def test_who_answers_is_added_up_and_kept_nowhere_else(app: Flask, phone: PageClient, counter: Place, thanks: Page) -> None:
    page = phone.get(to(thanks, "Ceritakan"))
    assert all(not radio.has_attr("required") for radio in page.select("input[type=radio]"))
    for question in ("P1", "P2", "P3", "P4", "P5"):
        radios = page.select(f"input[name={question}]")
        assert [r["value"] for r in radios if r.has_attr("checked")] == [""], "nothing is said until she says it"
    form = page.one("form.about")
    sent = {**hidden(page), "P1": "2", "P2": "", "P3": "9", "P5": "2", "P9": "1"}
    for _ in range(3):
        done = phone.post(str(form["action"]), sent)
    with app.app_context():
        assert profiles.of_months(counter.unit, 202611) == {202611: {"P1": {Access.OPEN: {2: 1}}, "P5": {Access.OPEN: {2: 1}}}}
    assert not [a for a in phone.follow(done).select(".choice a") if words(a).startswith("Ceritakan")]


def test_words_are_masked_and_wait_for_a_moderator(app: Flask, phone: PageClient, counter: Place, thanks: Page) -> None:
    page = phone.get(to(thanks, "Tulis"))
    form = page.one("form.words")
    sent = {**hidden(page), "words": "Ruang tunggu panas.\n\nHubungi 0812 3456 7890."}
    for _ in range(2):
        done = phone.post(str(form["action"]), sent)
    assert "Pesan Anda diterima" in phone.follow(done).text
    with app.app_context():
        assert [c.text for c in comments.waiting(counter.unit)] == ["Ruang tunggu panas.\nHubungi [nomor]."]


@pytest.mark.parametrize(
    ("words", "told"), [("", "Tulis dahulu"), ("   \n ", "Tulis dahulu"), ("x" * 501, "Paling banyak 500"), ("😀" * 600, "600")]
)
def test_words_that_cannot_be_taken_stay_in_the_form(
    app: Flask, phone: PageClient, counter: Place, thanks: Page, words: str, told: str
) -> None:
    page = phone.get(to(thanks, "Tulis"))
    again = phone.post(str(page.one("form.words")["action"]), {**hidden(page), "words": words}, status=422)
    assert told in again.words("[role=alert]")
    assert again.one("textarea").get_text().strip() == words.strip()
    with app.app_context():
        assert comments.waiting(counter.unit) == []


def test_five_hundred_letters_are_taken_whatever_they_are_stored_as(app: Flask, phone: PageClient, counter: Place, thanks: Page) -> None:
    page = phone.get(to(thanks, "Tulis"))
    action = str(page.one("form.words")["action"])
    assert page.one("textarea")["maxlength"] == "500"
    long = phone.post(action, {**hidden(page), "words": "x" * 499 + "……"}, status=422)
    assert "yang tertulis 501" in long.words("[role=alert]")
    phone.post(action, {**hidden(page), "words": "x" * 498 + "……"})
    with app.app_context():
        assert [c.text for c in comments.waiting(counter.unit)] == ["x" * 498 + "......"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_visitor_is_shown_the_official_channels_whatever_she_answers(
    app: Flask, phone: PageClient, counter: Place, language: str
) -> None:
    with app.app_context():
        address = f"/q/{links.link_of(counter.counter, 'poster').code}?language={language}"
    lines = []
    for score in (1, 4):
        page = PageClient(app).get(address)
        for _ in range(4):
            page = phone.follow(phone.press(page, score))
        lines.append(str(page.one(".official-line")))
        assert [str(a["href"]) for a in page.select(".official-line a")] == ["sms:1708", "tel:137", "tel:198"]
    assert lines[0] == lines[1], "who looks on learns nothing"


def test_what_follows_words_is_the_same_whatever_they_say(app: Flask, phone: PageClient, counter: Place, thanks: Page) -> None:
    page = phone.get(to(thanks, "Tulis"))
    action, answers = str(page.one("form.words")["action"]), []
    for text in ("Saya diminta uang rokok.", "Petugas ramah."):
        sent = {**hidden(page), "form": str(uuid4()), "words": text}
        answers.append(phone.follow(phone.post(action, sent)))
    assert answers[0].html == answers[1].html
    assert "bukan laporan resmi" in answers[0].text
    with app.app_context():
        assert len(comments.waiting(counter.unit)) == 2


def test_a_page_of_channels_that_somebody_saved_leads_to_everybodys(phone: PageClient, thanks: Page) -> None:
    saved = to(thanks, "Tulis").replace("/words", "/channels")
    assert str(phone.get(saved, status=301).location).startswith("/kanal")


def test_a_finished_visit_still_shows_them(phone: PageClient, thanks: Page, clock: FixedClock) -> None:
    words_page = to(thanks, "Tulis")
    clock.advance(hours=2)
    assert phone.get(words_page, status=410).select('.official-line a[href="tel:198"]')


def test_the_ministrys_survey_is_offered_where_there_is_one_and_counted(
    app: Flask, phone: PageClient, counter: Place, thanks: Page, clock: FixedClock
) -> None:
    assert not thanks.select("form")
    with app.app_context():
        surveys.set_address(counter.unit, "https://survei.example.go.id/ly/abcd1234")
    address = next(str(a["href"]) for a in thanks.select("nav a"))
    page = phone.get(address.replace("language=en", "language=id"))
    action = str(page.one("form")["action"])
    for _ in range(3):
        sent = phone.post(action, hidden(page))
    # A form may lead to no other site; the page that it leads to goes on.
    onward = phone.follow(sent)
    assert onward.one('meta[http-equiv="refresh"]')["content"] == "0; url=https://survei.example.go.id/ly/abcd1234"
    assert counter.counter.names["id"] in onward.words(".place")
    assert phone.get(onward.link("English")).one("html")["lang"] == "en"
    assert onward.link("Lanjut ke survei") == "https://survei.example.go.id/ly/abcd1234"
    with app.app_context():
        other = make_counter(counter.unit, "kanim-2")
        elsewhere = uuid4()
        make_rating(other, visit=elsewhere)
    for visit in ("zzz", "", str(uuid4()), str(elsewhere)):
        assert phone.follow(phone.post(action, {"visit": visit})).one('meta[http-equiv="refresh"]'), "led on all the same"
    with app.app_context():
        assert surveys.handed_on(counter.unit, clock().date(), clock().date()) == 1
        visits = {entry.visit for entry in entries(counter.unit)}
        assert not visits & set(reading().scalars(select(once.FormOnce.form))), "no visit's number is kept beside the ledger"


def test_a_visit_that_is_none_has_no_pages(app: Flask, phone: PageClient, counter: Place) -> None:
    with app.app_context():
        address = f"/q/{links.link_of(counter.counter, 'poster').code}"
    for page in ("full", "about", "words"):
        phone.get(f"{address}/{page}", status=404)
        phone.get(f"{address}/{page}?visit=siapa", status=404)
    for page in ("about", "words"):
        told = phone.post(f"{address}/{page}", {"visit": str(uuid4()), "form": str(uuid4()), "words": "x", "P1": "1"})
        assert told.location.startswith(f"{address}?"), "who has not rated begins there"
    with app.app_context():
        assert comments.waiting(counter.unit) == []
        assert profiles.of_months(counter.unit, 202611) == {}
    phone.post(f"{address}/survey", {}, status=404)


def hidden(page: Page) -> dict[str, str]:
    return {str(i["name"]): str(i["value"]) for i in page.select("main form input[type=hidden]")}
