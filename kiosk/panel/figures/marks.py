"""What was set aside at a unit, and why: each rule in words, with its arithmetic and what it found."""

from datetime import timedelta

from flask import Blueprint, render_template

from kiosk import reports
from kiosk.clock import service_day
from kiosk.panel.guard import unit_or_404
from kiosk.quality import rules
from kiosk.web import now

part = Blueprint("marks", __name__)

WINDOW = timedelta(days=30)


@part.get("/units/<unit_code>/marks")
def index(unit_code: str) -> str:
    unit = unit_or_404(unit_code)
    today = service_day(now(), unit.zone)
    return render_template(
        "panel/marks/index.html", unit=unit, found=reports.of_marks(unit, today - WINDOW + timedelta(days=1), today), rules=rules
    )
