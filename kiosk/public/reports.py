"""Reports that were issued: whether a paper or a file that somebody holds is one of them, and the newest version."""

from typing import Any

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk.evidence import VaultError
from kiosk.filings import issued
from kiosk.places import tree
from kiosk.web import language
from kiosk.web.current import vault
from kiosk.web.files import pdf_file

part = Blueprint("reports", __name__)


@part.get("/laporan")
def index() -> AnyResponse:
    """The field; with a code in it (?code=), or a file's SHA-256, on to its page."""
    text = request.args.get("code")
    if text is None:
        return _page("", 200)
    digest = text.strip().lower()
    found = issued.with_file(digest) if len(digest) == 64 else issued.by_code(text)
    if found is None:
        return _page(text[:80], 404)
    asked: dict[str, Any] = {"language": language()} if "language" in request.args else {}
    return redirect(url_for("public.reports.show", code=found.code, **asked), code=303)


@part.get("/laporan/<code>")
def show(code: str) -> AnyResponse:
    found = issued.by_code(code)
    if found is None:
        return _page(code[:80], 404)
    unit, every = tree.unit_by_id(found.unit_id), issued.versions(found)
    return make_response(
        render_template(
            "public/report.html",
            report=found,
            unit=unit,
            number=issued.number(unit, found),
            versions=every,
            newest=every[-1],
            scans=issued.scans([found]).get(found.id, ()),
        )
    )


@part.get("/laporan/<code>.pdf")
def download(code: str) -> Response:
    """The file itself, where the unit lets anybody have it."""
    found = issued.by_code(code)
    if found is None or not found.open:
        abort(404)
    try:
        return pdf_file(vault().read(found.pdf), f"{found.kind}-{found.code.lower()}")
    except VaultError:
        abort(404)


def _page(text: str, status: int) -> Response:
    return make_response(render_template("public/reports.html", text=text, unknown=status == 404), status)
