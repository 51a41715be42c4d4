"""The record of administrative acts, for auditors and administrators: who did what, at which unit, and when."""

from flask import Blueprint, g, render_template, request

from kiosk import places
from kiosk.panel.guard import needs
from kiosk.people import acts, history, rights
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


@part.get("/acts/sign-ins")
@needs("acts.read")
def sign_ins() -> str:
    """Who signed in, when and by what, of the people whose every role is where she may read the record."""
    people = None if g.sight.everywhere("acts.read") else rights.below(g.sight.units("acts.read"))
    notes = history.of_people(people, number(request.args.get("before", "")))
    return render_template("panel/acts/sign_ins.html", notes=notes, kept_days=history.KEPT_FOR.days, more=len(notes) == history.SHOWN)
