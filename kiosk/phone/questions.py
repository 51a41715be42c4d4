"""One question a page, in a visit that has begun."""

from flask import Blueprint, Response, abort, g, request

from kiosk.phone.pages import instrument, question_page
from kiosk.web import Malformed
from kiosk.web.answers import read_uuid

part = Blueprint("questions", __name__)


@part.get("/questions/<question_code>")
def show(question_code: str) -> Response:
    if g.place is None:
        abort(404)
    question = instrument().question(question_code)
    try:
        visit = read_uuid(request.args, "visit")
    except Malformed:
        abort(404)
    if question is None:
        abort(404)
    return question_page(question, visit)
