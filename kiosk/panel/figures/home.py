"""/panel/: what the person is here for: all her units, her only one's screen of today, or the tablets that she looks after."""

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk import reports
from kiosk.clock import latest_day
from kiosk.panel.figures.charts import funnel_chart, shares_chart
from kiosk.panel.figures.region import Row, Search
from kiosk.panel.guard import may_compare, may_type
from kiosk.places import tree
from kiosk.visitors import comments
from kiosk.web import instruments, now

part = Blueprint("home", __name__)


@part.get("/")
def index() -> AnyResponse | str:
    if may_compare():
        return _region()
    if g.units:
        return redirect(url_for("panel.today.show", unit_code=g.units[0].code), code=303)
    if g.kept:
        return redirect(url_for("panel.devices.index", unit_code=g.kept[0].code), code=303)
    return render_template("panel/home.html")


def _region() -> str:
    unread = {unit.id: n for unit in g.units if (n := waiting.get(unit.id, 0)) and may_type(unit)} if (waiting := comments.unread()) else {}
    found, today = reports.of_region(g.units, now(), instruments(), unread), latest_day(now())
    rows = [*(Row(line.unit, line) for line in found.lines), *(Row(unit, None) for unit in g.bare)]
    offices = tree.offices_above([row.unit for row in rows], today)
    search = Search.asked(request.args, offices, instruments().indices)
    return render_template(
        "panel/region/index.html",
        region=found,
        rows=[(row, shares_chart(tuple(row.line.run)) if row.line else None) for row in search.among(rows, today)],
        search=search,
        offices=offices,
        funnel=funnel_chart(found),
        needing=[row for row in rows if row.needs],
        unlike=[line for line in found.lines if line.unlike],
    )
