"""The page behind a QR code: at once the first question; for a unit's link, first at which counter she was served."""

from flask import Blueprint, Response, abort, g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk import places
from kiosk.handoffs import Continued
from kiosk.ledger import standing
from kiosk.phone import again
from kiosk.phone.answers import closed_page
from kiosk.phone.guard import here
from kiosk.phone.pages import codes_of, opening_page
from kiosk.web import language, now

part = Blueprint("start", __name__)


@part.get("")
def index() -> AnyResponse:
    if isinstance(g.link, Continued):
        return _go_on(g.link)
    if g.link.channel == "ticket":
        abort(404)  # only a ticket begins such a visit
    if g.place is None:
        unit = places.unit(g.link.unit_id)
        open_ = [counter for counter in places.counters(unit) if not places.closure_at(counter.id, now())]
        return make_response(render_template("phone/choose.html", unit=unit, counters=open_, code=g.link.code))
    return closed_page() or _again_page() or opening_page()


def _again_page() -> Response | None:
    """Whether she goes on with the visit that her phone has just begun here; None: it has begun none, or she has said no."""
    visit = again.begun_here()
    if visit is None or request.args.get("instead_of") == visit.hex:
        return None
    codes = codes_of(visit)
    values = here(visit=visit, language=language())
    unanswered = next((code for code in codes if standing(g.place.unit, visit, code) is None), None)
    go_on = url_for("phone.questions.show", question_code=unanswered, **values) if unanswered else None
    return make_response(
        render_template(
            "phone/again.html",
            place=g.place,
            switch=url_for("phone.start.index", **here(language="id" if language() == "en" else "en")),
            go_on=go_on or url_for("phone.thanks.show", **values),
            change=url_for("phone.questions.show", question_code=codes[0], **values),
            anew=url_for("phone.start.index", **here(language=language(), instead_of=visit.hex)),
        )
    )


def _go_on(visit: Continued) -> AnyResponse:
    """A visit that began on a tablet, where it stopped there: for the phone that has just opened its code."""
    if "just_opened" not in g:
        abort(410)
    values = here(visit=visit.visit, language=visit.language)
    return redirect(url_for("phone.questions.show", question_code=visit.question, **values), code=303)
