"""Where a phone's visitor is: the link she followed, and the counter that it (or she) names. Public: nobody is asked who."""

from typing import Any

from flask import abort, g, request

from kiosk import places
from kiosk.web import choose_language


def where(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Put the link, its unit and its counter (None: she has yet to choose) into `g`; an unknown link is a 404."""
    choose_language(request.values.get("language"))
    link = places.link((values or {}).pop("code", "").lower())
    if link is None:
        abort(404)
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
