"""What should improve, from a phone: added up and forgotten. It counts once; the pages that follow do not lead back to it."""

from flask import Blueprint, abort, g, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from kiosk.clock import service_day
from kiosk.phone import again
from kiosk.phone.about import access
from kiosk.phone.answers import closed_page
from kiosk.phone.guard import WISH
from kiosk.phone.pages import codes_of, fresh_visit, instrument, next_address, rated_visit
from kiosk.visitors import wishes
from kiosk.web import Malformed, doubt, now
from kiosk.web.answers import read_wish
from kiosk.web.errors import refused
from kiosk.web.secret import once_of
from kiosk.words.catalogue import gettext as _

part = Blueprint("wishes", __name__)


@part.post("/wishes")
def create() -> AnyResponse:
    own = fresh_visit(rated_visit())
    try:
        read = read_wish(request.form, instrument()) or abort(404)
    except Malformed as error:
        return refused(422, _("Penilaian tidak lengkap"), error.sentence)
    if closed := closed_page():
        return closed
    # What marks a rating for how it came sets a wish aside: nobody can tell later which one it was.
    if not again.marks(own) and not doubt():
        today = service_day(now(), g.place.unit.zone)
        wishes.add(g.place.unit, read.chosen, instrument(), access(own), once_of(own, "the wish of a visit"), today, own)
    if read.chosen:
        g.done = tuple(dict.fromkeys((*g.done, WISH)))
    return redirect(next_address(codes_of(own), request.form["question"], own), code=303)
