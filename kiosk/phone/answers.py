"""One answer from a phone: recorded like every other, then on to the next page."""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from flask import Blueprint, Response, abort, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk import places
from kiosk.instruments import Instrument
from kiosk.ledger import Channel
from kiosk.ledger.visits import Beginning, SoFar, Standing
from kiosk.phone import again
from kiosk.phone.guard import here
from kiosk.phone.pages import CONTROL, codes_of, finished_page, instrument, is_fresh, next_address, so_far
from kiosk.quality.rules import CLOCK, OPEN_CHANNELS
from kiosk.recording import Closed, Conflict, Failed, Outcome, Spent, bounds, record
from kiosk.visitors.handoffs import Continued
from kiosk.web import Malformed, doubt, instruments, language, now, read_answer
from kiosk.web.answers import read_uuid
from kiosk.web.errors import refused
from kiosk.words.catalogue import gettext as _

part = Blueprint("answers", __name__)

LONGEST_WAIT = timedelta(hours=2)


@part.post("/answers")
def create() -> AnyResponse:
    return take()


@part.get("/answers")
def index() -> AnyResponse:
    """A browser that asks for this address as a page, from its history, begins at the link's first page."""
    return redirect(url_for("phone.start.index", **here(language=language())), code=303)


def take(ticket: tuple[int, int] | None = None) -> AnyResponse:
    """Record the answer in the form, for any link; `ticket`: what it pays with."""
    if g.place is None:
        abort(404)
    try:
        visit, score = read_uuid(request.form, "visit"), request.form.get("score", "")
        said = so_far(visit)
        stands = said.standing(request.form.get("question", ""))
        answer = answer_id(read_uuid(request.form, "form"), score, stands)
        if isinstance(g.link, Continued) and g.link.visit != visit:
            abort(404)  # a code is good for its own visit only
        if said.begun and not _goes_on(said.begun):
            abort(404)  # a visit is one counter's, and came one way
        if not is_fresh(said.begun, tapped_at()):
            return finished_page(visit)
        if refusal := _too_much(said):
            return refusal
        rating, _codes = read_answer(
            request.form,
            g.place,
            _asking(),
            Channel(g.link.channel),
            given_at=tapped_at(),
            answer=answer,
            marks=again.marks(visit) + ((CLOCK,) if doubt() else ()),
            ticket=ticket,
        )
    except Malformed as error:
        return refused(422, _("Penilaian tidak lengkap"), error.sentence)
    if not (stands and stands.score == rating.score) and (refusal := _refusal(record([rating], now())[0])):
        return refusal
    following = redirect(next_address(codes_of(visit), rating.question.code, visit), code=303)
    again.remember(following, visit)
    again.keep(following, visit)
    return following


def _refusal(outcome: Outcome) -> Response | None:
    """The page of an answer that was not stored; None: it was."""
    match outcome:
        case Conflict():
            return refused(409, _("Penilaian ini sudah ada dengan isi lain"), _("Pindai kode QR sekali lagi untuk menilai."))
        case Closed(reason=reason):
            return _closed(reason)
        case Spent():
            return spent_page()
        case Failed():
            return refused(500, _("Penilaian tidak tersimpan"), _("Server menolak penilaian ini; alasannya ada di catatan server."))
    return None


def _too_much(visit: SoFar) -> Response | None:
    """What is said where more comes than people bring; None: it does not."""
    if visit.begun is None:
        return crowded_page(tapped_at())
    if bounds.is_full(visit):
        return refused(429, _("Penilaian ini sudah cukup"), _("Jawaban Anda sudah tersimpan, dan sudah sering diganti. Terima kasih."))
    return None


def crowded_page(moment: datetime) -> Response | None:
    """What is said where too many have begun by an open link within the hour; None: another one may."""
    if g.link.channel not in OPEN_CHANNELS or not bounds.is_crowded(g.place.counter, moment, now()):
        return None
    title = _("Sudah banyak penilaian jam ini")
    return refused(429, title, _("Kode ini sudah terlalu sering dipakai dalam satu jam. Nilailah di tablet loket, atau coba lagi nanti."))


def _goes_on(begun: Beginning) -> bool:
    """Whether a visit that has begun goes on here: at its counter and through its link, or handed over from its tablet."""
    by_this_link = begun.channel is Channel(g.link.channel) or isinstance(g.link, Continued)
    return begun.counter_id == g.place.counter.id and by_this_link


def answer_id(form: UUID, score: str, stands: Standing | None) -> UUID:
    """The id of one press of a button on a page, given what stands already: pressed twice at once, it is the same answer.

    So a double tap or a reload stores once, going back to choose differently is a correction, and going back again is another, without any
    script.
    """
    return uuid5(form, f"{score} {stands.seq}" if stands else score)


def closed_page() -> Response | None:
    """What is said at a counter that is closed in the register now; None: it is open."""
    closure = places.closure_at(g.place.counter.id, now())
    return _closed(closure.reason) if closure else None


def _closed(reason: str) -> Response:
    return refused(403, _("Loket ditutup"), _("Loket ini sedang tidak menerima penilaian: %(reason)s", reason=reason))


def spent_page() -> Response:
    return refused(
        410,
        _("Kartu ini sudah dipakai"),
        _("Satu kartu untuk satu penilaian. Bila Anda sendiri yang memakainya: penilaian Anda sudah tersimpan, terima kasih."),
    )


def _asking() -> Instrument:
    """The instrument that the question in the form stands in: the counter's, or that of the control question."""
    control = instruments().current(CONTROL)
    return control if request.form.get("question") in control.codes(CONTROL) else instrument()


def tapped_at() -> datetime:
    """When the visitor tapped: as long ago as her page says it has been trying to send it."""
    text = request.form.get("waited", "")
    waited = timedelta(milliseconds=int(text)) if text.isascii() and text.isdigit() and len(text) < 9 else timedelta()
    return now() - min(waited, LONGEST_WAIT)
