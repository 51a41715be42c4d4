""" "Kamu bilang, kami lakukan": what a unit tells its visitors about what it changed."""

from datetime import date, timedelta

from flask import Blueprint, Response, abort, flash, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk.clock import service_day
from kiosk.followups import notices
from kiosk.followups.notices import LONGEST, NoticeError
from kiosk.panel.guard import acting, needs
from kiosk.places import Unit
from kiosk.web import now, page_or_part
from kiosk.web.forms import fields_of, typed_texts
from kiosk.words.catalogue import DEFAULT
from kiosk.words.catalogue import gettext as _

part = Blueprint("notices", __name__)

USUAL = timedelta(days=30)


@part.get("/units/<unit_code>/notices")
@needs("counters.read")
def index(unit: Unit) -> Response:
    return _index(unit)


@part.post("/units/<unit_code>/notices")
@needs("counters.keep")
def create(unit: Unit) -> AnyResponse:
    try:
        since, until = _day("since"), _day("until")
        texts = typed_texts("text")
        with acting("notices.publish", unit, texts[DEFAULT]):
            notices.publish(unit, texts, since, until, g.person.name, now())
    except NoticeError as error:
        return _index(unit, 422, wrong=str(error))
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


def _index(unit: Unit, status: int = 200, wrong: str | None = None) -> Response:
    sentences = {
        **dict.fromkeys(fields_of("text"), _("Paling banyak %(most)s huruf.", most=LONGEST)),
        "text": _("Isi kabar 1 sampai %(most)s huruf.", most=LONGEST),
        "since": _("Isi tanggal mulai."),
        "until": _("Isi tanggal akhir, tidak sebelum tanggal mulai."),
    }
    today = service_day(now(), unit.zone)
    typed = {**dict.fromkeys(fields_of("text"), ""), "since": today.isoformat(), "until": (today + USUAL).isoformat()}
    return page_or_part(
        "panel/notices/index.html",
        "panel/notices/_notices.html",
        status,
        unit=unit,
        today=today,
        notices=notices.of_unit(unit),
        typed=typed | {name: request.form[name] for name in typed if name in request.form},
        errors={wrong: sentences[wrong]} if wrong else {},
        longest=LONGEST,
    )


def _day(field: str) -> date:
    try:
        found = date.fromisoformat(request.form.get(field, ""))
    except ValueError:
        raise NoticeError(field) from None
    if not 2000 <= found.year <= 2100:
        raise NoticeError(field)
    return found
