"""Hari ini, the face of the product: one day of one unit on one screen, on one A4, and refreshing itself."""

from datetime import date, timedelta

from flask import Blueprint, Response, abort, make_response, request

from kiosk import comments, followups, ledger, reports, sentences
from kiosk.clock import service_day
from kiosk.indices import NORMAL_95, THRESHOLDS, Threshold
from kiosk.panel.charts import elements_chart, hours_chart, run_chart
from kiosk.panel.guard import may_type, unit_or_404
from kiosk.places import Unit
from kiosk.reports import IndexFigure
from kiosk.web import instruments, language, now, page_or_part

part = Blueprint("today", __name__)


@part.app_template_filter()
def grade(figure: IndexFigure) -> str:
    return sentences.grade(figure.shown, language())


@part.app_template_filter()
def basis(figure: IndexFigure) -> str:
    return sentences.basis(figure, language())


@part.app_template_filter()
def rule(figure: IndexFigure) -> str:
    return sentences.rule(figure, language())


@part.app_template_filter()
def threshold(asked: Threshold, figure: IndexFigure) -> str:
    return sentences.threshold(asked, figure, language())


@part.get("/units/<unit_code>/today")
def show(unit_code: str) -> Response:
    unit = unit_or_404(unit_code)
    day = _day(unit)
    seen = f"{ledger.size(unit)}.{language()}.{int(now().timestamp()) // 60}"
    # The page asks again and again: nothing is sent while nothing has changed, but once a minute the clock and the tablets.
    if request.args.get("seen") == seen:
        return make_response("", 204)
    shown = reports.today(unit, day, now(), instruments())
    return page_or_part(
        "panel/today/index.html",
        "panel/today/_live.html",
        today=shown,
        now=now(),
        seen=seen,
        before=day - timedelta(days=1),
        after=None if shown.running else day + timedelta(days=1),
        run=run_chart(shown.run),
        hours=hours_chart(shown.hours),
        elements=elements_chart(shown.elements),
        unread=comments.counts(unit)["unread"] if may_type(unit) else 0,
        overdue=followups.open_counts(service_day(now(), unit.zone)).get(unit.id, (0, 0))[1],
        thresholds=THRESHOLDS,
        z=NORMAL_95,
    )


def _day(unit: Unit) -> date:
    """The service day asked for (?day=2026-11-19); today without one. Days to come do not exist yet."""
    current = service_day(now(), unit.zone)
    text = request.args.get("day")
    if not text:
        return current
    try:
        day = date.fromisoformat(text)
    except ValueError:
        abort(404)
    if not date(2000, 1, 1) <= day <= current:
        abort(404)
    return day
