"""The page to print with the QR code, of a counter or of the whole unit."""

import pytest
from flask import Flask

from kiosk import places
from kiosk.places import Place
from tests.conftest import AppMaker, signed_in
from tests.make import make_counter, make_person
from tests.page import PageClient


def test_a_counters_poster_carries_its_own_code_of_channel_poster(app: Flask, head: PageClient, counter: Place) -> None:
    with app.app_context():
        code = places.link_of(counter.counter, "poster").code
    page = head.get("/panel/units/kanim/counters/kanim-1/poster")
    assert page.one(".poster img")["src"] == f"/q/{code}/qr.svg"
    assert page.words(".address") == f"loket.example/q/{code}"
    assert counter.counter.name in page.words(".where")
    assert head.get(f"/q/{code}/qr.svg").headers["Content-Type"].startswith("image/svg+xml")


def test_a_units_poster_carries_the_units_code(app: Flask, head: PageClient, counter: Place) -> None:
    with app.app_context():
        code = places.link_of_unit(counter.unit).code
    assert head.get("/panel/units/kanim/poster").words(".address") == f"loket.example/q/{code}"


def test_without_a_public_address_it_says_what_to_do(make_app: AppMaker) -> None:
    app = make_app(public_url="")
    with app.app_context():
        place = make_counter()
        client = signed_in(app, make_person("kepala", "head", place.unit))
    page = client.get(f"/panel/units/{place.unit.code}/poster")
    assert page.select("img") == []
    assert "--public-url" in page.words(".empty")


@pytest.mark.parametrize(
    "address", ["lapas/poster", "lapas/counters/lapas-1/poster", "kanim/counters/lapas-1/poster", "kanim/counters/nix/poster"]
)
def test_what_is_not_hers_is_not_there(head: PageClient, counter: Place, foreign_counter: Place, address: str) -> None:
    head.get(f"/panel/units/{address}", status=404)


def test_the_outsider_finds_nothing(outsider: PageClient, counter: Place) -> None:
    outsider.get("/panel/units/lapas/counters/lapas-1/poster")
    outsider.get("/panel/units/kanim/counters/kanim-1/poster", status=404)


def test_anonymous_is_sent_to_sign_in(anonymous: PageClient, counter: Place) -> None:
    assert anonymous.get("/panel/units/kanim/poster", status=303).location.startswith("/panel/sign-in")
