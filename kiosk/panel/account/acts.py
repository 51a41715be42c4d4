"""The record of administrative acts, for auditors and administrators: who did what, at which unit, and when."""

from flask import Blueprint, g, render_template, request

from kiosk import places
from kiosk.panel.guard import needs
from kiosk.people import acts
from kiosk.web import number

part = Blueprint("acts", __name__)


@part.get("/acts")
@needs("acts.read")
def index() -> str:
    seen = g.sight.units("acts.read")
    everything = len(seen) == len(places.units())
    found = acts.acts(None if everything else seen, number(request.args.get("before", "")))
    units = {unit.id: unit for unit in places.units()}
    return render_template("panel/acts/index.html", acts=found, by_number=units, more=len(found) == acts.A_PAGE)
