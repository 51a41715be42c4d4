"""One question a page, in a visit that has begun; any may be skipped, and the visit may stop."""

from uuid import UUID

import pytest
from flask import Flask

from kiosk.ledger import Channel
from kiosk.places import Place, links
from tests.make import entries, instrument, make_rating
from tests.page import PageClient

VISIT = "01939b2c-5f3a-7c4e-8d21-0a1b2c3d4e5f"
"""Draws S0 I0 U4 K3 (tests/instruments/test_plan.py)."""


@pytest.fixture
def here(app: Flask, counter: Place) -> str:
    """The questions of a visit that has begun."""
    with app.app_context():
        make_rating(counter, visit=UUID(VISIT), channel=Channel.POSTER)
        return f"/q/{links.link_of(counter.counter, 'poster').code}/questions"


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_official_text_stands_below_the_short_one(phone: PageClient, here: str, language: str) -> None:
    question = instrument().need("U4")
    assert question.official[language] != question.short[language]
    page = phone.get(f"{here}/U4?visit={VISIT}&language={language}")
    assert page.h1 == question.short[language]
    assert page.words(".official") == question.official[language]
    assert [" ".join(b.get_text().split()) for b in page.select("button.answer")] == list(question.labels[language])


def test_it_says_how_far_the_visit_is(phone: PageClient, here: str) -> None:
    assert phone.get(f"{here}/U4?visit={VISIT}").one(".progress")["aria-label"] == "Pertanyaan 3 dari 4"


def test_a_question_can_be_skipped_up_to_the_thanks(phone: PageClient, here: str) -> None:
    page = phone.get(f"{here}/I0?visit={VISIT}")
    seen = []
    for _ in range(3):
        seen.append(page.fields()["question"])
        page = phone.get(page.link("Lewati"))
    assert seen == ["I0", "U4", "K3"]
    assert page.h1 == "Terima kasih."


def test_the_visit_may_stop_at_any_question_but_the_first(phone: PageClient, here: str) -> None:
    assert phone.get(phone.get(f"{here}/I0?visit={VISIT}").link("Selesai")).h1 == "Terima kasih."
    assert "Selesai" not in phone.get(f"{here}/S0?visit={VISIT}").text


def test_the_answer_before_can_be_changed_up_to_the_thanks(app: Flask, phone: PageClient, counter: Place, here: str) -> None:
    first = phone.get(phone.get(f"{here}/I0?visit={VISIT}").link("Ubah"))
    assert first.fields()["question"] == "S0"
    assert not first.select(".links"), "before the first there is none"
    phone.press(first, 1)
    thanks = phone.get(phone.get(f"{here}/K3?visit={VISIT}").link("Selesai"))
    assert phone.get(thanks.link("Ubah jawaban terakhir")).fields()["question"] == "K3"
    with app.app_context():
        assert [(entry.question, entry.score) for entry in entries(counter.unit)] == [("S0", 4), ("S0", 1)]


@pytest.mark.parametrize("rest", ["/S0", "/S0?visit=", "/S0?visit=siapa", "/U8?visit=" + VISIT])
def test_without_a_visit_or_a_question_there_is_no_page(phone: PageClient, here: str, rest: str) -> None:
    phone.get(here + rest, status=404)


def test_a_units_link_without_a_counter_has_no_questions(app: Flask, phone: PageClient, counter: Place) -> None:
    with app.app_context():
        code = links.link_of_unit(counter.unit).code
    phone.get(f"/q/{code}/questions/S0?visit={VISIT}", status=404)
