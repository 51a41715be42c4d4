"""A question's screen, with its own address, so that the page can keep it before it is needed."""

from flask import Blueprint, Response, abort, request

from kiosk.counter.screens import instrument, show_question

part = Blueprint("questions", __name__)


@part.get("/questions/<code>")
def show(code: str) -> Response:
    question = instrument().asked(code)
    if question is None:
        abort(404)
    return show_question(question, starts=request.args.get("starts") == "1")
