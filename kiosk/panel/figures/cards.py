"""What a unit may pass on of a day that is over: a picture and a text for a messenger, with the very figures of Today."""

from flask import Blueprint, Response, abort, render_template

from kiosk import printing, reports
from kiosk.panel.figures.days import asked_day
from kiosk.panel.guard import needs
from kiosk.places import Unit, installation
from kiosk.reports import Today
from kiosk.web import instruments, now
from kiosk.web.files import png_file
from kiosk.words import summaries

part = Blueprint("cards", __name__)


@part.get("/units/<unit_code>/card")
@needs("figures.read")
def show(unit: Unit) -> str:
    """The card of a day that is over (?day=), of yesterday without one: to look at, to save, and its text to copy."""
    today = _closed_day(unit)
    text = summaries.message(_summary(today))
    return render_template("panel/cards/show.html", unit=today.unit, day=today.day, text=text)


@part.get("/units/<unit_code>/card.png")
@needs("figures.read")
def picture(unit: Unit) -> Response:
    today = _closed_day(unit)
    return png_file(printing.card(_summary(today)), f"{today.unit.code}-{today.day.isoformat()}")


def _closed_day(unit: Unit) -> Today:
    today = reports.of_today(unit, asked_day(unit, days_ago=1), now(), instruments())
    return abort(404) if today.running else today


def _summary(today: Today) -> summaries.Summary:
    return summaries.of_day(today, is_demo=installation.is_demo())
