"""A question's screen, at its own address."""

import pytest

from tests.make import instrument
from tests.page import PageClient

CODES = [q.code for q in instrument().questions]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("code", CODES)
def test_every_question_is_asked_in_its_own_words(tablet: PageClient, code: str, language: str) -> None:
    question = instrument().need(code)
    page = tablet.get(f"/counter/questions/{code}?language={language}")
    assert page.h1 == question.short[language]
    assert [" ".join(b.get_text().split()) for b in page.select("button.answer")] == list(question.labels[language])
    assert bool(page.select(".answer .face")) == question.faces


def test_integrity_shows_no_faces_and_all_answers_alike(tablet: PageClient) -> None:
    asked = [tablet.get(f"/counter/questions/{code}") for code in ("S0", "I0")]
    assert [bool(page.select(".answer .face")) for page in asked] == [True, False]
    assert {" ".join(b["class"]) for b in asked[1].select("button.answer")} == {"answer"}


def test_the_promise_is_repeated_where_integrity_is_asked(tablet: PageClient) -> None:
    assert "Nama Anda tidak dicatat." in tablet.get("/counter/questions/I0").words(".promise")


def test_part_and_page_are_the_same_screen(tablet: PageClient) -> None:
    part = tablet.get("/counter/questions/U1", part=True)
    assert part.html.strip() in tablet.get("/counter/questions/U1").html


def test_a_restored_history_and_a_boosted_link_get_the_whole_page(tablet: PageClient) -> None:
    for header in ("HX-Boosted", "HX-History-Restore-Request"):
        assert "<html" in tablet.get("/counter/questions/U1", headers={"HX-Request": "true", header: "true"}).html


def test_nothing_of_a_visit_stands_in_a_screen_that_is_kept(tablet: PageClient) -> None:
    visit = "01939b2c-5f3a-7c4e-8d21-0a1b2c3d4e5f"
    address = f"/counter/questions/I0?visit={visit}&plan=S0+I0+U3+K1"
    assert visit in tablet.get(address).html
    assert visit not in tablet.get(address, part=True).html


def test_an_unknown_question_is_not_there(tablet: PageClient) -> None:
    for code in ("U8", "s0", "..", "S0%20"):
        tablet.get(f"/counter/questions/{code}", status=404)


def test_what_cannot_be_a_visit_is_left_aside(tablet: PageClient) -> None:
    assert tablet.get("/counter/questions/I0?visit=siapa&plan=U8").fields()["visit"] == ""


def test_an_unpaired_device_is_refused(phone: PageClient) -> None:
    phone.get("/counter/questions/S0", status=401)
