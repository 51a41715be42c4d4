"""The way on to the ministry's own survey, counted. Nothing is handed over but the visitor herself."""

from flask import Blueprint, abort, g, redirect
from werkzeug.wrappers import Response as AnyResponse

from kiosk import surveys
from kiosk.clock import service_day
from kiosk.web import now

part = Blueprint("survey", __name__)


@part.post("/survey")
def create() -> AnyResponse:
    unit = g.place.unit if g.place else abort(404)
    return redirect(surveys.hand_on(unit, service_day(now(), unit.zone)) or abort(404), code=303)
