"""One question a page, in a visit that has begun."""

from flask import Blueprint, Response

from kiosk.phone.pages import fresh_visit, question, question_page, visit

part = Blueprint("questions", __name__)


@part.get("/questions/<question_code>")
def show(question_code: str) -> Response:
    own, asked = visit(), question(question_code)
    return question_page(asked, fresh_visit(own))
