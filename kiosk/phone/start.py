"""The page behind a QR code: at once the first question; for a unit's link, first at which counter she was served."""

from flask import Blueprint, Response, g, make_response, render_template

from kiosk import places
from kiosk.phone.pages import opening_page

part = Blueprint("start", __name__)


@part.get("")
def index() -> Response:
    if g.place is None:
        unit = places.unit(g.link.unit_id)
        return make_response(render_template("phone/choose.html", unit=unit, counters=places.counters(unit), code=g.link.code))
    return opening_page()
