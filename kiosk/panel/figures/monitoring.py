"""Laporan monitoring: the report on several units over one span, as paper and as a table."""

from collections.abc import Sequence
from typing import cast

from flask import Blueprint, Response, abort, current_app, g, render_template, request

from kiosk import documents
from kiosk.clock import latest_day
from kiosk.documents import Monitored, Outline
from kiosk.indices.periods import Period
from kiosk.panel.figures import spans
from kiosk.panel.guard import admitted, needs
from kiosk.places import Unit
from kiosk.web import instruments, now
from kiosk.web.current import vault
from kiosk.web.files import pdf_file, xlsx_file
from kiosk.words.catalogue import gettext as _

part = Blueprint("monitoring", __name__)

MOST = 30
"""Units of a report that is made while somebody waits: 60 ms each at ten million entries. The command takes as many as there are."""


@part.get("/monitoring")
@needs("figures.read", refusal=404)
def show() -> str | tuple[str, int]:
    choices = g.sight.units("figures.read", with_counters=True)
    units, period, error = _asked(choices)
    page = render_template(
        "panel/monitoring/show.html",
        choices=choices,
        chosen=units,
        most=MOST,
        too_many=_("Paling banyak %(most)s unit sekaligus; untuk lebih banyak: ./loket report monitoring.", most=MOST)
        if len(units) > MOST
        else "",
        **spans.frame_on(latest_day(now()), period, error),
    )
    return (page, 422) if error else page


@part.get("/monitoring.pdf", defaults={"suffix": ".pdf"})
@part.get("/monitoring.xlsx", defaults={"suffix": ".xlsx"})
@needs("figures.read", refusal=404)
def download(suffix: str) -> Response:
    units, period, error = _asked(g.sight.units("figures.read", with_counters=True))
    if error or len(units) > MOST:
        abort(404)
    monitored = Monitored.of(units, period, latest_day(now()), instruments())
    outline = cast(dict[str, Outline], current_app.extensions["outlines"])[documents.MONITORING]
    made = documents.made_of_several(monitored, outline, suffix, vault())
    name = f"monitoring-{period.first.isoformat()}-{period.last.isoformat()}"
    return pdf_file(made, name) if suffix == ".pdf" else xlsx_file(made, name)


def _asked(choices: Sequence[Unit]) -> tuple[Sequence[Unit], Period, str]:
    """The units asked for (?unit=, several), else all that the person sees; the semester that is over, unless another span is asked for."""
    if len(choices) < 2:
        abort(404)
    codes = list(dict.fromkeys(request.args.getlist("unit")))
    period, error = spans.asked_on(latest_day(now()))
    return [admitted("figures.read", code) for code in codes] or choices, period or spans.semester_over(latest_day(now())), error
