"""One function chooses between a whole page and the part of it that htmx asked for."""

from collections.abc import Iterable
from pathlib import PurePath
from typing import Any, NamedTuple

from flask import Response, current_app, make_response, render_template, request
from markupsafe import Markup

from kiosk.store import see_anew
from kiosk.web.assets import code_edition
from kiosk.web.log import log


def is_part() -> bool:
    """Whether this request wants a part: from htmx, not boosted, not a restored history."""
    asks = request.headers
    return asks.get("HX-Request") == "true" and asks.get("HX-Boosted") != "true" and "HX-History-Restore-Request" not in asks


def as_part(html: str, status: int = 200) -> Response:
    """The answer to htmx. Never cached: Back would show a naked part (htmx #3037).

    It tells the edition of what it is made of: a page that stays open for weeks has the style and scripts of an older one.
    """
    answer = make_response(html, status)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Edition"] = code_edition()
    return answer


def page_or_part(page: str, part: str, status: int = 200, **data: Any) -> Response:
    """The template `part` for htmx, else `page`, which includes it. Never cached either."""
    return as_part(render_template(part if is_part() else page, part=part, **data), status)


class Box(NamedTuple):
    """A part of a page that stands by itself: its template, what that is told besides, and its name on the page."""

    template: str
    data: dict[str, Any]
    name: str


def box(template: str) -> Box:
    """A box that is told nothing besides, named for its file: panel/today/_hours.html is `hours`."""
    return Box(template, {}, PurePath(template).stem.removeprefix("_"))


def each_alone(boxes: Iterable[Box], failed: str, **data: Any) -> list[Markup]:
    """These boxes, each for itself: one that fails is replaced by the template `failed`, which is told its name as `box`."""
    current_app.update_template_context(data)
    return [_alone(each, failed, data) for each in boxes]


def _alone(box: Box, failed: str, data: dict[str, Any]) -> Markup:
    templates = current_app.jinja_env
    try:
        return Markup(templates.get_template(box.template).render(data | box.data))  # noqa: S704  # a template of ours, which escapes
    except Exception:
        log.exception("a box of the page failed", box=box.name)
        see_anew()  # PostgreSQL answers nothing more in a transaction in which something failed
        return Markup(templates.get_template(failed).render(data | {"box": box.name}))  # noqa: S704  # the same
