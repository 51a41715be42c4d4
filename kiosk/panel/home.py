"""/panel/: what the person is here for: all her units, her only one's screen of today, or the tablets that she looks after."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk import comments, people, places, reports
from kiosk.clock import latest_day
from kiosk.panel.charts import funnel_chart, shares_chart
from kiosk.panel.guard import may_type
from kiosk.places import Unit
from kiosk.reports import Region, UnitLine
from kiosk.web import instruments, now

part = Blueprint("home", __name__)

SORTS: dict[str, Callable[[UnitLine], Any]] = {
    "name": lambda line: line.unit.short_name.casefold(),
    "satisfaction": lambda line: line.satisfaction.value if line.satisfaction else 2,
    "ikm": lambda line: line.ikm.value if line.ikm else 101,
    "ipk": lambda line: line.ipk.value if line.ipk else 101,
    "progress": lambda line: line.month / line.target if line.target else 1e9,
    "needs": lambda line: -line.needs,
}
"""What wants looking at comes first: the lowest figure, the farthest from its target, the most that needs a person."""


@part.get("/")
def index() -> AnyResponse | str:
    if len(g.units) > 1:
        return _region()
    if g.units:
        return redirect(url_for("panel.today.show", unit_code=g.units[0].code), code=303)
    if g.kept:
        return redirect(url_for("panel.devices.index", unit_code=g.kept[0].code), code=303)
    return render_template("panel/home.html")


def _region() -> str:
    unread = {unit.id: n for unit in g.units if (n := waiting.get(unit.id, 0)) and may_type(unit)} if (waiting := comments.unread()) else {}
    found: Region = reports.region(g.units, now(), instruments(), unread)
    sort, asked, office = request.args.get("sort", "name"), request.args.get("q", "").strip(), request.args.get("office", "")
    today, needs_only = latest_day(now()), request.args.get("needs") == "1"
    bare = people.without_counters(g.person, today)
    offices = places.offices_above([*g.units, *bare], today)
    chosen = next((each for each in offices if each.code == office), None)
    inside = places.subtree({chosen.id}, today) if chosen else None

    def is_asked_for(unit: Unit) -> bool:
        return asked.casefold() in f"{unit.name} {unit.code}".casefold() and (inside is None or unit.id in inside)

    lines = [line for line in found.lines if is_asked_for(line.unit) and (line.needs or not needs_only)]
    lines.sort(key=SORTS.get(sort, SORTS["name"]))
    return render_template(
        "panel/region/index.html",
        region=found,
        lines=[(line, shares_chart(tuple(line.run))) for line in lines],
        bare=[unit for unit in bare if is_asked_for(unit)],
        begun=not bare,
        funnel=funnel_chart(found),
        sort=sort if sort in SORTS else "name",
        asked=asked,
        offices=offices,
        office=office,
        needs_only=needs_only,
        needing=[line for line in found.lines if line.needs],
        unlike=[line for line in found.lines if line.unlike],
    )
