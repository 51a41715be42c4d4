"""Figures of any period of a unit, against the one before and the same of last year; and of two units side by side."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, Response, abort, g, render_template, request

from kiosk import reports
from kiosk.clock import service_day, written_day
from kiosk.indices import periods
from kiosk.indices.periods import EARLIEST, KINDS, Period, PeriodError
from kiosk.panel.figures import sheets
from kiosk.panel.guard import admitted, needs
from kiosk.places import Unit
from kiosk.reports import PeriodReport
from kiosk.reports.changes import Change
from kiosk.web import instruments, now
from kiosk.words.catalogue import gettext as _

part = Blueprint("periods", __name__)


@part.get("/units/<unit_code>/period")
@needs("figures.read")
def show(unit: Unit) -> str | tuple[str, int]:
    period, error = _asked(unit)
    report, compared, empty = _with_earlier(unit, period)
    page = render_template(
        "panel/periods/show.html", unit=unit, report=report, compared=compared, empty=empty, **_frame(unit, period, error)
    )
    return (page, 422) if error else page


@part.get("/units/<unit_code>/period.csv", defaults={"suffix": "csv"})
@part.get("/units/<unit_code>/period.xlsx", defaults={"suffix": "xlsx"})
@needs("figures.read")
def download(unit: Unit, suffix: str) -> Response:
    """The same as a file for a spreadsheet."""
    period, error = _asked(unit)
    if error:
        abort(404)
    report, compared, _empty = _with_earlier(unit, period)
    return sheets.download(sheets.of_period(report, compared), suffix, sheets.file_name(unit, period.first, period.last))


@part.get("/comparison")
@needs("figures.read", refusal=404)
def compare() -> str | tuple[str, int]:
    choices = g.sight.units("figures.read")
    first, second = _two_of(choices)
    period, error = _asked(first)
    one, other, changes = _side_by_side(first, second, period)
    page = render_template(
        "panel/periods/comparison.html", one=one, other=other, changes=changes, choices=choices, **_frame(first, period, error)
    )
    return (page, 422) if error else page


@part.get("/comparison.csv", defaults={"suffix": "csv"})
@part.get("/comparison.xlsx", defaults={"suffix": "xlsx"})
@needs("figures.read", refusal=404)
def download_comparison(suffix: str) -> Response:
    first, second = _two_of(g.sight.units("figures.read"))
    period, error = _asked(first)
    if error:
        abort(404)
    name = f"{first.code}-{sheets.file_name(second, period.first, period.last)}"
    return sheets.download(sheets.of_comparison(*_side_by_side(first, second, period)), suffix, name)


def _with_earlier(unit: Unit, period: Period) -> tuple[PeriodReport, list[tuple[PeriodReport, list[Change]]], list[Period]]:
    """The report, those of the period before and of the same period last year, and which of these have nothing to show."""
    today = service_day(now(), unit.zone)
    report = reports.of_period(unit, period, today, instruments())
    asked = dict.fromkeys((period.before(), period.a_year_before()))
    earlier = [reports.of_period(unit, each, today, instruments()) for each in asked]
    known = [each for each in earlier if not each.is_empty]
    changes = reports.compared(*((each, report) for each in known))
    return report, list(zip(known, changes, strict=True)), [each.period for each in earlier if each.is_empty]


def _side_by_side(first: Unit, second: Unit, period: Period) -> tuple[PeriodReport, PeriodReport, list[Change]]:
    one, other = (reports.of_period(unit, period, service_day(now(), unit.zone), instruments()) for unit in (first, second))
    return one, other, reports.compared((one, other))[0]


def _two_of(choices: Sequence[Unit]) -> tuple[Unit, Unit]:
    """The units asked for (?a=, ?b=), else the first two that the person sees; 404 if she sees fewer, and for others' units."""
    if len(choices) < 2:
        abort(404)
    asked = [admitted("figures.read", request.args[name]) if request.args.get(name) else None for name in ("a", "b")]
    first = asked[0] or next(unit for unit in choices if unit != asked[1])
    return first, asked[1] or next(unit for unit in choices if unit != first)


def _asked(unit: Unit) -> tuple[Period, str]:
    """The period asked for (?kind=, ?day= or ?first=, ?last=), this month without one; and what is wrong with it, or nothing."""
    today = service_day(now(), unit.zone)
    kind = request.args.get("kind", "month")
    try:
        if kind == "free":
            period = periods.free(_day("first"), _day("last"))
        else:
            period = periods.around(kind, _day("day", today))
        if not EARLIEST <= period.first <= today:
            raise PeriodError("day")
    except PeriodError as error:
        told = {
            "kind": _("Periode ini tidak dikenal."),
            "day": _("Isi tanggal sejak tahun 2000, tidak sesudah hari ini."),
            "order": _("Tanggal akhir tidak boleh sebelum tanggal awal."),
            "long": _("Paling lama sepuluh tahun."),
        }
        return periods.around("month", today), told[str(error)]
    return period, ""


def _day(name: str, default: date | None = None) -> date:
    text = request.args.get(name)
    found = written_day(text) if text else default
    if found is None:
        raise PeriodError("day")
    return found


def _frame(unit: Unit, period: Period, error: str) -> dict[str, Any]:
    def address(of: Period) -> dict[str, str]:
        if of.kind == "free":
            return {"kind": "free", "first": of.first.isoformat(), "last": of.last.isoformat()}
        return {"kind": of.kind, "day": of.first.isoformat()}

    today = service_day(now(), unit.zone)
    inside = min(period.last, today)
    return {
        "period": period,
        "error": error,
        "here": address(period),
        "before": address(period.before()),
        "after": address(period.after()) if period.last < today - timedelta(days=1) else None,
        "kinds": [(kind, address(periods.around(kind, inside))) for kind in KINDS if kind != "free"],
        "today": today,
    }
