"""The ceiling: what this server answers at most when a tap is only read. It never serves anybody.

The same server, the same fields read and validated by the same code, the same screens sent back, made when it starts. No hooks, no
device, no session, no statement: what is between this and ours is what ours does.
"""

from flask import Flask, Response, g, request

from kiosk import places
from kiosk.counter.screens import instrument, plan, show_question, show_thanks
from kiosk.instruments import after
from kiosk.ledger import Channel
from kiosk.web import Malformed, choose_language, read_answer
from kiosk.web.answers import read_moment
from kiosk.web.bodies import LARGEST
from tools.bench.traffic import TAP_PATH

LANGUAGE = "id"


def ceiling_of(ours: Flask) -> Flask:
    """An application with one route, at the address of ours, whose screens are those of the store of `ours`."""
    place, screens = _kept_screens(ours)
    asked = ours.extensions["instruments"].current(place.counter.instrument)
    app = Flask("ceiling", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST

    @app.post(TAP_PATH)
    def create() -> Response:
        choose_language(request.form.get("language"), default=LANGUAGE)
        try:
            given_at = read_moment(request.form, "given_at")
            rating, codes = read_answer(request.form, place, asked, Channel.TABLET, given_at=given_at)
        except Malformed as error:
            return Response(error.sentence, 422)
        return Response(screens[after(codes or (), rating.question.code)], mimetype="text/html")

    return app


def _kept_screens(ours: Flask) -> tuple[places.Place, dict[str | None, bytes]]:
    """The first counter of the office, and what follows each answer there: {question, or None for the thanks: screen}."""
    with ours.test_request_context(headers={"HX-Request": "true"}):
        choose_language(LANGUAGE)
        unit = places.units()[0]
        g.place = places.place(places.counters(unit)[0].id)
        found: dict[str | None, bytes] = {code: show_question(instrument().need(code)).get_data() for code in plan().codes}
        return g.place, found | {None: show_thanks().get_data()}
