"""/panel/: what the person is here for: all her units, her only one's screen of today, or the tablets that she looks after."""

from operator import attrgetter
from typing import Any

from flask import Blueprint, Response, abort, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk import reports
from kiosk.clock import latest_day
from kiosk.indices.periods import Period, free
from kiosk.panel.figures import sheets, spans
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
def index() -> AnyResponse | str | tuple[str, int]:
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
    span, error = spans.asked_on(latest_day(now()))
    if error:
        abort(404)
    found = _found(span)
    return sheets.download(sheets.of_region(found), suffix, f"semua-unit-{found.first.isoformat()}-{found.last.isoformat()}")


def _found(span: Period | None) -> Region:
    waiting, moderated = comments.unread(), g.sight.units("words.moderate")
    unread = {unit.id: waiting[unit.id] for unit in moderated if unit.id in waiting}
    return reports.of_region(g.sight.units("figures.read"), now(), instruments(), unread, span)


def _region() -> str | tuple[str, int]:
    today = latest_day(now())
    span, error = spans.asked_on(today)
    found = _found(span)
    asked: dict[str, Any] = spans.address(span) if span else {}

    def at(**more: Any) -> str:
        return url_for("panel.home.index", **more, **asked)

    rows = [*(Row(line.unit, line) for line in found.lines), *(Row(unit, None) for unit in g.sight.waiting())]
    offices = tree.known().above([row.unit for row in rows], today)
    search = Search.asked(request.args, offices, instruments().indices)
    shown, folds = search.shown(rows, today), search.folds(rows, today)
    ranked = sorted((line for line in found.lines if line.satisfaction), key=attrgetter("satisfaction.value"))
    page = render_template(
        "panel/region/index.html",
        region=found,
        rows=[(row, shares_chart(tuple(row.line.run)) if row.line else None) for row in shown.rows] if not folds else [],
        shown=shown,
        folds=folds,
        search=search,
        offices=offices,
        funnel=funnel_chart(found) if len(ranked) >= FUNNEL_FROM else None,
        fallen=sorted((line for line in found.lines if line.found), key=_worst),
        bare=[row for row in rows if row.line is None],
        dots=shares_dots([line.satisfaction for line in ranked]) if 2 <= len(ranked) < FUNNEL_FROM else None,
        ranked=ranked,
        kept={"sort": search.sort, **search.kept},
        asked=asked,
        at=at,
        turned=lambda page: f"{at(sort=search.sort, page=page, **search.kept)}#units",
        **spans.frame_on(today, span or free(found.first, found.last), error),
    )
    return (page, 422) if error else page


def _worst(line: UnitLine) -> tuple[int, float]:
    """What is worse comes first, then what is less likely by chance."""
    return line.found[0].order, line.found[0].p or 0.0
