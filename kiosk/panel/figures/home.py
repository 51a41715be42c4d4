"""/panel/: what the person is here for: all her units, her only one's screen of today, or the tablets that she looks after."""

from flask import Blueprint, Response, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk import reports
from kiosk.clock import latest_day
from kiosk.panel.figures import sheets
from kiosk.panel.figures.charts import funnel_chart, shares_chart
from kiosk.panel.figures.lines import shares_dots
from kiosk.panel.figures.region import Row, Search
from kiosk.panel.guard import ENTRANCES, SIGNED_IN, entrances, may_compare, needs
from kiosk.places import tree
from kiosk.reports import Region
from kiosk.reports.region import UnitLine
from kiosk.visitors import comments
from kiosk.web import instruments, now

part = Blueprint("home", __name__)

FUNNEL_FROM = 8
"""Units; fewer are told apart better in a row of dots."""


@part.get("/")
@needs(SIGNED_IN)
def index() -> AnyResponse | str:
    if may_compare():
        return _region()
    if found := entrances():
        unit = min(found, key=lambda each: ENTRANCES.index(found[each]))
        return redirect(url_for(found[unit], unit_code=unit.code), code=303)
    return render_template("panel/home.html")


@part.get("/units.csv", defaults={"suffix": "csv"})
@part.get("/units.xlsx", defaults={"suffix": "xlsx"})
@needs("figures.read", refusal=404)
def download(suffix: str) -> Response:
    """All units that the person sees, a row each, as a file for a spreadsheet."""
    found = _found()
    return sheets.download(sheets.of_region(found), suffix, f"semua-unit-{found.first.isoformat()}-{found.last.isoformat()}")


def _found() -> Region:
    waiting, moderated = comments.unread(), g.sight.units("words.moderate")
    unread = {unit.id: waiting[unit.id] for unit in moderated if unit.id in waiting}
    return reports.of_region(g.sight.units("figures.read"), now(), instruments(), unread)


def _region() -> str:
    found, today = _found(), latest_day(now())
    rows = [*(Row(line.unit, line) for line in found.lines), *(Row(unit, None) for unit in g.sight.waiting())]
    offices = tree.known().above([row.unit for row in rows], today)
    search = Search.asked(request.args, offices, instruments().indices)
    shown = search.shown(rows, today)
    ranked = sorted(
        (line for line in found.lines if line.satisfaction), key=lambda line: line.satisfaction.value if line.satisfaction else 0
    )
    return render_template(
        "panel/region/index.html",
        region=found,
        rows=[(row, shares_chart(tuple(row.line.run)) if row.line else None) for row in shown.rows],
        shown=shown,
        search=search,
        offices=offices,
        funnel=funnel_chart(found) if len(ranked) >= FUNNEL_FROM else None,
        fallen=sorted((line for line in found.lines if line.found), key=_worst),
        reasons=found.reasons,
        bare=[row for row in rows if row.line is None],
        dots=shares_dots([line.satisfaction for line in ranked]) if 2 <= len(ranked) < FUNNEL_FROM else None,
        ranked=ranked,
        unlike=[line for line in found.lines if line.unlike],
    )


def _worst(line: UnitLine) -> tuple[int, float]:
    """What is worse comes first, then what is less likely by chance."""
    return line.found[0].order, line.found[0].p or 0.0
