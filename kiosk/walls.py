"""Displays on the wall: each has an address of its own that shows a unit's figures of today, needs no sign-in, and can be ended.

So no display holds anybody's sign-in, with which whoever stands before it could open the rest of the panel.
"""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column

from kiosk import codes
from kiosk.places import Unit
from kiosk.store import Base, Moment, reading, writing

LENGTH = 12
"""Characters of an address: 60 bits, and still typed with a remote control."""
LONGEST_NAME = 60
MOST = 20
"""Displays of a unit at a time."""


class WallError(Exception):
    """A display that cannot be put up; the text is "name" or "many"."""


class Wall(Base):
    """One display. Of the code in its address only the hash is kept."""

    __tablename__ = "wall"
    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_by: Mapped[str] = mapped_column(String(80))
    made_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)


def put_up(unit: Unit, name: str, by: str, now: datetime) -> tuple[Wall, str]:
    """A new display and the code in its address, which nobody can be told again. Raises WallError."""
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise WallError("name")
    if len(of_unit(unit)) >= MOST:
        raise WallError("many")
    code = codes.write(secrets.randbits(codes.BITS * LENGTH), LENGTH)
    wall = Wall(unit_id=unit.id, name=name, code_hash=_hash(code), made_by=by[:80], made_at=now, ended_at=None)
    with writing() as session:
        session.add(wall)
    return wall, code


def of_unit(unit: Unit) -> Sequence[Wall]:
    """The displays whose addresses are good, the newest first."""
    return reading().scalars(select(Wall).where(Wall.unit_id == unit.id, Wall.ended_at.is_(None)).order_by(Wall.id.desc())).all()


def shown_by(code: str) -> Unit | None:
    """The unit whose figures this address shows; None: there is no such address, or it was ended."""
    bits = codes.read(code, LENGTH)
    if bits is None:
        return None
    own = select(Unit).join(Wall, Wall.unit_id == Unit.id)
    return reading().scalar(own.where(Wall.code_hash == _hash(codes.write(bits, LENGTH)), Wall.ended_at.is_(None)))


def end(unit: Unit, number: int, now: datetime) -> Wall | None:
    """Let the address show nothing any more; None if the unit has no such display."""
    with writing() as session:
        found = session.scalar(select(Wall).where(Wall.unit_id == unit.id, Wall.id == number))
        if found:
            found.ended_at = found.ended_at or now
        return found


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode("ascii")).hexdigest()
