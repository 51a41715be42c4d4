"""What a new unit has done of its first steps, and what is left; each is known from what is there, not from what somebody says.

Only two leave nothing behind by themselves and are noted here: a poster that was fetched to be printed, and a practice rating,
which stores nothing in the ledger. Anybody who needs the list no longer puts it away, and can bring it back.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from kiosk import devices, ledger, places
from kiosk.devices import pins
from kiosk.places import Unit, letterheads, opening, steps, tree

STEPS = ("counter", "hours", "pin", "tablet", "poster", "practice", "head", "letterhead", "rating")
"""In the best order: those on one page together, and the PIN before the tablet, so that one trip to the tablet is enough."""
FIRST_ENTRIES = 40
"""About ten visits of four questions: until then the list says that all is done."""


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """The list of one unit: {step: done} in order, and who put it away, if anybody did."""

    done: dict[str, bool]
    dismissed: steps.FirstStep | None = None

    @property
    def following(self) -> str:
        """The next step that is not done; empty: none."""
        return next((step for step, is_done in self.done.items() if not is_done), "")

    @property
    def wanted(self) -> str:
        """The same while the list is shown; empty once it was put away."""
        return "" if self.dismissed else self.following


def of(unit: Unit, now: datetime, today: date, *, has_head: Callable[[], bool]) -> FirstSteps | None:
    """None where there is nothing to set up: all was done some visits ago, the unit is closed, or it is an office without counters.

    `has_head`: somebody has an account as its head.
    """
    if unit.closed_on:
        return None
    noted = steps.noted(unit)
    counters, tablets, entries = places.counters(unit), devices.of_unit(unit), ledger.size(unit)
    rated = entries > 0
    if not counters and (unit.is_office or len(tree.subtree({unit.id}, today)) > 1):
        return None
    # A counter that closes or a tablet that is replaced later does not make a unit new again.
    found = {
        "counter": bool(counters) and (rated or any(places.closure_at(counter.id, now) is None for counter in counters)),
        "hours": bool(opening.opening_hours(unit)),
        # A unit that has been rated for a while wants no list again for a line on its papers or a head who has gone.
        "letterhead": entries > FIRST_ENTRIES or letterheads.own(unit) is not None,
        "head": entries > FIRST_ENTRIES or has_head(),
        "pin": pins.pin_of(unit) is not None,
        "tablet": any(rated or device.revoked_at is None for device in tablets),
        "poster": "poster" in noted,
        "practice": "practice" in noted,
        "rating": rated,
    }
    if all(found.values()) and entries > FIRST_ENTRIES:
        return None
    return FirstSteps({step: found[step] for step in STEPS}, noted.get(steps.DISMISSED))
