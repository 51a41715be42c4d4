"""The record of administrative acts: who did what at which unit, and when. Only ever added to; the store refuses all else.

It stands in the same transaction as the act itself: neither is there without the other.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, String, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.places import Unit
from kiosk.store import Base, Moment, reading, writing

LONGEST = 300
A_PAGE = 50


class Act(Base):
    """`kind` names the act, e.g. devices.revoke; `about` says of what, without secrets. No unit: the whole installation."""

    __tablename__ = "act"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    by: Mapped[str] = mapped_column(String(80))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    about: Mapped[str] = mapped_column(String(LONGEST))


def note(kind: str, by: str, now: datetime, unit: Unit | None = None, about: str = "") -> None:
    """One act more."""
    with writing() as session:
        session.add(Act(at=now, by=by[:80], unit_id=unit.id if unit else None, kind=kind, about=about[:LONGEST]))


def acts(units: Collection[Unit] | None, before: int | None = None, limit: int = A_PAGE) -> Sequence[Act]:
    """The acts at these units, and those of the whole installation if `units` is None; the newest first, those before number `before`."""
    query = select(Act).order_by(Act.id.desc()).limit(limit)
    if units is not None:
        query = query.where(Act.unit_id.in_([unit.id for unit in units]))
    if before is not None:
        query = query.where(Act.id < before)
    return reading().scalars(query).all()


def of_person(name: str, limit: int = A_PAGE) -> Sequence[Act]:
    """What somebody did, or was done to her account; the newest first."""
    return reading().scalars(select(Act).where(or_(Act.by == name, Act.about == name)).order_by(Act.id.desc()).limit(limit)).all()
