"""Words to the unit. Optional; a moderator reads them first. Who writes of bribery is shown where that can be reported."""

from uuid import UUID, uuid4

from flask import Blueprint, Response, abort, g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk.clock import service_day
from kiosk.phone.guard import having_done, here
from kiosk.phone.pages import fresh_visit, rated_visit
from kiosk.places import channels
from kiosk.visitors import comments
from kiosk.web import Malformed, language, now
from kiosk.web.answers import read_uuid
from kiosk.words.catalogue import gettext as _

part = Blueprint("words", __name__)


@part.get("/words")
def show() -> Response:
    return _page(fresh_visit(rated_visit()), uuid4())


@part.post("/words")
def create() -> AnyResponse:
    own = fresh_visit(rated_visit())
    text = request.form.get("words", "")
    today = service_day(now(), g.place.unit.zone)
    try:
        form = read_uuid(request.form, "form")
    except Malformed:
        abort(404)
    try:
        comments.write(g.place.unit, text, language(), form, today, own)
    except comments.CommentError as error:
        told = {
            "empty": _("Tulis dahulu pesan Anda, atau kembali tanpa pesan."),
            "long": _("Pesan paling panjang %(n)s huruf; yang Anda tulis %(m)s.", n=comments.LONGEST, m=comments.length(text)),
            "full": _("Kotak pesan sedang penuh. Coba lagi lain hari, atau pakai kanal pengaduan di bawah."),
            "often": _("Hari ini sudah banyak pesan dari sini. Coba lagi besok, atau pakai kanal pengaduan di bawah."),
        }
        return _page(own, form, text, told[str(error)], 422)
    following = url_for("phone.thanks.show", **having_done("words", own))
    if channels.speaks_of_bribery(text):
        following = url_for("phone.words.where_to_report", **having_done("words", own))
    return redirect(following, code=303)


@part.get("/channels")
def where_to_report() -> str:
    """For anybody who wrote of bribery: where that can be reported."""
    values = here(visit=rated_visit(), language=language())
    following = url_for("phone.thanks.show", **values)
    return render_template("phone/channels.html", place=g.place, here=values, channels=_for_bribery(), following=following)


def _for_bribery() -> list[channels.ComplaintChannel]:
    return [each for each in channels.shown_on(service_day(now(), g.place.unit.zone)) if each.takes_bribery]


def _page(own: UUID, form: UUID, text: str = "", error: str = "", status: int = 200) -> Response:
    values = here(visit=own, language=language())
    page = render_template("phone/words.html", place=g.place, here=values, form_id=form, text=text, error=error, longest=comments.LONGEST)
    return make_response(page, status)
