"""POST /counter/answers: one tap. Judged in order: device (401), fields (422), same answer (409), counter in the register (403)."""

from typing import Any

from flask import Blueprint, g, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from kiosk.counter.screens import instrument, plan, show_question, show_thanks
from kiosk.instruments import after
from kiosk.ledger import Channel, Closed, Conflict, Rating, record
from kiosk.web import Malformed, choose_language, is_part, now, read_answer
from kiosk.web.errors import refused
from kiosk.web.log import log
from kiosk.web.words import day_and_time

part = Blueprint("answers", __name__)


@part.post("/answers")
def create() -> AnyResponse:
    choose_language(request.form.get("language"), default="id")
    try:
        rating, codes = read_answer(request.form, g.place, instrument(), Channel.TABLET)
    except Malformed as error:
        return refused(422, _("Penilaian tidak lengkap"), error.sentence)
    if g.device.revoked_at and rating.given_at > g.device.revoked_at:
        return refused(403, _("Tablet ini sudah dicabut"), _("Penilaian setelah pencabutan tidak diterima."))
    match record([rating], now())[0]:
        case Conflict():
            log.warning("answer repeated with other content", counter=g.place.counter.code, device=g.device.id)
            return refused(
                409,
                _("Penilaian ini sudah ada dengan isi lain"),
                _("Jawaban yang sama tidak dapat diubah isinya; kirim sebagai jawaban baru."),
            )
        case Closed(since, reason):
            return refused(
                403,
                _("Loket ditutup"),
                _("Loket ini ditutup sejak %(since)s: %(reason)s.", since=day_and_time(since, g.place.unit.zone), reason=reason),
            )
    return _next(rating, codes or plan().draw(rating.visit))


def _next(rating: Rating, codes: tuple[str, ...]) -> AnyResponse:
    """The screen that follows in the plan: at once for htmx, else by its address."""
    following = after(codes, rating.question.code)
    if is_part():
        return show_question(instrument().need(following)) if following else show_thanks()
    here: dict[str, Any] = {"visit": rating.visit, "plan": " ".join(codes), "language": rating.language}
    address = url_for("counter.questions.show", code=following, **here) if following else url_for("counter.thanks.show", **here)
    return redirect(address, code=303)
