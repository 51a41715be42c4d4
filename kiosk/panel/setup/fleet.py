"""The tablets of all units that somebody looks after or sees: which of them need a look, and how each is."""

from collections import Counter as Tally
from collections.abc import Callable, Mapping
from math import ceil

from flask import Blueprint, Response, g, request

from kiosk.clock import latest_day
from kiosk.devices import fleet
from kiosk.devices.fleet import Health, Tablet
from kiosk.panel.guard import needs
from kiosk.places import tree
from kiosk.web import now, number, page_or_part

part = Blueprint("fleet", __name__)

AT_ONCE = 100
"""Rows on a page."""


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
    known, offices = tree.known(), tree.known().offices(latest_day(now()))
    above = {unit: known.unit(offices[unit]) for unit in units if unit in offices}

    def is_named(tablet: Tablet) -> bool:
        place = [units[tablet.counter.unit_id], *filter(None, [above.get(tablet.counter.unit_id)])]
        return any(words.casefold() in f"{each.name} {each.short_name} {each.code}".casefold() for each in place)

    found = [tablet for tablet in tablets if is_named(tablet)]
    counts = Tally({kind: sum(map(holds, found)) for kind, holds in KINDS.items()})
    kind = request.args.get("kind", "all")
    kind = kind if kind in KINDS else "all"
    shown = [tablet for tablet in found if KINDS[kind](tablet)]
    pages = max(1, ceil(len(shown) / AT_ONCE))
    turned = min(number(request.args.get("page", "")) or 1, pages)
    return page_or_part(
        "panel/fleet/index.html",
        "panel/fleet/_fleet.html",
        all=len(tablets),
        counts=counts,
        kind=kind,
        words=words,
        units=units,
        above=above,
        shown=shown[(turned - 1) * AT_ONCE : turned * AT_ONCE],
        turned=turned,
        pages=pages,
    )
