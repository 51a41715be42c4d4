"""Laporan · Laporan berkala: what a unit hands in of a period. What only people know is asked for here, and drafts are made."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from datetime import timedelta
from typing import Any, cast

from flask import Blueprint, Response, abort, current_app, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk import documents, filings
from kiosk.clock import service_day
from kiosk.documents import Filed, Outline
from kiosk.filings import Inputs, InputsError, issued
from kiosk.followups import Unchanged
from kiosk.indices.periods import Period, around
from kiosk.panel.figures import sheets, spans
from kiosk.panel.guard import acting, may, needs
from kiosk.places import Unit
from kiosk.web import instruments, now
from kiosk.web.current import vault
from kiosk.web.fields import DayIfAny, Text, WholeIfAny
from kiosk.web.files import pdf_file, xlsx_file
from kiosk.web.forms import Form
from kiosk.words.catalogue import gettext as _
from kiosk.words.dates import between

part = Blueprint("filings", __name__)


class ReportInputs(Form):
    population = WholeIfAny(1, filings.inputs.MOST)
    forum_on = DayIfAny()
    signed_on = DayIfAny()
    letter_number = Text(filings.inputs.LONGEST_NUMBER)


def outline_of(kind: str) -> Outline:
    return cast(Mapping[str, Outline], current_app.extensions["outlines"])[kind]


def asked_period(unit: Unit) -> tuple[Period, str]:
    """The semester that is over, unless another period is asked for: it is what is handed in."""
    period, error = spans.asked_on(service_day(now(), unit.zone))
    return period or spans.semester_over(service_day(now(), unit.zone)), error


def filed_of(unit: Unit, period: Period) -> Filed:
    return Filed(unit, period, service_day(now(), unit.zone), instruments(), filings.inputs_of(unit, period))


@part.get("/units/<unit_code>/reports")
@needs("figures.read")
def index(unit: Unit) -> str | tuple[str, int]:
    period, error = asked_period(unit)
    page = _page(unit, period, error)
    return (page, 422) if error else page


@part.post("/units/<unit_code>/reports")
@needs("filings.write")
def enter(unit: Unit) -> AnyResponse | tuple[str, int]:
    form, (period, error) = ReportInputs.sent(), asked_period(unit)
    if error:
        abort(404)
    if not form.ok:
        return _page(unit, period, "", form), 422
    inputs = Inputs(form.population, form.forum_on, form.signed_on, form.letter_number)
    try:
        with suppress(Unchanged), acting("filings.enter", unit, between(period.first, period.last)):
            if not filings.enter(unit, period, inputs, g.person.name, now(), service_day(now(), unit.zone)):
                raise Unchanged  # and nothing of it goes on record
    except InputsError as wrong:
        return _page(unit, period, "", form.refuse(str(wrong), _("Isi tanggal yang tidak lewat hari ini."))), 422
    flash(_("Tersimpan."))
    return redirect(_address(unit, period), code=303)


@needs("figures.read")
def download(unit: Unit, report: str, suffix: str) -> Response:
    """A draft of the report, in the reader's language; a daily sheet is yesterday's, unless another day is asked for."""
    period, error = asked_period(unit)
    if report == "harian" and not spans.kept():
        period = around("day", service_day(now(), unit.zone) - timedelta(days=1))
    filed = filed_of(unit, period)
    # The sheet of a day is of a day that is over.
    if error or (report == "harian" and filed.day is None):
        abort(404)
    made = documents.made(filed, outline_of(report), suffix, vault(), paper="a3" if request.args.get("paper") == "a3" else "")
    name = f"{report}-{sheets.file_name(unit, period.first, period.last)}"
    return pdf_file(made, name) if suffix == ".pdf" else xlsx_file(made, name)


for each in documents.KINDS:
    for ending in (".pdf", ".xlsx") if each in documents.WITH_WORKBOOK else (".pdf",):
        asked = {"report": each, "suffix": ending}
        part.add_url_rule(f"/units/<unit_code>/reports/{each}{ending}", "download", download, defaults=asked)


def _address(unit: Unit, period: Period) -> str:
    of: dict[str, Any] = spans.address(period)
    return url_for("panel.filings.index", unit_code=unit.code, **of)


def _page(unit: Unit, period: Period, error: str, form: Form | None = None) -> str:
    filed, every = filed_of(unit, period), issued.of_unit(unit)
    stored = asdict(filed.inputs)
    return render_template(
        "panel/filings/index.html",
        unit=unit,
        filed=filed,
        may_enter=may("filings.write", unit),
        issued=every,
        newest={each.kind: each for each in reversed(every) if each.period == period},
        number=lambda each: issued.number(unit, each),
        address=spans.address,
        form=form or ReportInputs({name: value for name, value in stored.items() if value is not None}),
        **spans.frame(unit, period, error),
    )
