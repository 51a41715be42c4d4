"""Short addresses that people type by hand, and where each leads."""

from flask import Flask, redirect, url_for
from werkzeug.wrappers import Response


def lead_on(app: Flask) -> None:
    app.add_url_rule("/", "front", _front)
    app.add_url_rule("/tablet", "tablet", _tablet)


def _front() -> Response:
    """The bare address: anybody who types it wants the panel."""
    return redirect(url_for("panel.home.index"), code=303)


def _tablet() -> Response:
    """Typed on a tablet to pair it, on a glass keyboard."""
    return redirect(url_for("counter.pairing.new"), code=303)
