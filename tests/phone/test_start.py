"""What a QR code opens: the first question at once; for a unit's code first the choice of a counter."""

import pytest
from flask import Flask

from kiosk.places import Place, links, service_points
from kiosk.web.languages import LANGUAGES
from tests.conftest import FixedClock
from tests.make import instrument, make_counter, make_unit
from tests.page import PageClient


def address(app: Flask, place: Place, channel: str = "poster") -> str:
    with app.app_context():
        return f"/q/{links.link_of(place.counter, channel).code}"


def unit_address(app: Flask, place: Place) -> str:
    with app.app_context():
        return f"/q/{links.link_of_unit(place.unit).code}"


def test_a_counters_link_asks_at_once(app: Flask, phone: PageClient, counter: Place) -> None:
    page = phone.get(address(app, counter))
    assert page.h1 == instrument().need("S0").short["id"]
    assert counter.counter.names["id"] in page.words(".place")
    assert [b["value"] for b in page.select("button[name=score]")] == ["1", "2", "3", "4"]


def test_no_script_and_no_cookie_is_needed(app: Flask, phone: PageClient, counter: Place) -> None:
    page = phone.get(address(app, counter))
    assert [script.get("src") for script in page.select("script")] == [None], "one script, in the page itself"
    assert page.select("form[method=post][action] button[type=submit][name=score]"), "what it does, the form does too"
    assert "Set-Cookie" not in page.headers


def test_everyone_who_opens_it_has_a_visit_of_her_own(app: Flask, phone: PageClient, counter: Place) -> None:
    visits = {phone.get(address(app, counter)).fields()["visit"] for _ in range(3)}
    assert len(visits) == 3
    # Asked for anew each time, and yet there when she goes Back: then what she presses is a correction.
    assert phone.get(address(app, counter)).headers["Cache-Control"] == "private, no-cache"


def test_a_code_typed_in_capitals_is_found(app: Flask, phone: PageClient, counter: Place) -> None:
    assert phone.get(address(app, counter).upper().replace("/Q/", "/q/")).h1


@pytest.mark.parametrize("rest", ["", "/qr.svg", "/thanks", "/questions/S0"])
def test_an_unknown_code_is_not_there(phone: PageClient, counter: Place, rest: str) -> None:
    page = phone.get(f"/q/2222222{rest}", status=404)
    assert "pindai ulang kode QR" in page.text
    assert phone.get(page.link("Ketik kode")).one("input[name=code]")


@pytest.mark.parametrize(
    ("accepts", "language"),
    [
        ("id-ID,id;q=0.9,en;q=0.8", "id"),
        ("en-GB,en;q=0.9", "en"),
        ("en;q=0.5,id;q=0.9", "id"),
        ("fr,de;q=0.9", "en"),
        ("ja", "en"),
        ("zh-CN,zh;q=0.9", "en"),
        ("fr,id;q=0.5", "id"),
        ("ms-MY", "id"),
        ("jv", "id"),
        ("su-ID,en;q=0.5", "id"),
        ("min", "id"),
        ("in", "id"),
        ("fr;q=0", "id"),
        ("", "id"),
        ("*", "id"),
    ],
)
def test_it_speaks_the_phones_language(
    app: Flask, phone: PageClient, counter: Place, accepts: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As long as there is no other; tests/browser/test_pseudo.py tries one more."""
    for code in {*LANGUAGES} - {"id", "en"}:
        monkeypatch.delitem(LANGUAGES, code)
    page = phone.get(address(app, counter), headers={"Accept-Language": accepts})
    assert page.one("html")["lang"] == language
    assert page.fields()["language"] == language


def test_the_language_can_be_switched_within_the_visit(app: Flask, phone: PageClient, counter: Place) -> None:
    page = phone.get(address(app, counter))
    english = phone.get(page.link("English"))
    assert english.one("html")["lang"] == "en"
    assert english.fields()["visit"] == page.fields()["visit"]
    assert phone.get(english.link("Indonesia")).one("html")["lang"] == "id"


def test_a_units_link_asks_at_which_counter(app: Flask, phone: PageClient, counter: Place, foreign_counter: Place) -> None:
    with app.app_context():
        make_counter(counter.unit, "kanim-2", name="Loket 2 · Izin")
    page = phone.get(unit_address(app, counter))
    assert page.h1 == "Di loket mana Anda dilayani?"
    assert [a.get_text() for a in page.select(".choice a")] == ["Loket 1 · Paspor", "Loket 2 · Izin"]
    chosen = phone.get(page.link("Loket 2 · Izin"))
    assert chosen.h1 == instrument().need("S0").short["id"]
    assert chosen.fields()["counter"] == "kanim-2"


def test_a_units_choice_can_be_read_in_english(app: Flask, phone: PageClient, counter: Place) -> None:
    page = phone.get(phone.get(unit_address(app, counter)).link("English"))
    assert page.one("html")["lang"] == "en"
    assert page.link("Counter 1 · Passports")


def test_a_counter_of_another_unit_cannot_be_chosen(app: Flask, phone: PageClient, counter: Place, foreign_counter: Place) -> None:
    assert phone.get(unit_address(app, counter) + "?counter=kanim-1").select("button[name=score]"), "our own can"
    assert phone.get(unit_address(app, counter) + "?counter=lapas-1").select("button[name=score]") == []


def test_a_unit_without_counters_says_so(app: Flask, phone: PageClient) -> None:
    with app.app_context():
        code = links.link_of_unit(make_unit()).code
    page = phone.get(f"/q/{code}")
    assert page.h1 == "Belum ada loket di sini"
    assert page.select(".choice") == []
    assert phone.get(page.link("English")).h1 == "There is no counter here yet"


def test_a_unit_whose_counters_are_all_closed_says_why(app: Flask, phone: PageClient, counter: Place, clock: FixedClock) -> None:
    with app.app_context():
        service_points.close_counter(counter.counter, clock(), "Renovasi sampai Senin")
    page = phone.get(unit_address(app, counter))
    assert page.h1 == "Semua loket sedang ditutup"
    assert page.words(".plain") == "Loket 1 · Paspor: Renovasi sampai Senin"
