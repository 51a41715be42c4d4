"""What was set aside at a unit, and why: each rule in words, with its arithmetic and what it found."""

from datetime import timedelta

from flask import Blueprint, render_template

from kiosk import reports
from kiosk.clock import service_day
from kiosk.panel.guard import needs
from kiosk.places import Unit
from kiosk.quality import rules
from kiosk.web import now

part = Blueprint("marks", __name__)

WINDOW = timedelta(days=30)


@part.get("/units/<unit_code>/marks")
@needs("figures.read")
def index(unit: Unit) -> str:
    today = service_day(now(), unit.zone)
    return render_template(
        "panel/marks/index.html", unit=unit, found=reports.of_marks(unit, today - WINDOW + timedelta(days=1), today), rules=rules
    )
