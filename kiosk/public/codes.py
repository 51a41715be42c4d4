"""Where a printed code is typed by somebody who cannot scan it."""

from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk.places import links
from kiosk.visitors import tickets
from kiosk.web import language

part = Blueprint("codes", __name__)


@part.get("/q")
def show() -> AnyResponse:
    """The field; with a code in it (?code=) on to its page. Posters and tickets are told apart by their length."""
    text = request.args.get("code")
    if text is None:
        return _page("")
    # A language that she chose here goes with her; her phone's own is found again there.
    asked: dict[str, Any] = {"language": language()} if "language" in request.args else {}
    if tickets.read_token(text):
        return redirect(url_for("tickets.show", token=text.strip(), **asked), code=303)
    code = links.typed_link_code(text)
    if links.link(code):
        return redirect(url_for("phone.start.index", code=code, **asked), code=303)
    return _page(text[:40], 404)


def _page(text: str, status: int = 200) -> Response:
    return make_response(render_template("public/code.html", text=text, unknown=status == 404), status)
