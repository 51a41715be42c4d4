"""The thank-you, the same for every answer. The receipt's code is put in by the page, which knows the visit."""

from flask import Blueprint, Response

from kiosk.counter.screens import show_thanks

part = Blueprint("thanks", __name__)


@part.get("/thanks")
def show() -> Response:
    return show_thanks()
