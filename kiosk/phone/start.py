"""The page behind a QR code: at once the first question; for a unit's link, first the question at which counter she was served."""

from flask import Blueprint, Response, abort, g, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk import places
from kiosk.ledger import Channel
from kiosk.ledger.visits import came_by
from kiosk.phone import again
from kiosk.phone.answers import closed_page, crowded_page
from kiosk.phone.guard import here
from kiosk.phone.pages import opening_page
from kiosk.visitors.handoffs import Continued
from kiosk.web import language, now

part = Blueprint("start", __name__)


@part.get("")
def index() -> AnyResponse:
    if isinstance(g.link, Continued):
        return _go_on(g.link)
    if g.link.channel == "ticket":
        abort(404)  # only a ticket begins such a visit
    if g.place is None:
        return _choice()
    others = {code: url_for("phone.start.index", **here(language=code)) for code in g.offered}
    anew = url_for("phone.start.index", **here(language=language()))
    return closed_page() or again.page(others, anew) or crowded_page(now()) or opening_page()


def _choice() -> Response:
    """Asks at which counter she was served; if none is open, says why."""
    unit = places.unit_by_id(g.link.unit_id)
    closures = [(counter, places.closure_at(counter.id, now())) for counter in places.counters(unit)]
    return make_response(
        render_template(
            "phone/choose.html",
            unit=unit,
            counters=[counter for counter, closure in closures if closure is None],
            closed=[(counter, closure.reason) for counter, closure in closures if closure],
            code=g.link.code,
        )
    )


def _go_on(visit: Continued) -> AnyResponse:
    """A visit that began on a tablet, where it stopped there: for the phone that has just opened its code.

    The first page may be lost on a bad line: soon after, and before anything was answered, it is given again.
    """
    if not visit.opens_again(now()) or came_by(g.place.unit, visit.visit, Channel.HANDOFF):
        abort(410)
    values = here(visit=visit.visit, language=visit.language)
    return redirect(url_for("phone.questions.show", question_code=visit.question, **values), code=303)
