"""How many were served: entered by the operator before she sees how many rated."""

from datetime import timedelta

from flask import Blueprint, flash, g, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk.clock import service_day
from kiosk.panel.guard import acting, may, needs
from kiosk.places import Unit
from kiosk.places import served as served_counts
from kiosk.places.served import ServedError
from kiosk.reports import response
from kiosk.web import now
from kiosk.web.fields import Day, Whole
from kiosk.web.forms import Form
from kiosk.words.catalogue import gettext as _

part = Blueprint("served", __name__)

SHOWN = 14
"""Days that the page shows."""


def _which_day() -> str:
    return _("Isi tanggal yang tidak lewat hari ini.")


class ServedOfDay(Form):
    day = Day(told=_which_day)
    served = Whole(0, served_counts.MOST)


@part.get("/units/<unit_code>/served")
@needs("counters.read")
def index(unit: Unit) -> str:
    return _page(unit)


@part.post("/units/<unit_code>/served")
@needs("counters.keep")
def enter(unit: Unit) -> AnyResponse | tuple[str, int]:
    form, today = ServedOfDay.sent(), service_day(now(), unit.zone)
    if not form.ok:
        return _page(unit, form), 422
    try:
        with acting("served.enter", unit, f"{form.day}: {form.served}"):
            served_counts.enter(unit, form.day, form.served, g.person.name, now(), today)
    except ServedError:
        return _page(unit, form.refuse("day", _which_day())), 422
    flash(_("Tersimpan."))
    return redirect(url_for("panel.served.index", unit_code=unit.code), code=303)


def _page(unit: Unit, form: ServedOfDay | None = None) -> str:
    today = service_day(now(), unit.zone)
    days = response.responses(unit, today - timedelta(days=SHOWN - 1), today)
    form = form or ServedOfDay({"day": today})
    return render_template("panel/served/index.html", form=form, unit=unit, days=days, today=today, all_days=may("figures.read", unit))
