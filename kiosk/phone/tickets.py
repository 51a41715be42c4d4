"""The pages behind a ticket. Its token answers only the first question; that spends it, and the visit goes on without it."""

from datetime import datetime
from typing import Any

from flask import Blueprint, Response, abort, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk import places
from kiosk.clock import service_day
from kiosk.phone import again, answers
from kiosk.phone.guard import at, has_room, in_every_page
from kiosk.phone.pages import opening_page
from kiosk.places import links
from kiosk.visitors import tickets
from kiosk.visitors.tickets import TicketBatch
from kiosk.web import choose_language, language, now
from kiosk.web.errors import refused
from kiosk.words.catalogue import gettext as _
from kiosk.words.dates import day

door = Blueprint("tickets", __name__, url_prefix="/t/<token>")
door.before_request(has_room)
door.context_processor(in_every_page)
part = Blueprint("answers", __name__)


@door.url_value_preprocessor
def where(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Put the ticket and its counter into `g`."""
    choose_language(request.values.get("language"))
    g.token = (values or {}).pop("token", "")
    g.ticket = tickets.read_token(g.token)
    if g.ticket:
        at(links.link_of(places.place(g.ticket.batch.counter_id).counter, "ticket"))


@door.get("")
def show() -> Response:
    """The first question, for a ticket that is good; else why it is not. The phone that spent it is led on with its visit."""
    return _begun_here() or _refusal() or answers.closed_page() or opening_page(g.token)


@part.get("/answers")
def index() -> AnyResponse:
    return redirect(url_for("tickets.show", token=g.token, language=language()), code=303)


@part.post("/answers")
def create() -> AnyResponse:
    # A ticket that is spent already may belong to this very visitor, who sends again or corrects: the ledger knows.
    if g.ticket is None or not _is_good(answers.tapped_at()):
        return _refusal() or abort(404)
    return answers.take(g.ticket.key)


def _begun_here() -> Response | None:
    """Whether she goes on, for the phone that spent this ticket; nobody else can: a ticket is for one rating."""
    if g.ticket is None or not g.ticket.batch.has_spent(g.ticket.serial):
        return None
    return again.page({code: url_for("tickets.show", token=g.token, language=code) for code in g.offered})


def _is_good(moment: datetime | None = None) -> bool:
    """Whether the ticket is good now, or was when the visitor tapped."""
    return bool(g.ticket.batch.is_good_on(service_day(moment or now(), g.place.unit.zone)))


def _refusal() -> Response | None:
    if g.ticket is None:
        return refused(404, _("Kartu ini tidak dikenal"), _("Periksa kembali kodenya, huruf demi huruf, atau minta kartu baru di loket."))
    if not _is_good():
        return _not_good_page(g.ticket.batch)
    if g.ticket.batch.has_spent(g.ticket.serial):
        return answers.spent_page()
    return None


def _not_good_page(batch: TicketBatch) -> Response:
    """Why a genuine ticket is not good today, with the day that matters."""
    zone = g.place.unit.zone
    if batch.withdrawn_at:
        title, withdrawn = _("Kartu ini sudah ditarik"), day(service_day(batch.withdrawn_at, zone))
        return refused(410, title, _("Kartu ini ditarik pada %(day)s. Mintalah kartu baru di loket.", day=withdrawn))
    if service_day(now(), zone) < batch.valid_from:
        title, first = _("Kartu ini belum berlaku"), day(batch.valid_from)
        return refused(410, title, _("Kartu ini berlaku mulai %(day)s. Simpanlah sampai hari itu.", day=first))
    title, last = _("Kartu ini tidak berlaku lagi"), day(batch.valid_until)
    return refused(410, title, _("Kartu ini berlaku sampai %(day)s. Mintalah kartu baru di loket.", day=last))


door.register_blueprint(part)
