"""The QR code of a link, as a picture; what it says is read from a screenshot in tests/browser."""

from flask import Flask

from kiosk.places import Place, links
from tests.conftest import AppMaker
from tests.make import make_counter
from tests.page import PageClient


def picture_of(app: Flask, place: Place, channel: str = "screen") -> str:
    with app.app_context():
        return f"/q/{links.link_of(place.counter, channel).code}/qr.svg"


def test_it_is_a_picture_that_browsers_keep(app: Flask, phone: PageClient, counter: Place) -> None:
    answer = phone.get(picture_of(app, counter))
    assert answer.headers["Content-Type"].startswith("image/svg+xml")
    assert answer.html.lstrip().startswith(("<?xml", "<svg"))
    assert "max-age=86400" in answer.headers["Cache-Control"]
    again = phone.get(picture_of(app, counter), headers={"If-None-Match": answer.headers["ETag"]}, status=304)
    assert again.html == ""


def test_each_link_has_its_own(app: Flask, phone: PageClient, counter: Place) -> None:
    screen, poster = (phone.get(picture_of(app, counter, channel)) for channel in ("screen", "poster"))
    assert screen.html != poster.html


def test_without_a_public_address_there_is_none(make_app: AppMaker) -> None:
    app = make_app(public_url="")
    with app.app_context():
        place = make_counter()
    PageClient(app).get(picture_of(app, place), status=404)


def test_an_unknown_link_has_none(phone: PageClient, counter: Place) -> None:
    phone.get("/q/2222222/qr.svg", status=404)
