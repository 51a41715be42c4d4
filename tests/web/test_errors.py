"""What is not there, not allowed or broken: a page in the reader's language that says what to do."""

import pytest
from flask import Flask, abort

from kiosk.places import Place, links
from tests.conftest import AppMaker
from tests.page import PageClient


def test_what_is_not_there(anonymous: PageClient) -> None:
    page = anonymous.get("/nothing", status=404)
    assert page.h1 == "Halaman tidak ditemukan"
    assert "Periksa kembali alamat" in page.text


def test_it_is_said_in_english_to_who_prefers_it(anonymous: PageClient) -> None:
    page = anonymous.get("/nothing", status=404, headers={"Accept-Language": "en"})
    assert page.one("html")["lang"] == "en"
    assert "tidak" not in page.text


def test_a_visitors_refusal_can_be_read_in_the_other_language_and_leads_on(anonymous: PageClient, counter: Place) -> None:
    for address in ("/t/0000-0000-0000-0000", "/q/2222222"):
        page = anonymous.get(address, status=404)
        assert page.link("Privasi")
        english = anonymous.get(address + page.link("English"), status=404)
        assert english.one("html")["lang"] == "en"
        assert english.link("Indonesia")
    refused = anonymous.post("/q/2222222/answers", {}, status=404)
    assert refused.select("nav") == [], "what was sent cannot be asked for again"


@pytest.mark.parametrize(("method", "rest", "status"), [("GET", "/nichts", 404), ("PUT", "", 405), ("POST", "", 405)])
def test_a_visitor_who_went_astray_finds_privacy_and_help(
    app: Flask, phone: PageClient, counter: Place, method: str, rest: str, status: int
) -> None:
    with app.app_context():
        code = links.link_of(counter.counter, "poster").code
    for address in (f"/q/{code}{rest}", f"/t/0000-0000-0000-0000{rest}"):
        page = phone._checked(phone.browser.open(address, method=method), False, status, address)
        for label in ("Privasi", "Aksesibilitas", "Kanal pengaduan"):
            assert page.link(label)
        assert method != "GET" or phone.get(address + page.link("English"), status=status).one("html")["lang"] == "en"


def test_who_went_astray_in_the_panel_finds_back(head: PageClient, operator: PageClient, counter: Place) -> None:
    page = head.get("/panel/units/nowhere/today", status=404)
    assert "bukan untuk akun Anda" in page.text
    assert "kode QR" not in page.text
    assert page.link("Ke panel") == "/panel/"
    assert operator.get("/panel/acts", status=403).link("Ke panel")
    head.get("/panel/?language=en", status=303)
    for address in ("/panel/units/nowhere/today", "/panel/nothing"):
        assert head.get(address, status=404).link("To the panel")


def test_a_program_gets_a_line(anonymous: PageClient) -> None:
    answer = anonymous.get("/nothing", status=404, headers={"Accept": "text/plain"})
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert answer.html.count("\n") == 1


def test_what_is_broken_says_so_without_telling_how(make_app: AppMaker, capfd: pytest.CaptureFixture[str]) -> None:
    app = make_app()
    app.add_url_rule("/broken", "broken", lambda: 1 / 0)
    page = PageClient(app).get("/broken", status=500)
    assert page.h1 == "Ada gangguan pada server"
    assert "division" not in page.html


def test_what_is_broken_beyond_its_own_page_is_still_a_page(make_app: AppMaker) -> None:
    app = make_app()
    app.add_url_rule("/broken", "broken", lambda: 1 / 0)
    app.jinja_env.globals["is_demo"] = lambda: 1 / 0
    assert PageClient(app).get("/broken", status=500).h1 == "Ada gangguan pada server"


@pytest.mark.parametrize("status", [400, 403, 405, 413, 418])
def test_every_other_refusal_is_a_page_too(make_app: AppMaker, status: int) -> None:
    app = make_app()
    app.add_url_rule("/refused", "refused", lambda: abort(status))
    page = PageClient(app).get("/refused", status=status)
    assert page.h1


def test_a_demonstration_is_marked_on_every_page(make_app: AppMaker) -> None:
    from kiosk.places import installation

    app = make_app()
    client = PageClient(app)
    assert client.get("/panel/sign-in").select(".demo-mark") == []
    with app.app_context():
        installation.found(app.extensions["clock"](), demo=True)
    for address, status in (("/panel/sign-in", 200), ("/counter/pair", 200), ("/nothing", 404)):
        assert "Contoh" in client.get(address, status=status).words(".demo-mark")
