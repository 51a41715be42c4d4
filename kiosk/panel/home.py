"""/panel/: straight to what the person is here for: today's screen of her first unit, or the tablets that she looks after."""

from flask import Blueprint, Response, g, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

part = Blueprint("home", __name__)


@part.get("/")
def index() -> AnyResponse:
    if g.units:
        return redirect(url_for("panel.today.show", unit_code=g.units[0].code), code=303)
    if g.kept:
        return redirect(url_for("panel.devices.index", unit_code=g.kept[0].code), code=303)
    empty: Response = make_response(render_template("panel/home.html"))
    return empty
