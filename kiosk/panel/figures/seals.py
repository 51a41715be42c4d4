"""A seal as a QR code, for the screen and the printed sheet: the line that `loket verify --against` reads."""

from flask import Blueprint, Response, abort

from kiosk import proof
from kiosk.panel.guard import needs
from kiosk.places import Unit
from kiosk.proof import Seal
from kiosk.web.qr import qr_response

part = Blueprint("seals", __name__)


@part.app_template_filter()
def fingerprint(seal: Seal) -> str:
    return proof.fingerprint(seal)


@part.get("/units/<unit_code>/seals/<int:number>.svg")
@needs("figures.read")
def qr(unit: Unit, number: int) -> Response:
    seal = proof.seal_of(unit, number)
    if seal is None:
        abort(404)
    return qr_response(proof.printed(seal))
