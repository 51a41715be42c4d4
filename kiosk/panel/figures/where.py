"""Hasil · Loket dan layanan: where and when a unit's visitors were less satisfied in any period."""

from collections.abc import Sequence
from typing import TypeVar

from flask import Blueprint, render_template, request

from kiosk import places
from kiosk.panel.figures import spans
from kiosk.panel.figures.lines import shares_dots
from kiosk.panel.figures.periods import results
from kiosk.panel.guard import needs
from kiosk.places import Counter, Service, Unit

part = Blueprint("where", __name__)

Chosen = TypeVar("Chosen", Counter, Service)


@part.get("/units/<unit_code>/where")
@needs("figures.read")
def show(unit: Unit) -> str | tuple[str, int]:
    period, error = spans.asked(unit)
    found = results(unit, period)
    counter, service = _chosen("counter", places.counters(unit)), _chosen("service", places.services(unit))
    page = render_template(
        "panel/periods/where.html",
        unit=unit,
        results=found,
        report=found.report,
        where=found.where_of(counter, service),
        counter=counter,
        service=service,
        shares_dots=shares_dots,
        **spans.frame(unit, period, error),
    )
    return (page, 422) if error else page


def _chosen(name: str, among: Sequence[Chosen]) -> Chosen | None:
    """The one that the address names by its code; None: all of them."""
    return next((each for each in among if each.code == request.args.get(name)), None)
