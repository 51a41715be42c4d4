"""One function chooses between a whole page and the part of it that htmx asked for."""

from typing import Any

from flask import Response, make_response, render_template, request


def is_part() -> bool:
    """Whether this request wants a part: from htmx, not boosted, not a restored history."""
    asks = request.headers
    return asks.get("HX-Request") == "true" and asks.get("HX-Boosted") != "true" and "HX-History-Restore-Request" not in asks


def as_part(html: str, status: int = 200) -> Response:
    """The answer to htmx. Never cached: Back would show a naked part (htmx #3037)."""
    answer = make_response(html, status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def page_or_part(page: str, part: str, status: int = 200, **data: Any) -> Response:
    """The template `part` for htmx, else `page`, which includes it. Never cached either."""
    return as_part(render_template(part if is_part() else page, part=part, **data), status)
