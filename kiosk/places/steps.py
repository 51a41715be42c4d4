"""First steps of a new unit that leave nothing behind by themselves, noted here: a poster that was fetched to be printed, and a
practice rating, which stores nothing in the ledger. The list of all of them can be put away, and brought back.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.places.tables import Unit
from kiosk.store import Base, Moment, reading, writing

DISMISSED = "dismissed"


class FirstStep(Base):
    """A step that was noted as done, or `dismissed`: the whole list was put away. By whom and when; the first time counts."""

    __tablename__ = "first_step"
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True, autoincrement=False)
    step: Mapped[str] = mapped_column(String(20), primary_key=True)
    by: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(Moment)


def note(unit: Unit, step: str, by: str, now: datetime) -> None:
    """Note that this was done; a second time changes nothing, and costs one look."""
    if reading().get(FirstStep, (unit.id, step)):
        return
    with writing() as session:
        # Again inside the transaction: when two come at once, one waited here for the other.
        if not session.get(FirstStep, (unit.id, step)):
            session.add(FirstStep(unit_id=unit.id, step=step, by=by[:80], at=now))


def bring_back(unit: Unit) -> None:
    """The list is shown again."""
    with writing() as session:
        if there := session.get(FirstStep, (unit.id, DISMISSED)):
            session.delete(there)


def noted(unit: Unit) -> dict[str, FirstStep]:
    """{step: when it was done, and by whom} of those that were noted."""
    return {row.step: row for row in reading().scalars(select(FirstStep).where(FirstStep.unit_id == unit.id))}
