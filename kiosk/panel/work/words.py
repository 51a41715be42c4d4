"""What visitors wrote: a moderator of the regional office reads and judges it, the unit sees what was passed on, in batches."""

from flask import Blueprint, Response, flash, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk.clock import service_day
from kiosk.panel.guard import acting, may, needs
from kiosk.places import Unit
from kiosk.visitors import comments
from kiosk.web import now, page_or_part
from kiosk.words.catalogue import gettext as _

part = Blueprint("words", __name__)


@part.get("/units/<unit_code>/words")
@needs("words.read")
def index(unit: Unit) -> Response:
    moderates = may("words.moderate", unit)
    return page_or_part(
        "panel/words/index.html",
        "panel/words/_words.html",
        unit=unit,
        moderates=moderates,
        waiting=comments.waiting(unit) if moderates else (),
        counts=comments.counts(unit),
        passed=comments.passed(unit),
        batch=comments.BATCH,
    )


@part.post("/units/<unit_code>/words/<int:number>/verdict")
@needs("words.moderate")
def judge(unit: Unit, number: int) -> AnyResponse:
    verdict, reason = request.form.get("verdict", ""), request.form.get("reason", "")
    if verdict == comments.WITHHOLD and not reason.strip():
        flash(_("Tulis alasannya bila pesan tidak diteruskan."))
    elif _judged(unit, number, verdict, reason):
        flash(_("Tersimpan."))
    else:
        flash(_("Pesan ini sudah dibaca atau tidak ada."))
    return redirect(url_for("panel.words.index", unit_code=unit.code), code=303)


def _judged(unit: Unit, number: int, verdict: str, reason: str) -> bool:
    with acting("words.judge", unit, f"{number}: {verdict}"):
        return comments.judge(unit, number, verdict, reason, g.person.name, service_day(now(), unit.zone))
