"""Laporan · PEKPPP: indicators 6 to 9 of a unit's evaluation, as its records answer them, and what is missing for the next step."""

from flask import Blueprint, render_template

from kiosk import filings, publishing
from kiosk.clock import service_day
from kiosk.documents import Filed
from kiosk.panel.figures import spans
from kiosk.panel.guard import needs
from kiosk.places import Unit
from kiosk.publishing import notes, pekppp
from kiosk.web import instruments, now

part = Blueprint("pekppp", __name__)


@part.get("/units/<unit_code>/pekppp")
@needs("figures.read")
def show(unit: Unit) -> str | tuple[str, int]:
    """Of the semester that is over, unless another period is asked for."""
    today = service_day(now(), unit.zone)
    asked, error = spans.asked_on(today)
    period = asked or spans.semester_over(today)
    filed = Filed(unit, period, today, instruments(), filings.inputs_of(unit, period))
    published = any(
        each.withdrawal is None and period.first <= each.result.first and each.result.last <= period.last
        for each in publishing.editions(unit)
    )
    told = notes.standing(notes.of_unit(unit), period)
    page = render_template(
        "panel/pekppp/show.html",
        unit=unit,
        filed=filed,
        found=pekppp.evaluated(filed, told, published=published),
        notes=len(told),
        with_photo=sum(each.photo is not None for each in told),
        **spans.frame(unit, period, error),
    )
    return (page, 422) if error else page
