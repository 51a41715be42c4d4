"""Receipts: whether a visit is in the ledger, and under which seal. Never a score."""

import json

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk import codes, ledger
from kiosk.ledger.entry import RECEIPT_LENGTH
from kiosk.proof import receipts, seals

part = Blueprint("receipts", __name__)


@part.get("/cek")
def index() -> AnyResponse:
    """The field; with a code in it (?code=) on to its page."""
    text = request.args.get("code")
    if text is None:
        return _page("", 200)
    number = ledger.read_receipt(text)
    if number is None:
        return _page(text[:40], 404)
    return redirect(url_for("public.receipts.show", code=codes.write(number, RECEIPT_LENGTH)), code=303)


@part.get("/cek/<code>")
def show(code: str) -> Response:
    number = ledger.read_receipt(code)
    found = receipts.visits_with_receipt(number) if number is not None else ()
    if number is None or not found:
        return _page(code[:40], 404)
    written = codes.write(number, RECEIPT_LENGTH)
    # What came later, such as a correction over midnight, may wait for its own seal: the rest is proven meanwhile.
    sealed = [(each, *(seals.seal_over(each.unit, number) for number in (min(each.numbers), max(each.numbers)))) for each in found]
    return make_response(render_template("public/receipt.html", code=written, receipts=sealed))


@part.get("/cek/<code>/proof.json")
def proof(code: str) -> Response:
    """What is needed to check, with nothing of ours, that the visit's entries are under a seal (docs/export.md)."""
    number = ledger.read_receipt(code)
    found = receipts.visits_with_receipt(number) if number is not None else ()
    proofs = [each for receipt in found if (each := receipts.receipt_proof(receipt))]
    if not proofs:
        abort(404)
    written = codes.write(number, RECEIPT_LENGTH) if number is not None else ""
    answer = Response(json.dumps({"receipt": written, "visits": proofs}, indent=1), mimetype="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="suara-loket-{written}.json"'
    return answer


def _page(text: str, status: int) -> Response:
    return make_response(render_template("public/receipts.html", text=text, unknown=status == 404), status)
