"""Who answers: a few questions, each of which may be skipped, and why they are asked. Added up by month, never kept beside a rating."""

from uuid import UUID

from flask import Blueprint, g, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk.clock import service_day
from kiosk.instruments import Instrument
from kiosk.ledger import Channel
from kiosk.ledger.entry import Access, access_by
from kiosk.ledger.visits import beginning
from kiosk.phone.guard import having_done, here
from kiosk.phone.pages import fresh_visit, rated_visit
from kiosk.visitors import profiles
from kiosk.web import instruments, language, now
from kiosk.web.fields import Digit
from kiosk.web.forms import Form
from kiosk.web.secret import once_of

part = Blueprint("about", __name__)


class About(Form):
    """Its questions are those of the instrument; anything that is not an answer's number is not counted."""


@part.get("/about")
def show() -> str:
    values = here(visit=fresh_visit(rated_visit()), language=language())
    return render_template("phone/about.html", place=g.place, questions=_profile().questions, here=values)


@part.post("/about")
def create() -> AnyResponse:
    own = fresh_visit(rated_visit())
    form = About.sent(more={question.code: Digit(question.scores) for question in _profile().questions})
    today = service_day(now(), g.place.unit.zone)
    profiles.add(g.place.unit, form.typed, _profile(), access(own), once_of(own, "the profile of a visit"), today, own)
    return redirect(url_for("phone.thanks.show", **having_done("about", own)), code=303)


def access(visit: UUID) -> Access:
    """Her way here, or the one by which she began, whichever is easier to come by."""
    began = beginning(g.place.unit, visit)
    return max(access_by(Channel(g.link.channel)), access_by(began.channel) if began else Access.COUNTER)


def _profile() -> Instrument:
    return instruments().current(profiles.INSTRUMENT)
