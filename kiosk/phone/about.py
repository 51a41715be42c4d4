"""Who answers: a few questions, each of which may be skipped, and why they are asked. Added up by month, kept beside no rating."""

from uuid import uuid4

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk.clock import service_day
from kiosk.instruments import Instrument
from kiosk.phone.guard import having_done, here
from kiosk.phone.pages import fresh_visit, rated_visit
from kiosk.visitors import profiles
from kiosk.web import Malformed, instruments, language, now
from kiosk.web.answers import read_uuid

part = Blueprint("about", __name__)


@part.get("/about")
def show() -> str:
    values = here(visit=fresh_visit(rated_visit()), language=language())
    return render_template("phone/about.html", place=g.place, questions=_profile().questions, here=values, form_id=uuid4())


@part.post("/about")
def create() -> AnyResponse:
    own = fresh_visit(rated_visit())
    try:
        form = read_uuid(request.form, "form")
    except Malformed:
        abort(404)
    profiles.add(g.place.unit, request.form, _profile(), form, service_day(now(), g.place.unit.zone))
    return redirect(url_for("phone.thanks.show", **having_done("about", own)), code=303)


def _profile() -> Instrument:
    return instruments().current(profiles.INSTRUMENT)
