"""The thank-you on a phone, with the receipt's code and what the visitor may still say."""

from flask import Blueprint, Response

from kiosk.phone.pages import rated_visit, thanks_page

part = Blueprint("thanks", __name__)


@part.get("/thanks")
def show() -> Response:
    return thanks_page(rated_visit())
