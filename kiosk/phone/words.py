"""Words to the unit. Optional; a moderator reads them first, and what follows is the same whatever they say."""

from uuid import UUID

from flask import Blueprint, Response, g, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk.clock import service_day
from kiosk.phone.guard import having_done, here
from kiosk.phone.pages import fresh_visit, rated_visit
from kiosk.quality.rules import OPEN_CHANNELS
from kiosk.visitors import comments
from kiosk.web import language, now
from kiosk.web.fields import Lines, Once
from kiosk.web.forms import Form
from kiosk.words.catalogue import gettext as _

part = Blueprint("words", __name__)


def _nothing() -> str:
    return _("Tulis dahulu pesan Anda, atau kembali tanpa pesan.")


class Message(Form):
    form = Once()
    words = Lines(comments.LONGEST, needed=True, told=_nothing, measure=comments.length)


@part.get("/words")
def show() -> Response:
    return _page(fresh_visit(rated_visit()), Message({"form": None}))


@part.post("/words")
def create() -> AnyResponse:
    own = fresh_visit(rated_visit())
    form, today = Message.sent(), service_day(now(), g.place.unit.zone)
    if not form.ok:
        return _page(own, form, 422)
    try:
        comments.write(g.place.unit, form.words, language(), form.form, today, own, by_open_link=g.link.channel in OPEN_CHANNELS)
    except comments.CommentError as error:
        told = {
            "full": _("Kotak pesan sedang penuh. Coba lagi lain hari, atau pakai kanal pengaduan di bawah."),
            "often": _("Hari ini sudah banyak pesan dari sini. Coba lagi besok, atau pakai kanal pengaduan di bawah."),
        }.get(str(error), _nothing())
        return _page(own, form.refuse("words", told), 422)
    return redirect(url_for("phone.thanks.show", **having_done("words", own)), code=303)


@part.get("/channels")
def official() -> AnyResponse:
    """Where the channels stood for those who wrote of money, for anybody who saved it: they are everybody's now."""
    return redirect(url_for("public.complaints.show", language=language()), code=301)


def _page(own: UUID, form: Message, status: int = 200) -> Response:
    page = render_template(
        "phone/words.html", form=form, place=g.place, here=here(visit=own, language=language()), longest=comments.LONGEST
    )
    return make_response(page, status)
