"""Pairing: a typed code or a link gives the tablet its token; spent, late and unknown codes say what to do."""

from datetime import timedelta

import pytest
from flask import Flask

from kiosk import devices
from kiosk.places import Place
from tests.conftest import FixedClock
from tests.page import PageClient


def code_for(app: Flask, counter: Place, clock: FixedClock, **more: object) -> str:
    with app.app_context():
        return devices.begin_pairing(counter.counter, clock(), **more)  # type: ignore[arg-type]


def test_an_unpaired_tablet_is_sent_to_pairing(phone: PageClient, counter: Place) -> None:
    assert phone.get("/counter/", status=303).location == "/counter/pair"
    assert phone.get("/counter/pair").fields() == {"code": ""}


def test_a_typed_code_pairs(app: Flask, phone: PageClient, counter: Place, clock: FixedClock) -> None:
    typed = code_for(app, counter, clock).lower().replace("-", " ")
    start = phone.follow(phone.post("/counter/pair", {"code": typed}))
    assert counter.counter.names["id"] in start.text


def test_a_link_pairs(app: Flask, phone: PageClient, counter: Place, clock: FixedClock) -> None:
    page = phone.get(f"/counter/pair/{code_for(app, counter, clock)}")
    answer = phone.submit(page, "Pasangkan")
    assert answer.location == "/counter/"
    assert counter.counter.names["id"] in phone.follow(answer).text


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_only_looks_at_a_link_uses_no_code_up(
    app: Flask, anonymous: PageClient, phone: PageClient, counter: Place, clock: FixedClock, method: str
) -> None:
    """A messenger's preview, a browser's prefetch."""
    address = f"/counter/pair/{code_for(app, counter, clock)}"
    for _ in range(3):
        assert "Set-Cookie" not in anonymous.browser.open(address, method=method).headers
    phone.submit(phone.get(address), "Pasangkan")
    assert "buat kode baru" in anonymous.get(address, status=422).words("[role=alert]")


def test_no_script_and_no_other_site_gets_the_token(app: Flask, phone: PageClient, counter: Place, clock: FixedClock) -> None:
    cookie = phone.post("/counter/pair", {"code": code_for(app, counter, clock)}).headers["Set-Cookie"]
    for part in ("HttpOnly", "SameSite=Strict", "Path=/counter"):
        assert part in cookie


def test_an_unknown_code_says_what_to_do_and_keeps_what_was_typed(phone: PageClient, counter: Place) -> None:
    page = phone.post("/counter/pair", {"code": "XXXX-0000"}, status=422)
    assert page.fields()["code"] == "XXXX-0000"
    assert "buat kode baru" in page.words("[role=alert]")


def test_a_missing_code_is_refused(phone: PageClient, counter: Place) -> None:
    phone.post("/counter/pair", {}, status=422)


def test_a_code_pairs_one_tablet(app: Flask, phone: PageClient, anonymous: PageClient, counter: Place, clock: FixedClock) -> None:
    code = code_for(app, counter, clock)
    phone.post("/counter/pair", {"code": code})
    anonymous.post("/counter/pair", {"code": code}, status=422)


def test_a_demonstrations_code_pairs_any_number(
    app: Flask, phone: PageClient, anonymous: PageClient, counter: Place, clock: FixedClock
) -> None:
    code = code_for(app, counter, clock, reusable=True)
    phone.post("/counter/pair", {"code": code})
    anonymous.post("/counter/pair", {"code": code})


def test_a_code_lasts_an_hour(app: Flask, phone: PageClient, counter: Place, clock: FixedClock) -> None:
    in_time, late = code_for(app, counter, clock), code_for(app, counter, clock)
    clock.advance(minutes=59, seconds=59)
    phone.post("/counter/pair", {"code": in_time})
    clock.advance(seconds=1)
    phone.post("/counter/pair", {"code": late}, status=422)


def test_pairing_again_moves_the_tablet(app: Flask, tablet: PageClient, foreign_counter: Place, clock: FixedClock) -> None:
    tablet.post("/counter/pair", {"code": code_for(app, foreign_counter, clock, lasts=timedelta(hours=1))})
    assert foreign_counter.counter.names["id"] in tablet.get("/counter/").text
