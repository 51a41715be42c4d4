"""What anyone may read: promises, channels, and where a code is typed."""

from datetime import date

import pytest
from flask import Flask

from kiosk.places import Place, channels, registration, service_points
from kiosk.places.links import link_of
from tests.conftest import AppMaker
from tests.page import PageClient


@pytest.mark.parametrize("address", ["/privasi", "/aksesibilitas", "/kanal", "/q", "/cek"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_they_are_there_in_both_languages(phone: PageClient, counter: Place, address: str, language: str) -> None:
    page = phone.get(f"{address}?language={language}")
    assert page.soup.html
    assert page.soup.html["lang"] == language
    assert page.h1
    assert "Set-Cookie" not in page.headers


def test_every_page_of_a_phone_leads_there(app: Flask, phone: PageClient, counter: Place) -> None:
    with app.app_context():
        address = f"/q/{link_of(counter.counter, 'poster').code}"
    page = phone.get(address)
    for _ in range(5):
        links = {str(a["href"]).partition("?")[0] for a in page.select("footer a")}
        assert {"/privasi", "/aksesibilitas", "/kanal"} <= links
        if not page.select("button[name=score]"):
            break
        page = phone.follow(phone.press(page, 4))
    assert page.h1 == "Terima kasih."


def test_no_channel_is_shown_that_has_ended() -> None:
    shown = {channel.key for channel in channels.shown_on(date(2026, 11, 19))}
    assert "lapor" in shown
    assert "saber-pungli" not in shown, "dissolved by Perpres 49/2025"
    assert "saber-pungli" in {channel.key for channel in channels.shown_on(date(2020, 1, 1))}


@pytest.mark.parametrize(
    ("language", "missing", "for_questions"),
    [("id", "Kantor dan kontaknya belum ditulis", "Untuk pertanyaan"), ("en", "have not been written here yet", "For questions")],
)
def test_privacy_names_who_is_responsible(
    make_app: AppMaker, phone: PageClient, counter: Place, language: str, missing: str, for_questions: str
) -> None:
    bare = phone.get(f"/privasi?language={language}")
    assert missing in bare.text
    assert for_questions not in bare.text
    assert bare.select('.reading a[href^="/kanal"]'), "who asks is not left without a way"
    named = PageClient(make_app(privacy_office="Kanwil <Contoh>", privacy_contact="privasi@kanwil.example")).get(
        f"/privasi?language={language}"
    )
    assert "Kanwil <Contoh>" in named.text
    assert for_questions in named.text
    assert missing not in named.text
    assert named.select('a[href="mailto:privasi@kanwil.example"]')


def test_an_office_without_a_contact_says_that_it_is_missing(make_app: AppMaker) -> None:
    page = PageClient(make_app(privacy_office="Kanwil Contoh")).get("/privasi?language=id")
    assert "Kanwil Contoh" in page.text
    assert "Cara menghubunginya belum ditulis" in page.text


def test_a_contact_that_no_phone_can_use_is_shown_as_it_is(make_app: AppMaker) -> None:
    page = PageClient(make_app(privacy_contact="Jl. Merdeka 12, Pangkalpinang")).get("/privasi?language=id")
    assert "Jl. Merdeka 12, Pangkalpinang" in page.text
    assert not page.select('a[href^="tel:"], a[href^="mailto:"]')


def test_a_typed_code_finds_its_poster(app: Flask, phone: PageClient, counter: Place) -> None:
    with app.app_context():
        code = link_of(counter.counter, "poster").code
    for typed in (code, code.upper(), f"{code[:4]}-{code[4:]}", f" {code[:4]}%20{code[4:]}", f"{code[:4]}–{code[4:]}"):
        assert phone.get(f"/q?code={typed}", status=303).location == f"/q/{code}"
    assert phone.get(f"/q?code={code}&language=en", status=303).location == f"/q/{code}?language=en", "her choice goes with her"


@pytest.mark.parametrize("text", ["", "zzzzzzz", "😀" * 100, "../../panel"])
def test_an_unknown_code_says_so(phone: PageClient, counter: Place, text: str) -> None:
    answer = phone.browser.get("/q", query_string={"code": text})
    assert answer.status_code == 404
    assert "Periksa huruf demi huruf" in answer.get_data(as_text=True)


def test_printed_addresses_survive_renames(app: Flask, phone: PageClient, counter: Place) -> None:
    with app.app_context():
        code = link_of(counter.counter, "poster").code
        service_points.rename_counter(counter.counter, {"id": "Loket 9", "en": "Counter 9"})
        registration.rename_unit(counter.unit, "Kantor Baru", "Baru")
    page = phone.get(f"/q/{code}")
    assert "Loket 9" in page.words(".place")
    assert "Kantor Baru" in page.words(".place")
