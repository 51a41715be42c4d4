"""What visitors wrote: a moderator of the regional office reads and judges it, the unit sees what was passed on, in batches."""

from flask import Blueprint, Response, flash, g, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk.clock import service_day
from kiosk.panel.guard import acting, may, needs
from kiosk.places import Unit
from kiosk.visitors import comments
from kiosk.web import now, page_or_part
from kiosk.web.fields import Hidden, Text
from kiosk.web.forms import Form, beside
from kiosk.words.catalogue import gettext as _

part = Blueprint("words", __name__)


class Verdict(Form):
    """The verdict on one message: which button was pressed, and why."""

    verdict = Hidden()
    reason = Text(comments.LONGEST_REASON)


@part.get("/units/<unit_code>/words")
@needs("words.read")
def index(unit: Unit) -> Response:
    return _index(unit)


def _index(unit: Unit, sent: Verdict | None = None) -> Response:
    moderates = may("words.moderate", unit)
    waiting = comments.waiting(unit) if moderates else ()
    return page_or_part(
        "panel/words/index.html",
        "panel/words/_words.html",
        422 if sent else 200,
        **beside(sent, **{_of(each.id): Verdict(prefix=_of(each.id)) for each in waiting}),
        unit=unit,
        moderates=moderates,
        waiting=[(each, _of(each.id)) for each in waiting],
        counts=comments.counts(unit),
        passed=comments.passed(unit),
        batch=comments.BATCH,
    )


@part.post("/units/<unit_code>/words/<int:number>/verdict")
@needs("words.moderate")
def judge(unit: Unit, number: int) -> AnyResponse:
    form = Verdict.sent(prefix=_of(number))
    if form.ok and form.verdict == comments.WITHHOLD and not form.reason:
        form.refuse("reason", _("Tulis alasannya bila pesan tidak diteruskan."))
    if not form.ok:
        return _index(unit, form)
    if judged(unit, number, form.verdict, form.reason):
        flash(_("Tersimpan."))
    else:
        flash(_("Pesan ini sudah dibaca atau tidak ada."))
    return redirect(url_for("panel.words.index", unit_code=unit.code), code=303)


def judged(unit: Unit, number: int, verdict: str, reason: str) -> bool:
    """The person's verdict, with its record. False, and no record: somebody was quicker, or there is no such message."""
    try:
        with acting("words.judge", unit, f"{number}: {verdict}"):
            if not comments.judge(unit, number, verdict, reason, g.person.name, service_day(now(), unit.zone)):
                raise comments.CommentError("read")
    except comments.CommentError:
        return False
    return True


def _of(number: int) -> str:
    return f"message-{number}-"
