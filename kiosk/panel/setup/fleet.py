"""The tablets of all units that somebody looks after or sees: which of them need a look, and how each is."""

from collections import Counter as Tally
from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, Response, g, request, url_for

from kiosk.clock import latest_day
from kiosk.devices import fleet
from kiosk.devices.fleet import Health, Tablet
from kiosk.panel.guard import needs
from kiosk.panel.paging import turned_to
from kiosk.places import tree
from kiosk.web import now, number, page_or_part

part = Blueprint("fleet", __name__)


def _is(health: Health) -> Callable[[Tablet], bool]:
    return lambda tablet: tablet.health is health


KINDS: Mapping[str, Callable[[Tablet], bool]] = {
    "all": lambda tablet: True,
    "look": lambda tablet: tablet.needs_look,
    **{health.value: _is(health) for health in (Health.LOST, Health.QUIET, Health.NEW, Health.PAUSED, Health.ALIVE)},
}
"""What an address asks for, in the order in which it is offered."""


@part.get("/tablets")
@needs("counters.read", refusal=404)
def index() -> Response:
    units = {unit.id: unit for unit in g.sight.units("counters.read", with_counters=True)}
    tablets, words = fleet.in_use([*units.values()], now()), request.args.get("q", "").strip()
    above = tree.known().offices(latest_day(now()))

    def is_named(tablet: Tablet) -> bool:
        unit = tablet.counter.unit_id
        places = (units[unit], above[unit]) if unit in above else (units[unit],)
        return any(words.casefold() in f"{each.name} {each.short_name} {each.code}".casefold() for each in places)

    found = [tablet for tablet in tablets if is_named(tablet)]
    counts = Tally({kind: sum(map(holds, found)) for kind, holds in KINDS.items()})
    kind = request.args.get("kind", "all")
    kind = kind if kind in KINDS else "all"
    asked: dict[str, Any] = {"kind": kind, **({"q": words} if words else {})}
    return page_or_part(
        "panel/fleet/index.html",
        "panel/fleet/_fleet.html",
        all=len(tablets),
        counts=counts,
        kind=kind,
        words=words,
        units=units,
        above=above,
        shown=turned_to(number(request.args.get("page", "")) or 1, [tablet for tablet in found if KINDS[kind](tablet)]),
        at=lambda page: url_for("panel.fleet.index", page=page, **asked),
    )
