"""The record of administrative acts, for auditors and administrators: who did what, at which unit, and when."""

from flask import Blueprint, abort, g, render_template, request

from kiosk import acts, people, places
from kiosk.web import now

part = Blueprint("acts", __name__)


@part.get("/acts")
def index() -> str:
    today = now().date()
    seen = people.covered(g.person, ("admin", "auditor"), today)
    if not seen:
        abort(403)
    before = request.args.get("before", "")
    everything = len(seen) == len(places.units())
    found = acts.acts(None if everything else seen, int(before) if before.isascii() and before.isdigit() else None)
    units = {unit.id: unit for unit in places.units()}
    return render_template("panel/acts/index.html", acts=found, by_number=units, more=len(found) == acts.A_PAGE)
