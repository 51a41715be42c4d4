"""The full questionnaire, offered after the first questions: first which service it was, where the counter has several."""

from flask import Blueprint, g, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk.phone.guard import here
from kiosk.phone.pages import codes_of, fresh_visit, rated_visit, rest
from kiosk.web import language

part = Blueprint("full", __name__)


@part.get("/full")
def show() -> AnyResponse | str:
    own = fresh_visit(rated_visit())
    g.full = False
    first = rest(codes_of(own))[0]
    g.full = True
    values = here(visit=own, language=language())
    if len(g.place.services) > 1 and g.service is None:
        return render_template("phone/service.html", place=g.place, here=values, first=first)
    return redirect(url_for("phone.questions.show", question_code=first, **values), code=303)
