"""The QR code of a link, as a picture of its own that browsers keep."""

from flask import Blueprint, Response, abort, g, url_for

from kiosk.web import public_url
from kiosk.web.qr import qr_response

part = Blueprint("qr", __name__)


@part.get("/qr.svg")
def show() -> Response:
    if not public_url():
        abort(404)
    return qr_response(public_url() + url_for("phone.start.index", code=g.link.code))
