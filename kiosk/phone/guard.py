"""Where a phone's visitor is: the link she followed, and the counter that it (or she) names. Public: nobody is asked who."""

from typing import Any

from flask import abort, g, request

from kiosk import handoffs, places
from kiosk.web import choose_language, now


def where(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Put the link, its unit and its counter (None: she has yet to choose) into `g`; an unknown link is a 404."""
    choose_language(request.values.get("language"))
    code = (values or {}).pop("code", "").lower()
    link = places.link(code) or handoffs.continued(code, now())
    if link is None and handoffs.is_code(code) and endpoint == "phone.start.index":
        # Only now is it opened, by this phone and no other.
        link = g.just_opened = handoffs.open_once(code, now())
    if link is None:
        abort(410 if handoffs.is_code(code) else 404)
    g.link = link
    if link.counter_id is not None:
        g.place = places.place(link.counter_id)
        return
    chosen = places.place_by_counter_code(request.values.get("counter", ""))
    g.place = chosen if chosen and chosen.unit.id == link.unit_id else None


def here(**values: object) -> dict[str, Any]:
    """The values that every address of this visit carries."""
    counter = {} if g.link.counter_id or g.place is None else {"counter": g.place.counter.code}
    return {"code": g.link.code, **counter, **values}
