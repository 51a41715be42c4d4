"""The way on to the ministry's own survey, counted. Nothing is handed over but the visitor herself.

A form may lead to no other site (our content policy, and browsers hold it for redirects too), so it leads to a page that goes on.
"""

from flask import Blueprint, abort, g, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk import surveys
from kiosk.clock import service_day
from kiosk.phone.guard import here
from kiosk.web import language, now

part = Blueprint("survey", __name__)


@part.post("/survey")
def create() -> AnyResponse:
    unit = g.place.unit if g.place else abort(404)
    if surveys.hand_on(unit, service_day(now(), unit.zone)) is None:
        abort(404)
    return redirect(url_for("phone.survey.show", **here(language=language())), code=303)


@part.get("/survey")
def show() -> str:
    unit = g.place.unit if g.place else abort(404)
    return render_template("phone/survey.html", place=g.place, here=here(), address=surveys.address(unit) or abort(404))
