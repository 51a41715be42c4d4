"""Where a phone's visitor is: the link she followed, and the counter that it (or she) names. Public: nobody is asked who."""

from typing import Any
from uuid import UUID

from flask import Response, abort, g, request

from kiosk import places, recording
from kiosk.places import links, service_points
from kiosk.visitors import handoffs
from kiosk.web import choose_language, instruments, language, now
from kiosk.web.languages import LANGUAGES, keep_to, offered_by

BEGINNINGS = ("phone.start.index", "tickets.show")
WISH = "wish"
STEPS = ("full", "about", "words", WISH)
"""What a visitor may add after the first questions, or has said should improve; the addresses that follow say which she has done."""


def where(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Put the link, its unit and its counter (None: she has yet to choose) into `g`; an unknown link is a 404."""
    choose_language(request.values.get("language"))
    code = (values or {}).pop("code", "").lower()
    link = links.link(code) or handoffs.continued(code, now())
    looked_at = request.method != "GET" or "prefetch" in request.headers.get("Sec-Purpose", "")
    if link is None and handoffs.is_code(code) and endpoint == "phone.start.index" and looked_at:
        abort(Response(status=204))  # a browser that only looks ahead opens nothing
    if link is None and handoffs.is_code(code) and endpoint == "phone.start.index":
        # Only now is it opened, by this phone and no other.
        link = handoffs.open_once(code, now())
    if link is None:
        abort(410 if handoffs.is_code(code) else 404)
    at(link)


def has_room() -> None:
    """Where the disk is too full for a visit that comes this way, it is said before she begins; what is there can still be read."""
    link = g.get("link")
    if link and (request.method == "POST" or request.endpoint in BEGINNINGS):
        recording.must_have_room(link.channel)


def at(link: Any) -> None:
    """Put this request at a link's place, with what the visitor has said so far in the address."""
    g.link = link
    g.place = service_points.known_place(link.counter_id) if link.counter_id is not None else _chosen(link)
    g.offered = offered_by(instruments().current(g.place.counter.instrument)) if g.place else LANGUAGES
    keep_to(g.offered)
    g.full = request.values.get("full") == "1"
    g.done = tuple(step for step in STEPS if step in request.values.get("done", "").split())
    services = {service.code: service for service in g.place.services} if g.place else {}
    g.service = services.get(request.values.get("service", ""))


def in_every_page() -> dict[str, object]:
    """The languages in which this place's questions are asked."""
    return {"offered": g.get("offered", LANGUAGES)}


def _chosen(link: Any) -> places.Place | None:
    chosen = places.place_by_counter_code(request.values.get("counter", ""))
    return chosen if chosen and chosen.unit.id == link.unit_id else None


def here(**values: object) -> dict[str, Any]:
    """The values that every address of this visit carries."""
    carried = {
        "counter": g.place.counter.code if g.place and g.link.counter_id is None else None,
        "full": "1" if g.full else None,
        "service": g.service.code if g.service else None,
        "done": " ".join(g.done) or None,
    }
    return {"code": g.link.code, **{name: value for name, value in carried.items() if value}, **values}


def having_done(step: str, visit: UUID) -> dict[str, Any]:
    """The same after one of STEPS."""
    return here(visit=visit, language=language(), done=" ".join(dict.fromkeys((*g.done, step))))
