"""One question a page, in a visit that has begun."""

from flask import Blueprint, Response

from kiosk.phone.pages import question, question_page, visit

part = Blueprint("questions", __name__)


@part.get("/questions/<question_code>")
def show(question_code: str) -> Response:
    own = visit()
    return question_page(question(question_code), own)
