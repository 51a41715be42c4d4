"""What a tablet keeps to start and work without network: the list of all pieces, and the worker that serves them."""

from flask import Blueprint, Response, g, jsonify, url_for

from kiosk.counter.edition import edition
from kiosk.counter.screens import addresses, qr, recordings
from kiosk.web.assets import asset_addresses, asset_response

part = Blueprint("shell", __name__)

STYLES = ("css/tokens.css", "css/base.css", "css/counter.css")
NEEDED = (*STYLES, "fonts/", "icons/", "js/counter/main.js", "vendor/htmx-", "vendor/qrcode-generator-")
KINDS = (".css", ".js", ".svg", ".woff2")


@part.get("/shell")
def show() -> Response:
    """{"edition": …, "page": address, "screens": [parts that follow a tap], "assets": […]}"""
    page = url_for("counter.start.index")
    pictures = [picture] if (picture := qr()) else []
    assets = [*asset_addresses(NEEDED, KINDS), *recordings(), *pictures]
    return jsonify(edition=edition(g.place), page=page, screens=addresses(), assets=assets)


@part.get("/worker.js")
def worker() -> Response:
    """The service worker. It must lie here: a worker governs the addresses below its own."""
    return asset_response("js/worker.js")
