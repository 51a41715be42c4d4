"""One answer from a phone: recorded like every other, then on to the next page."""

from uuid import UUID, uuid5

from flask import Blueprint, abort, g, redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from kiosk.handoffs import Continued
from kiosk.ledger import Channel, Closed, Conflict, Failed, record
from kiosk.phone.pages import codes_of, instrument, next_address
from kiosk.web import Malformed, now, read_answer
from kiosk.web.answers import read_uuid
from kiosk.web.errors import refused

part = Blueprint("answers", __name__)


@part.post("/answers")
def create() -> AnyResponse:
    if g.place is None:
        abort(404)
    try:
        answer = answer_id(read_uuid(request.form, "form"), request.form.get("score", ""))
        if isinstance(g.link, Continued) and g.link.visit != read_uuid(request.form, "visit"):
            abort(404)  # a code is good for its own visit only
        rating, _codes = read_answer(request.form, g.place, instrument(), Channel(g.link.channel), given_at=now(), answer=answer)
    except Malformed as error:
        return refused(422, _("Penilaian tidak lengkap"), error.sentence)
    match record([rating], now())[0]:
        case Conflict():
            return refused(409, _("Penilaian ini sudah ada dengan isi lain"), _("Pindai kode QR sekali lagi untuk menilai."))
        case Closed():
            return refused(403, _("Loket ditutup"), _("Loket ini sedang tidak menerima penilaian. Terima kasih atas perhatian Anda."))
        case Failed():
            return refused(500, _("Penilaian tidak tersimpan"), _("Server menolak penilaian ini; alasannya ada di catatan server."))
    return redirect(next_address(codes_of(rating.visit), rating.question.code, rating.visit), code=303)


def answer_id(form: UUID, score: str) -> UUID:
    """The id of pressing one button of one page: pressed twice it is the same answer; another button is another answer.

    So a double tap or a reload stores once, and going back to choose differently is a correction, without any script.
    """
    return uuid5(form, score)
