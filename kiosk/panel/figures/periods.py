"""Hasil · Periode: what a unit's visitors said in any period, on one screen and one sheet of paper."""

from flask import Blueprint, Response, abort, render_template

from kiosk.clock import service_day
from kiosk.indices.periods import Period
from kiosk.panel.figures import sheets, spans
from kiosk.panel.figures.charts import elements_chart
from kiosk.panel.figures.lines import line_chart, of_index, of_satisfaction, shares_dots
from kiosk.panel.guard import needs
from kiosk.places import Unit
from kiosk.reports import Results
from kiosk.web import instruments, now
from kiosk.web.pages import box, each_alone

part = Blueprint("periods", __name__)

BOXES = (
    box("panel/periods/_keys.html"),
    box("panel/periods/_run.html"),
    box("panel/periods/_elements.html"),
    box("panel/periods/_heat.html"),
    box("panel/periods/_ways.html"),
    box("panel/_asked.html"),
    box("panel/periods/_compared.html"),
    box("panel/periods/_profile.html"),
    box("panel/periods/_past.html"),
)

CHARTS = {
    "elements_chart": elements_chart,
    "line_chart": line_chart,
    "of_index": of_index,
    "of_satisfaction": of_satisfaction,
    "shares_dots": shares_dots,
}


def results(unit: Unit, period: Period) -> Results:
    return Results(unit, period, service_day(now(), unit.zone), instruments())


@part.get("/units/<unit_code>/period")
@needs("figures.read")
def show(unit: Unit) -> str | tuple[str, int]:
    period, error = spans.asked(unit)
    found = results(unit, period)
    frame = {"unit": unit, "results": found, "report": found.report, **spans.frame(unit, period, error)}
    boxes = each_alone(BOXES, "panel/today/_failed.html", **frame, **CHARTS)
    (verdict,) = each_alone([box("panel/periods/_verdict.html")], "panel/today/_verdict_failed.html", **frame)
    page = render_template("panel/periods/show.html", boxes=boxes, verdict=verdict, **frame)
    return (page, 422) if error else page


@part.get("/units/<unit_code>/period.csv", defaults={"suffix": "csv"})
@part.get("/units/<unit_code>/period.xlsx", defaults={"suffix": "xlsx"})
@needs("figures.read")
def download(unit: Unit, suffix: str) -> Response:
    """The same as a file for a spreadsheet."""
    period, error = spans.asked(unit)
    if error:
        abort(404)
    return sheets.download(sheets.of_period(results(unit, period)), suffix, sheets.file_name(unit, period.first, period.last))
