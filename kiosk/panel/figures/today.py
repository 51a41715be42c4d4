"""Hari ini, the face of the product: one day of one unit on one screen, on one A4, and refreshing itself."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, make_response, request

from kiosk import reports
from kiosk.clock import service_day
from kiosk.followups import register
from kiosk.indices.intervals import NORMAL_95
from kiosk.panel.figures import sheets, spans
from kiosk.panel.figures.charts import elements_chart, grade_bands, hours_chart, run_chart
from kiosk.panel.figures.days import asked_day
from kiosk.panel.guard import may, needs
from kiosk.places import Unit
from kiosk.reports import Today
from kiosk.visitors import comments
from kiosk.web import instruments, language, now, page_or_part
from kiosk.web.pages import Box, box, each_alone

part = Blueprint("today", __name__)


BEFORE_INDICES = (box("panel/today/_visits.html"), box("panel/today/_satisfaction.html"))
AFTER_INDICES = (box("panel/today/_hours.html"), box("panel/today/_see.html"))
VERDICT = box("panel/today/_verdict.html")
ELEMENTS = box("panel/today/_elements.html")
LAST = (box("panel/today/_counters.html"), box("panel/today/_seal.html"))
BEFORE_THE_FIRST = (box("panel/today/_counters.html"), box("panel/today/_see.html"), box("panel/today/_awaited.html"))
"""While nobody has rated yet: what can be seen of the tablets, and what will stand here."""


def boxes_of(today: Today) -> Iterator[Box]:
    """A box for each index of the unit's questionnaire, among those that every unit has."""
    instrument = today.instrument
    yield from BEFORE_INDICES
    for index in instrument.indices:
        yield Box("panel/today/_index.html", {"index": index}, index.key)
    yield from AFTER_INDICES
    if instrument.leading:
        yield ELEMENTS
    yield from LAST


@part.get("/units/<unit_code>/today")
@needs("figures.read")
def show(unit: Unit) -> Response:
    day = asked_day(unit)
    shown = reports.of_today(unit, day, now(), instruments())
    seen = f"{shown.ledger_size}.{language()}.{int(now().timestamp()) // 60}"
    # The page asks again and again: nothing is sent while nothing has changed, but once a minute the clock and the tablets.
    if request.args.get("seen") == seen:
        return make_response("", 204)
    frame: dict[str, Any] = {"today": shown, "unit": unit, "now": now()}
    boxes = each_alone(
        boxes_of(shown) if shown.ledger_size or not shown.running else BEFORE_THE_FIRST,
        "panel/today/_failed.html",
        run_chart=run_chart,
        hours_chart=hours_chart,
        elements_chart=elements_chart,
        unread=comments.counts(unit)["unread"] if may("words.moderate", unit) else 0,
        overdue=register.open_counts(service_day(now(), unit.zone)).get(unit.id, (0, 0))[1],
        grade_bands=grade_bands,
        z=NORMAL_95,
        **frame,
    )
    (frame["verdict"],) = each_alone([VERDICT], "panel/today/_verdict_failed.html", **frame)
    semester = spans.semester_over(day)
    frame |= {"semester": (semester, spans.address(semester))}
    frame |= {"boxes": boxes, "seen": seen, "before": day - timedelta(days=1), "after": None if shown.running else day + timedelta(days=1)}
    return page_or_part("panel/today/index.html", "panel/today/_live.html", **frame)


@part.get("/units/<unit_code>/today.csv", defaults={"suffix": "csv"})
@part.get("/units/<unit_code>/today.xlsx", defaults={"suffix": "xlsx"})
@needs("figures.read")
def download(unit: Unit, suffix: str) -> Response:
    """The same figures as a file for a spreadsheet."""
    today = reports.of_today(unit, asked_day(unit), now(), instruments())
    return sheets.download(sheets.of_today(today), suffix, sheets.file_name(unit, today.day, today.day))
