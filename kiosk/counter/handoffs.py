"""Jawab di HP saja: a visit on this tablet is handed to a phone, by a code that is shown here; the tablet then asks what became of it."""

from flask import Blueprint, Response, abort, g, jsonify, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk.counter.screens import by_phone, instrument, spoken
from kiosk.counter.verdicts import incomplete, of_delivery
from kiosk.devices.delivery import delivery
from kiosk.instruments import PlanError, parse_codes
from kiosk.visitors import handoffs
from kiosk.web import Malformed, json_body, now, public_url
from kiosk.web.answers import read_uuid
from kiosk.web.errors import refused
from kiosk.web.qr import qr_response
from kiosk.words.catalogue import gettext as _

part = Blueprint("handoffs", __name__)


@part.post("/handoffs")
def create() -> AnyResponse:
    """{visit, plan, question, language} → {code}: 403 where phones are not allowed or have no address."""
    if refusal := of_delivery(delivery(g.device, now(), now())):
        return refused(*refusal)
    if not by_phone():
        return refused(403, _("Tidak bisa dengan HP"), _("Loket ini tidak memakai HP."))
    fields = {name: value for name, value in (json_body() or {}).items() if isinstance(value, str)}
    try:
        visit, codes = read_uuid(fields, "visit"), parse_codes(fields.get("plan", ""), instrument())
    except Malformed as error:
        return refused(*incomplete(error.sentence))
    except PlanError:
        return refused(*incomplete("plan"))
    question, language = fields.get("question", ""), fields.get("language", "")
    if question not in codes or language not in dict(spoken()):
        return refused(*incomplete("question, language"))
    try:
        return jsonify(code=handoffs.hand_over(g.place.counter, visit, " ".join(codes), question, language, now()))
    except handoffs.TooManyError:
        return refused(429, _("Tidak bisa dengan HP"), _("Terlalu banyak kode dari loket ini. Jawablah di sini."))


@part.get("/handoffs/<code>")
def show(code: str) -> Response:
    """{"opened": whether a phone has taken over}"""
    return jsonify(opened=handoffs.was_opened(g.place.counter, code))


@part.get("/handoffs/<code>.svg")
def qr(code: str) -> Response:
    if not by_phone() or not handoffs.is_code(code):
        abort(404)
    answer = qr_response(public_url() + url_for("phone.start.index", code=code))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@part.post("/handoffs/<code>/withdrawal")
def withdraw(code: str) -> tuple[str, int]:
    handoffs.withdraw(g.place.counter, code, now())
    return "", 204
