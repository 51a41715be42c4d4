"""POST /counter/answers: one tap. Judged in order: device (401), fields (422), same answer (409), counter in the register (403)."""

from typing import Any

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk.counter import verdicts, wishes
from kiosk.counter.screens import instrument, plan, show_question, show_thanks
from kiosk.counter.taps import Wish, just_now, read_tap
from kiosk.instruments import after
from kiosk.ledger import Rating
from kiosk.recording import record
from kiosk.web import Malformed, choose_language, is_part
from kiosk.web.errors import refused

part = Blueprint("answers", __name__)


@part.post("/answers")
def create() -> AnyResponse:
    choose_language(request.form.get("language"), default="id")
    came = just_now()
    try:
        said, codes, refusal = read_tap(request.form, came)
    except Malformed as error:
        return refused(*verdicts.incomplete(error.sentence))
    refusal = refusal or (verdicts.of_ledger(record([said], came.now)[0]) if isinstance(said, Rating) else wishes.add([said])[0])
    return refused(*refusal) if refusal else _next(said, codes or plan().draw(said.visit))


def _next(said: Rating | Wish, codes: tuple[str, ...]) -> AnyResponse:
    """The screen that follows in the plan: at once for htmx, else by its address."""
    following = after(codes, said.question.code)
    if is_part():
        return show_question(instrument().need(following)) if following else show_thanks()
    here: dict[str, Any] = {"visit": said.visit, "plan": " ".join(codes), "language": said.language}
    address = url_for("counter.questions.show", code=following, **here) if following else url_for("counter.thanks.show", **here)
    return redirect(address, code=303)
