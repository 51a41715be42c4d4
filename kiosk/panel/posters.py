"""The printable page with the QR code of a counter or of the whole unit (channel `poster`)."""

from flask import Blueprint, abort, render_template, url_for

from kiosk import places
from kiosk.panel.guard import unit_or_404
from kiosk.web import public_url

part = Blueprint("posters", __name__)


@part.get("/units/<unit_code>/poster")
def unit(unit_code: str) -> str:
    unit = unit_or_404(unit_code)
    return _poster(unit, None, places.link_of_unit(unit).code)


@part.get("/units/<unit_code>/counters/<counter_code>/poster")
def counter(unit_code: str, counter_code: str) -> str:
    unit = unit_or_404(unit_code)
    place = places.place_by_counter_code(counter_code)
    if place is None or place.unit.id != unit.id:
        abort(404)
    return _poster(unit, place.counter, places.link_of(place.counter, "poster").code)


def _poster(unit: places.Unit, counter: places.Counter | None, code: str) -> str:
    address = public_url() + url_for("phone.start.index", code=code) if public_url() else None
    return render_template("panel/posters/poster.html", unit=unit, counter=counter, code=code, address=address)
