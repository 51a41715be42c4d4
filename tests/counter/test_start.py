"""The start screen is the first question: one tap on it already rates."""

from flask import Flask

from kiosk.places import Place
from kiosk.web.languages import offered_by
from tests.conftest import AppMaker
from tests.make import instrument, make_counter, make_device, make_unit
from tests.page import PageClient


def test_it_asks_the_first_question_of_the_plan(tablet: PageClient) -> None:
    page = tablet.get("/counter/")
    assert page.h1 == instrument().need("S0").short["id"]
    assert page.one("main input[name=question]")["value"] == "S0"
    labels = [" ".join(b.get_text().split()) for b in page.select("button.answer")]
    assert labels == list(instrument().need("S0").labels["id"])
    assert [b["value"] for b in page.select("button.answer")] == ["1", "2", "3", "4"]


def test_it_says_where_it_stands(tablet: PageClient, counter: Place) -> None:
    said = tablet.get("/counter/").words(".place")
    assert counter.unit.name in said
    assert counter.counter.names["id"] in said


def test_there_is_no_button_that_does_nothing_yet(tablet: PageClient) -> None:
    page = tablet.get("/counter/")
    assert {b["data-go"] for b in page.select("#screen button[data-go]")} == set()


def test_it_speaks_english_when_asked_and_indonesian_whatever_the_browser_prefers(tablet: PageClient) -> None:
    english = tablet.get("/counter/?language=en")
    assert english.h1 == instrument().need("S0").short["en"]
    assert english.one("html")["lang"] == "en"
    assert tablet.get("/counter/", headers={"Accept-Language": "en"}).one("html")["lang"] == "id"


def test_all_screens_of_a_visit_are_named_so_that_the_page_can_keep_them(tablet: PageClient) -> None:
    shell = tablet.get("/counter/shell").json
    assert isinstance(shell, dict)
    addresses = shell["screens"]
    assert addresses[0] == "/counter/questions/S0?language=id&starts=1"
    # 14 questions, the start and the thanks, in each language.
    languages = offered_by(instrument())
    assert {"id", "en"} <= set(languages)
    assert len(set(addresses)) == len(addresses) == (14 + 1 + 1) * len(languages)
    for address in addresses:
        assert tablet.get(address, part=True).one("#screen")


def test_the_part_stands_verbatim_in_the_page(tablet: PageClient) -> None:
    part = tablet.get("/counter/questions/S0?language=id&starts=1", part=True)
    assert part.html.strip() in tablet.get("/counter/").html


def test_visit_plan_and_language_stand_outside_the_screen(tablet: PageClient) -> None:
    page = tablet.get("/counter/")
    assert {"visit", "plan", "language", "answer"} <= {i["name"] for i in page.select("#visit > input")}
    assert {i["name"] for i in page.select("#screen input")} == {"question"}


def test_it_shows_a_qr_code_of_channel_screen(tablet: PageClient) -> None:
    picture = tablet.get("/counter/").one(".by-phone img")
    assert str(picture["src"]).endswith("/qr.svg")
    assert tablet.get(str(picture["src"])).headers["Content-Type"].startswith("image/svg+xml")


def test_without_a_public_address_there_is_no_qr_code(make_app: AppMaker) -> None:
    client = tablet_of(make_app(public_url=""))
    assert client.get("/counter/").select("img") == []


def test_a_counter_can_have_no_qr_code(app: Flask) -> None:
    assert tablet_of(app).get("/counter/").select("img"), "another counter must have one"
    assert tablet_of(app, shows_qr=False).get("/counter/").select("img") == []


def test_each_opening_renews_the_cookie(tablet: PageClient) -> None:
    assert "Max-Age=34560000" in tablet.get("/counter/").headers["Set-Cookie"]


def tablet_of(app: Flask, *, shows_qr: bool = True) -> PageClient:
    with app.app_context():
        token = make_device(make_counter(make_unit(), shows_qr=shows_qr).counter)
    return PageClient(app, {"Authorization": f"Bearer {token}"})
