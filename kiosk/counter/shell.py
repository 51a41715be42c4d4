"""What a tablet keeps to start and work without network: all that is made for its counter in one answer, and the worker that serves it."""

from flask import Blueprint, Response, g, jsonify, url_for

from kiosk.counter.edition import edition
from kiosk.counter.screens import qr, qr_picture, recordings, screens
from kiosk.web.assets import asset_addresses, asset_response, asset_texts

part = Blueprint("shell", __name__)

STYLES = ("css/tokens.css", "css/base.css", "css/counter.css")
NEEDED = (*STYLES, "fonts/", "icons/", "js/counter/main.js", "vendor/htmx-", "vendor/qrcode-generator-")
KINDS = (".css", ".js", ".svg", ".woff2")
HTML, SVG = "text/html; charset=utf-8", "image/svg+xml; charset=utf-8"
SMALL = ("icons/",)
"""Those that are given in the list itself: less than an answer of their own would cost."""


@part.get("/shell")
def show() -> Response:
    """All pieces of one moment; which counter's, only the tablet's key says, and nothing in the address.

    {"edition": …, "page": address, "screens": [parts that follow a tap], "assets": [files], "recordings": [those of them that are
    heard], "given": {address: {"type": …, "text": …}}}. What is not given is fetched at its address. Pages of the first edition fetch
    all of it so, and need `screens` and `assets` whole.
    """
    # Before all else: what changes meanwhile is then found out by the next heartbeat, and not kept under an edition that has it already.
    present = edition(g.place)
    pictures = {picture: qr_picture()} if (picture := qr()) else {}
    parts = screens()
    texts = {HTML: parts, SVG: asset_texts(SMALL, KINDS) | pictures}
    given = {address: {"type": kind, "text": text} for kind, pieces in texts.items() for address, text in pieces.items()}
    heard = recordings()
    assets = [*asset_addresses(NEEDED, KINDS), *heard, *pictures]
    page = url_for("counter.start.index")
    return jsonify(edition=present, page=page, screens=list(parts), assets=assets, recordings=heard, given=given)


@part.get("/worker.js")
def worker() -> Response:
    """The service worker. It must lie here: a worker governs the addresses below its own."""
    return asset_response("js/worker.js")
