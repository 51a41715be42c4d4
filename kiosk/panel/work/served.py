"""How many were served: entered by the operator before she sees how many rated."""

from datetime import date, timedelta

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk.clock import service_day
from kiosk.panel.guard import acting, may, needs
from kiosk.places import Unit, served
from kiosk.places.served import ServedError
from kiosk.reports import response
from kiosk.web import now
from kiosk.words.catalogue import gettext as _

part = Blueprint("served", __name__)

SHOWN = 14
"""Days."""


@part.get("/units/<unit_code>/served")
@needs("counters.read")
def index(unit: Unit) -> str:
    return _page(unit)


@part.post("/units/<unit_code>/served")
@needs("counters.keep")
def enter(unit: Unit) -> AnyResponse | tuple[str, int]:
    text = request.form.get("served", "").strip()
    today = service_day(now(), unit.zone)
    try:
        day = date.fromisoformat(request.form.get("day", ""))
        count = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else -1
        with acting("served.enter", unit, f"{day}: {count}"):
            served.enter(unit, day, count, g.person.name, now(), today)
    except (ValueError, ServedError):
        return _page(unit, _("Isi tanggal yang tidak lewat hari ini, dan bilangan 0 sampai %(most)s.", most=served.MOST)), 422
    flash(_("Tersimpan."))
    return redirect(url_for("panel.served.index", unit_code=unit.code), code=303)


def _page(unit: Unit, error: str = "") -> str:
    today = service_day(now(), unit.zone)
    days = response.responses(unit, today - timedelta(days=SHOWN - 1), today)
    return render_template("panel/served/index.html", unit=unit, days=days, today=today, all_days=may("figures.read", unit), error=error)
