"""The way on to the ministry's own survey, counted. Only the visitor herself is handed over.

A form may lead to no other site (our content policy, and browsers apply it to redirects too), so it leads to a page that goes on.
Only a visit that has rated at this counter is counted, and once; somebody who comes without one is led on all the same.
"""

import hashlib
import hmac
from uuid import UUID

from flask import Blueprint, abort, current_app, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk.clock import service_day
from kiosk.ledger.visits import beginning
from kiosk.phone.guard import here
from kiosk.visitors import surveys
from kiosk.web import Malformed, language, now
from kiosk.web.answers import read_uuid

part = Blueprint("survey", __name__)


@part.post("/survey")
def create() -> AnyResponse:
    unit = g.place.unit if g.place else abort(404)
    if surveys.address(unit) is None:
        abort(404)
    if form := _form():
        surveys.hand_on(unit, form, service_day(now(), unit.zone))
    return redirect(url_for("phone.survey.show", **here(language=language())), code=303)


def _form() -> UUID | None:
    """The number that makes this visit count once; None: it has not rated here.

    If the page drew it, it could be drawn a hundred times. It is a keyed hash of the visit: no other table has it, and it is
    forgotten within days (see kiosk.visitors.once).
    """
    try:
        visit = read_uuid(request.form, "visit")
    except Malformed:
        return None
    begun = beginning(g.place.unit, visit)
    if begun is None or begun.counter_id != g.place.counter.id:
        return None
    key = str(current_app.config["SECRET_KEY"]).encode()
    return UUID(bytes=hmac.digest(key, b"survey " + visit.bytes, hashlib.sha256)[:16])


@part.get("/survey")
def show() -> str:
    unit = g.place.unit if g.place else abort(404)
    return render_template("phone/survey.html", place=g.place, here=here(), address=surveys.address(unit) or abort(404))
