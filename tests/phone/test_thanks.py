"""The thank-you on a phone."""

from uuid import UUID, uuid4

import pytest
from flask import Flask

from kiosk.ledger import Channel, receipt_code
from kiosk.places import Place, links
from tests.make import make_rating
from tests.page import PageClient

VISIT = "01939b2c-5f3a-7c4e-8d21-0a1b2c3d4e5f"


@pytest.fixture
def here(app: Flask, counter: Place) -> str:
    """The thank-you of a visit that has rated."""
    with app.app_context():
        make_rating(counter, visit=UUID(VISIT), channel=Channel.POSTER)
        return f"/q/{links.link_of(counter.counter, 'poster').code}/thanks"


def test_it_thanks_with_the_receipt_of_the_visit(phone: PageClient, here: str) -> None:
    page = phone.get(f"{here}?visit={VISIT}")
    assert page.h1 == "Terima kasih."
    assert page.words(".receipt b") == receipt_code(UUID(VISIT))


def test_it_can_be_read_in_english(phone: PageClient, here: str) -> None:
    assert phone.get(phone.get(f"{here}?visit={VISIT}").link("English")).h1 == "Thank you."


@pytest.mark.parametrize("rest", ["", "?visit=", "?visit=siapa"])
def test_without_a_visit_there_is_nobody_to_thank(phone: PageClient, here: str, rest: str) -> None:
    phone.get(here + rest, status=404)


def test_nobody_is_thanked_for_what_is_not_there(phone: PageClient, here: str) -> None:
    for page in ("thanks", "about", "words", "full"):
        told = phone.get(f"{here.replace('thanks', page)}?visit={uuid4()}", status=303)
        assert told.location.startswith(here.replace("/thanks", "?"))


@pytest.mark.usefixtures("here")
def test_a_units_link_thanks_too(app: Flask, phone: PageClient, counter: Place) -> None:
    with app.app_context():
        code = links.link_of_unit(counter.unit).code
    assert phone.get(f"/q/{code}/thanks?visit={VISIT}&counter=kanim-1").h1 == "Terima kasih."
