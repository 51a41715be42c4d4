"""The record of administrative acts, for auditors and administrators: who did what, at which unit, and when."""

from flask import Blueprint, abort, g, render_template, request

from kiosk import people, places
from kiosk.clock import latest_day
from kiosk.people import acts, rights
from kiosk.web import now, number

part = Blueprint("acts", __name__)


@part.get("/acts")
def index() -> str:
    if not g.audits:
        abort(403)
    seen = people.covered(g.person, rights.AUDITORS, latest_day(now()))
    everything = len(seen) == len(places.units())
    found = acts.acts(None if everything else seen, number(request.args.get("before", "")))
    units = {unit.id: unit for unit in places.units()}
    return render_template("panel/acts/index.html", acts=found, by_number=units, more=len(found) == acts.A_PAGE)
