""" "Kamu bilang, kami lakukan": what a unit tells its visitors about what it changed."""

from datetime import date, timedelta
from typing import Self

from flask import Blueprint, Response, abort, flash, g, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk.clock import service_day
from kiosk.followups import Unchanged, notices
from kiosk.followups.notices import LONGEST, NoticeError
from kiosk.panel.guard import acting, needs
from kiosk.places import Unit
from kiosk.visitors import once
from kiosk.web import now, page_or_part
from kiosk.web.fields import Day, Once, Texts
from kiosk.web.forms import Form
from kiosk.words.catalogue import DEFAULT
from kiosk.words.catalogue import gettext as _
from kiosk.words.followups import fault

part = Blueprint("notices", __name__)

USUAL = timedelta(days=30)
"""How long visitors are told, unless somebody chooses otherwise."""


class NewNotice(Form):
    text = Texts(LONGEST, told=lambda: fault("text"))
    since = Day(told=lambda: fault("since"))
    until = Day(told=lambda: fault("until"))

    @classmethod
    def usual(cls, today: date) -> Self:
        return cls({"since": today, "until": today + USUAL})


class Announcement(NewNotice):
    """A notice that tells of no follow-up; one of those has its own page, and only one is shown at a time."""

    form = Once()

    @classmethod
    def usual(cls, today: date) -> Self:
        drawn = super().usual(today)
        drawn.fill({"form": None})
        return drawn


@part.get("/units/<unit_code>/notices")
@needs("counters.read")
def index(unit: Unit) -> Response:
    return _index(unit)


@part.post("/units/<unit_code>/notices")
@needs("counters.keep")
def create(unit: Unit) -> AnyResponse:
    form = Announcement.sent()
    if not form.ok:
        return _index(unit, form)
    try:
        with acting("notices.publish", unit, form.text[DEFAULT]):
            if not once.first_time(form.form, service_day(now(), unit.zone)):
                raise Unchanged
            notices.publish(unit, form.text, form.since, form.until, g.person.name, now())
    except Unchanged:
        flash(_("Kabar ini sudah tersimpan; tidak ditampilkan dua kali."))
        return redirect(url_for("panel.notices.index", unit_code=unit.code), code=303)
    except NoticeError as error:
        return _index(unit, form.refuse(str(error), fault(str(error))))
    flash(_("Tersimpan. Kabar tampil di tablet paling lambat besok pagi."))
    return redirect(url_for("panel.notices.index", unit_code=unit.code), code=303)


@part.post("/units/<unit_code>/notices/<int:number>/withdrawal")
@needs("counters.keep")
def withdraw(unit: Unit, number: int) -> AnyResponse:
    notice = notices.notice(unit, number) or abort(404)
    with acting("notices.withdraw", unit, notice.texts[DEFAULT]):
        notices.withdraw(notice, now())
    flash(_("Kabar ditarik. Tablet mengikutinya paling lambat besok pagi."))
    return redirect(url_for("panel.notices.index", unit_code=unit.code), code=303)


def _index(unit: Unit, form: Announcement | None = None) -> Response:
    today = service_day(now(), unit.zone)
    return page_or_part(
        "panel/notices/index.html",
        "panel/notices/_notices.html",
        422 if form else 200,
        form=form or Announcement.usual(today),
        unit=unit,
        today=today,
        notices=notices.of_unit(unit),
    )
