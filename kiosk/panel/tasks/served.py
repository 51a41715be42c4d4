"""How many were served: entered by the operator before she sees how many rated."""

from contextlib import suppress
from datetime import date, timedelta

from flask import Blueprint, flash, g, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk.clock import service_day
from kiosk.followups import Unchanged
from kiosk.panel.guard import acting, may, needs
from kiosk.places import Unit
from kiosk.places import served as served_counts
from kiosk.places.served import ServedError
from kiosk.reports import response
from kiosk.web import now
from kiosk.web.fields import Day, Whole
from kiosk.web.forms import Form
from kiosk.words import dates
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
        with suppress(Unchanged), acting("served.enter", unit, f"{form.day}: {form.served}"):
            if not served_counts.enter(unit, form.day, form.served, g.person.name, now(), today):
                raise Unchanged  # and nothing of it goes on record
    except ServedError:
        return _page(unit, form.refuse("day", _which_day())), 422
    flash(_asking(unit, form.day) or _("Tersimpan."))
    return redirect(url_for("panel.served.index", unit_code=unit.code), code=303)


def _asking(unit: Unit, day: date) -> str:
    """What is asked of a number below that of the ratings, for a day that is over, once it is kept: asked before, it would tell theirs."""
    said = response.response(unit, day)
    if not said.impossible or day >= service_day(now(), unit.zone):
        return ""
    return _(
        "Tersimpan. %(day)s: lebih banyak yang menilai daripada %(n)s yang dilayani. Benar? Kalau salah ketik, isi lagi.",
        day=dates.day(day),
        n=said.served.count if said.served else 0,
    )


def _page(unit: Unit, form: ServedOfDay | None = None) -> str:
    today = service_day(now(), unit.zone)
    days = response.responses(unit, today - timedelta(days=SHOWN - 1), today)
    form = form or ServedOfDay({"day": today})
    return render_template("panel/served/index.html", form=form, unit=unit, days=days, today=today, all_days=may("figures.read", unit))
