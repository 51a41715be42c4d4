"""Hasil · Unsur: each element of a unit's indices in any period, how it ran, and which answers it got."""

from flask import Blueprint, render_template

from kiosk.panel.figures import spans
from kiosk.panel.figures.lines import line_chart, means_dots, of_element
from kiosk.panel.figures.periods import results
from kiosk.panel.guard import needs
from kiosk.places import Unit

part = Blueprint("elements", __name__)


@part.get("/units/<unit_code>/elements")
@needs("figures.read")
def show(unit: Unit) -> str | tuple[str, int]:
    period, error = spans.asked(unit)
    found = results(unit, period)
    page = render_template(
        "panel/periods/elements.html",
        unit=unit,
        results=found,
        report=found.report,
        means_dots=means_dots,
        line_chart=line_chart,
        of_element=of_element,
        **spans.frame(unit, period, error),
    )
    return (page, 422) if error else page
