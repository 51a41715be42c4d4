"""The feed of a unit's seals, for programs of anybody: it is public from the first seal on, whatever the unit has published."""

from flask import Blueprint, Response, abort, request, url_for

from kiosk.places import tree
from kiosk.proof import feed
from kiosk.web.files import open_json

part = Blueprint("seals", __name__)


@part.get("/u/<unit_code>/seals.json")
def show(unit_code: str) -> Response:
    """A page of it, from the seal after number ?after= on."""
    unit = tree.unit_by_code(unit_code) or abort(404)
    text = request.args.get("after", "0")
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        abort(404)
    page = feed.page(unit, int(text))
    after = page["after"]
    following = url_for("public.seals.show", unit_code=unit.code, after=after) if after else None
    return open_json({**page, "next": following})
