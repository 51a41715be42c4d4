"""The thank-you on a phone, with the receipt's code."""

from flask import Blueprint, Response, abort, request

from kiosk.phone.pages import thanks_page
from kiosk.web import Malformed
from kiosk.web.answers import read_uuid

part = Blueprint("thanks", __name__)


@part.get("/thanks")
def show() -> Response:
    try:
        return thanks_page(read_uuid(request.args, "visit"))
    except Malformed:
        abort(404)
