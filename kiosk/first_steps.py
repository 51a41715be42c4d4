"""What a new unit has done of its first steps, and what is left; each is known from what is there, not from what somebody says.

Only two leave nothing behind by themselves and are noted here: a poster that was fetched to be printed, and a practice rating,
which stores nothing in the ledger. Whoever needs the list no longer puts it away, and can bring it back.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column

from kiosk import devices, ledger, places
from kiosk.places import Unit
from kiosk.store import Base, Moment, reading, writing

STEPS = ("counter", "hours", "pin", "tablet", "poster", "practice", "rating")
"""In the order in which they are best done: what stands on one page, together; with the PIN one way to the tablet is enough."""
DISMISSED = "dismissed"
FIRST_ENTRIES = 40
"""About ten visits of four questions: so long it is said that all is done."""


class FirstStep(Base):
    """A step that was noted as done, or `dismissed`: the whole list was put away. By whom and when; the first time counts."""

    __tablename__ = "first_step"
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True, autoincrement=False)
    step: Mapped[str] = mapped_column(String(20), primary_key=True)
    by: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(Moment)


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """The list of one unit: {step: done} in order, and who put it away, if anybody did."""

    done: dict[str, bool]
    dismissed: FirstStep | None = None

    @property
    def following(self) -> str:
        """The next step that is not done; empty: none."""
        return next((step for step, is_done in self.done.items() if not is_done), "")

    @property
    def wanted(self) -> str:
        """The same while the list is shown; empty once it was put away."""
        return "" if self.dismissed else self.following


def of(unit: Unit, now: datetime, today: date) -> FirstSteps | None:
    """None where there is nothing to set up: all was done some visits ago, the unit is closed, or it is an office without counters."""
    if unit.closed_on:
        return None
    noted = {row.step: row for row in reading().scalars(select(FirstStep).where(FirstStep.unit_id == unit.id))}
    counters, tablets, entries = places.counters(unit), devices.of_unit(unit), ledger.size(unit)
    rated = entries > 0
    if not counters and (unit.is_office or len(places.subtree({unit.id}, today)) > 1):
        return None
    # A counter that closes or a tablet that is replaced later does not make a unit new again.
    found = {
        "counter": bool(counters) and (rated or any(places.closure_at(counter.id, now) is None for counter in counters)),
        "hours": bool(places.opening_hours(unit)),
        "pin": devices.pin_of(unit) is not None,
        "tablet": any(rated or device.revoked_at is None for device in tablets),
        "poster": "poster" in noted,
        "practice": "practice" in noted,
        "rating": rated,
    }
    if all(found.values()) and entries > FIRST_ENTRIES:
        return None
    return FirstSteps({step: found[step] for step in STEPS}, noted.get(DISMISSED))


def note(unit: Unit, step: str, by: str, now: datetime) -> None:
    """This was done; once noted, again changes nothing. Costs one look where it was."""
    if reading().get(FirstStep, (unit.id, step)):
        return
    with writing() as session:
        # Again inside the transaction: of two at once one waited here for the other.
        if not session.get(FirstStep, (unit.id, step)):
            session.add(FirstStep(unit_id=unit.id, step=step, by=by[:80], at=now))


def bring_back(unit: Unit) -> None:
    """The list is shown again."""
    with writing() as session:
        if there := session.get(FirstStep, (unit.id, DISMISSED)):
            session.delete(there)
