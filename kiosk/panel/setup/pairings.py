"""A pairing code on the screen of the person who holds the tablet: to be typed, or scanned; the page says when it has been used."""

from flask import Blueprint, Response, abort, url_for

from kiosk import places
from kiosk.devices import pins
from kiosk.devices.pairing import PairingFor, pairing_for
from kiosk.panel.guard import needs
from kiosk.panel.setup.devices import OperatorPin
from kiosk.places import Unit
from kiosk.web import now, page_or_part, public_url, whole_address
from kiosk.web.forms import beside
from kiosk.web.qr import qr_response

part = Blueprint("pairings", __name__)


@part.get("/units/<unit_code>/pairings/<code>")
@needs("counters.keep")
def show(unit: Unit, code: str) -> Response:
    pairing = _pairing_or_404(unit, code)
    return page_or_part(
        "panel/pairings/show.html",
        "panel/pairings/_code.html",
        unit=unit,
        code=code,
        place=places.place(pairing.counter_id),
        used=pairing.used_at is not None,
        has_pin=pins.pin_of(unit) is not None,
        **beside(None, pin=OperatorPin()),
        over=pairing.expires_at <= now(),
        expires_at=pairing.expires_at,
        address=whole_address("tablet").removeprefix("https://"),  # which a browser tries first
    )


@part.get("/units/<unit_code>/pairings/<code>.svg")
@needs("counters.keep")
def qr(unit: Unit, code: str) -> Response:
    """The address that pairs whichever tablet opens it."""
    _pairing_or_404(unit, code)
    answer = qr_response(f"{public_url() or ''}{url_for('counter.pairing.follow', code=code, _external=not public_url())}")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _pairing_or_404(unit: Unit, code: str) -> PairingFor:
    pairing = pairing_for(code)
    if pairing is None or places.place(pairing.counter_id).unit.id != unit.id:
        abort(404)
    return pairing
